"""Changes gathered for a reviewer: all of a provision, action, paragraph or table row together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rbdocs.compare.change import Change, ChangeKind, Unit

_ACTION = "rencana_aksi"
_TELLS = {
    ChangeKind.ADDED: "Ditambah",
    ChangeKind.REMOVED: "Dihapus",
    ChangeKind.CHANGED: "Diubah",
    ChangeKind.MOVED: "Dipindah",
    ChangeKind.REWRITTEN: "Penulisan diubah, artinya tetap",
    ChangeKind.RENAMED: "Nama diganti",
}
# In a Word file: what was changed is the place itself, not something in it.
_ITSELF = ("Paragraf", "Baris", "Tabel", "Kolom", "Sel")
_OF_WORDS = ({ChangeKind.REWRITTEN}, {ChangeKind.RENAMED})
_NEW_OR_GONE = {ChangeKind.ADDED: "baru", ChangeKind.REMOVED: "dihapus"}


@dataclass(frozen=True, slots=True)
class Gathered:
    """A unit with its changes, in their order, and what follows from them.

    A consequence that several units have is told with the first; *elsewhere* are the units, by
    their index in the list, that tell what follows from this one, too.
    """

    unit: Unit
    changes: tuple[Change, ...]
    follows: tuple[str, ...]
    elsewhere: tuple[int, ...]

    @property
    def kind(self) -> ChangeKind:
        """What happened to the unit as a whole: what is new or gone in it changes it."""
        whole = [change.kind for change in self.changes if is_whole(change)]
        kinds = {change.kind for change in self.changes}
        if len(set(whole)) > 1:  # gone from one place and new in another
            return ChangeKind.MOVED
        return whole[0] if whole else kinds.pop() if kinds in _OF_WORDS else ChangeKind.CHANGED

    def remarks(self) -> Iterator[str]:
        """Yield sentences that say what happened to what, without what follows from it."""
        by_kind: dict[ChangeKind, list[Change]] = {}
        for change in self.changes:
            by_kind.setdefault(change.kind, []).append(change)
        for kind, changes in by_kind.items():
            labels = list(dict.fromkeys(item.column for item in changes if item.label))
            whole = [change for change in changes if is_whole(change)]
            if whole and kind in _NEW_OR_GONE:
                yield _told_whole(whole[0])
            elif not labels or whole:
                yield f"{_TELLS[kind]}."
            if labels:
                yield f"{_TELLS[kind]}: {listed(labels)}."
        for change in self.changes:
            if len(change.places) > 1:
                yield f"Di {change.listed_places()}."


def listed(names: Sequence[str]) -> str:
    """Return *names* in one phrase, quarters that follow each other as a span.

    >>> listed(["TW 1", "TW 2", "TW 3", "Total"])
    'TW 1–3, Total'
    """
    result: list[list[str]] = []
    for name in names:
        word, _, number = name.rpartition(" ")
        last = result[-1][-1] if result else ""
        if word and number.isdigit() and last == f"{word} {int(number) - 1}":
            result[-1].append(name)
        else:
            result.append([name])
    return ", ".join(
        run[0] if len(run) == 1 else f"{run[0]}–{run[-1].rpartition(' ')[2]}" for run in result
    )


def is_whole(change: Change) -> bool:
    """Whether *change* is about its unit as such: it is new, gone, or stands elsewhere now."""
    return not change.label and change.kind in (
        ChangeKind.ADDED,
        ChangeKind.REMOVED,
        ChangeKind.MOVED,
    )


def _told_whole(change: Change) -> str:
    """That an action is new or gone, or something else with all the actions below it."""
    if not change.edits:
        return f"{_TELLS[change.kind]}."
    entry = change.edits[0].entry
    below = [node.key for node in entry.walk() if node.slot == _ACTION and node.key]
    if entry.slot == _ACTION:
        return f"Rencana aksi {_NEW_OR_GONE[change.kind]}."
    if below:
        return f"{_TELLS[change.kind]}, dengan rencana aksi {', '.join(below)}."
    return f"{_TELLS[change.kind]}."


def gather(changes: Iterable[Change]) -> list[Gathered]:
    """Return *changes* by unit, in the order in which the units are met.

    Each of them is in exactly one; an office that was renamed, in all its places, is one as well.
    """
    units: dict[object, Unit] = {}
    members: dict[object, list[Change]] = {}
    for change in changes:
        unit, own = _unit(change)
        units.setdefault(unit.key, unit)
        members.setdefault(unit.key, []).append(own)
    told: dict[str, int] = {}
    result = []
    for index, (key, unit) in enumerate(units.items()):
        sentences = dict.fromkeys(line for change in members[key] for line in change.follows)
        first = tuple(line for line in sentences if line not in told)
        others = dict.fromkeys(told[line] for line in sentences if line in told)
        told |= dict.fromkeys(first, index)
        result.append(Gathered(unit, tuple(members[key]), first, tuple(others)))
    return result


def _unit(change: Change) -> tuple[Unit, Change]:
    """The unit of *change*, and the change with what its texts are called there."""
    if change.unit is not None and change.kind is not ChangeKind.RENAMED:
        return change.unit, change
    if len(change.places) > 1:
        place = f"{change.column}, {len(change.places)} tempat"
        return Unit(("", *change.places, change.old), place), change
    place, column = change.places[0], "" if change.column in _ITSELF else change.column
    row = f"{change.part}, {change.kode}"
    if change.kode and f"{place}, ".startswith(f"{row}, "):
        inside = place.removeprefix(row).removeprefix(", ")
        label = ", ".join(dict.fromkeys(filter(None, (inside, column))))
        return Unit(row, row), replace(change, label=label)
    home = place.removesuffix(f", {column}") if column else place
    return Unit(home, home), replace(change, label=column)
