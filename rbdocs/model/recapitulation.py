"""The budget of the plans added up: by office, by theme, in all.

The one definition of a sum of budgets, for every report: what several rows give to one sub
kegiatan (the same amount under a name spelt nearly alike, see model.anggaran) is counted once,
where it is first written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rbdocs.model.budget import Cost, repetitions
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.model.values import BELUM_DIISI, format_number

WITHOUT = "(tanpa pelaksana)"


class Namer:
    """Names offices by their short names; *renamed* gives those that have another name now."""

    def __init__(
        self, offices: DaftarPerangkatDaerah, renamed: Mapping[str, str] | None = None
    ) -> None:
        self._offices = offices
        self._renamed = renamed or {}

    def name(self, cell: str) -> str:
        """Return the offices that a printed cell names, joined by ``+``."""
        known, unknown = self._offices.recognise(cell)
        names = (self._renamed.get(perangkat.singkat, perangkat.singkat) for perangkat in known)
        found = [text for text in (*dict.fromkeys(names), *unknown) if text != "-"]
        return " + ".join(found) or WITHOUT

    def owner(self, cost: Cost) -> str:
        """Return who carries out *cost*: several offices stand together, it is theirs together."""
        return self.name(cost.sub.pelaksana or cost.baris.pelaksana)


@dataclass(frozen=True, slots=True)
class SumOfCosts:
    """What one office, one theme or all have: *once* in rupiah with each sub kegiatan once.

    *written* is what the printed column comes to, repetitions included; *count* how many
    amounts were counted, *open_cells* how many are still to come: both sums are at least so much.
    """

    nama: str
    once: Decimal
    written: Decimal
    count: int
    open_cells: int = 0


def rupiah(amount: Decimal | int) -> str:
    """Return *amount* in Indonesian form, without decimals that say nothing."""
    amount = Decimal(amount)
    whole = amount.to_integral_value()
    return format_number(int(whole) if whole == amount else amount)


def told_sum(amount: Decimal | None, open_cells: int, nothing: str = "-") -> str:
    """Return a sum, for people; *open_cells* amounts are still to come. None: none is known.

    What is not yet filled in is never 0.
    """
    if amount is None:
        return BELUM_DIISI if open_cells else nothing
    if open_cells:
        return f"sekurang-kurangnya {rupiah(amount)} ({open_cells} {BELUM_DIISI})"
    return rupiah(amount)


def recapitulate(listing: Iterable[Cost], name: Callable[[Cost], str]) -> list[SumOfCosts]:
    """Return what the costs of *listing* come to for each *name*, in the order of their mention.

    A sub kegiatan that rows of two names give is counted for the first, so that the sums of the
    parts are the sum of all.
    """
    given = [item for item in listing if item.jumlah is not None or is_open(item)]
    counted = {id(group[0]) for group in repetitions(given)}
    parts: dict[str, list[Cost]] = {}
    for cost in given:
        parts.setdefault(name(cost), []).append(cost)
    return [_sum(nama, part, counted) for nama, part in parts.items()]


def is_open(cost: Cost) -> bool:
    """Whether the amount of *cost* is still to come."""
    return cost.sub.anggaran is not None and cost.sub.anggaran.open


def _sum(nama: str, part: Sequence[Cost], counted: set[int]) -> SumOfCosts:
    once, written, count = Decimal(0), Decimal(0), 0
    for cost in part:
        written += cost.jumlah or 0
        if id(cost) in counted:
            once += cost.jumlah or 0
            count += 1
    return SumOfCosts(nama, once, written, count, sum(map(is_open, part)))
