"""Which blocks, rows and cells of two Word files are one: by address, or by likeness."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from rbdocs.compare.align import align
from rbdocs.word.seen import (
    Block,
    SeenParagraph,
    WordCell,
    WordRow,
    WordTable,
    address_name,
    normal,
)

Pairs = list[tuple[int | None, int | None]]


@dataclass(frozen=True, slots=True)
class RowPair:
    """Two rows that are one, or one that has no partner."""

    old: WordRow | None
    new: WordRow | None


@dataclass(frozen=True, slots=True)
class TablePair:
    """Two tables that are one: their rows and their columns, paired in order."""

    old: WordTable
    new: WordTable
    rows: list[RowPair]
    columns: Pairs


@dataclass(frozen=True, slots=True)
class BlockPair:
    """Two blocks that are one, or one that has no partner."""

    old: Block | None
    new: Block | None
    table: TablePair | None = None


def pair_blocks(
    old: Sequence[Block], new: Sequence[Block], renamed: dict[str, str] | None = None
) -> Iterator[BlockPair]:
    """Yield the blocks of two documents in pairs, in order.

    *renamed* gives the new kode of actions that have another one now.
    """
    pairs = align(
        [_block_key(paragraph) for paragraph in old],
        [_block_key(paragraph) for paragraph in new],
        [_block_text(paragraph) for paragraph in old],
        [_block_text(paragraph) for paragraph in new],
        rest=True,
    )
    for i, j in pairs:
        before, after = (None if i is None else old[i]), (None if j is None else new[j])
        if isinstance(before, WordTable) and isinstance(after, WordTable):
            yield BlockPair(before, after, pair_tables(before, after, renamed or {}))
        elif isinstance(before, SeenParagraph) and isinstance(after, SeenParagraph):
            yield BlockPair(before, after)
        else:  # a paragraph for a table is another thing altogether
            if before is not None:
                yield BlockPair(before, None)
            if after is not None:
                yield BlockPair(None, after)


def _block_key(block: Block) -> Hashable:
    if isinstance(block, SeenParagraph):
        return normal(block.text.plain)
    return ("tabel", *(normal(row.plain) for row in block.rows if row.header))


def _block_text(block: Block) -> str:
    if isinstance(block, SeenParagraph):
        return block.text.plain
    return "\n".join(row.plain for row in block.rows)[:5000]


def pair_tables(old: WordTable, new: WordTable, renamed: dict[str, str]) -> TablePair:
    """Pair rows and columns of two tables; *renamed* gives new kode of actions."""

    def key(row: WordRow, names: dict[str, str]) -> Hashable:
        if row.address is None:
            return normal(row.plain)
        return (names.get(row.address.kode, row.address.kode), row.address.row)

    pairs = align(
        [key(row, renamed) for row in old.rows],
        [key(row, {}) for row in new.rows],
        [row.plain for row in old.rows],
        [row.plain for row in new.rows],
        rest=False,
    )
    rows = [
        RowPair(None if i is None else old.rows[i], None if j is None else new.rows[j])
        for i, j in pairs
    ]
    return TablePair(old, new, rows, _pair_columns(old, new, rows))


def grid_width(row: WordRow) -> int:
    """Return how many columns of the grid *row* reaches over."""
    return row.cells[-1].start + row.cells[-1].span if row.cells else 0


def is_shifted(pair: RowPair) -> bool:
    """Whether cells went out of a row, or came in, so that the others stand in other columns."""
    old, new = pair.old, pair.new
    return (
        old is not None
        and new is not None
        and len(old.cells) != len(new.cells)
        and grid_width(old) != grid_width(new)
    )


def _pair_columns(old: WordTable, new: WordTable, rows: list[RowPair]) -> Pairs:
    """The columns of the grid in pairs; by what stands in them where their number changed."""
    before = max(map(grid_width, old.rows), default=0)
    after = max(map(grid_width, new.rows), default=0)
    both = [(pair.old, pair.new) for pair in rows if pair.old is not None and pair.new is not None]
    # LibreOffice leaves out columns of the grid in which no cell of its own begins.
    if before == after or all(len(a.cells) == len(b.cells) for a, b in both):
        return [(i, i) for i in range(max(before, after))]
    texts = [
        [
            "\n".join(normal(cell.plain) for row in side for cell in _at(row, column))
            for column in range(width)
        ]
        for side, width in (
            ([a for a, _ in both], before),
            ([b for _, b in both], after),
        )
    ]
    return list(align(texts[0], texts[1], texts[0], texts[1], rest=False))


def _at(row: WordRow, column: int) -> list[WordCell]:
    """The cell of *row* that begins in *column* of the grid, if one does."""
    return [cell for cell in row.cells if cell.start == column]


def pair_cells(
    pair: RowPair, columns: Pairs
) -> Iterator[tuple[int, WordCell | None, WordCell | None]]:
    """Yield column and cells of two rows that are one, by *columns* of the grid.

    The column is the new one, or the old one of a cell that is no longer there.
    """
    assert pair.old is not None
    assert pair.new is not None
    if len(pair.old.cells) == len(pair.new.cells):
        for (start, cell), other in zip(_by_start(pair.new).items(), pair.old.cells, strict=True):
            yield start, other, cell
        return
    before, after = _by_start(pair.old), _by_start(pair.new)
    for i, j in columns:
        old = before.pop(i, None) if i is not None else None
        new = after.pop(j, None) if j is not None else None
        if old is not None or new is not None:
            column = j if j is not None else i
            assert column is not None
            yield column, old, new
    yield from ((column, cell, None) for column, cell in before.items())
    yield from ((column, None, cell) for column, cell in after.items())


def _by_start(row: WordRow) -> dict[int, WordCell]:
    return {cell.start: cell for cell in row.cells}


def row_name(row: RowPair, number: int) -> str:
    """Return how readers call a row: its kode where it has one, else its number."""
    address = next((item.address for item in (row.new, row.old) if item and item.address), None)
    return address_name(address, number)


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
