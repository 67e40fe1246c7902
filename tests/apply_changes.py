"""Apply reported edits to an outline: knows only what a report says, not how it was found."""

from __future__ import annotations

from collections.abc import Iterable

from rbdocs.compare.change import ChangeKind, Edit
from rbdocs.compare.entries import Entry, as_text
from rbdocs.compare.match import Matching

Plain = tuple[str, str | None, tuple[tuple[str, str | None], ...], tuple[object, ...]]


def plain(entry: Entry) -> Plain:
    """An outline as plain data; lists whose order says nothing are sorted."""
    children = []
    for slot, below in sorted(entry.children.items()):
        listing = [plain(item) for item in below]
        if listing:
            children.append((slot, tuple(listing)))
    values = sorted(
        (nama, None if value is None else repr(value)) for nama, value in entry.values.items()
    )
    return entry.slot, entry.key, tuple(values), tuple(children)


def copied(entry: Entry, parent: Entry | None = None) -> tuple[Entry, dict[Entry, Entry]]:
    """A copy of an outline, and which copy is whose."""
    copy = Entry(entry.slot, entry.key, dict(entry.values), entry.node, entry.steps, parent)
    copies = {entry: copy}
    for slot, below in entry.children.items():
        copy.children[slot] = []
        for item in below:
            child, others = copied(item, copy)
            copy.children[slot].append(child)
            copies |= others
    return copy, copies


def apply(old: Entry, edits: Iterable[Edit], matching: Matching) -> Entry:
    """What becomes of *old* by *edits*, which come in the order of the new document."""
    edits = list(edits)
    root, copy_of = copied(old)
    place = {new: copy_of[item] for item, new in matching.new_of.items()}
    for edit in edits:
        if edit.kind in (ChangeKind.REMOVED, ChangeKind.MOVED):
            assert edit.old is not None
            _take_out(copy_of[edit.old])
    for edit in edits:
        if edit.kind is ChangeKind.ADDED:
            assert edit.new is not None
            for node in edit.new.walk():
                if node not in matching.old_of and node.parent is not None:
                    place[node] = Entry(
                        node.slot, node.key, dict(node.values), node.node, node.steps
                    )
    for edit in edits:
        if edit.kind in (ChangeKind.ADDED, ChangeKind.MOVED):
            assert edit.new is not None
            _put_in(edit, edit.new, place, matching)
    for edit in edits:
        if edit.value or edit.kind in (ChangeKind.CHANGED, ChangeKind.REWRITTEN):
            assert edit.new is not None
            copy = place[edit.new]
            if edit.value in edit.new.values:
                copy.values[edit.value] = edit.new.values[edit.value]
            else:
                copy.values.pop(edit.value)
            copy.key = edit.new.key if edit.value in ("kode", "kunci", "") else copy.key
    return root


def _put_in(edit: Edit, new: Entry, place: dict[Entry, Entry], matching: Matching) -> None:
    assert new.parent is not None
    index = new.siblings().index(new)
    above, copy = place[new.parent], place[new]
    copy.parent = above
    above.children.setdefault(new.slot, []).insert(index, copy)
    if edit.kind is ChangeKind.ADDED:
        for below in new.children.values():
            for item in below:
                if item not in matching.old_of:
                    _put_in(edit, item, place, matching)


def _take_out(copy: Entry) -> None:
    assert copy.parent is not None
    copy.parent.children[copy.slot].remove(copy)


def texts(entry: Entry) -> list[str]:
    """Every value of an outline, for messages."""
    return [as_text(value) for node in entry.walk() for value in node.values.values()]
