"""Fill a prototype row once for every printed row, as text.

A prototype row is cut at its fields once, in all its forms; a printed row is then put together from
text alone, which is what makes tables of thousands of rows quick.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from operator import itemgetter
from typing import Any

from rbdocs.model.plan import Address
from rbdocs.model.plan_columns import Cell, Content, Merge
from rbdocs.model.values import BELUM_DIISI, TITIK, Nilai, Text
from rbdocs.word.environment import evaluate
from rbdocs.word.identity import ENDINGS, bookmark_name
from rbdocs.word.row_height import ALIGNMENT, Heights, Paper, alignment, wrapped_lines
from rbdocs.word.values import GUARD, LINE, OFF, ON, TAB, Marked, marked_cell

# Private-use characters stand for the number and the name of a row's bookmark.
BOOKMARK_ID, BOOKMARK_NAME = "\ue004", "\ue005"
_MARKS = re.compile(f"([{BOOKMARK_ID}{BOOKMARK_NAME}]|{ALIGNMENT.pattern})")
_PLAIN = re.compile("[&<>\r\n\t]")
_UNBROKEN = re.compile(r"<w:cantSplit\b[^>]*/>")
# A number that no bookmark of a template has.
_FIRST_BOOKMARK = 100_000


@dataclass(frozen=True, slots=True)
class Switch:
    """What ends a run and begins the next: one in italics, one marked as open, one as before."""

    italics: str
    marked: str
    normal: str


@dataclass(slots=True)
class CellField:
    """A value's place in a cell: its column, or a Jinja source where it is more than a field.

    *decides* is the first column that it names, which says whether the cell is merged.
    """

    columns: int | None
    source: str
    decides: int | None
    switch: Switch


@dataclass(slots=True)
class PrototypeCell:
    """A cell of the prototype, cut at its fields, in its three forms."""

    decider: int | None  # the column that says whether the cell is merged
    fields: list[CellField]
    width: int  # in twentieths of a point; 0 where the template does not say
    marked: str  # what the name of its bookmark ends with, or ""
    shape: tuple[list[str], list[str], str]  # by Merge: alone, start, continued (no values)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where the number or the name of the bookmark that ends in *end* goes, or an alignment."""

    kind: str  # BOOKMARK_ID, BOOKMARK_NAME, or what ALIGNMENT finds
    end: str
    column: int | None  # the one whose text is aligned


class _Form:
    """A row's text for one pattern of merged cells, with a place for every value in it."""

    def __init__(self, pieces: Sequence[str | CellField | _Mark]) -> None:
        self.texts = [piece if isinstance(piece, str) else "" for piece in pieces]
        fields = [(n, text) for n, text in enumerate(pieces) if isinstance(text, CellField)]
        self.columns = [
            (n, field.columns, field.switch) for n, field in fields if field.columns is not None
        ]
        self.evaluated = [(n, field) for n, field in fields if field.columns is None]
        self.marks = [(n, text) for n, text in enumerate(pieces) if isinstance(text, _Mark)]


