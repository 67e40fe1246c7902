"""The Word document of a Lampiran of running text, from its template and its blocks."""

from __future__ import annotations

from rbdocs.documents.blocks import BlockWriter
from rbdocs.documents.fields import lampiran_fields
from rbdocs.files import Project
from rbdocs.model.chapter import Naskah
from rbdocs.model.lampiran_number import lampiran_file_name
from rbdocs.model.regulation import Regulation
from rbdocs.word.door import read_template
from rbdocs.word.environment import Paragraphs
from rbdocs.word.gap_marks import add_style
from rbdocs.word.markup import CONTENT
from rbdocs.word.package import write_package
from rbdocs.word.picture import PictureStore
from rbdocs.word.problems import Notes, parse_xml
from rbdocs.word.properties import set_properties
from rbdocs.word.room import room_for_content
from rbdocs.word.style_names import StyleNames
from rbdocs.word.template import fill
from rbdocs.word.xml import DOCUMENT

TEMPLATE = "lampiran-naskah.docx"  # for a Lampiran of any number
MISSING = (
    "tempat isi naskah tidak ditemukan",
    "Tulis {{p isi }} sendirian dalam satu paragraf, di antara judul dan tanda tangan.",
)


def template_name(project: Project, naskah: Naskah) -> str:
    """Return the file name of the template of *naskah*: its own where there is one, or TEMPLATE."""
    own = f"{lampiran_file_name(naskah.susunan.lampiran)}.docx"
    return own if (project.templates / own).is_file() else TEMPLATE


def compose(template: bytes, project: Project, regulation: Regulation, naskah: Naskah) -> bytes:
    """Return the Word document that *template* gives for *naskah*.

    Raises TemplateProblem that lists every mistake in the template.
    """
    parts, notes = read_template(template), Notes()
    susunan = naskah.susunan
    root = parse_xml(parts[DOCUMENT], DOCUMENT)
    room = room_for_content(root)
    media = PictureStore()
    marks = regulation.peraturan.tanda_celah == "ya"
    writer = BlockWriter(project, naskah, StyleNames(parts, notes), media, room, marks=marks)
    content = "".join(writer.xml())
    filled = fill(parts, fields(regulation, naskah), notes, {"isi": MISSING})
    before, after = filled[DOCUMENT].decode().split(CONTENT)
    filled[DOCUMENT] = f"{before}{content}{after}".encode()
    media.finish(filled)
    if marks:
        add_style(filled)
    title = " ".join(susunan.judul.split())
    set_properties(filled, regulation, judul=title, lampiran=susunan.lampiran)
    return write_package(filled)


def fields(regulation: Regulation, naskah: Naskah) -> dict[str, object]:
    """Return what the template of *naskah* can use; a mark stands for its blocks."""
    return {**lampiran_fields(regulation, naskah.susunan), "isi": Paragraphs(CONTENT)}
