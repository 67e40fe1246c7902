"""The Word document of a Lampiran of running text: its blocks as Word XML, each in its style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rbdocs.documents.fields import LAMPIRAN_REQUIRED, figure_png, lampiran_fields, packed
from rbdocs.files import Project
from rbdocs.model.chapter import Block, Heading, ListItem, Naskah, Paragraph, Placement, Run
from rbdocs.model.lampiran_number import lampiran_file_name
from rbdocs.model.plan_tree import walk
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris, Tabel, TabelHasil
from rbdocs.word.door import read_template
from rbdocs.word.environment import Paragraphs
from rbdocs.word.gap_marks import REDRAWN, add_style, incomplete, mark_xml
from rbdocs.word.identity import key_bookmark
from rbdocs.word.picture import EMU_PER_TWIP, PictureStore, picture_xml
from rbdocs.word.problems import Notes, parse_xml
from rbdocs.word.running_text import (
    CONTENT,
    TAB,
    Room,
    StyleNames,
    bookmarked_xml,
    link_xml,
    paragraph_xml,
    room_for_content,
    run_xml,
    text_xml,
)
from rbdocs.word.tables import table_xml
from rbdocs.word.template import fill
from rbdocs.word.xml import DOCUMENT

TEMPLATE = "lampiran-naskah.docx"  # for a Lampiran of any number
MISSING = (
    "tempat isi naskah tidak ditemukan",
    "Tulis {{p isi }} sendirian dalam satu paragraf, di antara judul dan tanda tangan.",
)
_HEADINGS = ("Judul Bagian", "heading 1", "heading 2", "heading 3")
# The number that a heading's text hangs from; a BAB's stands on a line of its own.
_NUMBER = re.compile(r"(?:\d+(?:\.\d+)+\.|[A-Z]\.) (?=\S)")
_TITLE_LENGTH = 150  # characters; a longer item is no title of the paragraphs below it
# Characters; about four lines. LibreOffice moves the whole of a paragraph that is kept with the
# next, so that a longer one would leave a hole on the page before.
_LEAD_LENGTH = 300
_FIGURE_HEIGHT = 0.6  # of the page's room: caption and some text go with a figure


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
    filled = fill(parts, fields(regulation, naskah), notes, {"isi": MISSING, **LAMPIRAN_REQUIRED})
    before, after = filled[DOCUMENT].decode().split(CONTENT)
    filled[DOCUMENT] = f"{before}{content}{after}".encode()
    if marks:
        add_style(filled)
    return packed(filled, regulation, susunan.judul, lampiran=susunan.lampiran, media=media)


def fields(regulation: Regulation, naskah: Naskah) -> dict[str, object]:
    """Return what the template of *naskah* can use; a mark stands for its blocks."""
    return {**lampiran_fields(regulation, naskah.susunan), "isi": Paragraphs(CONTENT)}


class BlockWriter:
    """Writes the blocks of *naskah*; a style that is missing is noted by *styles*.

    *marks* says whether it shows what the reference text has lost, and what was drawn anew.
    """

    def __init__(
        self,
        project: Project,
        naskah: Naskah,
        styles: StyleNames,
        media: PictureStore,
        room: Room,
        *,
        marks: bool,
    ) -> None:
        self._project = project
        self._naskah = naskah
        self._styles = styles
        self._media = media
        self._room = room
        self._bookmarks = room.last_bookmark
        self._marks = marks

    def xml(self) -> Iterator[str]:
        """Yield the XML of every block; the prefix ``w`` is bound where it is put."""
        blocks: Sequence[Block] = self._naskah.blocks
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            keep = following is None or _leads(block, following)
            match block:
                case Heading():
                    yield self._heading(block)
                case ListItem():
                    style = f"Butir {block.level}"
                    marker = f"{text_xml(block.marker)}{TAB}"
                    yield self._paragraph(style, self._runs(block.runs, marker), block.key, keep)
                case Paragraph():
                    style = f"Lanjutan Butir {block.level}" if block.level else "Isi Naskah"
                    yield self._paragraph(style, self._runs(block.runs), block.key, keep)
                case Placement() if block.target in self._naskah.tabel:
                    yield from self._table(block)
                case Placement():
                    yield from self._figure(block)

    def _paragraph(
        self, style: str, content: str, key: str = "", keep: bool = False, close: bool = False
    ) -> str:
        if key:
            self._bookmarks += 1
            content = bookmarked_xml(content, self._bookmarks, key_bookmark(key))
        return paragraph_xml(self._styles.paragraph(style), content, keep=keep, close=close)

    def _heading(self, block: Heading) -> str:
        runs, lead = block.runs, ""
        if block.level != 1 and (number := _NUMBER.match(runs[0].text)):
            lead = f"{text_xml(number[0].rstrip())}{TAB}"
            runs = (Run(runs[0].text[number.end() :], runs[0].italic, runs[0].target), *runs[1:])
        return self._paragraph(_HEADINGS[block.level], self._runs(runs, lead), block.key)

    def _table(self, block: Placement) -> Iterator[str]:
        tabel = self._naskah.tabel[block.target]
        caption = f"Tabel {tabel.nomor}. {tabel.judul}" if tabel.nomor else tabel.judul
        if caption:
            yield self._paragraph("Judul Tabel", run_xml(text_xml(caption)), block.key)
        yield table_xml(tabel, self._styles, self._room.width, self._room.height)
        yield from self._gaps(tabel)
        if tabel.sumber:
            yield self._paragraph("Sumber Tabel", run_xml(text_xml(f"Sumber: {tabel.sumber}")))
        else:  # two tables that touch would become one
            yield self._paragraph("Jarak Sesudah Tabel", "")

    def _figure(self, block: Placement) -> Iterator[str]:
        gambar = self._naskah.gambar[block.target]
        picture = figure_png(self._project, gambar)
        width, height = self._room.width, round(self._room.height * _FIGURE_HEIGHT)
        yield self._paragraph(
            "Gambar",
            picture_xml(
                self._media.add(picture),
                picture,
                gambar.description,
                width * EMU_PER_TWIP,
                height * EMU_PER_TWIP,
            ),
        )
        kept = gambar.sumber is not None
        redrawn = self._marks and bool(gambar.digambar_ulang) and gambar.image is None
        caption = run_xml(text_xml(gambar.caption))
        yield self._paragraph("Judul Gambar", caption, block.key, kept, redrawn and not kept)
        if gambar.sumber:
            source = run_xml(text_xml(f"Sumber: {gambar.sumber}"))
            yield self._paragraph("Sumber Gambar", source, close=redrawn)
        if redrawn:
            yield mark_xml(REDRAWN, centred=True)

    def _gaps(self, tabel: Tabel | TabelHasil) -> Iterator[str]:
        name = f"Tabel {tabel.nomor}" if tabel.nomor else "tabel ini"
        for node in walk(tabel) if self._marks else ():
            if isinstance(node, Baris) and node.celah:
                yield mark_xml(incomplete(name, node.celah))

    def _runs(self, runs: Sequence[Run], lead: str = "") -> str:
        pieces = [run_xml(lead)] if lead else []
        for run in runs:
            text = run.text
            if run.target and not text:
                text = self._naskah.number(run.target) or ""
            xml = run_xml(text_xml(text), italic=run.italic)
            if run.target:
                xml = link_xml(xml, key_bookmark(run.target))
            pieces.append(xml)
        return "".join(pieces)


def _leads(block: Block, following: Block) -> bool:
    """Whether *block* announces *following*, so that no page may come between them."""
    if isinstance(block, ListItem) and isinstance(following, Paragraph | ListItem):
        below = following.level >= block.level + isinstance(following, ListItem)
        return below and len(block.plain) <= _TITLE_LENGTH
    text = block.plain.rstrip()
    announces = text.endswith(":") and len(text) <= _LEAD_LENGTH
    return announces and isinstance(following, ListItem | Placement)
