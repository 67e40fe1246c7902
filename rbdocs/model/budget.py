"""Budgets: the amounts that plans give to sub kegiatan, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from rbdocs.model.finding import Location
from rbdocs.model.plan import ActionRow
from rbdocs.model.plan_tree import RencanaAksi, SubKegiatan
from rbdocs.model.values import Nilai, parse_number
from rbdocs.model.words import same_name, sub_kegiatan_name

# One cell may give several amounts, a line for each: "117.592.200 (Analisis Data)".
_LABELLED = re.compile(r"(?P<jumlah>[\d.,]+)\s*\([^()]+\)")

# Names of sub kegiatan that differ by a letter or two: "Fasilitas ..." for "Fasilitasi ...".
_ALIKE = 94  # per cent of their letters


def amounts(nilai: Nilai) -> list[Decimal] | None:
    """Return the amounts in rupiah that a cell gives, none where it is empty or still open.

    None where it holds something else than amounts in Indonesian form.
    """
    if nilai.empty or nilai.open:
        return []
    if nilai.number is not None and not nilai.persen:
        return [nilai.number]
    found = []
    for line in nilai.text.splitlines():
        hit = _LABELLED.fullmatch(line.strip())
        number = parse_number(hit["jumlah"]) if hit else None
        if number is None:
            return None
        found.append(number)
    return found


@dataclass(frozen=True, slots=True)
class Cost:
    """A sub kegiatan in a row, or a row that has a budget of its own, with the cell of its amount.

    *jumlah* is the amount in rupiah, None where the cell gives none. Where one cell is merged
    over several rows only the first of them has it.
    """

    baris: ActionRow
    sub: SubKegiatan | RencanaAksi
    jumlah: Decimal | None

    @property
    def nama(self) -> str:
        """The name of the sub kegiatan as it is printed, without ``Sub Kegiatan`` before it."""
        return sub_kegiatan_name(self.sub.nama.plain)

    @property
    def kunci(self) -> str:
        """What the spellings of its name have in common."""
        return same_name(self.nama)

    @property
    def pelaksana(self) -> str:
        """The offices that spend it: its own where the print has such, or else the row's."""
        return self.sub.pelaksana or self.baris.pelaksana

    def location(self) -> Location:
        """Where the amount stands."""
        return self.sub.location("anggaran")


def spenders(aksi: RencanaAksi) -> Iterator[SubKegiatan | RencanaAksi]:
    """Yield what gives budgets in the rows of *aksi*: its sub kegiatan, and the action itself."""
    yield from aksi.sub_kegiatan or ()
    if "anggaran" in aksi.stated:
        yield aksi


def costs(listing: Iterable[ActionRow]) -> Iterator[Cost]:
    """Yield what the rows of *listing* spend, each cell once, in printed order."""
    for baris in listing:
        for sub in spenders(baris.aksi):
            if sub.anggaran is not None:
                given = amounts(sub.anggaran)
                yield Cost(baris, sub, sum(given, Decimal(0)) if given else None)


def repetitions(listing: Iterable[Cost]) -> list[list[Cost]]:
    """Return the costs that give an amount, those together that give one sub kegiatan's again.

    They do where the amount is the same and the name is spelt the same or nearly so; a cost
    without a name stands alone. Both the groups and what is in them keep their order.
    """
    result: list[list[Cost]] = []
    by_amount: dict[Decimal, dict[str, list[Cost]]] = {}
    for cost in listing:
        if cost.jumlah is None:
            continue
        known, name = by_amount.setdefault(cost.jumlah, {}), cost.kunci
        group = known.get(name) if name else None
        if group is None and name:
            alike = extractOne(name, known.keys(), scorer=ratio, score_cutoff=_ALIKE)
            group = known[alike[0]] if alike else None
        if group is None:
            group = []
            result.append(group)
            if name:
                known[name] = group
        group.append(cost)
    return result
