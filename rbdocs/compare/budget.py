"""The budget of a regulation by office, and how many targets an office has to reach."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from rbdocs.model.anggaran import amounts
from rbdocs.model.baris_rencana import BarisRencana, groups, rows
from rbdocs.model.peraturan import Regulasi
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.model.rencana_aksi import SubKegiatan

WITHOUT = "(tanpa pelaksana)"


class Item(NamedTuple):
    """A budget item: its row, its sub kegiatan, and the office that carries it out."""

    baris: BarisRencana
    sub: SubKegiatan
    office: str

    @property
    def amount(self) -> Decimal | None:
        """The amount in rupiah; None where the cell gives none."""
        given = amounts(self.sub.anggaran) if self.sub.anggaran is not None else None
        return sum(given, Decimal(0)) if given else None


@dataclass(frozen=True, slots=True)
class Budgets:
    """By office, or group of offices: the budget in rupiah, and the number of targets."""

    money: dict[str, Decimal] = field(default_factory=dict)
    targets: dict[str, int] = field(default_factory=dict)


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


def renamed_offices(old: Regulasi, new: Regulasi) -> dict[str, str]:
    """Return the new short name of each office that has another one now, by the old one."""
    now = {one.kunci: one.singkat for one in new.perangkat_daerah.perangkat_daerah}
    return {
        one.singkat: now[one.kunci]
        for one in old.perangkat_daerah.perangkat_daerah
        if now.get(one.kunci, one.singkat) != one.singkat
    }


def items(regulasi: Regulasi, namer: Namer) -> Iterator[Item]:
    """Yield the budget items of the plans in printed order.

    Where one cell names several offices they stand together, since the budget is theirs together.
    """
    for baris in _rows(regulasi):
        for sub in baris.aksi.sub_kegiatan or ():
            yield Item(baris, sub, namer.name(sub.pelaksana or baris.pelaksana))


def _rows(regulasi: Regulasi) -> Iterator[BarisRencana]:
    for group in groups(regulasi.lampiran):
        yield from rows(group)


def budgets(regulasi: Regulasi, namer: Namer) -> Budgets:
    """Return budget and targets of every office, or group of offices, that has some."""
    money: dict[str, Decimal] = defaultdict(Decimal)
    for one in items(regulasi, namer):
        if one.amount is not None:
            money[one.office] += one.amount
    targets = Counter(
        namer.name(baris.pelaksana) for baris in _rows(regulasi) if not baris.aksi.total.empty
    )
    return Budgets(dict(money), dict(targets))


def compare_budgets(old: Regulasi, new: Regulasi) -> tuple[Budgets, Budgets]:
    """Return the budgets before and after; an office that was renamed has its new name in both."""
    renamed = renamed_offices(old, new)
    return (
        budgets(old, Namer(old.perangkat_daerah, renamed)),
        budgets(new, Namer(new.perangkat_daerah)),
    )
