"""Where each printed text comes from: the value in the sources, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rbdocs.model.batang_tubuh import Butir
from rbdocs.model.isi import Isi
from rbdocs.model.naskah import Block, Heading, Item, Naskah, Paragraph, Placement
from rbdocs.model.nilai import Nilai, Text
from rbdocs.model.node import KeyPath, Node
from rbdocs.model.peraturan import ROMAN, Peraturan, Regulasi
from rbdocs.model.printed_row import printed_rows
from rbdocs.model.rencana_aksi import LampiranRencana, RencanaAksi, walk
from rbdocs.model.tabel import Tabel, TabelLampiran
from rbdocs.render.blocks import bookmark_name
from rbdocs.render.grid import COLUMNS, Merge, table_rows

BODY = "perbup.docx"
_OFFICES = ("koordinator", "pelaksana")


@dataclass(frozen=True, slots=True)
class YamlValue:
    """A value of a YAML source; *marks* says whether ``*`` marks italics in it.

    *before* and *after* are printed around it and are no part of it.
    """

    node: Node
    path: KeyPath
    marks: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A block of a chapter in Markdown; *next_line* is where the next one begins, 0 at the end."""

    block: Block
    next_line: int


Owner = YamlValue | ChapterText


class Printed(NamedTuple):
    """A printed text, and the value that it comes from; None where the program composed it."""

    text: str
    owner: Owner | None


def printed_texts(regulasi: Regulasi, nama: str) -> list[Printed]:
    """Return what the document *nama* prints of the sources, in order; cells one by one."""
    for lampiran in regulasi.lampiran:
        if nama == f"lampiran-{ROMAN[lampiran.lampiran]}.docx":
            return [*_heading(lampiran), *_plan(lampiran), *_signature(lampiran)]
    for naskah in regulasi.naskah:
        if nama == f"lampiran-{ROMAN[naskah.susunan.lampiran]}.docx":
            return [*_heading(naskah.susunan), *_text(naskah), *_signature(naskah.susunan)]
    return list(_body(regulasi.peraturan))


def _of(node: Node, *path: str | int, marks: bool = False, after: str = "") -> Iterator[Printed]:
    """The value at *path*, where the source gives one."""
    content: object = node
    for step in path:
        content = getattr(content, step) if isinstance(step, str) else content[step]  # type: ignore[index]
    if content is not None:
        yield Printed(f"{content}{after}", YamlValue(node, path, marks, "", after))


def _heading(node: Node) -> Iterator[Printed]:
    yield from _of(node, "tentang")
    yield from _of(node, "judul")


def _signature(lampiran: Node) -> Iterator[Printed]:
    mark = lampiran.tanda_tangan  # type: ignore[attr-defined]
    yield from _of(mark, "tempat_tanggal")
    yield from _of(mark, "jabatan", after=",")
    yield from _of(mark, "ttd")
    yield from _of(mark, "nama")


def _plan(lampiran: LampiranRencana) -> Iterator[Printed]:
    owners = dict(_values(lampiran))
    columns = COLUMNS[lampiran.jenis]
    actions = _rows(lampiran)
    for cells, (aksi, index) in zip(table_rows(lampiran), actions, strict=True):
        for column, cell in zip(columns, cells, strict=True):
            if cell.merge is Merge.CONTINUED:
                continue
            owner = owners.get(id(cell.content)) or _plain_owner(aksi, index, column)
            yield Printed(str(cell.content), owner)


def _values(lampiran: LampiranRencana) -> Iterator[tuple[int, YamlValue]]:
    """Every value that is an object of its own, by its identity."""
    for node in walk(lampiran):
        for nama in type(node).model_fields:
            content = getattr(node, nama)
            listing = enumerate(content) if isinstance(content, list) else ()
            for step, one in [((nama,), content), *(((nama, i), one) for i, one in listing)]:
                if isinstance(one, Text | Nilai):
                    yield id(one), YamlValue(node, step)


def _rows(lampiran: LampiranRencana) -> list[tuple[RencanaAksi, int]]:
    """The action of every printed row, and which of its rows."""
    return [
        (one, row)
        for one in walk(lampiran)
        if isinstance(one, RencanaAksi) and one.printed
        for row in range(len(one.sub_kegiatan or ()) or 1)
    ]


