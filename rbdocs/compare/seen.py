"""The changes at one place of a Word file: of its words, signs, pages, heads and feet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from rapidfuzz.distance import Indel

from rbdocs.compare.change import Change, ChangeKind, kind_of_edit
from rbdocs.compare.slant import slant_sentence
from rbdocs.word.context import Sign
from rbdocs.word.seen import Block, SeenParagraph, WordCell, normal, text_of
from rbdocs.word.stories import Section

About = tuple[str, str, str, str]  # part, place, kode and what the text is: a column's title
_SAME_SIZE = 0.6  # millimetres by which sizes differ that a program rounds otherwise
_VISIBLE = str.maketrans({"\n": "⏎", "\t": "⇥", "\u00ad": "¬"})
PAGE = "Halaman"
_TWIPS_TO_MM = 127 / 7200  # a twentieth of a point
_SAME = 24.0  # twentieths of a point by which measures differ that a program rounds otherwise
# Distances of a head or foot that is not there are nobody's.
_OF_STORIES = {"jarak kepala halaman": "header", "jarak kaki halaman": "footer"}
# The number of a paragraph, as people and lists write it: a. (1) 2) 1.2. IV. and bullets.
_NUMBERED = re.compile(r"(?m)^(\(?\w{1,6}(?:\.\w{1,3})*[.)]{1,2}|[-–•▪➢✓○❖])\t")
BlockChanges = Callable[[Sequence[Block], Sequence[Block], str], Iterator[Change]]


def whole(kind: ChangeKind, part: str, place: str, what: str, text: str, kode: str = "") -> Change:
    """Return the change that *what* at *place*, which says *text*, was added or removed."""
    old, new = ("", text) if kind is ChangeKind.ADDED else (text, "")
    return Change(kind, part, (place,), kode, what, old, new, True)


def place_changes(
    old: SeenParagraph | WordCell, new: SeenParagraph | WordCell, about: About
) -> Iterator[Change]:
    """Yield what changed from *old* to *new*, a paragraph or a cell: its words, then its signs."""
    if old.text != new.text:
        part, place, kode, title = about
        before, after = (
            "" if paragraph.text is None else paragraph.text.plain for paragraph in (old, new)
        )
        slant = slant_sentence(old.text, new.text)
        told = (slant,) if slant else ()
        if normal(before) != normal(after):
            kind = kind_of_edit(before, after)
            yield Change(kind, part, (place,), kode, title, before, after, True, follows=told)
        elif bare(before) != bare(after):  # a line begins elsewhere, or a tab is one no more
            was, now = (bare(text).translate(_VISIBLE) for text in (before, after))
            yield Change(
                ChangeKind.CHANGED, part, (place,), kode, title, was, now, True, follows=told
            )
        elif slant:
            yield Change(
                ChangeKind.CHANGED, part, (place,), kode, title, before, after, True, follows=told
            )
    if old.signs or new.signs:
        yield from sign_changes(old.signs, new.signs, about)


def bare(text: str) -> str:
    """Return *text* with its spaces as one each, but line breaks and tabs as they are.

    What stands between the number of a paragraph and its text is a space, whatever it is.
    """
    lines = _NUMBERED.sub(r"\1 ", text).split("\n")
    return "\n".join("\t".join(map(normal, line.split("\t"))) for line in lines)


def sign_changes(old: Sequence[Sign], new: Sequence[Sign], about: About) -> Iterator[Change]:
    """Yield what changed of what is seen and is no text."""
    keys = [[(item.kind, item.key) for item in side] for side in (old, new)]
    for step in Indel.opcodes(*keys):
        before, after = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if step.tag == "equal":
            for sign, other in zip(before, after, strict=True):
                if not _same_size(sign, other):
                    yield _changed(sign, other, about)
            continue
        yield from _unequal(list(before), list(after), about)


def _unequal(old: list[Sign], new: list[Sign], about: About) -> Iterator[Change]:
    """One that went and one that came of the same kind are one that was exchanged."""
    part, place, kode, _ = about
    for item in old:
        other = next((sign for sign in new if sign.kind == item.kind), None)
        if other is not None:
            new.remove(other)
            yield _changed(item, other, about)
        else:
            yield whole(ChangeKind.REMOVED, part, place, _title(item), item.sentence, kode)
    for item in new:
        yield whole(ChangeKind.ADDED, part, place, _title(item), item.sentence, kode)


def _changed(old: Sign, new: Sign, about: About) -> Change:
    part, place, kode, _ = about
    return Change(
        ChangeKind.CHANGED, part, (place,), kode, _title(new), old.sentence, new.sentence, True
    )


def _title(sign: Sign) -> str:
    return sign.kind[:1].upper() + sign.kind[1:]


def _same_size(sign: Sign, other: Sign) -> bool:
    return len(sign.size) == len(other.size) and all(
        abs(a - b) <= _SAME_SIZE for a, b in zip(sign.size, other.size, strict=True)
    )


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
        for change in (
            *_facts(before, after, place),
            *_story_changes(before, after, block_changes),
        ):
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
            yield _page_changed(place, name, _millimetres(before), _millimetres(after))
    for name in dict.fromkeys((*old.facts, *new.facts)):
        was, now = old.facts.get(name, ""), new.facts.get(name, "")
        if was != now:
            yield _page_changed(place, name, was, now)


def _has(section: Section, side: str) -> bool:
    return any(story.blocks for (text, _), story in section.stories.items() if text == side)


def _millimetres(twips: float | None) -> str:
    return "tidak ada" if twips is None else f"{twips * _TWIPS_TO_MM:.1f} mm".replace(".", ",")


def _page_changed(place: str, name: str, old: str, new: str) -> Change:
    where = f"{place}, {name}"
    return Change(ChangeKind.CHANGED, PAGE, (where,), "", name.capitalize(), old, new, True)


def _story_changes(old: Section, new: Section, block_changes: BlockChanges) -> Iterator[Change]:
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
