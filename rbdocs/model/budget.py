"""Budgets: what plans give to sub kegiatan, added up, and the approved budget beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from rbdocs.model.finding import Location
from rbdocs.model.kosakata import same_name, sub_kegiatan_name
from rbdocs.model.plan import ActionRow
from rbdocs.model.plan_tree import RencanaAksi, SubKegiatan
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.model.values import BELUM_DIISI, Nilai, format_number, parse_number

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
