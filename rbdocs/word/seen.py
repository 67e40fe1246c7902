"""What a person sees in a Word file: paragraphs, tables, rows and cells, with what is in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from rbdocs.model.plan import Address
from rbdocs.model.values import Text
from rbdocs.word.context import Sign


@dataclass(slots=True)
class SeenParagraph:
    """A paragraph outside tables: its text, the bookmarks in it, and what else is seen there."""

    text: Text
    bookmarks: list[str]
    element: etree._Element
    signs: list[Sign] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


@dataclass(slots=True)
class WordCell:
    """A cell: its text, a line for each paragraph and line break; None carries on from above.

    *start* is the column of the grid in which it begins, counted from 0; *span* how many of these
    columns it covers; *merge* its vertical merge: "", restart or continue.
    """

    text: Text | None
    span: int
    bookmarks: list[str]
    element: etree._Element
    start: int = 0
    merge: str = ""
    signs: list[Sign] = field(default_factory=list)
    tables: list[WordTable] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """The text alone; "" where it carries on from above."""
        return "" if self.text is None else self.text.plain


@dataclass(slots=True)
class WordRow:
    """A row of a table; *header* where it repeats on every page."""

    cells: list[WordCell]
    header: bool
    address: Address | None
    element: etree._Element
    signs: list[Sign] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """The texts of its cells, apart from one another."""
        return " \t ".join(cell.plain for cell in self.cells)


@dataclass(slots=True)
class WordTable:
    """A table of a document."""

    rows: list[WordRow]
    element: etree._Element
    signs: list[Sign] = field(default_factory=list)


Block = SeenParagraph | WordTable


def text_of(blocks: list[Block]) -> str:
    """Return all text of *blocks*, a line for each paragraph and row."""
    return "\n".join(
        block.text.plain
        if isinstance(block, SeenParagraph)
        else "\n".join(row.plain for row in block.rows)
        for block in blocks
    )
