"""Apply reported edits to an outline: knows only what a report says, not how it was found."""

from __future__ import annotations

from collections.abc import Iterable

from rbdocs.compare.changes import Edit, Kind
from rbdocs.compare.match import Matching
from rbdocs.compare.outline import Entry, as_text

Plain = tuple[str, str | None, tuple[tuple[str, str | None], ...], tuple[object, ...]]


def plain(entry: Entry) -> Plain:
    """An outline as plain data; lists whose order says nothing are sorted."""
    children = []
    for slot, below in sorted(entry.children.items()):
        listing = [plain(one) for one in below]
        if listing:
            children.append((slot, tuple(listing)))
    values = sorted(
        (nama, None if one is None else repr(one)) for nama, one in entry.values.items()
    )
    return entry.slot, entry.key, tuple(values), tuple(children)


def copied(entry: Entry, parent: Entry | None = None) -> tuple[Entry, dict[Entry, Entry]]:
    """A copy of an outline, and which copy is whose."""
    copy = Entry(entry.slot, entry.key, dict(entry.values), entry.node, entry.steps, parent)
    copies = {entry: copy}
    for slot, below in entry.children.items():
        copy.children[slot] = []
        for one in below:
            child, others = copied(one, copy)
            copy.children[slot].append(child)
            copies |= others
    return copy, copies


def apply(old: Entry, edits: Iterable[Edit], matching: Matching) -> Entry:
    """What becomes of *old* by *edits*, which come in the order of the new document."""
    edits = list(edits)
    root, copy_of = copied(old)
    place = {new: copy_of[one] for one, new in matching.new_of.items()}
    for edit in edits:
        if edit.kind in (Kind.REMOVED, Kind.MOVED):
            assert edit.old is not None
            _take_out(copy_of[edit.old])
    for edit in edits:
        if edit.kind is Kind.ADDED:
            assert edit.new is not None
            for one in edit.new.walk():
                if one not in matching.old_of and one.parent is not None:
                    place[one] = Entry(one.slot, one.key, dict(one.values), one.node, one.steps)
    for edit in edits:
        if edit.kind in (Kind.ADDED, Kind.MOVED):
            assert edit.new is not None
            _put_in(edit, edit.new, place, matching)
    for edit in edits:
        if edit.value or edit.kind in (Kind.CHANGED, Kind.REWRITTEN):
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
    if edit.kind is Kind.ADDED:
        for below in new.children.values():
            for one in below:
                if one not in matching.old_of:
                    _put_in(edit, one, place, matching)


def _take_out(copy: Entry) -> None:
    assert copy.parent is not None
    copy.parent.children[copy.slot].remove(copy)


def texts(entry: Entry) -> list[str]:
    """Every value of an outline, for messages."""
    return [as_text(value) for one in entry.walk() for value in one.values.values()]