@dataclass(slots=True)
class Prototype:
    """A prototype row, ready to be filled; *last* keeps the table's last row with what follows."""

    columns: Sequence[str]
    opening: str
    closing: str
    cells: list[PrototypeCell]
    last: list[PrototypeCell]
    variable: str
    paper: Paper

    def content(
        self,
        table: Iterable[tuple[Sequence[Cell], Address | None]],
        fields: Mapping[str, Any],
    ) -> str:
        """Return the XML of the rows of *table*, each with the address for its bookmarks.

        *fields* are what the tags of the row may name besides its columns.
        """
        result: list[str] = []
        number = _FIRST_BOOKMARK
        forms: dict[tuple[bool, tuple[Merge, ...]], _Form] = {}
        latest: dict[tuple[Merge, ...], tuple[int, Sequence[Cell]]] = {}
        heights = self._heights()
        count, table = (len(rows := list(table)), rows) if self._says_place() else (0, table)
        for index, ((row, address), below) in enumerate(_with_next(table)):
            merges = tuple([cell.merge for cell in row])
            breaks = heights.breaks(row, below)
            form = forms.get((breaks, merges))
            if form is None:
                form = forms[breaks, merges] = self._compile(self.cells, merges, breaks=breaks)
            known = {**fields, "loop": _place(index, count)} if count else fields
            result.append(self._fill(form, row, address, number, known))
            latest[merges] = number, row
            number += len(ENDINGS)
        if result and self._fits(latest):
            form = self._compile(self.last, merges, breaks=False)
            result[-1] = self._fill(form, row, address, number - len(ENDINGS), known)
        return "".join(result)

    def _says_place(self) -> bool:
        """Whether a tag of the row says which row it is."""
        return any("loop" in field.source for cell in self.cells for field in cell.fields)

    def _fits(self, latest: Mapping[tuple[Merge, ...], tuple[int, Sequence[Cell]]]) -> bool:
        """Whether the last row surely fits on a page with a signature, cells that end in it too.

        *latest* is the last row of each pattern of merged cells, with its place in the order.
        """
        for cell in self.cells:
            column = cell.decider
            starts = [
                pair
                for merges, pair in latest.items()
                if column is None or merges[column] is not Merge.CONTINUED
            ]
            if self._lines(cell, max(starts, key=itemgetter(0))[1]) > self.paper.kept_lines:
                return False
        return True

    def _lines(self, cell: PrototypeCell, row: Sequence[Cell]) -> int:
        """About how many lines *cell* takes with what stands in *row*."""
        letters = self.paper.letters(cell.width)
        named = [field.decides for field in cell.fields if field.decides is not None]
        return sum(wrapped_lines(str(row[column].content), letters) for column in named)

    def _heights(self) -> Heights:
        columns = [
            [field.decides for field in cell.fields if field.decides is not None]
            for cell in self.cells
        ]
        letters = [self.paper.letters(cell.width) for cell in self.cells]
        return Heights(list(zip(columns, letters, strict=True)), self.paper.lines)

    def _compile(
        self, cells: list[PrototypeCell], merges: tuple[Merge, ...], *, breaks: bool
    ) -> _Form:
        """Return the text of a row whose columns are merged as *merges* says.

        One that *breaks* may go on over the page, whatever the template says.
        """
        opening = _UNBROKEN.sub("", self.opening) if breaks else self.opening
        pieces: list[str | CellField | _Mark] = [opening]
        for cell in cells:
            merge = Merge.NONE if cell.decider is None else merges[cell.decider]
            if merge is Merge.CONTINUED:
                pieces += _cut_marks(cell.shape[2], cell)
                continue
            shape = cell.shape[merge]
            pieces += _cut_marks(shape[0], cell)
            for field, text in zip(cell.fields, shape[1:], strict=True):
                pieces += [field, *_cut_marks(text, cell)]
        pieces.append(self.closing)
        return _Form(_joined(pieces))

    def _fill(
        self,
        form: _Form,
        row: Sequence[Cell],
        address: Address | None,
        number: int,
        fields: Mapping[str, Any],
    ) -> str:
        texts = form.texts.copy()
        for place, column, switch in form.columns:
            texts[place] = xml_content(row[column].content, switch)
        for place, field in form.evaluated:
            texts[place] = _marked_xml(self._evaluate(field.source, row, fields), field.switch)
        for place, mark in form.marks:
            if mark.kind == BOOKMARK_NAME:
                # A row that sums others is no action's; its bookmark only has to be its own.
                texts[place] = (
                    f"_rb_j_{number}_{mark.end}"
                    if address is None
                    else bookmark_name(address, mark.end)
                )
            elif mark.kind == BOOKMARK_ID:
                texts[place] = str(number + ENDINGS.index(mark.end))
            else:
                printed = "" if mark.column is None else str(row[mark.column].content)
                texts[place] = alignment(mark.kind, printed)
        return "".join(texts)

    def _evaluate(self, source: str, row: Sequence[Cell], fields: Mapping[str, Any]) -> str:
        own = {
            name: marked_cell(cell._replace(merge=Merge.NONE))
            for name, cell in zip(self.columns, row, strict=True)
        }
        return evaluate(source, {**fields, self.variable: own})


def _place(index: int, count: int) -> dict[str, Any]:
    """What ``loop`` says in row *index* of *count*."""
    return {
        "first": index == 0,
        "last": index == count - 1,
        "index": index + 1,
        "index0": index,
        "revindex": count - index,
        "revindex0": count - index - 1,
        "length": count,
    }


def _with_next(
    table: Iterable[tuple[Sequence[Cell], Address | None]],
) -> Iterator[tuple[tuple[Sequence[Cell], Address | None], Sequence[Cell] | None]]:
    """Yield each row of *table* with the cells of the one after it, None for the last."""
    before: tuple[Sequence[Cell], Address | None] | None = None
    for row in table:
        if before is not None:
            yield before, row[0]
        before = row
    if before is not None:
        yield before, None


def _joined(pieces: Iterable[str | CellField | _Mark]) -> list[str | CellField | _Mark]:
    """*pieces* with texts that follow each other made one."""
    result: list[str | CellField | _Mark] = []
    for piece in pieces:
        if isinstance(piece, str) and result and isinstance(result[-1], str):
            result[-1] += piece
        else:
            result.append(piece)
    return result


def _cut_marks(text: str, cell: PrototypeCell) -> list[str | _Mark]:
    """Cut *text* of *cell* where its bookmark has its number or name, and where it is aligned."""
    return [
        _Mark(piece, cell.marked, cell.decider) if place % 2 else piece
        for place, piece in enumerate(_MARKS.split(text))
    ]


def xml_content(content: Content, switch: Switch) -> str:
    """Return *content* as the content of a text element; every character of it is data."""
    if isinstance(content, Text):
        pieces = content.pieces
        if len(pieces) > 1 or pieces[0][1]:
            return "".join(
                f"{switch.italics}{_escape(item)}{switch.normal}" if slanted else _escape(item)
                for item, slanted in pieces
            )
        text = pieces[0][0]
    else:
        text = content.text if isinstance(content, Nilai) else content
        if isinstance(text, Marked):
            return _escape(text.printed)
    if text == BELUM_DIISI:
        return f"{switch.marked}{TITIK}{switch.normal}"
    return _escape(text)


def _marked_xml(text: str, switch: Switch) -> str:
    """Return *text*, which tags printed with its marks, as the content of a text element."""
    text = _escape(text.replace(LINE, "\n").replace(TAB, "\t").replace(GUARD, ""))
    return text.replace(ON, switch.italics).replace(OFF, switch.normal)


def _escape(text: str) -> str:
    """Return *text* as XML; line ends and tabs become Word's own."""
    if _PLAIN.search(text) is None:
        return text
    text = escape(text, quote=False).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
