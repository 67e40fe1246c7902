"""Budget and targets of every office before and after, as tables and charts show them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rbdocs.compare.budget import Budgets, difference


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
