"""The budget of a regulation by office, and how many targets an office has to reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from rbdocs.model.anggaran import costs
from rbdocs.model.baris_rencana import BarisRencana, groups, rows
from rbdocs.model.peraturan import Regulasi
from rbdocs.model.rekapitulasi import Namer, recapitulate
from rbdocs.model.rencana_aksi import SubKegiatan


class Item(NamedTuple):
    """A budget item: its row, its sub kegiatan, and the office that carries it out."""

    baris: BarisRencana
    sub: SubKegiatan
    office: str


@dataclass(frozen=True, slots=True)
class Budgets:
    """By office, or group of offices: the budget in rupiah, and the number of targets.

    A sub kegiatan that several rows give is counted once, see model.rekapitulasi.
    """

    money: dict[str, Decimal] = field(default_factory=dict)
    targets: dict[str, int] = field(default_factory=dict)


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
    money = {one.nama: one.sekali for one in recapitulate(costs(_rows(regulasi)), namer.owner)}
    targets = Counter(
        namer.name(baris.pelaksana) for baris in _rows(regulasi) if not baris.aksi.total.empty
    )
    return Budgets(money, dict(targets))


def compare_budgets(old: Regulasi, new: Regulasi) -> tuple[Budgets, Budgets]:
    """Return the budgets before and after; an office that was renamed has its new name in both."""
    renamed = renamed_offices(old, new)
    return (
        budgets(old, Namer(old.perangkat_daerah, renamed)),
        budgets(new, Namer(new.perangkat_daerah)),
    )
