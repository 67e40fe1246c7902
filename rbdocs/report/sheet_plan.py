"""A rencana aksi as the table that it is printed as: a row for each action."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.model.node import Node
from rbdocs.model.plan import ActionRow, groups, rows
from rbdocs.model.plan_columns import Column, ColumnKind, PlanLayout
from rbdocs.model.plan_tree import IndikatorRencana, LampiranRencana, PlanNode
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.report.sheets import Sheet, SheetPart, SheetRow, row_of

_CARRIED = "″"  # as the printed cell carries on from above


def plan_sheet(lampiran: LampiranRencana, offices: DaftarPerangkatDaerah) -> Sheet:
    """Return the table of *lampiran*; rows of their own say what the actions serve."""
    name = f"Lampiran {lampiran.lampiran}"
    head = ("Kode", *(column.title_within for column in _own_columns(lampiran.layout)))
    title = f"{name}: {' '.join(lampiran.judul.split())}"
    return Sheet(title, name, name, head, list(_rows(lampiran, offices)))


def _rows(lampiran: LampiranRencana, offices: DaftarPerangkatDaerah) -> Iterator[SheetRow]:
    title = SheetPart(" ".join(lampiran.judul.split()), lampiran.location("judul"))
    cells = [title, title.also(lampiran.location("tahun"))]
    if lampiran.tentang is not None:
        cells.append(SheetPart(lampiran.tentang, lampiran.location("tentang")))
    yield row_of(lampiran, [cells], "kepala")
    told: set[int] = set()
    for group in groups([lampiran]):
        below = [_action(row, offices) for row in rows(group)]
        concerned = tuple(dict.fromkeys(name for row in below for name in row.offices))
        for node in group.above:
            if id(node) not in told:
                told.add(id(node))
                yield _heading(node, concerned)
        yield from below


def _own_columns(layout: PlanLayout) -> list[Column]:
    """The columns of the rows and of what stands beside them."""
    return [column for column in layout.columns if not isinstance(column.level, int)]


def _heading(node: PlanNode, offices: tuple[str, ...]) -> SheetRow:
    parts: list[SheetPart] = []
    for column in node.layout.columns:
        if column.level != node.level:
            continue
        before = " · " if parts else ""
        parts.append(SheetPart(f"{before}{column.label}: "))
        parts.append(SheetPart(_shown(node, column), node.location(*column.path)))
    if isinstance(node, IndikatorRencana) and node.acuan and len(parts) > 1:
        parts.append(parts[1].also(node.location("acuan")))
    return row_of(node, [parts], "kepala", "", offices)


def _shown(node: Node, column: Column) -> str:
    value = getattr(node, column.field)
    if value is not None and column.path[1:]:
        value = value[column.path[1]]
    return "" if value is None else str(value)


def _action(baris: ActionRow, offices: DaftarPerangkatDaerah) -> SheetRow:
    aksi = baris.aksi
    cells = [[SheetPart(aksi.kode, aksi.location("kode"))]]
    cells += [_cell(baris, column) for column in _own_columns(aksi.layout)]
    named = [
        getattr(node, field)
        for node in (baris, *(aksi.sub_kegiatan or ()))
        for field in ("koordinator", "pelaksana")
    ]
    known = dict.fromkeys(
        office.singkat for item in named if item for office in offices.recognise(item)[0]
    )
    return row_of(aksi, cells, "baris", aksi.kode, known)


def _cell(baris: ActionRow, column: Column) -> list[SheetPart]:
    """What stands in *column* of the row; what carries on from above is marked as such."""
    aksi, field = baris.aksi, column.field
    if field not in aksi.stated:
        own = aksi.sub_kegiatan
        if own:
            return [SheetPart(_shown(item, column), item.location(*column.path)) for item in own]
        return [SheetPart(_CARRIED, aksi.location("sub_kegiatan"))]
    place = aksi.location(*column.path)
    if field in baris.carried:
        return [SheetPart(_CARRIED, place)]
    shown = getattr(baris, field) if column.kind is ColumnKind.OFFICE else _shown(aksi, column)
    part = SheetPart(str(shown), place)
    first = len(column.path) > 1 and column.path[1] == 0
    return [part, part.also(aksi.location(field))] if first else [part]  # all: the first is marked
