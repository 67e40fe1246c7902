"""Which head, foot and notes of one Word file are those of another: by where they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from rbdocs.word.context import related
from rbdocs.word.relations import relations
from rbdocs.word.xml import DOCUMENT, R, W

_SIDES = ("header", "footer")
_NOTES = ("footnotes", "endnotes")
_Places = dict[tuple[str, str], str]  # by side and pages (default, first, even), the part
_Side = tuple[Mapping[str, bytes], etree._Element]


def same_pages(old: _Side, new: _Side) -> dict[str, str]:
    """Return the head or foot of *old* by the name of that of *new* which stands in its place.

    A side is a file's parts and the root of its text. Whoever saves a file numbers its heads and
    feet anew, so their names say nothing: those of the same section, side and pages belong
    together. What the other file has none for is left out.
    """
    before, after = list(_sections(*old)), list(_sections(*new))
    result: dict[str, str] = {}
    for number, section in enumerate(after):
        there = before[min(number, len(before) - 1)]
        for place, part in section.items():
            if place in there:
                result.setdefault(part, there[place])
    return result


def same_notes(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, str]:
    """Return the part of *old* by the name of that of *new* which holds the notes of its kind."""
    pairs = ([next(related(parts, kind), None) for parts in (new, old)] for kind in _NOTES)
    return {part: other for part, other in pairs if part is not None and other is not None}


def _sections(parts: Mapping[str, bytes], root: etree._Element) -> Iterator[_Places]:
    """The heads and feet of each section; what one does not name, it has of the one before."""
    known = relations(parts, DOCUMENT)
    current: _Places = {}
    for section in [*root.iter(f"{W}sectPr")] or [etree.Element(f"{W}sectPr")]:
        for side in _SIDES:
            for item in section.iterchildren(f"{W}{side}Reference"):
                found = known.get(item.get(f"{R}id") or "")
                if found is not None and found.target in parts:
                    current[side, item.get(f"{W}type") or "default"] = found.target
        yield dict(current)
