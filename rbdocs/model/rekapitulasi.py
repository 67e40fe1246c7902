"""The budget of the plans added up: by office, by theme, in all.

The one definition of a sum of budgets, for every report: what several rows give to one sub
kegiatan (the same amount under a name spelt nearly alike, see model.anggaran) is counted once,
where it is first written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rbdocs.model.anggaran import Biaya, repetitions
from rbdocs.model.registers import DaftarPerangkatDaerah

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
    amounts were counted.
    """

    nama: str
    sekali: Decimal
    tertulis: Decimal
    banyak: int


def recapitulate(listing: Iterable[Biaya], name: Callable[[Biaya], str]) -> list[Jumlah]:
    """Return what the costs of *listing* come to for each *name*, in the order of their mention.

    A sub kegiatan that rows of two names give is counted for the first, so that the sums of the
    parts are the sum of all.
    """
    given = [one for one in listing if one.jumlah is not None]
    counted = {id(group[0]) for group in repetitions(given)}
    parts: dict[str, list[Biaya]] = {}
    for one in given:
        parts.setdefault(name(one), []).append(one)
    return [_sum(nama, part, counted) for nama, part in parts.items()]


def _sum(nama: str, part: Iterable[Biaya], counted: set[int]) -> Jumlah:
    sekali, tertulis, banyak = Decimal(0), Decimal(0), 0
    for one in part:
        tertulis += one.jumlah or 0
        if id(one) in counted:
            sekali += one.jumlah or 0
            banyak += 1
    return Jumlah(nama, sekali, tertulis, banyak)
