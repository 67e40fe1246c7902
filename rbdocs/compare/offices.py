"""A renamed office is one change, with every place that prints its name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from rbdocs.compare.change import Change, ChangeKind
from rbdocs.compare.match import Matching
from rbdocs.model.registers import PerangkatDaerah


class _Name(NamedTuple):
    """An office's name in the old version and one that it has in the new."""

    old: str
    new: str


def group_renamed(changes: list[Change], matching: Matching) -> list[Change]:
    """Return *changes* with those that only put an office's new name put together."""
    candidates = [
        (index, change)
        for index, change in enumerate(changes)
        if change.kind is ChangeKind.CHANGED and (change.printed or _is_register(change))
    ]
    if not candidates:
        return changes
    names = _names(matching)
    groups: dict[_Name, list[int]] = defaultdict(list)
    for index, item in candidates:
        hit = next((n for n in names if n.old in item.old and _replaces(n, item)), None)
        if hit is not None:
            groups[hit].append(index)
    gone: set[int] = set()
    result = list(changes)
    for name, indices in groups.items():
        places = sum(changes[index].printed for index in indices)
        if places:
            gone.update(indices[1:])
            result[indices[0]] = _together(name, [changes[index] for index in indices])
    return [change for index, change in enumerate(result) if index not in gone]


def _is_register(change: Change) -> bool:
    return change.edits[0].entry.slot == "perangkat_daerah"


def _names(matching: Matching) -> list[_Name]:
    """Every new name of an office that has another one in the register, the longest first.

    Another spelling in a cell is no other name: the office is called what it was called before.
    """
    found: list[_Name] = []
    for old, new in matching.new_of.items():
        if not (isinstance(old.node, PerangkatDaerah) and isinstance(new.node, PerangkatDaerah)):
            continue
        if (old.node.nama, old.node.singkat) != (new.node.nama, new.node.singkat):
            before, after = set(old.node.names()), set(new.node.names())
            pairs = ((a, b) for a in before for b in after if a != b)
            found += [_Name(a, b) for a, b in pairs if a not in after or b not in before]
    return sorted(found, key=lambda finding: (-len(finding.old), -len(finding.new), finding))


def _replaces(name: _Name, change: Change) -> bool:
    pattern = rf"(?<!\w){re.escape(name.old)}(?!\w)"
    return re.sub(pattern, lambda _: name.new, change.old) == change.new


def _together(name: _Name, changes: list[Change]) -> Change:
    changes = sorted(changes, key=_is_register)
    parts = list(dict.fromkeys(change.part for change in changes if change.printed))
    return Change(
        ChangeKind.RENAMED,
        parts[0] if len(parts) == 1 else "Beberapa bagian",
        tuple(place for change in changes for place in change.places),
        changes[0].kode if len(changes) == 1 else "",
        "Perangkat daerah",
        name.old,
        name.new,
        True,
        tuple(edit for change in changes for edit in change.edits),
        changes[0].location,
    )
