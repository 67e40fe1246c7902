"""What the fields of a template may hold besides text and numbers: lists, tables, texts with marks.

A marked text says more than its words: italics, a provision's bookmark, what must stay together. In
a template such a value is plain text: conditions, comparisons and docxtpl alone see its words and
nothing else. What else it says goes with it as private-use characters when a tag prints it, and
becomes Word's own once docxtpl has filled the template (``marks``). No source and no template
holds such a character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rbdocs.model.plan import Address
from rbdocs.model.plan_columns import Cell, Merge
from rbdocs.model.values import BELUM_DIISI, TITIK, Text
from rbdocs.word.identity import bookmark_name

ON, OFF = "\ue011", "\ue012"  # italics
NAME, END = "\ue013", "\ue014"  # a bookmark's name stands between them
KEEP = "\ue015"  # the paragraph stays on the page of what follows
# docxtpl writes {_{ for a brace that is no tag; with a sign before it a low line is only that.
GUARD = "\ue016"
DUE, SERIAL = "\ue017", "\ue018"  # what must be printed: where in the template, and its serial
LINE, TAB = "\ue019", "\ue01a"  # within a run, as Word has them
OPEN, SHUT = "\ue01b", "\ue01c"  # braces of a template's text that are no tag
START, CONTINUED = "\ue01d", "\ue01e"  # the cell starts a merged one, or carries on from above
OWNER, OWNED, OWNER_END = "\ue031", "\ue032", "\ue033"  # whose text it is: number, text, end
_MERGE = {Merge.NONE: "", Merge.START: START, Merge.CONTINUED: CONTINUED}
# What stands in a mark is no text: a filter leaves it alone.
_SILENT = re.compile(f"({NAME}[^{END}]*{END}|{DUE}[^{SERIAL}]*{SERIAL}|{OWNER}[^{OWNED}]*{OWNED})")
_MUST = re.compile(f"{DUE}([^{SERIAL}]*){SERIAL}")


class Marked(str):
    """A text, and what is ``printed`` for it: the same with its marks."""

    __slots__ = ("printed",)
    printed: str

    def __new__(cls, text: str, printed: str) -> Marked:
        """Return *text*, for which *printed* is printed."""
        made = super().__new__(cls, text)
        made.printed = printed
        return made

    def filtered(self, change: Callable[[str], str]) -> Marked:
        """Return what a filter makes of the text, its marks left as they are."""
        pieces = _SILENT.split(self.printed)  # text, mark, text, ...
        printed = [piece if n % 2 else str(change(piece)) for n, piece in enumerate(pieces)]
        return Marked(str(change(str(self))), "".join(printed))


class MarkedNumber(int):
    """A number, and what is ``printed`` for it."""

    printed: str

    def __new__(cls, value: int, printed: str) -> MarkedNumber:
        """Return *value*, for which *printed* is printed."""
        made = super().__new__(cls, value)
        made.printed = printed
        return made


def marked(text: Text, before: str = "") -> Marked:
    """Return *text* for a template's field, with its italics, line by line, after *before*."""
    pieces = (
        "\n".join(f"{ON}{line}{OFF}" if line else "" for line in piece.split("\n"))
        if italics
        else piece
        for piece, italics in text.pieces
    )
    return Marked(text.plain, before + "".join(pieces))


def bookmark_mark(name: str) -> str:
    """Return what begins a value whose paragraph gets the bookmark *name*."""
    return f"{NAME}{name}{END}"


def must_appear(where: str, serial: str) -> str:
    """Return what begins a value that a template must print, so that none is lost unseen.

    *where* names the field for the template's author, *serial* tells the value from others of it.
    """
    return f"{DUE}{where} {serial}{SERIAL}"


def due(value: object) -> Iterator[str]:
    """Yield what the values in *value*, a template's fields, say that they must appear."""
    if isinstance(value, Marked):
        yield from _MUST.findall(value.printed)
    elif isinstance(value, Mapping):
        for below in value.values():
            yield from due(below)
    elif isinstance(value, list):
        for below in value:
            yield from due(below)


def owned(number: int, text: str) -> str:
    """Return *text* as it is printed where the document is to say that it is number *number*'s."""
    return f"{OWNER}{number}{OWNED}{text}{OWNER_END}"


def marked_cell(cell: Cell, bookmark: str = "") -> Marked:
    """Return *cell* for a loop's row that docxtpl fills: merged as it is, with its *bookmark*."""
    before = _MERGE[cell.merge] + (bookmark_mark(bookmark) if bookmark else "")
    content = cell.content
    if isinstance(content, Marked):
        return Marked(content, before + content.printed)
    if isinstance(content, Text):
        return marked(content, before)
    text = TITIK if str(content) == BELUM_DIISI else str(content)
    return Marked(text, before + text)


def printed(value: Any) -> str:
    """Return *value*, a text or a number, with its marks, lines and tabs as the document has them.

    A low line is guarded, so that docxtpl does not take it for its own.
    """
    text = value.printed if isinstance(value, Marked | MarkedNumber) else str(value)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\n", LINE).replace("\t", TAB).replace("_", f"{GUARD}_")


@dataclass(frozen=True, slots=True)
class Loop:
    """What a template may loop over: the columns that every row has, and the rows."""

    columns: Sequence[str]
    listing: Sequence[Mapping[str, object]]

    def rows(self) -> list[Mapping[str, object]]:
        """Return the rows, each a mapping of all columns."""
        return list(self.listing)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of many rows, whose cells may be merged with those above.

    *listing* gives the cells of each row with its address; the columns in *bookmarks* bear one,
    with what its name ends with. *mandatory* are the columns that a template must print.
    """

    columns: Sequence[str]
    listing: Callable[[], Iterable[tuple[Sequence[Cell], Address | None]]]
    bookmarks: Mapping[str, str] = field(default_factory=dict)
    mandatory: Sequence[str] = ()

    def rows(self) -> list[Mapping[str, object]]:
        """Return the rows as docxtpl takes them, each cell with the marks of its looks."""
        result = [
            {
                name: marked_cell(cell, self._bookmark(name, address))
                for name, cell in zip(self.columns, row, strict=True)
            }
            for row, address in self.listing()
        ]
        if result:  # a signature must not stand alone on a page
            result[-1] = {
                name: Marked(text, KEEP + text.printed) for name, text in result[-1].items()
            }
        return list(result)

    def _bookmark(self, column: str, address: Address | None) -> str:
        if address is None or column not in self.bookmarks:
            return ""
        return bookmark_name(address, self.bookmarks[column])
