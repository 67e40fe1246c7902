"""The rows of a plan as they are printed: the one walk through its tree.

Whoever needs a plan's rows loops over ``plan_rows``, whoever needs its actions over ``groups`` and
``rows``. From a printed cell to the value in the sources is the same map read backwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rbdocs.model.finding import Location, Site
from rbdocs.model.node import Node
from rbdocs.model.plan_columns import SUB, Cell, Column, Merge
from rbdocs.model.plan_sums import ColumnSum, SumBuilder, SumCells
from rbdocs.model.plan_tree import (
    Celah,
    IndikatorRencana,
    LampiranRencana,
    PlanNode,
    RencanaAksi,
    SubKegiatan,
)
from rbdocs.model.values import Text

_NOTHING = Text.dari("")


class Address(NamedTuple):
    """A printed row of a plan: the action's kode, and which of its rows, counted from 1."""

    kode: str
    row: int


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """The actions of one record above them, in printed order, with what the text has lost.

    *above* are the records around the actions, the outermost first.
    """

    lampiran: LampiranRencana
    above: tuple[PlanNode, ...]
    members: tuple[RencanaAksi | Celah, ...]

    @property
    def indikator(self) -> IndikatorRencana | None:
        """The indicator that the actions serve, the innermost; None where the layout has none."""
        return next(
            (node for node in reversed(self.above) if isinstance(node, IndikatorRencana)), None
        )

    def indicators(self) -> Iterator[IndikatorRencana]:
        """Yield the indicators around the actions, the outermost first."""
        yield from (node for node in self.above if isinstance(node, IndikatorRencana))

    def printed(self) -> Iterator[RencanaAksi]:
        """Yield the actions that are printed."""
        for aksi in self.members:
            if isinstance(aksi, RencanaAksi) and aksi.printed:
                yield aksi


class PlanRow(NamedTuple):
    """A printed row of a plan: its address, its action, and its cells in the columns' order.

    A row that sums those above it has neither address nor action, but *sums*, what they come to by
    column; *node* is the record that it closes, for any other row the action.
    """

    address: Address | None
    node: PlanNode
    columns: tuple[Column, ...]
    cells: list[Cell]
    kelompok: ThemeGroup | None = None
    aksi: RencanaAksi | None = None
    sums: Mapping[str, ColumnSum] | None = None

    @property
    def kode(self) -> str:
        """The kode of its action; "" where it sums rows."""
        return self.address.kode if self.address is not None else ""

    def cell(self, key: str) -> Cell:
        """Return the cell of the column *key*. Raises StopIteration where there is none."""
        return next(
            c for column, c in zip(self.columns, self.cells, strict=True) if column.key == key
        )


class _Unmerged(NamedTuple):
    """A row before it is known which of its cells go on below; one that does from above is None."""

    address: Address | None
    node: PlanNode
    cells: list[Cell | None]
    kelompok: ThemeGroup | None = None
    aksi: RencanaAksi | None = None
    sums: Mapping[str, ColumnSum] | None = None


def plan_rows(lampiran: LampiranRencana) -> Iterator[PlanRow]:
    """Yield the printed rows of *lampiran* in order.

    One at a time: thousands of rows kept together would set the garbage collector to work.
    """
    columns = lampiran.layout.columns
    waiting: _Unmerged | None = None
    for row in _rows(lampiran, columns):
        if waiting is not None:
            yield _merged(waiting, row.cells, columns)
        waiting = row
    if waiting is not None:
        yield _merged(waiting, [_EMPTY] * len(columns), columns)


_EMPTY = Cell("", Merge.NONE)
_CONTINUED = Cell("", Merge.CONTINUED)


def _merged(row: _Unmerged, below: list[Cell | None], columns: tuple[Column, ...]) -> PlanRow:
    cells = [
        _CONTINUED
        if cell is None
        else cell
        if under is not None
        else Cell(cell.content, Merge.START, cell.node, cell.path)
        for cell, under in zip(row.cells, below, strict=True)
    ]
    return PlanRow(row.address, row.node, columns, cells, row.kelompok, row.aksi, row.sums)


def _rows(lampiran: LampiranRencana, columns: tuple[Column, ...]) -> Iterator[_Unmerged]:
    """The rows of *lampiran*; a cell that carries on from the row above is None."""
    told: tuple[PlanNode, ...] = ()
    sums = SumBuilder(lampiran)
    for kelompok in groups([lampiran]):
        above = kelompok.above
        yield from _closing(sums, told, above)
        for aksi in kelompok.printed():
            # A record is printed beside its first row; over the rows that follow it is merged.
            new = {
                level: node
                for level, node in enumerate(above)
                if level >= len(told) or told[level] is not node
            }
            told = above
            for number, records in enumerate(_sub_kegiatan(aksi), start=1):
                cells = [_cell(column, new, aksi, records, number) for column in columns]
                sums.add(cells)
                yield _Unmerged(Address(aksi.kode, number), aksi, cells, kelompok, aksi)
                new = {}
    yield from _closing(sums, told, ())
    yield from map(_sum_row, sums.close(None, lampiran))


