"""What follows from changes: totals, budgets, and costs that count once or apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from rbdocs.compare.budget import compare_budgets, difference, items, renamed_offices
from rbdocs.compare.change import Change, ChangeKind
from rbdocs.compare.entries import Entry
from rbdocs.model.budget import Cost, Namer, costs, repetitions, rupiah, spenders
from rbdocs.model.node import Node
from rbdocs.model.plan_sums import doubts, expected_total
from rbdocs.model.plan_tree import RencanaAksi, SubKegiatan, walk
from rbdocs.model.regulation import Regulation

Place = tuple[str, int]  # the kode of an action, and which of its sub kegiatan
_MONEY = {"anggaran", "pelaksana"}


class Shares:
    """The costs of a regulation in the groups that count once, the row that counts first."""

    def __init__(self, regulation: Regulation, namer: Namer) -> None:
        self._namer = namer
        self._offices: dict[int, list[str]] = defaultdict(list)
        for item in items(regulation, namer):
            for node in (item.sub, item.baris.aksi):
                if item.office not in self._offices[id(node)]:
                    self._offices[id(node)].append(item.office)
        self._place: dict[int, Place] = {}
        self._groups: dict[Place, list[Cost]] = {}
        listing = list(costs(regulation.baris))
        for cost in listing:
            index = next(i for i, sub in enumerate(spenders(cost.baris.aksi)) if sub is cost.sub)
            self._place[id(cost.sub)] = cost.baris.kode, index
        for group in repetitions(listing):
            for cost in group:
                self._groups[self._place[id(cost.sub)]] = group

    @classmethod
    def of_both(cls, old: Regulation, new: Regulation) -> tuple[Shares, Shares]:
        """Return the shares before and after; an office that was renamed has its new name."""
        names = Namer(old.perangkat_daerah, renamed_offices(old, new))
        return cls(old, names), cls(new, Namer(new.perangkat_daerah))

    def offices(self, node: Node) -> list[str]:
        """Return the offices that carry out *node*, an action or sub kegiatan."""
        return self._offices.get(id(node), [])

    def place(self, node: Node) -> Place | None:
        """Return where *node* stands; None where it is no sub kegiatan with a budget."""
        return self._place.get(id(node))

    def group(self, place: Place) -> list[Cost]:
        """Return the costs that count once together with that at *place*; the first counts."""
        return self._groups.get(place, [])

    def places(self, group: Iterable[Cost]) -> list[Place]:
        """Return where the costs of *group* stand."""
        return [self._place[id(cost.sub)] for cost in group]

    def owners(self, after: Shares, old: list[Node], new: list[Node]) -> list[str]:
        """Return the offices for which *old*, or *new* in *after*, counts or makes another."""
        names = [name for node in old for name in self.offices(node)]
        names += [name for node in new for name in after.offices(node)]
        for place in touched(self, after, old, new):
            for side in (self, after):
                for cost in side.group(place)[:1]:
                    names.append(side._namer.owner(cost))
        return list(dict.fromkeys(names))


def touched(before: Shares, after: Shares, old: list[Node], new: list[Node]) -> list[Place]:
    """Return the places whose costs count with those of *old* before, or of *new* after."""
    result: dict[Place, None] = {}
    for side, nodes in ((before, old), (after, new)):
        for place in filter(None, map(side.place, nodes)):
            result[place] = None
            result |= dict.fromkeys(side.places(side.group(place)))
    return list(result)


def split_or_joined(before: Shares, after: Shares, old: list[Node], new: list[Node]) -> list[str]:
    """Return sentences that say which costs count together, or apart, and did not before."""
    sentences: dict[str, None] = {}
    for place in touched(before, after, old, new):
        then, now = before.group(place), after.group(place)
        were, are = before.places(then), after.places(now)
        if len(were) > 1 and not set(were) <= set(are):
            counted = dict.fromkeys(
                after.places(after.group(pair))[0] for pair in were if after.group(pair)
            )
            sentences[
                f"{_told(then, were)} semula sama dan dihitung sekali; {_now(list(counted))}."
            ] = None
        elif len(are) > 1 and set(were) != set(are):
            told = f"{_told(now, are)} kini sama, sehingga dihitung sekali, pada {are[0][0]}."
            sentences[told] = None
        elif len(are) > 1 and were[0] != are[0]:
            told = f"{_told(now, are)} dihitung sekali: semula pada {were[0][0]}"
            sentences[f"{told}, kini pada {are[0][0]}."] = None
    return list(sentences)


def _now(counted: list[Place]) -> str:
    if len(counted) > 1:
        return f"kini dihitung pada {_rows(counted)} masing-masing"
    return f"kini dihitung pada {counted[0][0]}" if counted else "kini tidak ada lagi"


def _told(group: Sequence[Cost], places: Iterable[Place]) -> str:
    amount = rupiah(group[0].jumlah or 0)
    return f"Sub kegiatan «{group[0].nama}» sebesar {amount} pada {_rows(places)}"


def _rows(places: Iterable[Place]) -> str:
    kodes = list(dict.fromkeys(kode for kode, _ in places))
    return " dan ".join(filter(None, (", ".join(kodes[:-1]), kodes[-1])))


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
        self._nodes = cache(_money_nodes)  # each is asked for again and again

    def of(self, change: Change) -> list[str]:
        """Return sentences that say what follows from *change*; none where nothing does."""
        edit = change.edits[0]
        result: list[str] = []
        if edit.value.startswith("tw.") or edit.value in ("total", "cara"):
            result += _totals(edit.old, edit.new)
        names = self.named(change)
        result += (self._sentence(name) for name in names)
        if names:
            result += split_or_joined(*self._shares, *self._sides(change))
        return result

    def named(self, change: Change) -> list[str]:
        """Return the offices whose budget *change* has a part in, and that changed."""
        if not self.is_money(change):
            return []
        before, after = self._shares
        names = before.owners(after, *self._sides(change))
        if change.edits[0].kind is ChangeKind.MOVED:  # only what counts in another row now
            names = [name for name in names if split_or_joined(before, after, *self._sides(change))]
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
            return any(self._nodes(entry) for entry in (edit.old, edit.new) if entry is not None)
        return edit.value == "nama" and edit.entry.slot == "sub_kegiatan"

    def offices(self, change: Change) -> list[str]:
        """Return the offices that *change* concerns, old and new, by their short names."""
        names = []
        for edit in change.edits:
            for entry, shares in zip((edit.old, edit.new), self._shares, strict=True):
                for node in self._nodes(entry) if entry is not None else ():
                    names += shares.offices(node)
        return list(dict.fromkeys(names))

    def unnamed(self, changes: Sequence[Change]) -> list[str]:
        """Return a sentence for each office whose budget changed and that no change names."""
        told = {name for change in changes for name in self.named(change)}
        before, after = self._budgets
        names = dict.fromkeys((*before.names(), *after.names()))
        return [self._sentence(text) for text in names if text not in told and self._changed(text)]

    def _sides(self, change: Change) -> tuple[list[Node], list[Node]]:
        """The records with a budget that *change* is about, old and new."""
        edit = change.edits[0]
        old, new = (
            self._nodes(entry) if entry is not None else [] for entry in (edit.old, edit.new)
        )
        return old, new

    def _changed(self, name: str) -> bool:
        before, after = self._budgets
        amounts = before.amount(name), after.amount(name)
        return amounts[0] != amounts[1] or before.open.get(name) != after.open.get(name)

    def _sentence(self, name: str) -> str:
        before, after = (budget.told(name, "tidak ada") for budget in self._budgets)
        by = difference(self._budgets, name)
        return f"Anggaran {name} seluruhnya: {before} menjadi {after}{f' ({by})' if by else ''}."


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
