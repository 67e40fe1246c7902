"""A rencana aksi as the table that it is printed as: its columns, its merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbdocs.model.finding import Location
from rbdocs.model.node import Node
from rbdocs.model.plan import ActionRow, PlanRow, groups, plan_rows, rows
from rbdocs.model.plan_columns import Cell, Column, Merge
from rbdocs.model.plan_tree import LampiranRencana, PlanNode, RencanaAksi
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.report.sheets import Sheet, SheetPart, SheetRow, row_of

_NOWHERE = Location("")
_OFFICES = ("koordinator", "pelaksana")


def plan_sheet(lampiran: LampiranRencana, offices: DaftarPerangkatDaerah) -> Sheet:
    """Return the table of *lampiran* as it is printed; the kode, which is not, stands first."""
    name = f"Lampiran {lampiran.lampiran}"
    head = ("Kode", *(column.title_within for column in lampiran.layout.columns))
    title = f"{name}: {' '.join(lampiran.judul.split())}"
    actions = {
        id(baris.aksi): (" ".join(baris.uraian.plain.split()), _concerned(baris, offices))
        for group in groups([lampiran])
        for baris in rows(group)
    }
    listing = [_row(row, actions) for row in plan_rows(lampiran)]
    _span(listing)
    return Sheet(title, name, name, head, [_heading(lampiran), *listing])


def _heading(lampiran: LampiranRencana) -> SheetRow:
    title = SheetPart(" ".join(lampiran.judul.split()), lampiran.location("judul"))
    parts = [title, title.also(lampiran.location("tahun"))]
    if lampiran.tentang is not None:
        parts.append(SheetPart(lampiran.tentang, lampiran.location("tentang")))
    return row_of(lampiran, [parts], "kepala")


def _row(row: PlanRow, actions: dict[int, tuple[str, tuple[str, ...]]]) -> SheetRow:
    """A printed row; the first of an action takes in the lines of the action in its file.

    The records around the action are found by their own cells, and are in no row's lines.
    """
    aksi, first = row.aksi, row.address is None or row.address.row == 1
    kode = SheetPart(row.kode, aksi.location("kode")) if first and aksi else SheetPart("")
    cells = [[kode], *_cells(row.columns, row.cells)]
    spans = [int(first), *(int(cell.merge is not Merge.CONTINUED) for cell in row.cells)]
    if aksi is None:  # sums rows above it, and stands in no source
        return SheetRow(cells, _NOWHERE, 0, spans=spans)
    place = aksi.location()
    lines = [place.line, *_lines(row.cells, aksi)]
    start = Location(place.file, place.line if first else max(lines))
    says, offices = actions.get(id(aksi), ("", ()))
    return SheetRow(cells, start, max(lines), "baris", aksi.kode, offices, spans=spans, says=says)


def _lines(cells: Sequence[Cell], aksi: RencanaAksi) -> Iterator[int]:
    own = {id(node) for node in (aksi, *(aksi.sub_kegiatan or ()))}
    for cell in cells:
        if cell.node is not None and id(cell.node) in own:
            yield cell.node.location(*cell.path).line


def _cells(columns: Sequence[Column], cells: Sequence[Cell]) -> Iterator[list[SheetPart]]:
    told: set[int] = set()
    for column, cell in zip(columns, cells, strict=True):
        node = cell.node
        text = getattr(cell.content, "plain", str(cell.content))
        if cell.merge is Merge.CONTINUED or node is None:
            yield [SheetPart(text)]
            continue
        part = SheetPart(text, node.location(*cell.path))
        others = [] if id(node) in told else list(_of_record(column, node))
        told.add(id(node))
        if len(cell.path) > 1 and cell.path[1] == 0:  # all periods: the first is marked
            others.append(node.location(cell.path[0]))
        yield [part, *map(part.also, others)]


def _of_record(column: Column, node: Node) -> Iterator[Location]:
    """The places of a record around the action that no cell prints: its first cell is marked."""
    if isinstance(column.level, int) and isinstance(node, PlanNode):
        yield node.location()
        if "acuan" in type(node).model_fields:
            yield node.location("acuan")


def _span(listing: Sequence[SheetRow]) -> None:
    """Give every cell the number of rows that it goes over."""
    for column in range(len(listing[0].spans) if listing else 0):
        top = listing[0]
        for row in listing[1:]:
            if row.spans[column]:
                top = row
            else:
                top.spans[column] += 1


def _concerned(baris: ActionRow, offices: DaftarPerangkatDaerah) -> tuple[str, ...]:
    named = [
        getattr(node, field)
        for node in (baris, *(baris.aksi.sub_kegiatan or ()))
        for field in _OFFICES
    ]
    known = (office.singkat for item in named if item for office in offices.recognise(item)[0])
    return tuple(dict.fromkeys(known))
