"""An independent look at a finished Word file: whether anything foreign is in it.

It knows nothing of how templates are cleaned: lists of part names, content types, relationship
types, element names and field codes, written down from what a plain document needs.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app|custom)\.xml|word/(document|styles|"
    r"settings|fontTable|numbering|footnotes|endnotes|(header|footer)\w*)\.xml|word/theme/theme1\."
    r"xml|word/media/[\w-]+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf)|word/(theme/)?_rels/\w+\.xml\.rels"
)
_TYPES = re.compile(
    r"application/(xml|vnd\.openxmlformats-package\.(relationships|core-properties)\+xml|vnd\."
    r"openxmlformats-officedocument\.(theme|extended-properties|custom-properties|wordprocessingml"
    r"\.(document\.main|styles|settings|fontTable|numbering|footnotes|endnotes|header|footer))\+xml"
    r")|image/(png|jpeg|gif|bmp|tiff|x-emf|x-wmf)"
)
_RELATIONS = {
    *("officeDocument", "core-properties", "extended-properties", "custom-properties", "styles"),
    *("settings", "fontTable", "numbering", "footnotes", "endnotes", "header", "footer", "theme"),
    *("image", "hyperlink"),
}
_ELEMENTS = {
    *("comments", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
    *("ins", "del", "moveFrom", "moveTo", "delText", "delInstrText", "cellIns", "cellDel"),
    *("cellMerge", "pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange"),
    *("sectPrChange", "tblGridChange", "tblPrExChange", "numberingChange", "moveFromRangeStart"),
    *("moveToRangeStart", "object", "OLEObject", "control", "altChunk", "subDoc", "movie"),
    *("attachedTemplate", "mailMerge", "docVars", "documentProtection", "writeProtection"),
    *(
        "dataBinding",
        "customXml",
        "smartTag",
        "ffData",
        "fldData",
        "contentPart",
        "printerSettings",
    ),
    *("embedRegular", "embedBold", "trackRevisions", "rsids", "chart", "relIds", "externalData"),
    *("videoFile", "audioFile", "webVideoPr", "signatureline", "placeholder", "bgSound"),
}
_SPACES = re.compile(
    r"http://schemas\.openxmlformats\.org/(wordprocessingml/2006/main|drawingml/2006/(main|picture|"
    r"wordprocessingDrawing)|markup-compatibility/2006|officeDocument/2006/(math|relationships|"
    r"extended-properties|custom-properties|docPropsVTypes)|package/2006/(relationships|content-"
    r"types|metadata/core-properties))|http://purl\.org/dc/(elements/1\.1|terms)/|urn:schemas-"
    r"microsoft-com:(vml|office:office|office:word)|http://schemas\.microsoft\.com/office/(word/2010"
    r"/(wordml|wordprocessing(Shape|Group|Canvas|Drawing))|word/2012/wordml|drawing/2010/main)|http:"
    r"//www\.w3\.org/(XML/1998/namespace|2001/XMLSchema-instance)"
)
_FIELDS = {
    *("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "REF", "NOTEREF", "STYLEREF"),
    *("SEQ", "TOC", "HYPERLINK", "LISTNUM", "TC", "XE", "INDEX", "SYMBOL", "EQ", "ADVANCE"),
}
_TAGS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{\s+[{%#]|[}%#]\s+\}")


def foreign(content: bytes, *, braces: bool = True) -> list[str]:
    """Everything in the Word file *content* that should not be there."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    result = [f"bagian {name}" for name in parts if not _PARTS.fullmatch(name)]
    for name, data in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        text = data.decode("utf-8")
        root = etree.fromstring(data)
        result += [f"{name}: {item}" for item in ("<!DOCTYPE", "<!--", "<!ENTITY") if item in text]
        if re.search(r"<\?(?!xml )", text):
            result.append(f"{name}: perintah pengolah")
        result += [f"{name}: {item}" for item in _elements(root)]
        if braces and (hit := _TAGS.search("".join(map(str, root.itertext())))):
            result.append(f"{name}: kurung {hit[0]}")
        for element in root.iter():
            for value in element.attrib.values():
                if braces and _TAGS.search(str(value)):
                    result.append(f"{name}: kurung dalam sifat {value}")
    result += _relations(parts)
    types = etree.fromstring(parts["[Content_Types].xml"])
    stated = {kind.get("PartName", "").lstrip("/"): kind.get("ContentType", "") for kind in types}
    result += [f"jenis {item}" for item in stated.values() if not _TYPES.fullmatch(item)]
    result += [
        f"jenis untuk {item}, yang tidak ada" for item in stated if item and item not in parts
    ]
    if not stated.get("word/document.xml", "").endswith("wordprocessingml.document.main+xml"):
        result.append("bukan .docx biasa")
    return result + twice(parts)


