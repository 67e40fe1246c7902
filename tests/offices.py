"""Offices for tests: what people do to the sheet that they are asked to fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

KEY_ROW = 4
FIRST_ROW = 6
_OTHER = ("Petunjuk", "Pilihan", "rbdocs")
Fill = Callable[[str, str], Any]


def sheets(book: Workbook) -> list[Worksheet]:
    """The sheets of *book* in which something is asked."""
    return [sheet for sheet in book.worksheets if sheet.title not in _OTHER]


def columns(sheet: Worksheet) -> dict[str, int]:
    """The columns of *sheet* by their keys."""
    return {str(cell.value): cell.column for cell in sheet[KEY_ROW] if cell.value is not None}


def yellow(book: Workbook) -> Iterator[tuple[Worksheet, str, str, Any]]:
    """Yield the cells that are to be filled in: sheet, row, column, cell."""
    for sheet in sheets(book):
        keys = columns(sheet)
        for number in range(FIRST_ROW, sheet.max_row + 1):
            row = str(sheet.cell(number, 1).value)
            for key, column in keys.items():
                cell = sheet.cell(number, column)
                if cell.fill.fgColor.rgb == "FFFFF2A8" and not cell.protection.locked:
                    yield sheet, row, key, cell


def cell_of(book: Workbook, row: str, key: str) -> Any:
    """The cell of a row and a column."""
    for sheet in sheets(book):
        for number in range(FIRST_ROW, sheet.max_row + 1):
            if sheet.cell(number, 1).value == row:
                return sheet.cell(number, columns(sheet)[key])
    raise KeyError(row)


def fill(source: Path, target: Path, values: Fill | Mapping[tuple[str, str], Any]) -> int:
    """Fill *source* in and save it as *target*; return how many cells got something."""
    book = load_workbook(source)
    count = 0
    for _, row, key, cell in yellow(book):
        value = values(row, key) if callable(values) else values.get((row, key))
        if value is not None:
            put(cell, value)
            count += 1
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return count


def put(cell: Any, value: Any) -> None:
    """Type *value*; a text is a text, as in a cell that Excel takes for text."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def edited(source: Path, target: Path, change: Callable[[Workbook], None]) -> Path:
    """Save *source* as *target* after *change*."""
    book = load_workbook(source)
    change(book)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target
