"""Edits that a reviewer counts as one change, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rbdocs.compare.change import ChangeKind, Edit
from rbdocs.compare.entries import ENDED, Entry
from rbdocs.compare.places import is_part, text_of
from rbdocs.model.chapter import Block

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
