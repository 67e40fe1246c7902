"""What a person sees in a Word file, and what readers call a place in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from rbdocs.model.plan import Address
from rbdocs.model.values import Text
from rbdocs.word.context import Sign

_LAST_NAME = 60  # letters of a text that name a place


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


def normal(text: str) -> str:
    """Return *text* with every stretch of spaces as one: what counts in a comparison."""
    return " ".join(text.split())


def block_place(block: SeenParagraph | WordTable | None) -> str:
    """Return how readers call a paragraph: by how it begins."""
    text = normal(block.text.plain) if isinstance(block, SeenParagraph) else ""
    if not text:
        return "paragraf tanpa teks"
    return f"paragraf «{text[:_LAST_NAME]}{'…' if len(text) > _LAST_NAME else ''}»"


def address_name(address: Address | None, number: int) -> str:
    """Return how readers call a row: its kode where it has one, else its *number*."""
    if address is None:
        return f"baris {number}"
    return address.kode if address.row == 1 else f"{address.kode} (baris ke-{address.row})"


def column_titles(table: WordTable) -> dict[int, str]:
    """Return the title of each column of the grid: the lowest that its header rows give it."""
    result: dict[int, str] = {}
    for row in table.rows:
        if not row.header:
            break
        for cell in row.cells:
            if text := normal(cell.plain):
                result |= dict.fromkeys(range(cell.start, cell.start + cell.span), text)
    return result


def cell_place(table: WordTable, row: WordRow, number: int, column: int) -> str:
    """Return how readers call the cell of *row*, the *number*-th, that begins in *column*."""
    title = column_titles(table).get(column) or f"kolom {column + 1}"
    return f"{address_name(row.address, number)}, {title}"
