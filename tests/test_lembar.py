"""The whole plan as a workbook says what the documents print, and adds it up as the reports do."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from rbdocs.cli import main
from rbdocs.excel.plan_book import plan_workbook
from rbdocs.excel.printed import as_value
from rbdocs.figures.sheet_room import INDONESIAN, SheetRoom
from rbdocs.model.budget import Namer, costs, recapitulate
from rbdocs.model.plan import plan_rows
from rbdocs.model.plan_columns import Merge
from rbdocs.model.regulation import Regulation
from tests.clean import copy_clean, load_clean
from tests.drawn import TYPEFACE
from tests.loops import at_least_one
from tests.sample import aksi, enacted_regulation, make_project, plan

ROOM = SheetRoom(TYPEFACE)
WHOLE = f"{INDONESIAN}#,##0"
FIRST = 4  # below title and headings


@pytest.fixture(scope="session")
def regulation() -> Regulation:
    return enacted_regulation()


@pytest.fixture(scope="session")
def book(regulation: Regulation) -> Workbook:
    return load_workbook(io.BytesIO(plan_workbook(regulation, ROOM)))


def shown(cell: Any) -> str:
    """The cell as a reader in Indonesia sees it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, int | float):
        shape = str(cell.number_format).removeprefix(INDONESIAN).rstrip("%")
        percent = cell.number_format.endswith("%")
        places = len(shape.partition(".")[2])
        text = f"{value * 100 if percent else value:,.{places}f}"
        if "," not in shape:
            text = text.replace(",", "")
        return text.translate(str.maketrans(",.", ".,")) + "%" * percent
    return str(value)


def test_every_plan_stands_in_it_as_it_is_printed(book: Workbook, regulation: Regulation) -> None:
    for lampiran in at_least_one(regulation.lampiran):
        sheet = book[f"Lampiran {lampiran.lampiran}"]
        merged = {str(area) for area in sheet.merged_cells.ranges}
        top = FIRST + max(len(column.groups) for column in lampiran.layout.columns)
        for number, row in enumerate(at_least_one(list(plan_rows(lampiran))), start=top):
            for index, cell in enumerate(row.cells, start=1):
                found = sheet.cell(number, index)
                if cell.merge is Merge.CONTINUED:
                    assert any(found.coordinate in area for area in sheet.merged_cells.ranges)
                else:
                    assert shown(found) == str(cell.content)
        assert merged
        assert sheet.print_title_rows == f"$3:${top - 1}"
        assert sheet.page_setup.orientation == "landscape"


def test_amounts_are_numbers_and_years_are_years() -> None:
    assert as_value("113.565.200") == (113565200, WHOLE)
    assert as_value("2023") == (2023, "0")
    assert as_value("96,40%") == (0.964, "0.00%")
    assert as_value("68,50") == (68.5, f"{WHOLE}.00")
    assert as_value("-") == ("-", "General")


def test_each_action_has_a_row_and_each_cost_has_one(
    book: Workbook, regulation: Regulation
) -> None:
    for name, table, due in (
        ("Rencana aksi", "Rencana_aksi", [row.kode for row in regulation.baris]),
        ("Anggaran", "Anggaran", [cost.baris.kode for cost in costs(regulation.baris)]),
    ):
        sheet = book[name]
        head = [cell.value for cell in sheet[1]]
        assert len(set(head)) == len(head)  # else Excel has no table of it
        assert sheet.tables[table].ref.endswith(str(len(due) + 1))
        place = head.index("Kode") + 1
        assert [sheet.cell(row, place).value for row in range(2, sheet.max_row + 1)] == due


def test_sums_are_those_of_the_reports(book: Workbook, regulation: Regulation) -> None:
    sheet = book["Rekapitulasi"]
    rows: dict[object, list[Any]] = {}
    for row in sheet.iter_rows():
        rows.setdefault(row[0].value, [cell.value for cell in row])
    namer = Namer(regulation.perangkat_daerah)
    sums = recapitulate(list(costs(regulation.baris)), namer.owner)
    for item in at_least_one(sums):
        once, written = rows[item.nama][3:5]
        assert (once, written) == (item.once, item.written)
    lampiran = regulation.lampiran[0].lampiran
    count = sum(row.kelompok.lampiran.lampiran == lampiran for row in regulation.baris)
    assert rows[f"Lampiran {lampiran}"][1] == count
    assert len(book["Grafik"]._charts) == 2


def test_what_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    root = make_project(tmp_path / "p", plan([aksi(1, uraian="=SUM(A1)", indikator="@x")]))
    assert main(["lembar", "2023", "--akar", str(root)]) == 0
    made = load_workbook(root / "output/2023/rencana-2023.xlsx")
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    found = [cell for cell in cells if cell.value in ("=SUM(A1)", "@x")]
    assert len(found) >= 4
    assert all(cell.data_type == "s" for cell in at_least_one(found))


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    regulation = load_clean(copy_clean(tmp_path))
    assert plan_workbook(regulation, ROOM) == plan_workbook(regulation, ROOM)


FLAT = ("Rencana aksi", "Anggaran")


@pytest.mark.parametrize("name", [*FLAT, "Lampiran II", "Lampiran III"])
def test_no_text_is_cut_or_broken_on_paper(book: Workbook, name: str) -> None:
    """Lines of 9 points take 11 of them; a unit of width holds at most 1.35 such letters."""
    sheet = book[name]
    merged = {at for area in sheet.merged_cells.ranges for at in area.cells}
    looked = 0
    for row in sheet.iter_rows(min_row=1 if name in FLAT else 5):
        for cell in row:
            if not isinstance(cell.value, str) or (cell.row, cell.column) in merged:
                continue
            looked += 1
            width = sheet.column_dimensions[cell.column_letter].width
            height = sheet.row_dimensions[cell.row].height
            lines = sum(1 + int(len(line) / (width * 1.35)) for line in cell.value.split("\n"))
            assert cell.alignment.wrap_text, cell.coordinate
            assert height >= min(lines * 11, 400), (cell.coordinate, lines, height)
            longest = max(map(len, re.split(r"[\s/-]", cell.value)))
            assert longest <= max(width * 1.35, 18), (cell.coordinate, cell.value)
    assert looked > 100
    if name in FLAT:  # as many sheets of paper wide as its type stays readable at
        numbers = range(1, sheet.max_column + 1)
        widths = [sheet.column_dimensions[get_column_letter(number)].width for number in numbers]
        assert sum(widths) <= 190 * 1.35 * sheet.page_setup.fitToWidth
