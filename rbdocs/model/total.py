"""What total follows from an action's quarters, by the way of adding that its row states."""

from __future__ import annotations

from decimal import Decimal

from rbdocs.model.plan_tree import Cara, RencanaAksi
from rbdocs.model.values import Nilai


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
