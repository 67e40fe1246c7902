"""Break a text into lines of a given width, evenly filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rbdocs.figures.typeface import Typeface
from rbdocs.model.values import Text

_PART = re.compile(r"\s+|[^\s/]*/|[^\s/]+")  # a line may also end after a slash


@dataclass(frozen=True, slots=True)
class StyledRun:
    """A piece of a line, in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Line = tuple[StyledRun, ...]


class TooNarrow(Exception):
    """A word is wider than its place; *word*, its *width* and the place's *room* say how much."""

    def __init__(self, word: str, width: float, room: float) -> None:
        super().__init__(word)
        self.word, self.width, self.room = word, width, room


@dataclass(slots=True)
class _Word:
    runs: list[StyledRun]
    width: float
    space: float  # the width of the space before it; 0 where it follows a slash


class Wrapper:
    """Breaks texts in one typeface at one size."""

    def __init__(self, typeface: Typeface, size: float) -> None:
        self._typeface = typeface
        self._size = size

    def lines(
        self, text: Text, room: float, *, bold: bool = False, even: bool = True
    ) -> list[Line]:
        """Return *text* in lines no wider than *room*, as few as possible.

        *even* makes them about equally long, as is good for centred text.

        Raises TooNarrow for a word that is wider than *room*.
        """
        words = self._words(text, bold)
        for word in words:
            if word.width > room:
                raise TooNarrow("".join(run.text for run in word.runs), word.width, room)
        lines = list(_fill(words, room))
        if even and len(lines) > 1:
            lines = self._even(words, lines, room)
        return [_join(line, bold) for line in lines]

    @staticmethod
    def _even(words: list[_Word], lines: list[list[_Word]], room: float) -> list[list[_Word]]:
        """Find the narrowest room that takes no more *lines* than *room* does."""
        low, high = max((word.width for word in words), default=0.0), room
        for _ in range(12):  # halves the uncertainty each time: in the end below a thousandth
            middle = (low + high) / 2
            closer = list(_fill(words, middle))
            if len(closer) > len(lines):
                low = middle
            else:
                lines, high = closer, middle
        return lines

    def width(self, line: Line) -> float:
        """Return how wide *line* is."""
        return sum(
            self._typeface.width(run.text, self._size, bold=run.bold, italic=run.italic)
            for run in line
        )

    def _words(self, text: Text, bold: bool) -> list[_Word]:
        words: list[_Word] = []
        space, glued = 0.0, False
        for piece, italic in text.pieces:
            for part in _PART.findall(piece):
                width = self._typeface.width(part, self._size, bold=bold, italic=italic)
                if part.isspace():
                    space = self._typeface.width(" ", self._size, bold=bold)
                    glued = False
                    continue
                run = StyledRun(part, bold, italic)
                if glued and words:
                    words[-1].runs.append(run)
                    words[-1].width += width
                else:
                    words.append(_Word([run], width, space))
                space, glued = 0.0, not part.endswith("/")
        return words


def _fill(words: Iterable[_Word], room: float) -> Iterator[list[_Word]]:
    line: list[_Word] = []
    used = 0.0
    for word in words:
        if line and used + word.space + word.width > room:
            yield line
            line, used = [], 0.0
        used += word.width + (word.space if line else 0.0)
        line.append(word)
    if line:
        yield line


def _join(words: list[_Word], bold: bool) -> Line:
    runs: list[StyledRun] = []
    for index, word in enumerate(words):
        if index and word.space:
            runs.append(StyledRun(" ", bold))
        runs.extend(word.runs)
    merged: list[StyledRun] = []
    for run in runs:
        if merged and (merged[-1].italic == run.italic or run.text == " "):
            merged[-1] = StyledRun(merged[-1].text + run.text, bold, merged[-1].italic)
        else:
            merged.append(run)
    return tuple(merged)
