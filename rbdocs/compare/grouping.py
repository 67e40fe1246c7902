"""Edits and changes that a reviewer counts as one, put together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rbdocs.compare.change import Change, ChangeKind, Edit
from rbdocs.compare.entries import ENDED, Entry
from rbdocs.compare.match import Matching
from rbdocs.compare.places import is_part, text_of
from rbdocs.model.chapter import Block
from rbdocs.model.registers import PerangkatDaerah

Group = list[Edit]
_ACTION = "rencana_aksi"


def grouped(edits: Iterable[Edit]) -> list[Group]:
    """Return *edits* in groups of one change each, the edit that tells it first, in order."""
    groups: list[Group] = []
    listing = list(edits)
    # What was removed stood below the sentence as it was.
    sentences = {
        entry: index
        for index, item in enumerate(listing)
        if item.value == "kalimat"
        for entry in (item.old, item.new)
        if entry is not None
    }
    of: dict[int, Group] = {index: [listing[index]] for index in sentences.values()}
    numbered: dict[object, Group] = {}
    for index, edit in enumerate(listing):
        home = next((of[sentences[e]] for e in _line(edit.entry) if e in sentences), None)
        if index in of:
            groups.append(of[index])
        elif home is not None and is_part(edit.entry, edit.value):
            home.append(edit)  # the sentence as printed says it
        elif (run := _before_in_run(edit, groups)) is not None:
            run.append(edit)
        elif edit.renumbers and (key := _list_of(edit)) in numbered:
            numbered[key].append(edit)
        elif edit.renumbers:
            groups.append(numbered.setdefault(key, [edit]))
        else:
            groups.append([edit])
    return _repeated(_ended(groups))


def _list_of(edit: Edit) -> object:
    entry = edit.entry
    return entry.parent, entry.slot, edit.value, entry.section


def _line(entry: Entry) -> Iterator[Entry]:
    yield entry
    yield from entry.above()


def _before_in_run(edit: Edit, groups: list[Group]) -> Group | None:
    """The group of the block that was moved with this one: they stood together, and still do."""
    if edit.kind is not ChangeKind.MOVED or edit.entry.record is not Block or edit.old is None:
        return None
    for group in reversed(groups):
        last = group[-1]
        if last.kind is ChangeKind.MOVED and last.old is not None and last.entry.record is Block:
            follows = _next(last.entry) is edit.entry and _next(last.old) is edit.old
            return group if follows else None
    return None


def _next(entry: Entry) -> Entry | None:
    siblings = entry.siblings()
    index = siblings.index(entry) + 1
    return siblings[index] if index < len(siblings) else None


def _ended(groups: list[Group]) -> list[Group]:
    """An action that has ended, or goes on after all, is told once: by the row that is gone or new.

    What the sources keep of it, its kode and what was decided, is part of that change.
    """
    rows = {
        (group[0].kind, group[0].entry.key): group
        for group in groups
        if group[0].entry.slot == _ACTION
    }
    result = []
    for group in groups:
        edit = group[0]
        other = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}.get(
            edit.kind
        )
        row = rows.get((other, edit.entry.key)) if other is not None else None
        if edit.entry.slot == ENDED and row is not None:
            row += group
        else:
            result.append(group)
    return result


def _repeated(groups: list[Group]) -> list[Group]:
    """What is stated once for a whole list, as a waiver's term is, is one change."""
    first: dict[tuple[str, ...], Group] = {}
    result = []
    for group in groups:
        edit = group[0]
        if edit.entry.slot == "pengecualian" and edit.kind is ChangeKind.CHANGED:
            texts = text_of(edit.old, edit.value), text_of(edit.new, edit.value)
            known = first.setdefault((edit.value, *texts), group)
            if known is not group:
                known += group
                continue
        result.append(group)
    return result


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
