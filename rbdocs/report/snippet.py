"""The line of a source that a finding is about, with what is meant underlined."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rbdocs.model.finding import Finding, Location
from rbdocs.model.kosakata import find_words

# Returns the lines of a source file by its name in findings; none where it cannot be read.
Source = Callable[[str], Sequence[str]]
# A value may go on for some lines below the place that its location gives.
_LINES_OF_A_VALUE = 40


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of a source, cut to a window: its number, and what to underline in it."""

    line: int
    text: str
    start: int
    length: int


def locate(finding: Finding, source: Source) -> tuple[int, int, int] | None:
    """Return line and column (from 1) and length of what *finding* is about; None where unknown.

    The excerpt is looked for from the value's place on; without it the value's own line is meant.
    """
    lines = source(finding.location.file)
    first, column = finding.location.line, max(finding.location.column, 1)
    if not 1 <= first <= len(lines):
        return None
    if finding.excerpt:
        for number in range(first, min(first + _LINES_OF_A_VALUE, len(lines)) + 1):
            begin = column - 1 if number == first else 0
            start = find_words(lines[number - 1], finding.excerpt, begin)
            if start >= 0:
                return number, start + 1, len(finding.excerpt)
    return extent(finding.location, source)


def located(finding: Finding, source: Source) -> Location:
    """Return the place of the very words that *finding* is about; of its value where unknown."""
    place = locate(finding, source)
    return finding.location if place is None else Location(finding.location.file, *place[:2])


def extent(location: Location, source: Source) -> tuple[int, int, int] | None:
    """Return line and column (from 1) and length of the value at *location*; None where unknown."""
    lines = source(location.file)
    column = max(location.column, 1)
    if not 1 <= location.line <= len(lines):
        return None
    return location.line, column, _value_length(lines[location.line - 1][column - 1 :])


_VALUE = re.compile(
    r"""(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?P<list>\[.*?\])|(?P<plain>.+?)(?=\s+\#|\s*$)"""
)


def _value_length(rest: str) -> int:
    """How much of *rest*, a line from a value's first character on, is the value."""
    hit = _VALUE.match(rest)
    return len(hit[0]) if hit else 1


def snippet(finding: Finding, source: Source, width: int = 100) -> Snippet | None:
    """Return the line of *finding*, at most *width* characters of it; None where unknown."""
    place = locate(finding, source)
    if place is None:
        return None
    number, column, length = place
    text = source(finding.location.file)[number - 1].rstrip().replace("\t", " ")
    start = column - 1
    indent = len(text) - len(text.lstrip())
    begin = indent if start >= indent else 0
    if start + length - begin > width:
        begin = max(begin, start - max((width - length) // 2, 0))
    piece = text[begin : begin + width]
    before = "…" if begin > indent else ""
    after = "…" if begin + width < len(text) else ""
    start = start - begin + len(before)
    return Snippet(number, before + piece + after, start, max(1, min(length, width)))
