"""In which rows a sub kegiatan counts: where several give it again, it counts once.

So a change in one row can change the budget of an office that another row names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rbdocs.compare.budget import items, renamed_offices, rows_of
from rbdocs.model.budget import Cost, Namer, costs, repetitions, rupiah, spenders
from rbdocs.model.node import Node
from rbdocs.model.regulation import Regulation

Place = tuple[str, int]  # the kode of an action, and which of its sub kegiatan


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
        listing = list(costs(rows_of(regulation)))
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
