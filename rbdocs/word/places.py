"""What readers call a place in a Word file: a paragraph by its words, a row by its kode."""

from __future__ import annotations

from rbdocs.model.plan import Address
from rbdocs.word.seen import SeenParagraph, WordRow, WordTable

_LAST_NAME = 60  # letters of a text that name a place


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
