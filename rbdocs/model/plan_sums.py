"""Sums of a plan: the total of an action's quarters, and the rows that sum downwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from rbdocs.model.plan_columns import Cell, Column, ColumnKind, Merge
from rbdocs.model.plan_tree import Cara, LampiranRencana, PlanNode, RencanaAksi, SeriesValues
from rbdocs.model.values import BELUM_DIISI, Nilai, Text, print_number

_EXACT = Decimal(0)


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


def agrees(
    cara: Cara, expected: Decimal | None, total: Decimal | None, slack: Decimal = _EXACT
) -> bool:
    """Whether *total* is what is expected; a mean may be rounded to the decimals printed.

    A sum may be off by *slack*, what its parts and it may have lost by rounding.
    """
    if expected is None or total is None:
        return False
    if cara is Cara.JUMLAH:
        return abs(expected - total) <= slack
    if cara is Cara.RERATA:
        # the total's decimals; a whole number may be normalised to 2E+1, which has none
        expected = expected.quantize(total if total % 1 else Decimal(1), ROUND_HALF_UP)
    return expected == total


def contradicts(found: SeriesValues) -> bool:
    """Whether the total of *found* is a number that does not follow from its periods."""
    number = numbers(found.filled)
    if found.series.total is None or not number or found.total.number is None:
        return False
    return not agrees(found.cara, by_cara(found.cara, number), found.total.number, _slack(found))


def doubts(aksi: RencanaAksi) -> list[str]:
    """Return a sentence for each total of *aksi* that does not follow from its periods."""
    return [_doubt(found) for found in aksi.series() if contradicts(found)]


def _doubt(found: SeriesValues) -> str:
    word, said = found.series.word, f"{called(found)} tercetak {found.total}"
    expected = by_cara(found.cara, numbers(found.filled) or [])
    if expected is None:
        return f"{said}, padahal nilai tiap {word} berbeda (cara: {found.cara})."
    percent = any(nilai.persen for nilai in (*found.values, found.total))
    told = print_number(expected, percent)
    return f"{said}, padahal menurut {word}nya (cara: {found.cara}) {told}."


def called(found: SeriesValues) -> str:
    """Return what readers call the total: «Total», or with what it is the total of."""
    series = found.series
    return "Total" if series.kind is ColumnKind.QUARTER else f"Total {series.label}"


def _slack(found: SeriesValues) -> Decimal:
    """What rounding may put between the sum of the quarters and the total, both as printed.

    A number printed with decimals stands for all that round to it, and a sum holds where what its
    parts stand for meets what it stands for itself (XBRL Calculations 1.1, 2023). A whole number is
    a count or a plain share and stands for itself alone; a single quarter is the total, unrounded.
    """
    parts = found.filled
    if len(parts) < 2:
        return _EXACT
    rounded = [nilai.decimals for nilai in (*parts, found.total) if nilai.decimals]
    return sum((Decimal(5).scaleb(-places - 1) for places in rounded), _EXACT)


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
