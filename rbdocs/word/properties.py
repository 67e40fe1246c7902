"""What a file says of itself: its properties, set from the sources, and its settings, cleaned."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from rbdocs.model.regulation import Regulation
from rbdocs.word.problems import parse_xml
from rbdocs.word.removals import (
    FONT,
    LINK,
    MERGE,
    PERSONAL,
    PROTECTION,
    VARIABLE,
    RemovalKind,
    Scene,
)
from rbdocs.word.xml import R, W, local, namespace, serialise

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_PART = "docProps/core.xml"
_PROGRAM = "rbdocs"
# ISO/IEC 29500-1, 17.15.1: settings that say how the document looks, and no more.
_SETTINGS = {
    *("zoom", "view", "defaultTabStop", "characterSpacingControl", "compat", "themeFontLang"),
    *("decimalSymbol", "listSeparator", "evenAndOddHeaders", "mirrorMargins", "footnotePr"),
    *("endnotePr", "autoHyphenation", "hyphenationZone", "consecutiveHyphenLimit"),
    *("doNotHyphenateCaps", "displayBackgroundShape", "gutterAtTop", "clrSchemeMapping"),
    *("bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "noLineBreaksAfter"),
    *("noLineBreaksBefore", "noPunctuationKerning", "strictFirstAndLastChars", "printTwoOnOne"),
    *("hideSpellingErrors", "hideGrammaticalErrors", "alignBordersAndEdges", "defaultTableStyle"),
    *("drawingGridHorizontalSpacing", "drawingGridVerticalSpacing", "styleLockTheme"),
    *("displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery", "mathPr"),
    *("drawingGridHorizontalOrigin", "drawingGridVerticalOrigin", "bookFoldPrinting"),
    *("doNotUseMarginsForDrawingGridOrigin", "doNotShadeFormData", "bookFoldPrintingSheets"),
    *("shapeDefaults", "hdrShapeDefaults", "bookFoldRevPrinting", "updateFields"),
}
_TOLD: dict[str, RemovalKind] = {
    "attachedTemplate": LINK,
    "linkStyles": LINK,
    "saveThroughXslt": LINK,
    "attachedSchema": LINK,
    "schemaLibrary": LINK,
    "mailMerge": MERGE,
    "docVars": VARIABLE,
    "documentProtection": PROTECTION,
    "writeProtection": PROTECTION,
    "embedTrueTypeFonts": FONT,
}
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_DULL = {"revision", "created", "modified", "lastPrinted", "title", "language"}
_NAMED = {
    "creator": "pengarang",
    "lastModifiedBy": "terakhir diubah oleh",
    "description": "keterangan",
    "subject": "perihal",
    "keywords": "kata kunci",
    "Company": "perusahaan",
    "Manager": "atasan",
    "Template": "templat",
    "HyperlinkBase": "pangkal tautan",
}
APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties"><Application>rbdocs</Application>'
    b"</Properties>"
)
_TELLING = ("Company", "Manager", "HyperlinkBase", "HLinks", "DigSig")


# By hand: python-docx refuses titles of more than 255 letters, which regulations have, and writes
# whole packages anew, 33 ms each and never the same bytes.
def set_properties(
    parts: dict[str, bytes], regulation: Regulation, *, judul: str, lampiran: str = ""
) -> None:
    """Set title, subject, author and dates in the package *parts*, where it has properties."""
    if _PART not in parts:
        return
    root = parse_xml(parts[_PART], _PART)
    for tag, text in _properties(regulation, judul, lampiran):
        element = root.find(tag)
        if element is None:
            element = etree.SubElement(root, tag)
        element.text = text
        if tag.startswith(_TERMS):
            element.set(_TYPE, "dcterms:W3CDTF")
    parts[_PART] = serialise(root)


def _properties(regulation: Regulation, judul: str, lampiran: str) -> Iterator[tuple[str, str]]:
    peraturan = regulation.peraturan
    day = f"{peraturan.tanggal_dokumen.isoformat()}T00:00:00Z"
    part = f"Lampiran {lampiran} " if lampiran else ""
    yield f"{_DC}title", judul
    yield f"{_DC}subject", f"{part}{peraturan.numbered_name}"
    yield f"{_DC}creator", regulation.instansi.nama
    yield f"{_CORE}lastModifiedBy", regulation.instansi.nama
    yield f"{_CORE}revision", "1"
    yield f"{_TERMS}created", day
    yield f"{_TERMS}modified", day


def clean_settings(root: etree._Element, scene: Scene) -> None:
    """Leave in the settings what says how the document looks."""
    for element in list(root):
        name = local(element)
        if name in _SETTINGS:
            continue
        # What leads to a file is told by its relation, with the file's name.
        if namespace(element) == W and name in _TOLD and element.get(f"{R}id") is None:
            scene.note(_TOLD[name], None, name)
        root.remove(element)


def clean_core(root: etree._Element, scene: Scene) -> None:
    """Leave in a file's properties its title; whoever wrote or changed it is not told on."""
    for element in list(root):
        text = (element.text or "").strip()
        if element.tag == _TITLE or (element.tag == _CREATOR and text == _PROGRAM):
            continue
        name = local(element)
        if text and name not in _DULL:
            scene.note(PERSONAL, None, f"{_NAMED.get(name, name)}: {text}")
        root.remove(element)


def tell_app(root: etree._Element, scene: Scene) -> None:
    """Tell what the program's properties say of people; the part is written anew."""
    for element in root:
        text = "".join(str(text) for text in element.itertext()).strip()
        if local(element) in _TELLING and text:
            scene.note(PERSONAL, None, f"{_NAMED.get(local(element), local(element))}: {text}")
