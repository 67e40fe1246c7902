"""The Word document of a Lampiran of running text, from its template and its blocks."""

from __future__ import annotations

import re

from lxml import etree

from rbdocs.documents.blocks import BlockWriter, Room
from rbdocs.documents.fields import lampiran_fields
from rbdocs.files import Project
from rbdocs.model.chapter import Naskah
from rbdocs.model.peraturan import ROMAN, Regulasi
from rbdocs.word.markup import own_texts
from rbdocs.word.package import write_package
from rbdocs.word.picture import Media
from rbdocs.word.properties import set_properties
from rbdocs.word.style_names import Styles
from rbdocs.word.template import (
    Notes,
    TemplateProblem,
    W,
    bears_more,
    fill_fields,
    parent,
    parse_xml,
    read_template,
    serialise_xml,
    text_parts,
)

_XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CONTENT = re.compile(r"\s*\{\{\s*isi\s*\}\}\s*")
_CUT = "\ue001"  # private use: where the serialised document is cut
_DOCUMENT = "word/document.xml"


def template_name(naskah: Naskah) -> str:
    """Return the file name of the template for *naskah*."""
    return f"lampiran-{ROMAN[naskah.susunan.lampiran]}.docx"


def compose(template: bytes, project: Project, regulasi: Regulasi, naskah: Naskah) -> bytes:
    """Return the Word document that *template* gives for *naskah*.

    Raises TemplateProblem that lists every mistake in the template.
    """
    parts = read_template(template)
    notes = Notes()
    susunan = naskah.susunan
    fields = lampiran_fields(regulasi, susunan)
    root = parse_xml(parts[_DOCUMENT], _DOCUMENT)
    room = _mark_content(root, notes)
    fill_fields(root, fields, "dokumen", notes)
    for name in text_parts(parts):
        part = parse_xml(parts[name], name)
        fill_fields(part, fields, name.removeprefix("word/"), notes)
        parts[name] = serialise_xml(part)
    media = Media(parts)
    content = "".join(BlockWriter(project, naskah, Styles(parts, notes), media, room).xml())
    if notes.mistakes:
        raise TemplateProblem(notes.mistakes)
    media.finish()
    before, after = etree.tostring(root, encoding="unicode").split(_CUT)
    parts[_DOCUMENT] = f"{_XML_HEAD}{before}{content}{after}".encode()
    title = " ".join(susunan.judul.split())
    set_properties(parts, regulasi, judul=title, lampiran=susunan.lampiran)
    return write_package(parts)


def _mark_content(root: etree._Element, notes: Notes) -> Room:
    """Put a mark in place of the paragraph ``{{ isi }}``; return the room on its pages."""
    found: etree._Element | None = None
    for element in root.iter(f"{W}p", f"{W}sectPr"):
        if element.tag == f"{W}sectPr" and found is not None:
            if bears_more(found):
                notes.add(
                    "dokumen",
                    "{{ isi }}",
                    "paragraf isi naskah memuat gambar, pemisah halaman atau penanda",
                    "Pindahkan semuanya ke paragraf lain.",
                )
            _cut(found)
            return _room(element, root)
        text = "".join(one.text or "" for one in own_texts(element))
        if found is None and _CONTENT.fullmatch(text):
            found = element
    notes.add(
        "dokumen",
        "{{ isi }}",
        "tempat isi naskah tidak ditemukan",
        "Tulis {{ isi }} sendirian dalam satu paragraf, di antara judul dan tanda tangan.",
    )
    return Room(1, 1)


def _cut(paragraph: etree._Element) -> None:
    above, before = parent(paragraph), paragraph.getprevious()
    above.remove(paragraph)
    if before is None:
        above.text = _CUT
    else:
        before.tail = _CUT


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
