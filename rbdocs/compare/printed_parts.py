"""The parts of a Lampiran in pieces: the cells of a plan, the blocks and tables of chapters."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.compare.printed import (
    ChapterText,
    Kind,
    Owner,
    PrintedPiece,
    PrintedText,
    YamlValue,
    composed,
    fixed,
    shown,
    value,
)
from rbdocs.model.chapter import Block, Heading, ListItem, Naskah, Paragraph, Placement
from rbdocs.model.column_titles import title_rows
from rbdocs.model.figure import Gambar
from rbdocs.model.finding import Location
from rbdocs.model.node import KeyPath, Node
from rbdocs.model.plan import PlanRow
from rbdocs.model.plan_columns import Merge
from rbdocs.model.plan_tree import walk
from rbdocs.model.sentence import ButirSel, Isi
from rbdocs.model.table import (
    KegiatanHasil,
    Tabel,
    TabelHasil,
    TabelLampiran,
)
from rbdocs.model.table_rows import outcome_lines, printed_rows
from rbdocs.model.values import Nilai

_COMPOSED = "kata di sekeliling nilai ini dicetak program; ubah nilainya saja"
SUMMED = "baris jumlah ini dihitung program; ubah nilai di atasnya"
_BULLET = "tanda butir dicetak program"
_LINE = "jumlah alinea dan butir sel ini diatur dalam sumber"


def plan_pieces(row: PlanRow) -> Iterator[tuple[str, PrintedPiece]]:
    """Yield the piece of each cell of *row* by its column; none where a cell carries on."""
    for column, cell in zip(row.columns, row.cells, strict=True):
        if cell.merge is not Merge.CONTINUED:
            kind: Kind = "nilai" if isinstance(cell.content, Nilai) else "teks"
            owner = YamlValue(cell.node, cell.path, kind=kind) if cell.node is not None else None
            place = row.node.location()
            if owner is None:
                yield column.key, fixed(shown(cell.content), place, SUMMED)
            else:
                yield column.key, PrintedPiece(shown(cell.content), owner, place)


def chapter_texts(naskah: Naskah) -> Iterator[PrintedText]:
    """Yield every paragraph and cell of the chapters, in printed order."""
    for index, block in enumerate(naskah.blocks):
        if not isinstance(block, Placement):
            yield PrintedText((_block(naskah, index, block),))
        elif block.target in naskah.tabel:
            yield from _table(naskah.tabel[block.target])
        elif block.target in naskah.gambar:
            yield from _captions(naskah.gambar[block.target], "Gambar")


def _block(naskah: Naskah, index: int, block: Block) -> PrintedPiece:
    """The block as its paragraph reads: an item's marker before a tab."""
    pieces = (run.text or naskah.number(run.target) or "" for run in block.runs)
    text = "".join(pieces)
    text = f"{block.marker}\t{text}" if isinstance(block, ListItem) else text
    return PrintedPiece(text, _chapter_owner(naskah, index, block), block.location)


def _chapter_owner(naskah: Naskah, index: int, block: Block) -> Owner | None:
    file = block.location.file
    if not file.endswith(".md"):  # the heading of a part stands in naskah.yaml
        for position, isi in enumerate(naskah.susunan.isi):
            if getattr(isi, "bagian", None) == block.plain:
                return YamlValue(naskah.susunan, ("isi", position, "bagian"))
        return None
    following = (
        item.location.line for item in naskah.blocks[index + 1 :] if item.location.file == file
    )
    if not isinstance(block, Heading | ListItem | Paragraph):
        return None
    return ChapterText(block, next(following, 0))


def _captions(node: TabelLampiran | Gambar, name: str) -> Iterator[PrintedText]:
    """The caption above and the line of the source below a table; those below a figure."""
    place = node.location()
    title = value(node, "judul")
    if node.nomor is not None:
        number = value(node, "nomor")
        between = fixed(". ", place, _COMPOSED)
        yield PrintedText((fixed(f"{name} ", place, _COMPOSED), number, between, title))
    elif node.judul:
        yield PrintedText((title,))
    if node.sumber:
        yield PrintedText((fixed("Sumber: ", place, _COMPOSED), value(node, "sumber")))


