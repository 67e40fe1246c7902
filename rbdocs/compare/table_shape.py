"""How many columns a cell covers as a reader counts them, however a program draws the grid."""

from __future__ import annotations

from bisect import bisect_left

from rbdocs.word.reader import WordTable


def spans_of(table: WordTable) -> dict[int, int]:
    """Return the columns that each cell of *table* covers, by the identity of the cell.

    A line of the grid at which no cell begins or ends is none that a reader sees: LibreOffice
    leaves such lines out.
    """
    cells = [cell for row in table.rows for cell in row.cells]
    lines = sorted({line for item in cells for line in (item.start, item.start + item.span)})
    return {
        id(item): bisect_left(lines, item.start + item.span) - bisect_left(lines, item.start)
        for item in cells
    }