def _elements(root: etree._Element) -> Iterator[str]:
    codes = ""
    for element in root.iter():
        space, _, name = str(element.tag)[1:].partition("}")
        if name in _ELEMENTS:
            yield f"unsur {name}"
        if not _SPACES.fullmatch(space) and "/theme" not in space:
            yield f"ruang nama {space}"
        for attribute in element.attrib:
            own = str(attribute)[1:].partition("}")[0] if str(attribute).startswith("{") else ""
            if own and not _SPACES.fullmatch(own):
                yield f"sifat {attribute}"
        if name == "instrText":
            codes += element.text or ""
        if name == "fldChar":
            if codes.strip():
                yield from _code(codes)
            codes = ""
        if name == "fldSimple":
            yield from _code(element.get(f"{W}instr", ""))


def _code(code: str) -> Iterator[str]:
    if (code.split() or [""])[0].upper() not in _FIELDS:
        yield f"bidang {code}"
    for address in re.findall(r"\w+:[^\s\"]+", code):
        if not address.lower().startswith(("http://", "https://", "mailto:")):
            yield f"alamat {address}"


def _relations(parts: dict[str, bytes]) -> Iterator[str]:
    for name, data in parts.items():
        if not name.endswith(".rels"):
            continue
        source = name.replace("_rels/", "").removesuffix(".rels")
        ids = set()
        for item in etree.fromstring(data):
            kind, target = item.get("Type", "").rpartition("/")[2], item.get("Target", "")
            ids.add(item.get("Id", ""))
            if kind not in _RELATIONS:
                yield f"{name}: hubungan {kind}"
            if item.get("TargetMode", "Internal") != "Internal":
                safe = target.lower().startswith(("http://", "https://", "mailto:"))
                if kind != "hyperlink" or not safe:
                    yield f"{name}: hubungan luar {target}"
            elif posixpath.normpath(posixpath.join(posixpath.dirname(source), target)) not in parts:
                yield f"{name}: {target} tidak ada"
        if source in parts:
            for element in etree.fromstring(parts[source]).iter():
                for attribute, value in element.attrib.items():
                    if str(attribute).startswith(_R) and value not in ids:
                        yield f"{source}: {attribute} {value} tidak ada"
                    if attribute in ("src", "href", f"{_R}link"):
                        yield f"{source}: {attribute} {value}"


def twice(parts: dict[str, bytes]) -> list[str]:
    """The numbers and names that stand twice, by the kind of element that bears them."""
    found: Counter[tuple[str, str]] = Counter()
    for name, data in parts.items():
        if not re.fullmatch(r"word/(document|(header|footer|footnotes|endnotes)\w*)\.xml", name):
            continue
        for element in etree.fromstring(data).iter():
            tag = str(element.tag).rpartition("}")[2]
            if tag in ("docPr", "cNvPr", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd"):
                found[tag, str(element.get("id") or element.get(f"{W}id"))] += 1
            if tag == "bookmarkStart":
                found["nama penanda", element.get(f"{W}name", "")] += 1
            if tag in ("footnoteReference", "endnoteReference"):
                found[tag, element.get(f"{W}id", "")] += 1
            above = element.getparent()
            if element.tag == f"{W}id" and above is not None and above.tag == f"{W}sdtPr":
                found["sdt", element.get(f"{W}val", "")] += 1
            if "schemas-microsoft-com:vml" in str(element.tag) and element.get("id"):
                found["vml", element.get("id", "")] += 1
            for attribute in element.attrib:
                if str(attribute).endswith(("}paraId", "}anchorId", "}editId", "}spid")):
                    found[str(attribute), str(element.get(attribute))] += 1
    return [f"rangkap {kind} {value}" for (kind, value), count in found.items() if count > 1]
