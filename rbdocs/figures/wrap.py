"""Text broken into lines of a given width, and set in blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rbdocs.figures.shapes import Drawing, Frame, Line, StyledRun, Words
from rbdocs.figures.typeface import Typeface
from rbdocs.model.figure import Kotak
from rbdocs.model.finding import Location
from rbdocs.model.node import KeyPath, Node
from rbdocs.model.values import Text

_PART = re.compile(r"\s+|[^\s/]*/|[^\s/]+")  # a line may also end after a slash


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
                if part.isspace():
                    space = self._typeface.width(" ", self._size, bold=bold)
                    glued = False
                    continue
                width = self._typeface.width(part, self._size, bold=bold, italic=italic)
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


SIZE = 3.0  # millimetres, 8.5 points: small, but well legible in print
LINE = 1.22 * SIZE  # from one base line to the next
_CAPITAL = 0.72 * SIZE  # the height of a capital letter
_BULLET = StyledRun("•")
_INDENT = 2.6  # from a bullet to its text
_BETWEEN = 0.9  # between two blocks
_LONGEST = 600  # characters; longer texts belong in the chapter, not in a figure


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that cannot be drawn as it stands: where, what, and what to do."""

    location: Location
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines that belong together: a heading, a text, or an item with its bullet."""

    lines: Sequence[Line]
    anchor: Literal["start", "middle"] = "middle"
    bullet: bool = False


def height(blocks: Sequence[TextBlock]) -> float:
    """Return how high *blocks* are, one below the other."""
    filled = [len(block.lines) for block in blocks if block.lines]
    return sum(filled) * LINE + max(len(filled) - 1, 0) * _BETWEEN


class Texts:
    """Sets texts in one typeface and notes what does not fit."""

    def __init__(self, typeface: Typeface) -> None:
        self._typeface = typeface
        self._wrapper = Wrapper(typeface, SIZE)
        self._known: dict[tuple[Text, float, bool, bool], list[Line]] = {}
        self.problems: list[Problem] = []

    def problem(self, location: Location, message: str, hint: str) -> None:
        """Note something that cannot be drawn as it stands."""
        self.problems.append(Problem(location, message, hint))

    def width(self, block: TextBlock) -> float:
        """Return how wide *block* is."""
        return max(map(self._wrapper.width, block.lines), default=0.0)

    def block(
        self,
        owner: Node,
        path: KeyPath,
        text: Text | None,
        room: float,
        *,
        bold: bool = False,
        bullet: bool = False,
    ) -> TextBlock:
        """Return *text*, which stands at *path* in *owner*, in lines no wider than *room*."""
        if text is None or not text.plain.strip():
            return TextBlock(())
        lines = self._known.get((text, room, bold, bullet))
        if lines is None:
            width = room - _INDENT if bullet else room
            lines = self._wrap(owner, path, text, width, bold, even=not bullet)
            self._known[text, room, bold, bullet] = lines
        return TextBlock(lines, "start" if bullet else "middle", bullet)

    def box(self, kotak: Kotak, room: float) -> list[TextBlock]:
        """Return what stands in *kotak*, in lines no wider than *room*."""
        items = [
            self.block(kotak, ("butir", index), text, room, bullet=True)
            for index, text in enumerate(kotak.butir)
        ]
        heading = self.block(kotak, ("kotak",), kotak.kotak, room, bold=True)
        return [heading, self.block(kotak, ("rincian",), kotak.rincian, room), *items]

    def put(
        self, drawing: Drawing, blocks: Sequence[TextBlock], frame: Frame, style: str = "teks"
    ) -> None:
        """Put *blocks* into *frame*: one alone in the middle, several at the top.

        So headings beside each other stand on one line, however much follows each.
        """
        filled = [block for block in blocks if block.lines]
        y = frame.y + (0 if len(filled) > 1 else (frame.height - height(filled)) / 2)
        for block in filled:
            x = frame.middle[0] if block.anchor == "middle" else frame.x
            for index, line in enumerate(block.lines):
                base = y + (LINE + _CAPITAL) / 2
                if block.bullet and index == 0:
                    drawing.words.append(Words((_BULLET,), x, base, "start", style, SIZE))
                indent = _INDENT if block.bullet else 0.0
                drawing.words.append(Words(line, x + indent, base, block.anchor, style, SIZE))
                y += LINE
            y += _BETWEEN

    def _wrap(
        self, owner: Node, path: KeyPath, text: Text, room: float, bold: bool, *, even: bool
    ) -> list[Line]:
        location = owner.location(*path)
        if len(text.plain) > _LONGEST:
            message = f"Teks ini terlalu panjang untuk gambar: {len(text.plain)} huruf."
            hint = f"Persingkat sampai {_LONGEST} huruf; uraian lengkap tempatnya di bab."
        elif unknown := self._typeface.lacks(text.plain):
            message = f"Huruf untuk gambar tidak punya karakter «{unknown}»."
            hint = "Tulis dengan huruf Latin dan tanda baca biasa."
        else:
            try:
                return self._wrapper.lines(text, room, bold=bold, even=even)
            except TooNarrow as error:
                message = (
                    f"Kata «{error.word}» tidak muat: lebarnya {error.width:.0f} mm, "
                    f"tempatnya {max(error.room, 0):.0f} mm."
                )
                hint = "Beri unsur ini «lebar» lebih besar, atau kurangi unsur di barisnya."
        self.problem(location, message, hint)
        return []
