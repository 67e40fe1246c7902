"""What changed in the pages of a Word file: their paper and margins, their heads and feet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rbdocs.compare.changes import Change, ChangeKind
from rbdocs.compare.seen import whole
from rbdocs.word.seen import Block, text_of
from rbdocs.word.stories import Section

PAGE = "Halaman"
_TWIPS_TO_MM = 127 / 7200  # a twentieth of a point
_SAME = 24.0  # twentieths of a point by which measures differ that a program rounds otherwise
# Distances of a head or foot that is not there are nobody's.
_OF_STORIES = {"jarak kepala halaman": "header", "jarak kaki halaman": "footer"}
BlockChanges = Callable[[Sequence[Block], Sequence[Block], str], Iterator[Change]]


def section_changes(
    old: Sequence[Section], new: Sequence[Section], block_changes: BlockChanges
) -> Iterator[Change]:
    """Yield what changed from the sections *old* to *new*; a change that all share is told once."""
    if len(old) != len(new):
        was, now = (f"{len(group)} bagian halaman" for group in (old, new))
        yield Change(ChangeKind.CHANGED, PAGE, ("Bagian halaman",), "", PAGE, was, now, True)
    told: set[tuple[object, ...]] = set()
    for number in range(max(len(old), len(new))):
        before, after = old[min(number, len(old) - 1)], new[min(number, len(new) - 1)]
        place = f"{PAGE} bagian {number + 1}" if len(new) > 1 else PAGE
        for change in (*_facts(before, after, place), *_stories(before, after, block_changes)):
            key = (change.kind, change.column, change.old, change.new)
            if key not in told:
                told.add(key)
                yield change


def _facts(old: Section, new: Section, place: str) -> Iterator[Change]:
    for name in dict.fromkeys((*old.measures, *new.measures)):
        side = _OF_STORIES.get(name)
        if side and not (_has(old, side) and _has(new, side)):
            continue
        before, after = old.measures.get(name), new.measures.get(name)
        if abs((before or 0) - (after or 0)) > _SAME:
            yield _changed(place, name, _millimetres(before), _millimetres(after))
    for name in dict.fromkeys((*old.facts, *new.facts)):
        was, now = old.facts.get(name, ""), new.facts.get(name, "")
        if was != now:
            yield _changed(place, name, was, now)


def _has(section: Section, side: str) -> bool:
    return any(story.blocks for (text, _), story in section.stories.items() if text == side)


def _millimetres(twips: float | None) -> str:
    return "tidak ada" if twips is None else f"{twips * _TWIPS_TO_MM:.1f} mm".replace(".", ",")


def _changed(place: str, name: str, old: str, new: str) -> Change:
    where = f"{place}, {name}"
    return Change(ChangeKind.CHANGED, PAGE, (where,), "", name.capitalize(), old, new, True)


def _stories(old: Section, new: Section, block_changes: BlockChanges) -> Iterator[Change]:
    for key, after in new.stories.items():
        before = old.stories[key]
        if before.blocks and not after.blocks:
            text = text_of(before.blocks).strip() or "(tanpa teks)"
            yield whole(ChangeKind.REMOVED, PAGE, before.name, before.name, text)
        elif after.blocks and not before.blocks:
            text = text_of(after.blocks).strip() or "(tanpa teks)"
            yield whole(ChangeKind.ADDED, PAGE, after.name, after.name, text)
        else:
            yield from block_changes(before.blocks, after.blocks, after.name)