def _closing(
    sums: SumBuilder, told: tuple[PlanNode, ...], above: tuple[PlanNode, ...]
) -> Iterator[_Unmerged]:
    """The rows of sums below the records of *told* that do not go on in *above*."""
    same = 0
    while same < min(len(told), len(above)) and told[same] is above[same]:
        same += 1
    for level in range(len(told) - 1, same - 1, -1):
        yield from map(_sum_row, sums.close(level, told[level]))


def _sum_row(found: SumCells) -> _Unmerged:
    return _Unmerged(None, found.node, found.cells, sums=found.sums)


def _cell(
    column: Column,
    new: Mapping[int, Node],
    aksi: RencanaAksi,
    records: Mapping[str, Node | None],
    number: int,
) -> Cell | None:
    """The cell of *column* in row *number* of *aksi*, whose own records are *records*."""
    level, node = column.level, None
    if isinstance(level, int):
        node = new.get(level)
    elif level == SUB:
        node = records.get(column.field, records[SUB])
    elif number == 1:
        node = aksi
    if node is None:
        return None
    path = column.path
    content = getattr(node, str(path[0]))
    if content is None:
        return None
    return Cell(content[path[1]] if len(path) > 1 else content, Merge.NONE, node, path)


def _sub_kegiatan(aksi: RencanaAksi) -> Iterator[Mapping[str, Node | None]]:
    """For each row of an action its sub kegiatan, and the records that give its offices."""
    own: dict[str, Node | None] = {"koordinator": aksi, "pelaksana": aksi}
    if aksi.sub_kegiatan is None:
        yield {SUB: None, **own}
        return
    last: tuple[str | None, str | None] | None = None
    for sub in aksi.sub_kegiatan:
        coordinator: Node = aksi if sub.koordinator is None else sub
        executor: Node = aksi if sub.pelaksana is None else sub
        offices = (coordinator.koordinator, executor.pelaksana)  # type: ignore[attr-defined]
        # An office stated for this sub kegiatan stands in a cell of its own, even if the same.
        carried = offices == last and coordinator is aksi and executor is aksi
        yield {
            SUB: sub,
            "koordinator": None if carried else coordinator,
            "pelaksana": None if carried else executor,
        }
        last = offices


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action with the values of its row, those included that carry on from the row above.

    *carried* names the columns that do. A carried sub kegiatan is that of the row above, so that
    what it costs is not counted again.
    """

    kelompok: ThemeGroup
    aksi: RencanaAksi
    uraian: Text
    sub_kegiatan: tuple[SubKegiatan, ...]
    koordinator: str
    pelaksana: str
    carried: frozenset[str]

    @property
    def kode(self) -> str:
        """The action's lasting key."""
        return self.aksi.kode

    def location(self, *path: str | int) -> Location:
        """Where the action, or the value at *path* in it, stands in the sources."""
        return self.aksi.location(*path)

    def site(self, *path: str | int) -> Site:
        """That place with the action's key."""
        return self.aksi.site(*path)


def groups(listing: Iterable[LampiranRencana]) -> Iterator[ThemeGroup]:
    """Yield the groups of actions of all plans in *listing*, in printed order."""
    for lampiran in listing:
        yield from _groups(lampiran, lampiran, ())


def rows(kelompok: ThemeGroup) -> Iterator[ActionRow]:
    """Yield the actions of *kelompok* that are printed."""
    sub: tuple[SubKegiatan, ...] = ()
    uraian, koordinator, pelaksana = _NOTHING, "", ""
    for aksi in kelompok.members:
        if isinstance(aksi, Celah):
            continue
        uraian = uraian if aksi.uraian is None else aksi.uraian
        sub = sub if aksi.sub_kegiatan is None else tuple(aksi.sub_kegiatan)
        koordinator = koordinator if aksi.koordinator is None else aksi.koordinator
        pelaksana = pelaksana if aksi.pelaksana is None else aksi.pelaksana
        carried = frozenset[str](aksi.lanjut)
        if aksi.printed:
            yield ActionRow(kelompok, aksi, uraian, sub, koordinator, pelaksana, carried)


def _groups(
    lampiran: LampiranRencana, node: PlanNode, above: tuple[PlanNode, ...]
) -> Iterator[ThemeGroup]:
    if len(above) == lampiran.layout.depth:
        listing = [child for child, _ in node.children()]
        members = tuple(item for item in listing if isinstance(item, RencanaAksi | Celah))
        yield ThemeGroup(lampiran, above, members)
        return
    for child, _ in node.children():
        if isinstance(child, PlanNode):
            yield from _groups(lampiran, child, (*above, child))
