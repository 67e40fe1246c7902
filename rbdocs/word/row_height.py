"""What the texts of a printed row make of its looks: where it may break, how it is aligned.

LibreOffice cuts off what does not fit of a row that may not break; Word lets it break all the same.
The estimate is made in lines: the letters that fit beside each other follow from the width of the
cell and the size of its type, and words are wrapped at them. It need only be right to a third.

Prose in a column of numbers is read like any text: it begins at the left, whatever the column. The
model row's paragraphs that centre their text, or set it at the right, get a mark where their
alignment stands; a printed row has the alignment there that its own text asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from rbdocs.model.plan_columns import Cell, Merge
from rbdocs.word.element_properties import put
from rbdocs.word.problems import parse_xml
from rbdocs.word.xml import W, at

STYLES = "word/styles.xml"
_TWENTIETHS = 10  # twentieths of a point in half a point, in which Word counts type
# Measured on URW Bookman: an average letter of Indonesian text, and the distance of lines, in ems.
_LETTER, _LINE = 0.53, 1.2
_FULL = 100  # per cent; letters as wide as they were drawn
_DEFAULT_SIZE = 20  # half points; ISO/IEC 29500-1, 17.3.2.38 leaves it to the program: 10 points
_SIDES = 120  # twentieths of a point that the margins of a cell take, as the templates have them
# A row may break where it takes more than this part of a page, as the design asks for.
_PART = 1 / 3
# A last row up to this part of a page is kept with the signature: with the header rows, and the
# block itself, it surely fits. LibreOffice cuts a taller one off.
_KEPT = 0.45
_CAPITAL = 0.35  # how much wider than an average letter a capital is
_SHORT_LINE = 0.4  # the least part of a line that wrapped words fill, on average
# A private-use character before the alignment that the paragraph itself states, if any.
_MARK = "\ue006"
# The mark as it stands in the XML of a row.
ALIGNMENT = re.compile(f'<w:jc w:val="{_MARK}\\w*"/>')
_NUMBERS = {"center", "right", "end"}
# As many words of letters are a sentence, not a value with its unit: "3 dokumen per bulan".
_WORDS, _WORDS_OF_A_LIST = 4, 2
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Paper:
    """What a table is printed with: size of the type in half points, height of the page's text.

    The height is in twentieths of a point; *scale* is how wide the letters are set, in per cent.
    """

    size: int
    height: int
    scale: int = _FULL

    @classmethod
    def of(cls, parts: Mapping[str, bytes], row: etree._Element) -> Paper:
        """Return what *row*, of the document in *parts*, is printed with."""
        styles = styles_of(parts)
        sizes = [_stated(paragraph, styles, "sz", _DEFAULT_SIZE) for paragraph in row.iter(f"{W}p")]
        scales = [_stated(paragraph, styles, "w", _FULL) for paragraph in row.iter(f"{W}p")]
        largest = max(sizes, default=_DEFAULT_SIZE)
        return cls(largest, page_height(row), max(scales, default=_FULL))

    @property
    def lines(self) -> int:
        """How many lines a row may have without being let break."""
        return self._lines(_PART)

    @property
    def kept_lines(self) -> int:
        """How many lines a table's last row may have and be kept with the signature."""
        return self._lines(_KEPT)

    def _lines(self, part: float) -> int:
        return int(part * self.height / (self.size * _TWENTIETHS * _LINE))

    def letters(self, width: int) -> int:
        """How many letters fit beside each other in a cell of *width*; 0 is an unknown width."""
        letter = self.size * _TWENTIETHS * _LETTER * self.scale / _FULL
        return max(int((width - _SIDES) / letter), 1)


def styles_of(parts: Mapping[str, bytes]) -> etree._Element:
    """Return the styles of the document in *parts*; an element without any where it has none."""
    return parse_xml(parts[STYLES], STYLES) if STYLES in parts else etree.Element("none")


def page_height(inside: etree._Element) -> int:
    """Return the height of the text on the lowest page of the document that holds *inside*."""
    heights = [
        _number(section, "pgSz", "h", 0)
        - _number(section, "pgMar", "top", 0)
        - _number(section, "pgMar", "bottom", 0)
        for section in inside.getroottree().iter(f"{W}sectPr")
    ]
    return min((height for height in heights if height > 0), default=10_000)


def _stated(paragraph: etree._Element, styles: etree._Element, kind: str, otherwise: int) -> int:
    """What *kind* says of the type of *paragraph*: of its first run, its style, or the document."""
    stated = _number(paragraph, f"r/rPr/{kind}", "val", 0)
    return stated or _of_style(styles, at(paragraph, "pPr/pStyle"), kind, otherwise)


def style_size(styles: etree._Element, name: str) -> int:
    """Return the size of the type, in half points, of the style with the id *name*."""
    return _of_style(styles, name, "sz", _DEFAULT_SIZE)


