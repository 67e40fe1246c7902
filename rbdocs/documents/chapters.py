"""The Word document of a Lampiran of running text, from its template and its blocks."""

from __future__ import annotations

import re

from lxml import etree

from rbdocs.documents.blocks import BlockWriter, Room
from rbdocs.documents.fields import lampiran_fields
from rbdocs.files import Project
from rbdocs.model.chapter import Naskah
from rbdocs.model.peraturan import ROMAN, Regulasi
from rbdocs.word.door import read_template
from rbdocs.word.environment import Paragraphs
from rbdocs.word.package import write_package
from rbdocs.word.picture import Media
from rbdocs.word.problems import Notes, parse_xml
from rbdocs.word.properties import set_properties
from rbdocs.word.style_names import Styles
from rbdocs.word.template import fill
from rbdocs.word.xml import DOCUMENT, W, own_text

_CONTENT = re.compile(r"\s*\{\{p\s+isi\s*\}\}\s*")
# Where the blocks go once docxtpl has filled the rest: a paragraph that no template has.
MARK = "\ue001isi"
CONTENT = f"<w:p><w:r><w:t>{MARK}</w:t></w:r></w:p>"
MISSING = (
    "tempat isi naskah tidak ditemukan",
    "Tulis {{p isi }} sendirian dalam satu paragraf, di antara judul dan tanda tangan.",
)


def template_name(naskah: Naskah) -> str:
    """Return the file name of the template for *naskah*."""
    return f"lampiran-{ROMAN[naskah.susunan.lampiran]}.docx"


def compose(template: bytes, project: Project, regulasi: Regulasi, naskah: Naskah) -> bytes:
    """Return the Word document that *template* gives for *naskah*.

    Raises TemplateProblem that lists every mistake in the template.
    """
    parts, notes = read_template(template), Notes()
    susunan = naskah.susunan
    root = parse_xml(parts[DOCUMENT], DOCUMENT)
    room = _room_for_content(root)
    media = Media()
    writer = BlockWriter(project, naskah, Styles(parts, notes), media, room)
    content = "".join(writer.xml())
    filled = fill(parts, fields(regulasi, naskah), notes, {"isi": MISSING})
    before, after = filled[DOCUMENT].decode().split(CONTENT)
    filled[DOCUMENT] = f"{before}{content}{after}".encode()
    media.finish(filled)
    title = " ".join(susunan.judul.split())
    set_properties(filled, regulasi, judul=title, lampiran=susunan.lampiran)
    return write_package(filled)


def fields(regulasi: Regulasi, naskah: Naskah) -> dict[str, object]:
    """Return what the template of *naskah* can use; a mark stands for its blocks."""
    return {**lampiran_fields(regulasi, naskah.susunan), "isi": Paragraphs(CONTENT)}


def _room_for_content(root: etree._Element) -> Room:
    """The room on the pages of the paragraph ``{{p isi }}``."""
    found = False
    for element in root.iter(f"{W}p", f"{W}sectPr"):
        if element.tag == f"{W}sectPr" and found:
            return _room(element, root)
        found = found or _CONTENT.fullmatch(own_text(element)) is not None
    return Room(1, 1)  # the linter tells that it is missing


def _room(section: etree._Element, root: etree._Element) -> Room:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    numbers = [one.get(f"{W}id", "") for one in root.iter(f"{W}bookmarkStart")]
    return Room(
        _measure(size, "w") - _measure(margins, "left") - _measure(margins, "right"),
        _measure(size, "h") - _measure(margins, "top") - _measure(margins, "bottom"),
        max((int(one) for one in numbers if one.isdecimal()), default=0),
    )


def _measure(element: etree._Element | None, name: str) -> int:
    return 0 if element is None else abs(int(element.get(f"{W}{name}", "0")))
