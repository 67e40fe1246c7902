"""What total follows from an action's quarters, by the way of adding that its row states."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from rbdocs.model.plan_columns import ColumnKind
from rbdocs.model.plan_tree import Cara, RencanaAksi, SeriesValues
from rbdocs.model.values import Nilai, print_number

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
