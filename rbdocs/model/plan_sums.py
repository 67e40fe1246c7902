"""Sums of a plan: the total of an action's quarters, and the rows that sum downwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from rbdocs.model.plan_columns import Cell, Column, ColumnKind, Merge
from rbdocs.model.plan_tree import Cara, LampiranRencana, PlanNode, RencanaAksi
from rbdocs.model.values import BELUM_DIISI, Nilai, Text


def filled(aksi: RencanaAksi) -> list[Nilai]:
    """Return the quarters in which something stands."""
    return [nilai for nilai in aksi.tw if not nilai.empty]


def numbers(nilai: list[Nilai]) -> list[Decimal] | None:
    """Return the numbers of *nilai*; None where one of them is no number."""
    number = [item.number for item in nilai if item.number is not None]
    return number if len(number) == len(nilai) else None


def by_cara(cara: Cara, number: list[Decimal]) -> Decimal | None:
    """Return the total that follows from *number*, not empty, by *cara*; None where none does."""
    match cara:
        case Cara.JUMLAH:
            return sum(number, Decimal(0))
        case Cara.AKHIR:
            return number[-1]
        case Cara.TERTINGGI:
            return max(number)
        case Cara.RERATA:
            return sum(number, Decimal(0)) / len(number)
        case Cara.TETAP:
            return number[0] if len(set(number)) == 1 else None


def expected_total(aksi: RencanaAksi) -> Decimal | None:
    """Return the total that follows from the quarters of *aksi*; None where none does."""
    number = numbers(filled(aksi))
    return by_cara(aksi.cara, number) if number else None


@dataclass(slots=True)
class ColumnSum:
    """The sum of the cells of one column, so far.

    *open* says whether one is still to come, *odd* which cell is no number; *seen* how many are.
    """

    total: Decimal = Decimal(0)
    open: bool = False
    odd: str = ""
    seen: int = 0

    def add(self, value: Nilai) -> None:
        """Count *value* in."""
        if value.open:
            self.open = True
        elif value.number is not None:
            self.total += value.number
            self.seen += 1
        elif not value.empty:
            self.odd = self.odd or value.text

    @property
    def printed(self) -> Nilai:
        """What the program prints: a dash where there is nothing to add up."""
        if self.open:
            return Nilai(BELUM_DIISI)
        return Nilai.dari(_plain(self.total)) if self.seen else Nilai("-")


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number


class SumCells(NamedTuple):
    """A row of sums: the record that it closes, its cells, and what each column comes to."""

    node: PlanNode
    cells: list[Cell | None]
    title: str
    sums: Mapping[str, ColumnSum]


@dataclass(slots=True)
class SumBuilder:
    """Adds up the rows of one plan while they are made."""

    lampiran: LampiranRencana
    _running: dict[tuple[int | None, int], dict[str, ColumnSum]] = field(default_factory=dict)
    _columns: list[tuple[int, str, list[tuple[int | None, int]]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        layout = self.lampiran.layout
        wanted: dict[str, list[tuple[int | None, int]]] = {}
        for number, item in enumerate(layout.source.jumlah):
            level = None if item.tiap is None else layout.levels[item.tiap]
            keys = [key for kolom in item.kolom for key in layout.keys_of(kolom)]
            self._running[level, number] = {key: ColumnSum() for key in keys}
            for key in keys:
                wanted.setdefault(key, []).append((level, number))
        self._columns = [
            (index, column.key, wanted[column.key])
            for index, column in enumerate(layout.columns)
            if column.key in wanted
        ]

    def add(self, cells: Sequence[Cell | None]) -> None:
        """Count the *cells* of a row in; one that carries on from above was counted there."""
        for index, key, sums in self._columns:
            cell = cells[index]
            if cell is not None and isinstance(cell.content, Nilai):
                for place in sums:
                    self._running[place][key].add(cell.content)

    def close(self, level: int | None, node: PlanNode) -> Iterator[SumCells]:
        """Yield the rows of sums that close *node*, a record of *level* (None: all), anew after."""
        layout = self.lampiran.layout
        for (own, number), sums in self._running.items():
            if own == level:
                self._running[own, number] = {key: ColumnSum() for key in sums}
                title = layout.source.jumlah[number].judul
                cells = _cells(layout.columns, level, node, title, sums)
                yield SumCells(node, cells, title, sums)


def _cells(
    columns: Sequence[Column],
    level: int | None,
    node: PlanNode,
    title: str,
    sums: Mapping[str, ColumnSum],
) -> list[Cell | None]:
    """The cells of a row of sums: its title in the first that is free, and what each comes to."""
    result: list[Cell | None] = []
    free = [
        column
        for column in columns
        if column.key not in sums
        and not (level is not None and isinstance(column.level, int) and column.level < level)
    ]
    # A text has room for the title; a number in front of it has not.
    titled = next(
        (item for item in free if item.kind is ColumnKind.TEXT), free[0] if free else None
    )
    for column in columns:
        if column.key in sums:
            given = node.given_sum(column.key)
            if given is None:
                result.append(Cell(sums[column.key].printed, Merge.NONE))
            else:
                result.append(Cell(given, Merge.NONE, node, ("jumlah", column.key)))
        elif level is not None and isinstance(column.level, int) and column.level < level:
            result.append(None)  # the record goes on below
        elif column is titled:
            result.append(Cell(Text.dari(title), Merge.NONE))
        else:
            result.append(Cell(Text.dari(""), Merge.NONE))
    return result
