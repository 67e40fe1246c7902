"""Workbooks look well on screen and on paper, whoever made the texts in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

from rbdocs.cli import main
from tests.conftest import Once
from tests.loops import at_least_one
from tests.sheet_looks import faults

PAPER = (13 - 0.8) * 96 / 7  # units of width across F4 between its margins, type as it is


@pytest.fixture(scope="module")
def made(once: Once, drafted: Path) -> Path:
    """All workbooks that the draft of 2024, and what was reached in 2023, give."""

    def make(folder: Path) -> None:
        shutil.copytree(drafted, folder, dirs_exist_ok=True)
        for words in ("minta 2024 --semua", "minta 2023 --realisasi TW3", "lembar 2024"):
            assert main([*words.split(), "--akar", str(folder)]) == 0

    return once("workbooks", make)


@pytest.fixture(scope="module")
def forms(made: Path) -> list[Workbook]:
    files = sorted(made.glob("output/*/permintaan/**/*.xlsx"))
    return [load_workbook(file) for file in files if file.name != "ringkasan.xlsx"]


def test_no_word_is_broken_and_every_row_is_as_high_as_its_text(made: Path) -> None:
    files = sorted(made.glob("output/**/*.xlsx"))
    assert {"ringkasan.xlsx", "rencana-2024.xlsx", "bapelitbang.xlsx"} <= {f.name for f in files}
    for file in files:
        found, looked = faults(file)
        assert looked > 5
        assert found == []


def test_a_form_is_printed_in_type_that_can_be_read(forms: list[Workbook]) -> None:
    for book in at_least_one(forms):
        for sheet in at_least_one(s for s in book.worksheets[1:] if s.sheet_state == "visible"):
            first, _, last, _ = range_boundaries(sheet.print_area.replace("$", "").split("!")[-1])
            letters = [cell.column_letter for cell in sheet[5][first - 1 : last]]
            width = sum(sheet.column_dimensions[letter].width for letter in letters)
            assert width / sheet.page_setup.fitToWidth <= PAPER / 0.8, sheet.title
            assert sheet.print_title_rows == "$5:$5"
            assert sheet.oddHeader.left.text.startswith("Lampiran")
            if sheet.page_setup.fitToWidth > 1:  # every sheet of paper says which row it is
                assert sheet.print_title_cols


def test_a_clerk_comes_to_the_first_empty_cell_at_once(forms: list[Workbook]) -> None:
    """By the link on the cover, and where the sheet is opened: it is yellow, empty and unlocked."""
    for book in at_least_one(forms):
        cover = book.worksheets[0]
        links = [cell.hyperlink.location for row in cover for cell in row if cell.hyperlink]
        assert len(links) == len([s for s in book if s.title.startswith("Lampiran")]) > 0
        for link in links:
            name, place = link.replace("'", "").split("!")
            sheet = book[name]
            assert {chosen.activeCell for chosen in sheet.sheet_view.selection} == {place}
            empty = [
                cell.coordinate
                for row in sheet.iter_rows(min_row=6)
                for cell in row
                if cell.fill.fgColor.rgb == "FFFFF2A8" and cell.value is None
            ]
            assert place == (empty[0] if empty else "B6")
            assert sheet[place].protection.locked is not bool(empty)


def test_the_foot_of_a_page_is_not_cut(made: Path) -> None:
    """Between the paper's edge and the table there is room for a line of 8 points and more."""
    sheets = [sheet for file in made.glob("output/**/*.xlsx") for sheet in load_workbook(file)]
    for sheet in at_least_one(sheet for sheet in sheets if sheet.oddFooter.left.text):
        margins = sheet.page_margins
        assert (margins.bottom - margins.footer) * 72 >= 2 * 8


def test_charts_are_on_a_page_of_their_own_with_the_name_of_every_bar(made: Path) -> None:
    for name in ("permintaan/ringkasan.xlsx", "rencana-2024.xlsx"):
        book = load_workbook(made / f"output/2024/{name}")
        assert [sheet.title for sheet in book if sheet._charts] == ["Grafik"]
        sheet = book["Grafik"]
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
        assert all(chart.x_axis.tickLblSkip == 1 for chart in sheet._charts)


def test_every_number_that_is_shown_has_indonesian_signs(forms: list[Workbook]) -> None:
    """3,4 and 1.200.000, in LibreOffice of any language; Excel follows the computer's language."""
    cells = [
        cell
        for book in at_least_one(forms)
        for sheet in book
        if sheet.title.startswith("Lampiran")
        for row in sheet.iter_rows(min_row=6)
        for cell in row
        if cell.data_type == "n" and cell.value is not None
    ]
    for cell in at_least_one(cells):
        shape = cell.number_format
        assert shape.startswith("[$-421]#,##0"), cell.coordinate
        places = len(str(cell.value).partition(".")[2])
        assert len(shape.partition(".")[2]) >= places, (cell.value, shape)