def _of_style(styles: etree._Element, name: str, kind: str, otherwise: int) -> int:
    for style in style_chain(styles, name):
        if number := _number(style, f"rPr/{kind}", "val", 0):
            return number
    return _number(styles.find(f"{W}docDefaults//{W}{kind}"), "", "val", otherwise)


def style_chain(styles: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the style with the id *name* and those that it is based on, of the part *styles*."""
    known = {element.get(f"{W}styleId", ""): element for element in styles.iter(f"{W}style")}
    while (style := known.pop(name, None)) is not None:  # a circle ends where it began
        yield style
        name = at(style, "basedOn")


def _number(element: etree._Element | None, path: str, name: str, otherwise: int) -> int:
    text = at(element, path, name)
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise


def wrapped_lines(text: str, letters: int) -> int:
    """Return about how many lines *text* takes where *letters* fit beside each other."""
    return sum(_wrapped(line.split(), letters) for line in text.split("\n"))


def _wrapped(words: Sequence[str], letters: int) -> int:
    lines, room = 1, letters
    for word in words:
        size = len(word)
        if not word.islower():
            size += int(_CAPITAL * sum(map(str.isupper, word)))
        if size > room and room < letters:
            lines, room = lines + 1, letters
        lines += (size - 1) // letters if size > letters else 0
        room -= (size - 1) % letters + 2 if size > letters else size + 1
    return lines


class Heights:
    """Tells, row by row in their order, which rows of a table are to be let break.

    *cells* gives for each cell the columns whose texts it holds and how many letters fit in it;
    *most* is how many lines a row may have. What a merged cell needs beyond the rows that it is
    merged over makes its last row taller.
    """

    def __init__(self, cells: Sequence[tuple[Sequence[int], int]], most: int) -> None:
        self._cells = [(columns, letters) for columns, letters in cells if columns]
        # Texts shorter than this surely take no more lines.
        self._short = [int(letters * most * _SHORT_LINE) for _, letters in self._cells]
        self._most = most
        self._open: dict[int, int] = {}  # by cell: lines that a long merged cell still needs

    def breaks(self, row: Sequence[Cell], below: Sequence[Cell] | None) -> bool:
        """Whether *row* is to be let break; *below* is the row after it, None for the last."""
        tall = bool(self._open)
        for index, (columns, letters) in enumerate(self._cells):
            merge = row[columns[0]].merge
            if merge is not Merge.CONTINUED:
                text = "".join([str(row[column].content) for column in columns])
                if len(text) > self._short[index] or "\n" in text:
                    tall = True
                    if merge is Merge.START:
                        self._open[index] = _cell_lines(row, columns, letters)
        return tall and self._lines(row, below) > self._most

    def _lines(self, row: Sequence[Cell], below: Sequence[Cell] | None) -> int:
        """About how many lines *row* takes; takes them off what merged cells still need."""
        lines, ends = 1, []
        for index, (columns, letters) in enumerate(self._cells):
            if row[columns[0]].merge is Merge.NONE:
                lines = max(lines, _cell_lines(row, columns, letters))
            elif index in self._open and _ends(below, columns[0]):
                ends.append(index)
                lines = max(lines, self._open[index])
        for index in ends:
            del self._open[index]
        for index in self._open:
            self._open[index] -= lines
        return lines


def _cell_lines(row: Sequence[Cell], columns: Sequence[int], letters: int) -> int:
    """About how many lines the texts of *columns* take, one after the other in a cell."""
    return sum(wrapped_lines(str(row[column].content), letters) for column in columns)


def _ends(below: Sequence[Cell] | None, column: int) -> bool:
    return below is None or below[column].merge is not Merge.CONTINUED


def mark_alignments(row: etree._Element, parts: Mapping[str, bytes]) -> None:
    """Mark the paragraphs of the model *row* set for numbers; *parts* have their styles."""
    styles = styles_of(parts)
    for paragraph in row.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            continue
        stated = at(properties, "jc")
        if (stated or _aligned_by_style(styles, at(properties, "pStyle"))) in _NUMBERS:
            put(properties, "jc", val=f"{_MARK}{stated}")


def _aligned_by_style(styles: etree._Element, name: str) -> str:
    """The alignment of the style *name*, its own or that of one it is based on, or ""."""
    return next(filter(None, (at(style, "pPr/jc") for style in style_chain(styles, name))), "")


def alignment(mark: str, text: str) -> str:
    """Return the XML that takes the place of the *mark* in a cell in which *text* is printed."""
    stated = "left" if is_prose(text) else mark.partition(_MARK)[2].partition('"')[0]
    return f'<w:jc w:val="{stated}"/>' if stated else ""


def is_prose(text: str) -> bool:
    """Whether *text* is a sentence, or a list of words in lines, not a number with its unit."""
    if len(text) < _WORDS_OF_A_LIST * 3:
        return False
    words = len(_WORD.findall(text))
    return words >= _WORDS or ("\n" in text and words >= _WORDS_OF_A_LIST)