def _table(tabel: TabelLampiran) -> Iterator[PrintedText]:
    captions = list(_captions(tabel, "Tabel"))
    below = [captions.pop()] if tabel.sumber else []
    yield from captions
    yield from _outcome_cells(tabel) if isinstance(tabel, TabelHasil) else _table_cells(tabel)
    yield from below


def _titles(tabel: TabelLampiran) -> Iterator[PrintedText]:
    """The titles of columns row by row, from left to right."""
    for row in title_rows(tabel.titles()):
        for cell in row:
            if cell.merge is not Merge.CONTINUED:
                yield PrintedText((value(cell.title, "judul", marks=True),))


def _table_cells(tabel: Tabel) -> Iterator[PrintedText]:
    columns = [kolom.kunci for kolom in tabel.columns()]
    owners = {
        id(content): (node, nama)
        for node in walk(tabel)
        for nama, content in (node.__pydantic_extra__ or {}).items()
        if isinstance(content, Isi)
    }
    seen: set[int] = set()
    for head, body in tabel.parts():
        if not head:
            yield from _titles(tabel)
        for row in (*printed_rows(head), *printed_rows(body)):
            for column in columns:
                content = row.cells.get(column)
                if content is not None and id(content) not in seen:
                    seen.add(id(content))
                    node, nama = owners[id(content)]
                    yield PrintedText(
                        tuple(_lined(_cell(node, nama, content), node.location(nama)))
                    )


def _lined(lines: Iterator[tuple[PrintedPiece, ...]], place: Location) -> Iterator[PrintedPiece]:
    """The pieces of *lines*, one below the other."""
    for index, line in enumerate(lines):
        if index:
            yield fixed("\n", place, _LINE)
        yield from line


def _cell(node: Node, nama: str, content: Isi) -> Iterator[tuple[PrintedPiece, ...]]:
    """The lines of a cell: of one value, of paragraphs, of bullets."""
    if content.nilai is not None:
        yield (PrintedPiece(content.plain, YamlValue(node, (nama,), True, "isi")),)
        return
    for index, block in enumerate(content.blocks):
        path: KeyPath = (nama,) if len(content.blocks) == 1 else (nama, "alinea", index)
        if not isinstance(block, ButirSel):
            yield (PrintedPiece(block.plain, YamlValue(node, path, marks=True)),)
            continue
        for number, item in enumerate(block.items):
            owner = YamlValue(node, (*path, "butir", number), marks=True)
            yield fixed("•\t", owner.location, _BULLET), PrintedPiece(item.plain, owner)


def _outcome_cells(tabel: TabelHasil) -> Iterator[PrintedText]:
    yield from _titles(tabel)
    for kegiatan in tabel.kegiatan_utama:
        above = [
            PrintedText((value(kegiatan, "no", kind="nilai"),)),
            PrintedText(tuple(_lined(_outcome(tabel, kegiatan), kegiatan.location()))),
            PrintedText((value(kegiatan, "leading"),)),
        ]
        for output in kegiatan.output:
            yield from above
            above = []
            yield PrintedText((value(output, "uraian", marks=True),))
            yield PrintedText((value(output, "tahun", kind="nomor"),))
            if output.penanggung_jawab is not None:
                yield PrintedText((value(output, "penanggung_jawab"),))


def _outcome(tabel: TabelHasil, kegiatan: KegiatanHasil) -> Iterator[tuple[PrintedPiece, ...]]:
    """An outcome with its indicators and targets, line by line as its table has them."""
    for line in outcome_lines(kegiatan, tabel.label):
        pieces = tuple(composed(stretch, _COMPOSED) for stretch in line.stretches)
        bullet = (fixed("•\t", line.stretches[0].node.location(), _BULLET),)
        yield (*bullet, *pieces) if line.listed else pieces
