"""A rencana aksi as the table that it is printed as: its columns, its merged cells."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.model.cell import Cell, Merge
from rbdocs.model.finding import Location
from rbdocs.model.node import Node
from rbdocs.model.plan import ActionRow, PlanRow, groups, plan_rows, rows
from rbdocs.model.plan_columns import COLUMNS
from rbdocs.model.plan_tree import LampiranRencana, RencanaAksi
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.report.sheets import Sheet, SheetPart, SheetRow, row_of

Names = tuple[str, ...]


def plan_sheet(lampiran: LampiranRencana, offices: DaftarPerangkatDaerah) -> Sheet:
    """Return the table of *lampiran* as it is printed; the kode, which is not, stands first."""
    name = f"Lampiran {lampiran.lampiran}"
    head = ("Kode", *(column.title for column in COLUMNS[lampiran.jenis]))
    title = f"{name}: {' '.join(lampiran.judul.split())}"
    concerned = {
        id(baris.aksi): _offices(baris, offices)
        for group in groups([lampiran])
        for baris in rows(group)
    }
    listing = [_row(row, concerned) for row in plan_rows(lampiran)]
    _span(listing)
    return Sheet(title, name, name, head, [_heading(lampiran), *listing])


def _heading(lampiran: LampiranRencana) -> SheetRow:
    title = SheetPart(" ".join(lampiran.judul.split()), lampiran.location("judul"))
    parts = [title, title.also(lampiran.location("tahun"))]
    if lampiran.tentang is not None:
        parts.append(SheetPart(lampiran.tentang, lampiran.location("tentang")))
    return row_of(lampiran, [parts], "kepala")


def _row(row: PlanRow, concerned: dict[int, Names]) -> SheetRow:
    """A printed row; the first of an action holds the lines of the action in its file."""
    aksi, first = row.aksi, row.address.row == 1
    kode = SheetPart(aksi.kode, aksi.location("kode")) if first else SheetPart("")
    cells = [[kode], *(_cell(cell) for cell in row.cells)]
    # What belongs to no row of its own, such as the records around the action, is in no span.
    lines = [aksi.location().line, *_lines(row.cells, aksi)]
    start = Location(aksi.location().file, min(lines) if first else max(lines))
    spans = [int(first), *(int(cell.merge is not Merge.CONTINUED) for cell in row.cells)]
    offices = concerned.get(id(aksi), ())
    return SheetRow(cells, start, max(lines), "baris", aksi.kode, offices, spans=spans)


def _lines(cells: list[Cell], aksi: RencanaAksi) -> Iterator[int]:
    below = [aksi, *(aksi.sub_kegiatan or ())]
    for cell in cells:
        if cell.node is not None and any(cell.node is node for node in below):
            yield cell.node.location(*cell.path).line


def _cell(cell: Cell) -> list[SheetPart]:
    if cell.merge is Merge.CONTINUED or cell.node is None:
        return [SheetPart("")]
    node, path = cell.node, cell.path
    content = cell.content
    text = str(content) if content is not None else ""
    part = SheetPart(getattr(content, "plain", text), node.location(*path))
    return [part, *(part.also(place) for place in _stand_for(node, path))]


def _stand_for(node: Node, path: tuple[str | int, ...]) -> Iterator[Location]:
    """Places of *node* that no cell prints, for which the cell at *path* is marked."""
    if path in (("tw", 0), ("nama",), ("permasalahan",)):
        yield node.location("tw") if path[0] == "tw" else node.location()
    if path == ("nama",) and "acuan" in type(node).model_fields:
        yield node.location("acuan")


def _span(listing: list[SheetRow]) -> None:
    """Give every cell the number of rows that it goes over."""
    for column in range(len(listing[0].spans) if listing else 0):
        top = listing[0]
        for row in listing[1:]:
            if row.spans[column]:
                top = row
            else:
                top.spans[column] += 1


def _offices(baris: ActionRow, offices: DaftarPerangkatDaerah) -> Names:
    named = [baris.koordinator, baris.pelaksana]
    for sub in baris.aksi.sub_kegiatan or ():
        named += [item for item in (sub.koordinator, sub.pelaksana) if item]
    known = (office.singkat for item in named for office in offices.recognise(item)[0])
    return tuple(dict.fromkeys(known))
