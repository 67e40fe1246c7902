"""What differs between two Word files, paired by address or likeness."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from rbdocs.compare.align import align
from rbdocs.compare.changes import Change, Kind, kind_of_edit
from rbdocs.compare.word_file import Paragraph, WordCell, WordFile, WordRow, WordTable

Block = Paragraph | WordTable
Pairs = list[tuple[int | None, int | None]]
_LAST_NAME = 60  # letters of a text that name a place


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
        [_block_key(one) for one in old],
        [_block_key(one) for one in new],
        [_block_text(one) for one in old],
        [_block_text(one) for one in new],
        rest=True,
    )
    for i, j in pairs:
        before, after = (None if i is None else old[i]), (None if j is None else new[j])
        if isinstance(before, WordTable) and isinstance(after, WordTable):
            yield BlockPair(before, after, pair_tables(before, after, renamed or {}))
        elif isinstance(before, Paragraph) and isinstance(after, Paragraph):
            yield BlockPair(before, after)
        else:  # a paragraph for a table is another thing altogether
            if before is not None:
                yield BlockPair(before, None)
            if after is not None:
                yield BlockPair(None, after)


def _block_key(block: Block) -> Hashable:
    if isinstance(block, Paragraph):
        return normal(block.text.plain)
    return ("tabel", *(normal(row.plain) for row in block.rows if row.header))


def _block_text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text.plain
    return "\n".join(row.plain for row in block.rows)[:5000]


def normal(text: str) -> str:
    """Return *text* with every stretch of spaces as one: what counts in a comparison."""
    return " ".join(text.split())


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
    """Return how many columns of the grid *row* covers."""
    return sum(cell.span for cell in row.cells)


def _pair_columns(old: WordTable, new: WordTable, rows: list[RowPair]) -> Pairs:
    """The columns of the grid in pairs; by what stands in them where their number changed."""
    before = max(map(grid_width, old.rows), default=0)
    after = max(map(grid_width, new.rows), default=0)
    both = [(one.old, one.new) for one in rows if one.old is not None and one.new is not None]
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
    start = 0
    for cell in row.cells:
        if start == column:
            return [cell]
        start += cell.span
    return []


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
    result, start = {}, 0
    for cell in row.cells:
        result[start] = cell
        start += cell.span
    return result


def compare_files(old: WordFile, new: WordFile) -> list[Change]:
    """Return what changed from one Word file to another, in the order of the new one."""
    return list(_changes(old, new))


def _changes(old: WordFile, new: WordFile) -> Iterator[Change]:
    number = 0
    for pair in pair_blocks(old.blocks, new.blocks):
        number += isinstance(pair.new or pair.old, WordTable)
        if pair.table is not None:
            yield from _table_changes(pair.table, f"Tabel {number}")
        elif pair.old is None or pair.new is None:
            yield from _whole(pair, number)
        elif (change := _text_change(_named(pair.new), "Paragraf", pair.old, pair.new)) is not None:
            yield change


def _named(block: Block | None) -> str:
    text = normal(block.text.plain) if isinstance(block, Paragraph) else ""
    return f"paragraf «{text[:_LAST_NAME]}{'…' if len(text) > _LAST_NAME else ''}»"


def _whole(pair: BlockPair, number: int) -> Iterator[Change]:
    kind = Kind.ADDED if pair.old is None else Kind.REMOVED
    block = pair.new or pair.old
    if isinstance(block, Paragraph):
        if text := block.text.plain.strip():
            yield _change(kind, _named(block), "Paragraf", text, "Teks")
    elif block is not None:
        text = "\n".join(row.plain for row in block.rows)
        yield _change(kind, f"Tabel {number}", "Tabel", text, f"Tabel {number}")


def _change(kind: Kind, place: str, column: str, text: str, part: str, kode: str = "") -> Change:
    old, new = ("", text) if kind is Kind.ADDED else (text, "")
    return Change(kind, part, (place,), kode, column, old, new, True)


def _text_change(place: str, column: str, old: Block, new: Block) -> Change | None:
    assert isinstance(old, Paragraph)
    assert isinstance(new, Paragraph)
    before, after = old.text.plain, new.text.plain
    if normal(before) == normal(after):
        return None
    return Change(kind_of_edit(before, after), "Teks", (place,), "", column, before, after, True)


def _table_changes(pair: TablePair, part: str) -> Iterator[Change]:
    heads = column_titles(pair.new)
    old_heads = column_titles(pair.old)
    for i, j in pair.columns:
        if i is None and j is not None:
            yield _change(Kind.ADDED, f"{part}, kolom {j + 1}", "Kolom", heads.get(j, ""), part)
        elif j is None and i is not None:
            title = old_heads.get(i, "")
            yield _change(Kind.REMOVED, f"{part}, kolom {i + 1}", "Kolom", title, part)
    for number, row in enumerate(pair.rows, start=1):
        place = f"{part}, {row_name(row, number)}"
        kode = next((r.address.kode for r in (row.new, row.old) if r and r.address), "")
        if row.old is None or row.new is None:
            kind = Kind.ADDED if row.old is None else Kind.REMOVED
            one = row.new or row.old
            assert one is not None
            yield _change(kind, place, "Baris", one.plain, part, kode)
            continue
        for column, old, new in pair_cells(row, pair.columns):
            if old is None or new is None:
                continue
            before, after = old.plain, new.plain
            if normal(before) != normal(after):
                title = heads.get(column) or f"kolom {column + 1}"
                kind = kind_of_edit(before, after)
                where = (f"{place}, {title}",)
                yield Change(kind, part, where, kode, title, before, after, True)


def row_name(row: RowPair, number: int) -> str:
    """Return how readers call a row: its kode where it has one, else its number."""
    address = next((one.address for one in (row.new, row.old) if one and one.address), None)
    if address is None:
        return f"baris {number}"
    return address.kode if address.row == 1 else f"{address.kode} (baris ke-{address.row})"


def column_titles(table: WordTable) -> dict[int, str]:
    """Return the title of each column of the grid: the lowest that its header rows give it."""
    result: dict[int, str] = {}
    for row in table.rows:
        if not row.header:
            break
        start = 0
        for cell in row.cells:
            if text := normal(cell.plain):
                result |= dict.fromkeys(range(start, start + cell.span), text)
            start += cell.span
    return result
