"""The budget of a regulation by office, how many targets it has, and both before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from rbdocs.model.budget import Namer, costs, recapitulate, rupiah, spenders, told_sum
from rbdocs.model.plan import ActionRow
from rbdocs.model.plan_tree import RencanaAksi, SubKegiatan
from rbdocs.model.regulation import Regulation


class BudgetItem(NamedTuple):
    """A budget item: its row, its sub kegiatan, and the office that carries it out."""

    baris: ActionRow
    sub: SubKegiatan | RencanaAksi
    office: str


@dataclass(frozen=True, slots=True)
class Budgets:
    """By office, or group of offices: the budget in rupiah, and the number of targets.

    A sub kegiatan that several rows give is counted once, see model.rekapitulasi. *open* is how
    many amounts are still to come: they count as nothing, so the budget is at least what it says.
    """

    money: dict[str, Decimal] = field(default_factory=dict)
    targets: dict[str, int] = field(default_factory=dict)
    open: dict[str, int] = field(default_factory=dict)

    def names(self) -> list[str]:
        """Return every office that has something, in the order of their mention."""
        return list(dict.fromkeys((*self.money, *self.open, *self.targets)))

    def amount(self, name: str) -> Decimal | None:
        """Return the budget of *name*; None where no amount is known."""
        return self.money.get(name)

    def told(self, name: str, nothing: str = "-") -> str:
        """Return the budget of *name* for people: an amount that is to come is never 0."""
        return told_sum(self.amount(name), self.open.get(name, 0), nothing)


def difference(budgets: tuple[Budgets, Budgets], name: str) -> str:
    """Return by how much the budget of *name* changed; "" where an amount is still to come."""
    if any(budget.open.get(name) for budget in budgets):
        return ""
    before, after = (budget.amount(name) or Decimal(0) for budget in budgets)
    return f"{'+' if after > before else ''}{rupiah(after - before)}"


def renamed_offices(old: Regulation, new: Regulation) -> dict[str, str]:
    """Return the new short name of each office that has another one now, by the old one."""
    now = {
        perangkat.kunci: perangkat.singkat for perangkat in new.perangkat_daerah.perangkat_daerah
    }
    return {
        perangkat.singkat: now[perangkat.kunci]
        for perangkat in old.perangkat_daerah.perangkat_daerah
        if now.get(perangkat.kunci, perangkat.singkat) != perangkat.singkat
    }


def items(regulation: Regulation, namer: Namer) -> Iterator[BudgetItem]:
    """Yield the budget items of the plans in printed order.

    Where one cell names several offices they stand together, since the budget is theirs together.
    """
    for baris in regulation.baris:
        for sub in spenders(baris.aksi):
            yield BudgetItem(baris, sub, namer.name(sub.pelaksana or baris.pelaksana))


def budgets(regulation: Regulation, namer: Namer) -> Budgets:
    """Return budget and targets of every office, or group of offices, that has some."""
    sums = recapitulate(costs(regulation.baris), namer.owner)
    money = {item.nama: item.once for item in sums if item.written or not item.open_cells}
    still_open = {item.nama: item.open_cells for item in sums if item.open_cells}
    targets = Counter(
        namer.name(baris.pelaksana) for baris in regulation.baris if not baris.aksi.total.empty
    )
    return Budgets(money, dict(targets), still_open)


def compare_budgets(old: Regulation, new: Regulation) -> tuple[Budgets, Budgets]:
    """Return the budgets before and after; an office that was renamed has its new name in both."""
    renamed = renamed_offices(old, new)
    return (
        budgets(old, Namer(old.perangkat_daerah, renamed)),
        budgets(new, Namer(new.perangkat_daerah)),
    )


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """An office, or group of offices, with what it has *old* and *new*.

    The amounts are in rupiah, None where none is known; *old_open* and *new_open* are how many are
    still to come. The texts say all that for people.
    """

    name: str
    old: Decimal | None
    new: Decimal | None
    old_open: int
    new_open: int
    old_targets: int
    new_targets: int
    old_told: str
    new_told: str
    difference: str

    @property
    def changed(self) -> bool:
        """Whether budget or targets changed."""
        return (self.old, self.old_open, self.old_targets) != (
            self.new,
            self.new_open,
            self.new_targets,
        )


def budget_rows(budgets: tuple[Budgets, Budgets]) -> list[BudgetRow]:
    """Return budget and targets of every office before and after, what changed most first."""
    old, new = budgets
    rows = [
        BudgetRow(
            name,
            old.money.get(name),
            new.money.get(name),
            old.open.get(name, 0),
            new.open.get(name, 0),
            old.targets.get(name, 0),
            new.targets.get(name, 0),
            old.told(name),
            new.told(name),
            difference(budgets, name) or "belum dapat dihitung",
        )
        for name in dict.fromkeys((*old.names(), *new.names()))
    ]
    return sorted(rows, key=_weight)


def _weight(row: BudgetRow) -> tuple[Decimal, int, Decimal, str]:
    before, after = row.old or Decimal(0), row.new or Decimal(0)
    return -abs(after - before), -abs(row.new_targets - row.old_targets), -after, row.name
