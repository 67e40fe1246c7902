"""A page of a PDF as the eye meets it: words with their places, and the lines of its tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfPage

MM = 72 / 25.4  # points
_THIN = 2.0  # points; the lines of a table are half a point to one and a half
_SHORT = 4.0  # points; what is shorter is no line of a table
_LINE_END_HYPHEN = "\2"  # as pdfium gives it
_MEET = 2.0  # points; how far from each other two lines may end that meet


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; the origin is the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def __or__(self, other: Box) -> Box:
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def holds(self, other: Box) -> bool:
        """Tell whether the middle of *other* is in this one."""
        x, y = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(slots=True)
class Word:
    """Letters that stand together, the ink they leave, and the size of their type in points."""

    text: str
    box: Box
    base: float
    size: float


@dataclass
class Page:
    """A page: its size in points, its words in the order they were set, its table lines."""

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)

    @property
    def text(self) -> list[str]:
        return [word.text for word in self.words]

    @cached_property
    def grids(self) -> list[Box]:
        """The tables: groups of lines that meet, from the top of the page down."""
        groups: list[Box] = []
        for line in [*self.across, *self.down]:
            wide = Box(line.left - _MEET, line.bottom - _MEET, line.right + _MEET, line.top + _MEET)
            met = [group for group in groups if _touch(group, wide)]
            groups = [group for group in groups if group not in met]
            for item in met:
                line |= item
            groups.append(line)
        return sorted(groups, key=lambda group: -group.top)

    def inside(self, box: Box) -> list[Word]:
        """The words in *box*, in the order they were set."""
        return [word for word in self.words if box.holds(word.box)]


def _touch(box: Box, other: Box) -> bool:
    return (
        box.left <= other.right
        and other.left <= box.right
        and box.bottom <= other.top
        and other.bottom <= box.top
    )


def read_pages(path: Path) -> list[Page]:
    """Return the pages of the PDF at *path*."""
    with PdfDocument(path) as pdf:
        return [_read(page) for page in pdf]


def _read(page: PdfPage) -> Page:
    result = Page(*page.get_size())
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        box = Box(*item.get_bounds())
        if box.top - box.bottom <= _THIN and box.right - box.left >= _SHORT:
            result.across.append(box)
        elif box.right - box.left <= _THIN and box.top - box.bottom >= _SHORT:
            result.down.append(box)
    # A line that no other crosses is an underline, or a rule above a footnote.
    result.across = [
        entry for entry in result.across if any(_touch(entry, down) for down in result.down)
    ]
    result.words = list(_words(page))
    return result


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    ink: Box
    left: float
    right: float
    base: float
    size: float


def _words(page: PdfPage) -> Iterator[Word]:
    word: list[_Letter] = []
    for letter in _letters(page):
        if word and (not letter or not _together(word[-1], letter)):
            yield _word(word)
            word = []
        if letter:
            word.append(letter)
    if word:
        yield _word(word)


def _word(letters: list[_Letter]) -> Word:
    box = letters[0].ink
    for letter in letters[1:]:
        box |= letter.ink
    size = min(item.size for item in letters)
    return Word("".join(item.text for item in letters), box, letters[0].base, size)


def _together(letter: _Letter, other: _Letter) -> bool:
    return (
        abs(letter.base - other.base) < 0.2 * letter.size
        and other.left
        > letter.left - 0.1 * letter.size  # the letters of a ligature share one place
        and other.left < letter.right + 0.2 * letter.size
    )


def _letters(page: PdfPage) -> Iterator[_Letter | None]:
    """Yield the letters in the order they were set, and None where there is a space."""
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index)).replace(_LINE_END_HYPHEN, "-")
        if letter.isspace():
            yield None
            continue
        ink, cell = text.get_charbox(index), text.get_charbox(index, loose=True)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        size = pdfium.FPDFText_GetFontSize(text, index)
        yield _Letter(letter, Box(*ink), cell[0], cell[2], y.value, size)
