"""The tables of Lampiran I as built are the ones that were enacted, cell by cell."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.docx_mini import ubah_sel
from tests.docx_reader import SeenTable, read_tables
from tests.enacted_tables import EnactedTable, Part, read_enacted_tables
from tests.table import Row, padat
from tests.table_diff import Difference, table_diff

TABLES = read_enacted_tables()
PARTS = [
    pytest.param(position, table, part, id=f"{table.judul[:12]}, bagian {index}")
    for position, (table, index, part) in enumerate(
        (table, index, part) for table in TABLES for index, part in enumerate(table.parts, start=1)
    )
]


@pytest.fixture(scope="module")
def seen(built: Path) -> list[SeenTable]:
    """The tables in the document of Lampiran I, its heading and signature not among them."""
    return [table for table in read_tables(built / "lampiran-1.docx") if table.kepala_tabel]


def test_every_table_is_there_once_and_in_order(seen: list[SeenTable]) -> None:
    expected = [table.judul for table in TABLES for _ in table.parts[:1]]
    captions = [item.before for item in seen]
    # the second part of a team's table comes right after the first: the same caption is nearest
    assert [text for i, text in enumerate(captions) if captions[i - 1 : i] != [text]] == expected
    assert len(seen) == len(PARTS)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.judul[:12])
def test_source_line_follows_the_table(seen: list[SeenTable], table: EnactedTable) -> None:
    last = [item for item in seen if item.before == table.judul][-1]
    if table.sumber:
        assert last.after == table.sumber
    else:
        assert not last.after.startswith("Sumber:")


@pytest.mark.parametrize(("position", "table", "part"), PARTS)
def test_every_cell_is_the_enacted_one(
    seen: list[SeenTable], position: int, table: EnactedTable, part: Part
) -> None:
    assert not diff(table, part.row, seen[position].row)
    assert not diff(table, part.kepala_tabel, seen[position].kepala_tabel)


@pytest.mark.parametrize(("position", "table", "part"), PARTS)
def test_reading_neither_loses_nor_adds_a_character(
    position: int, table: EnactedTable, part: Part
) -> None:
    raw = Counter(padat("".join(part.lines.values())))
    rows = [*part.kepala_tabel, *part.row]
    assert Counter(padat("".join(cell.text for row in rows for cell in row.cells))) == raw


def test_one_changed_cell_of_a_built_table_is_named(
    built: Path, tmp_path: Path, seen: list[SeenTable]
) -> None:
    changed = ubah_sel(built / "lampiran-1.docx", tmp_path / "ubah.docx", 20, 3, "Lain")
    longest = max(range(len(seen)), key=lambda i: len(seen[i].row) + len(seen[i].kepala_tabel))
    now = [table for table in read_tables(changed) if table.kepala_tabel][longest]
    differences = table_diff("I", ["a"] * 4, seen[longest].row, now.row)
    assert [(difference.columns, difference.result) for difference in differences] == [
        ("a", "'Lain'")
    ]


def diff(table: EnactedTable, expected: list[Row], result: list[Row]) -> list[Difference]:
    return table_diff(f"I, {table.judul[:12]}", table.columns, expected, result)
