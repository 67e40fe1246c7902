"""The budget of the plans added up: by office, by theme, in all.

The one definition of a sum of budgets, for every report: what several rows give to one sub
kegiatan (the same amount under a name spelt nearly alike, see model.anggaran) is counted once,
where it is first written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rbdocs.model.budget import Biaya, repetitions
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
        names = (self._renamed.get(one.singkat, one.singkat) for one in known)
        found = [one for one in (*dict.fromkeys(names), *unknown) if one != "-"]
        return " + ".join(found) or WITHOUT

    def owner(self, biaya: Biaya) -> str:
        """Return who carries out *biaya*: several offices stand together, it is theirs together."""
        return self.name(biaya.sub.pelaksana or biaya.baris.pelaksana)


@dataclass(frozen=True, slots=True)
class Jumlah:
    """What one office, one theme or all have: *sekali* in rupiah with each sub kegiatan once.

    *tertulis* is what the printed column comes to, repetitions included; *banyak* how many
    amounts were counted, *terbuka* how many are still to come: both sums are at least so much.
    """

    nama: str
    sekali: Decimal
    tertulis: Decimal
    banyak: int
    terbuka: int = 0


def rupiah(amount: Decimal | int) -> str:
    """Return *amount* in Indonesian form, without decimals that say nothing."""
    amount = Decimal(amount)
    whole = amount.to_integral_value()
    return format_number(int(whole) if whole == amount else amount)


def told_sum(amount: Decimal | None, terbuka: int, nothing: str = "-") -> str:
    """Return a sum of which *terbuka* amounts are still to come, for people; None: none is known.

    What is not yet filled in is never 0.
    """
    if amount is None:
        return BELUM_DIISI if terbuka else nothing
    if terbuka:
        return f"sekurang-kurangnya {rupiah(amount)} ({terbuka} {BELUM_DIISI})"
    return rupiah(amount)


def recapitulate(listing: Iterable[Biaya], name: Callable[[Biaya], str]) -> list[Jumlah]:
    """Return what the costs of *listing* come to for each *name*, in the order of their mention.

    A sub kegiatan that rows of two names give is counted for the first, so that the sums of the
    parts are the sum of all.
    """
    given = [one for one in listing if one.jumlah is not None or is_open(one)]
    counted = {id(group[0]) for group in repetitions(given)}
    parts: dict[str, list[Biaya]] = {}
    for one in given:
        parts.setdefault(name(one), []).append(one)
    return [_sum(nama, part, counted) for nama, part in parts.items()]


def is_open(biaya: Biaya) -> bool:
    """Whether the amount of *biaya* is still to come."""
    return biaya.sub.anggaran is not None and biaya.sub.anggaran.open


def _sum(nama: str, part: Sequence[Biaya], counted: set[int]) -> Jumlah:
    sekali, tertulis, banyak = Decimal(0), Decimal(0), 0
    for one in part:
        tertulis += one.jumlah or 0
        if id(one) in counted:
            sekali += one.jumlah or 0
            banyak += 1
    return Jumlah(nama, sekali, tertulis, banyak, sum(map(is_open, part)))
