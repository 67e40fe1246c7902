"""What differs between two Word files, of all that a person sees in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbdocs.compare.align import align
from rbdocs.compare.change import Change, ChangeKind
from rbdocs.compare.seen import place_changes, section_changes, sign_changes, whole
from rbdocs.compare.word_diff import (
    BlockPair,
    TablePair,
    pair_blocks,
    pair_cells,
    pair_tables,
    row_name,
    spans_of,
)
from rbdocs.word.reader import WordFile, number_alike
from rbdocs.word.seen import (
    Block,
    SeenParagraph,
    WordCell,
    WordTable,
    block_place,
    column_titles,
    normal,
    text_of,
)
from rbdocs.word.stories import Story

TEXT = "Teks"
# What no reader of this program tells; said wherever changes of Word files are listed.
NOT_COMPARED = (
    "Tidak dibandingkan: jenis, ukuran dan warna huruf, tebal, garis bawah, miring karena gaya, "
    "jarak, perataan, lebar kolom, garis dan warna tabel, banyaknya dan jenis spasi, letak gambar."
)


def compare_files(old: WordFile, new: WordFile) -> list[Change]:
    """Return what changed from one Word file to another, in the order of the new one.

    It is empty only where a reader of both sees the same; NOT_COMPARED says what is left out.
    """
    if _printed_parts(old) == _printed_parts(new):
        return []
    number_alike(old, new)
    return list(_changes(old, new))


def _printed_parts(file: WordFile) -> dict[str, bytes]:
    return {name: data for name, data in file.parts.items() if not name.startswith("docProps/")}


def _changes(old: WordFile, new: WordFile) -> Iterator[Change]:
    before, after = old.reading, new.reading
    yield from block_changes(before.blocks, after.blocks, "")
    yield from _story_changes(before.boxes, after.boxes, "kotak teks")
    yield from _story_changes(before.notes, after.notes, "catatan")
    yield from section_changes(before.sections, after.sections, block_changes)


def _story_changes(old: Sequence[Story], new: Sequence[Story], what: str) -> Iterator[Change]:
    texts = [[text_of(story.blocks) for story in side] for side in (old, new)]
    keys = [[normal(text) for text in side] for side in texts]
    for i, j in align(keys[0], keys[1], texts[0], texts[1], rest=True):
        if i is not None and j is not None:
            yield from block_changes(old[i].blocks, new[j].blocks, new[j].name)
        elif j is not None:
            yield whole(ChangeKind.ADDED, TEXT, new[j].name, what, texts[1][j])
        elif i is not None:
            yield whole(ChangeKind.REMOVED, TEXT, old[i].name, what, texts[0][i])


def block_changes(old: Sequence[Block], new: Sequence[Block], place: str) -> Iterator[Change]:
    """Yield what changed in the blocks of one text; *place* is what readers call it."""
    number = 0
    for pair in pair_blocks(old, new):
        number += isinstance(pair.new or pair.old, WordTable)
        table = f"{place}, Tabel {number}" if place else f"Tabel {number}"
        if pair.table is not None:
            yield from _table_changes(pair.table, table)
        elif pair.old is None or pair.new is None:
            yield from _alone(pair, place, table)
        else:
            where = f"{place}, {block_place(pair.new)}" if place else block_place(pair.new)
            assert isinstance(pair.old, SeenParagraph)
            assert isinstance(pair.new, SeenParagraph)
            yield from place_changes(pair.old, pair.new, (place or TEXT, where, "", "Paragraf"))


def _alone(pair: BlockPair, place: str, table: str) -> Iterator[Change]:
    """A paragraph or table that only one of the two has."""
    kind = ChangeKind.ADDED if pair.old is None else ChangeKind.REMOVED
    block = pair.new or pair.old
    if isinstance(block, SeenParagraph):
        where = f"{place}, {block_place(block)}" if place else block_place(block)
        text = block.text.plain.strip() or "(paragraf kosong)"
        yield whole(kind, place or TEXT, where, "Paragraf", text)
        yield from sign_changes(
            [] if pair.old is None else block.signs,
            block.signs if pair.old is None else [],
            (place or TEXT, where, "", "Paragraf"),
        )
    elif block is not None:
        yield whole(kind, table, table, "Tabel", "\n".join(row.plain for row in block.rows))


def _table_changes(pair: TablePair, part: str) -> Iterator[Change]:
    heads, old_heads = column_titles(pair.new), column_titles(pair.old)
    yield from sign_changes(pair.old.signs, pair.new.signs, (part, part, "", "Tabel"))
    yield from _column_changes(pair, part, heads, old_heads)
    told = {j for i, j in pair.columns if i is None}, {i for i, j in pair.columns if j is None}
    same_grid = not told[0] and not told[1]
    spans = {**spans_of(pair.old), **spans_of(pair.new)} if same_grid else {}
    for number, row in enumerate(pair.rows, start=1):
        place = f"{part}, {row_name(row, number)}"
        kode = next((r.address.kode for r in (row.new, row.old) if r and r.address), "")
        if row.old is None or row.new is None:
            there = row.new or row.old
            assert there is not None
            kind = ChangeKind.ADDED if row.old is None else ChangeKind.REMOVED
            yield whole(kind, part, place, "Baris", there.plain, kode)
            continue
        if row.old.header != row.new.header:
            was, now = (
                "diulang di tiap halaman" if r.header else "tidak diulang"
                for r in (row.old, row.new)
            )
            yield Change(ChangeKind.CHANGED, part, (place,), kode, "Baris kepala", was, now, True)
        yield from sign_changes(row.old.signs, row.new.signs, (part, place, kode, "Baris"))
        for column, old, new in pair_cells(row, pair.columns):
            title = heads.get(column) or f"kolom {column + 1}"
            about = (part, f"{place}, {title}", kode, title)
            if old is not None and new is not None:
                yield from _cell_changes(old, new, about, spans)
            elif column not in told[0 if old is None else 1]:
                cell = new or old
                assert cell is not None
                kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED
                yield whole(kind, part, about[1], "Sel", cell.plain or "(sel kosong)", kode)


def _column_changes(
    pair: TablePair, part: str, heads: dict[int, str], old_heads: dict[int, str]
) -> Iterator[Change]:
    for i, j in pair.columns:
        if i is None and j is not None:
            yield whole(ChangeKind.ADDED, part, f"{part}, kolom {j + 1}", "Kolom", heads.get(j, ""))
        elif j is None and i is not None:
            title = old_heads.get(i, "")
            yield whole(ChangeKind.REMOVED, part, f"{part}, kolom {i + 1}", "Kolom", title)


def _cell_changes(
    old: WordCell, new: WordCell, about: tuple[str, str, str, str], spans: dict[int, int]
) -> Iterator[Change]:
    part, place, kode, _ = about
    yield from place_changes(old, new, about)
    before, after = (_shape(cell, spans.get(id(cell), 1)) for cell in (old, new))
    if spans and before != after:
        yield Change(ChangeKind.CHANGED, part, (place,), kode, "Gabungan sel", before, after, True)
    for index in range(max(len(old.tables), len(new.tables))):
        inner = f"{place}, tabel di dalamnya {index + 1}"
        if index < len(old.tables) and index < len(new.tables):
            yield from _table_changes(pair_tables(old.tables[index], new.tables[index], {}), inner)
        else:
            kind, there = (
                (ChangeKind.ADDED, new) if index < len(new.tables) else (ChangeKind.REMOVED, old)
            )
            text = "\n".join(row.plain for row in there.tables[index].rows)
            yield whole(kind, part, inner, "Tabel", text, kode)


def _shape(cell: WordCell, span: int) -> str:
    upward = ", menyatu dengan sel di atasnya" if cell.merge == "continue" else ""
    return f"{span} kolom{upward}"
