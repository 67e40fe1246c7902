"""The smallest edits that turn one outline into another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rbdocs.compare.align import longest_rise
from rbdocs.compare.change import IN_FORCE, ChangeKind, Edit
from rbdocs.compare.entries import Entry, Value, as_text
from rbdocs.compare.match import Matching
from rbdocs.model.chapter import Naskah
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import parse_number

# Thousands set off by commas, as spreadsheets in English write them: 250,502,500.
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}")


# The order of the documents is that of the regulation's own list; that of a chapter's tables and
# figures is that of the blocks that place them.
_ORDERED_ELSEWHERE = {
    *((Regulation, slot) for slot in ("lampiran", "naskah")),
    *((Naskah, slot) for slot in ("tabel", "gambar")),
}


def find_edits(old: Entry, new: Entry, matching: Matching) -> Iterator[Edit]:
    """Yield the edits that turn *old* into *new*, in the order of the documents."""
    moved = set(_moved(new, matching))
    # Where something was removed it is told after the sibling that stood before it.
    removed: dict[Entry, list[Entry]] = {}
    for node in old.walk():
        if node.parent is not None and node not in matching.new_of:
            if node.parent in matching.new_of:
                removed.setdefault(_anchor(node, matching), []).append(node)
            else:
                continue
    for node in new.walk():
        there = matching.old_of.get(node)
        if there is None:
            if node.parent in matching.old_of:
                yield Edit(ChangeKind.ADDED, None, node)
        else:
            if node in moved:
                yield Edit(ChangeKind.MOVED, there, node)
            if node.stays != there.stays:
                yield Edit(ChangeKind.CHANGED, there, node, IN_FORCE)
            for nama in dict.fromkeys((*node.values, *there.values)):
                if not _same(there.values.get(nama), node.values.get(nama)):
                    kind = _kind(there.values.get(nama), node.values.get(nama))
                    yield Edit(kind, there, node, nama)
        for gone in removed.get(node, ()):
            yield Edit(ChangeKind.REMOVED, gone, None)


def _anchor(gone: Entry, matching: Matching) -> Entry:
    """The new entry after which the removal of *gone* is told."""
    before = gone.parent
    assert before is not None
    for sibling in gone.siblings():
        if sibling is gone:
            break
        if sibling in matching.new_of:
            before = sibling
    return matching.new_of[before]


def _moved(new: Entry, matching: Matching) -> Iterator[Entry]:
    """The entries that stand in another record or another order now, as few as can be."""
    for node in new.walk():
        for slot, below in node.children.items():
            if (node.record, slot) in _ORDERED_ELSEWHERE:
                continue
            stayed: list[tuple[int, Entry]] = []
            positions: dict[Entry, int] = {}
            for child in below:
                there = matching.old_of.get(child)
                if there is None:
                    continue
                if there.parent is None or matching.new_of.get(there.parent) is not node:
                    yield child
                else:
                    if not positions:
                        positions = {e: index for index, e in enumerate(there.siblings())}
                    stayed.append((positions[there], child))
            keep = longest_rise([position for position, _ in stayed])
            yield from (child for index, (_, child) in enumerate(stayed) if index not in keep)


def _same(old: Value, new: Value) -> bool:
    if old is None or new is None or isinstance(old, str) or isinstance(new, str):
        # What is not given and what is given as empty print the same, but are not.
        return old is new or (old is not None and new is not None and str(old) == str(new))
    return old == new


def _kind(old: Value, new: Value) -> ChangeKind:
    if old is None or new is None:
        return ChangeKind.CHANGED
    return kind_of_edit(as_text(old), as_text(new))


def kind_of_edit(before: str, after: str) -> ChangeKind:
    """Return whether a text that is not the same any more was changed, or only its form."""
    if before.split() == after.split():
        return ChangeKind.REWRITTEN
    numbers = _number(before), _number(after)
    if numbers[0] is not None and numbers[0] == numbers[1]:
        return ChangeKind.REWRITTEN
    return ChangeKind.CHANGED


def _number(text: str) -> tuple[Decimal, bool] | None:
    """The number that *text* means, however its thousands are set off, and whether in percent."""
    bare = text.strip().removeprefix("Rp").strip()
    persen = bare.endswith("%")
    bare = bare.removesuffix("%").strip()
    if _ENGLISH.fullmatch(bare):
        bare = bare.replace(",", "")
    number = parse_number(bare)
    return None if number is None else (number, persen)
