"""What follows from a change: the total of a row, the budget of an office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rbdocs.compare.budget import compare_budgets, difference
from rbdocs.compare.change import Change, ChangeKind
from rbdocs.compare.entries import Entry
from rbdocs.compare.shares import Shares, split_or_joined
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import RencanaAksi, SubKegiatan, walk
from rbdocs.model.regulation import Regulation
from rbdocs.model.total import doubts, expected_total

_MONEY = {"anggaran", "pelaksana"}


def with_consequences(changes: Iterable[Change], old: Regulation, new: Regulation) -> list[Change]:
    """Return *changes* from *old* to *new* with what follows from each and whom it concerns.

    What is true of the budgets and follows from no single change is told with the last that
    changes money, so that no office whose total changed is left out.
    """
    tell = Consequences(old, new)
    result = [
        replace(
            change,
            follows=(*change.follows, *tell.of(change)),
            offices=tuple(dict.fromkeys((*tell.offices(change), *tell.named(change)))),
        )
        for change in changes
    ]
    rest = tell.unnamed(result)
    if rest and result:
        last = next((i for i in reversed(range(len(result))) if tell.is_money(result[i])), -1)
        result[last] = replace(result[last], follows=(*result[last].follows, *rest))
    return result


class Consequences:
    """Tells what follows from the changes from *old* to *new*."""

    def __init__(self, old: Regulation, new: Regulation) -> None:
        self._budgets = compare_budgets(old, new)
        self.before, self.after = (budget.money for budget in self._budgets)
        self._shares = Shares.of_both(old, new)

    def of(self, change: Change) -> list[str]:
        """Return sentences that say what follows from *change*; none where nothing does."""
        edit = change.edits[0]
        result: list[str] = []
        if edit.value.startswith("tw.") or edit.value in ("total", "cara"):
            result += _totals(edit.old, edit.new)
        names = self.named(change)
        result += (self._sentence(name) for name in names)
        if names:
            result += split_or_joined(*self._shares, *_sides(change))
        return result

    def named(self, change: Change) -> list[str]:
        """Return the offices whose budget *change* has a part in, and that changed."""
        if not self.is_money(change):
            return []
        before, after = self._shares
        names = before.owners(after, *_sides(change))
        if change.edits[0].kind is ChangeKind.MOVED:  # only what counts in another row now
            names = [name for name in names if split_or_joined(before, after, *_sides(change))]
        return [name for name in dict.fromkeys(names) if self._changed(name)]

    def is_money(self, change: Change) -> bool:
        """Whether *change* can change a budget."""
        edit = change.edits[0]
        if change.kind is ChangeKind.RENAMED:
            return False
        if (
            edit.kind in (ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.MOVED)
            or edit.value in _MONEY
        ):
            return any(_money_nodes(entry) for entry in (edit.old, edit.new) if entry is not None)
        return edit.value == "nama" and edit.entry.slot == "sub_kegiatan"

    def offices(self, change: Change) -> list[str]:
        """Return the offices that *change* concerns, old and new, by their short names."""
        names = []
        for edit in change.edits:
            for entry, shares in zip((edit.old, edit.new), self._shares, strict=True):
                for node in _money_nodes(entry) if entry is not None else ():
                    names += shares.offices(node)
        return list(dict.fromkeys(names))

    def unnamed(self, changes: Sequence[Change]) -> list[str]:
        """Return a sentence for each office whose budget changed and that no change names."""
        told = {name for change in changes for name in self.named(change)}
        before, after = self._budgets
        names = dict.fromkeys((*before.names(), *after.names()))
        return [self._sentence(text) for text in names if text not in told and self._changed(text)]

    def _changed(self, name: str) -> bool:
        before, after = self._budgets
        amounts = before.amount(name), after.amount(name)
        return amounts[0] != amounts[1] or before.open.get(name) != after.open.get(name)

    def _sentence(self, name: str) -> str:
        before, after = (budget.told(name, "tidak ada") for budget in self._budgets)
        by = difference(self._budgets, name)
        return f"Anggaran {name} seluruhnya: {before} menjadi {after}{f' ({by})' if by else ''}."


def _sides(change: Change) -> tuple[list[Node], list[Node]]:
    """The records with a budget that *change* is about, old and new."""
    edit = change.edits[0]
    old, new = (_money_nodes(entry) if entry is not None else [] for entry in (edit.old, edit.new))
    return old, new


def _money_nodes(entry: Entry) -> list[Node]:
    """The records with a budget that *entry* is, holds, or belongs to."""
    if isinstance(entry.node, SubKegiatan):
        return [entry.node]
    if entry.node is None:
        return []
    below = [node for node in walk(entry.node) if isinstance(node, SubKegiatan)]
    if below or not isinstance(entry.node, RencanaAksi):
        return list(below)
    return [entry.node]


def _totals(old: Entry | None, new: Entry | None) -> Iterator[str]:
    if old is None or new is None:
        return
    if not (isinstance(old.node, RencanaAksi) and isinstance(new.node, RencanaAksi)):
        return
    if wrong := doubts(new.node):
        yield from wrong
        return
    before, after = expected_total(old.node), expected_total(new.node)
    if after is not None and before != after and new.node.total.number is not None:
        yield f"Total mengikuti triwulan: {old.node.total} menjadi {new.node.total}."