def _plain_owner(aksi: RencanaAksi, row: int, column: str) -> YamlValue | None:
    """The owner of a cell whose value is a plain string."""
    if column == "satuan":
        return YamlValue(aksi, ("satuan",))
    if column not in _OFFICES:
        return None
    sub = aksi.sub_kegiatan[row] if aksi.sub_kegiatan else None
    if sub is not None and getattr(sub, column) is not None:
        return YamlValue(sub, (column,))
    return YamlValue(aksi, (column,)) if getattr(aksi, column) is not None else None


def _text(naskah: Naskah) -> Iterator[Printed]:
    for index, block in enumerate(naskah.blocks):
        if isinstance(block, Placement):
            if block.target in naskah.tabel:
                yield from _table(naskah.tabel[block.target])
        else:
            yield Printed(_block_text(naskah, block), _chapter_owner(naskah, index, block))


def _block_text(naskah: Naskah, block: Block) -> str:
    """The block as its paragraph reads: an item's marker and a heading's number before a tab."""
    pieces = (run.text or naskah.number(run.target) or "" for run in block.runs)
    text = "".join(pieces)
    return f"{block.marker} {text}" if isinstance(block, Item) else text


def _chapter_owner(naskah: Naskah, index: int, block: Block) -> Owner | None:
    file = block.location.file
    if not file.endswith(".md"):  # the heading of a part stands in naskah.yaml
        for position, one in enumerate(naskah.susunan.isi):
            if getattr(one, "bagian", None) == block.plain:
                return YamlValue(naskah.susunan, ("isi", position, "bagian"))
        return None
    following = (
        one.location.line for one in naskah.blocks[index + 1 :] if one.location.file == file
    )
    if not isinstance(block, Heading | Item | Paragraph):
        return None
    return ChapterText(block, next(following, 0))


def _table(tabel: TabelLampiran) -> Iterator[Printed]:
    if tabel.nomor:
        start = f"Tabel {tabel.nomor}. "
        yield Printed(start + tabel.judul, YamlValue(tabel, ("judul",), before=start))
    elif tabel.judul:
        yield Printed(tabel.judul, YamlValue(tabel, ("judul",)))
    if isinstance(tabel, Tabel):
        yield from _table_cells(tabel)
    if tabel.sumber:
        yield Printed(f"Sumber: {tabel.sumber}", YamlValue(tabel, ("sumber",), before="Sumber: "))


def _table_cells(tabel: Tabel) -> Iterator[Printed]:
    columns = [one.kunci for one in tabel.columns()]
    owners = {
        id(content): YamlValue(node, (nama,))
        for node in walk(tabel)
        for nama, content in (node.__pydantic_extra__ or {}).items()
        if isinstance(content, Isi)
    }
    seen: set[int] = set()
    for head, body in tabel.parts():
        for row in (*printed_rows(head), *printed_rows(body)):
            for column in columns:
                content = row.cells.get(column)
                if content is not None and id(content) not in seen:
                    seen.add(id(content))
                    simple = content.nilai is not None or len(list(content.texts())) == 1
                    yield Printed(str(content), owners.get(id(content)) if simple else None)


def _body(peraturan: Peraturan) -> Iterator[Printed]:
    yield from _of(peraturan, "tentang")
    for index, _ in enumerate(peraturan.menimbang):
        yield from _of(peraturan, "menimbang", index, marks=True)
    for _, one in peraturan.ketentuan():
        if isinstance(one, Butir) and one.teks is not None and one.status == "berlaku":
            yield from _of(one, "teks", marks=True)


def provision_owners(regulasi: Regulasi, nama: str) -> dict[str, YamlValue]:
    """Return the text of each provision by its bookmark, where *nama* is the body's document."""
    if nama != BODY:
        return {}
    return {
        bookmark_name(alamat.kunci): YamlValue(one, ("teks",), marks=True)
        for alamat, one in regulasi.peraturan.ketentuan()
        if isinstance(one, Butir) and one.teks is not None and one.status == "berlaku"
    }
