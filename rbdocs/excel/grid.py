"""A foreign sheet as a grid: what each cell shows, with merged cells filled, and what is odd."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from rbdocs.excel.door import BookProblem, refuse

MOST_ROWS, MOST_COLUMNS = 20_000, 200
_PERCENT = re.compile(r"%")


class GridCell(NamedTuple):
    """What a cell shows: its *text*, its *number* where it is one, and whether it carries on.

    *carries*: the cell is one with that of the row above. *odd* says what could not be read in it.
    """

    text: str = ""
    number: Decimal | None = None
    carries: bool = False
    odd: str = ""


@dataclass(slots=True)
class Grid:
    """A sheet: its rows by their numbers, from the first that says something, and its oddities."""

    name: str
    rows: dict[int, list[GridCell]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row) for row in self.rows.values()), default=0)


EMPTY = GridCell()


def read_grids(data: bytes) -> list[Grid]:
    """Return the sheets of the workbook *data* that say something. Raises BookProblem."""
    refuse(data)
    try:
        shown = load_workbook(BytesIO(data), data_only=True)
        typed = load_workbook(BytesIO(data))
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, IndexError) as error:
        raise BookProblem(
            f"isinya rusak ({type(error).__name__}). Simpan ulang di Excel."
        ) from error
    grids = []
    for sheet in shown.worksheets:
        grid = _read(sheet, typed[sheet.title])
        if grid.rows:
            grids.append(grid)
    return grids


def letter(column: int) -> str:
    """Return what Excel calls the column at *column*, counted from 0: A, B, ..."""
    return str(get_column_letter(column + 1))


def _read(sheet: Worksheet, typed: Worksheet) -> Grid:
    grid = Grid(sheet.title)
    last_row, last_column = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS)
    if sheet.max_row > MOST_ROWS and any(
        cell.value is not None
        for row in sheet.iter_rows(min_row=MOST_ROWS + 1, max_col=last_column)
        for cell in row
    ):
        grid.notes.append(f"Baris sesudah {MOST_ROWS} tidak dibaca.")
    for values, formulas in zip(
        sheet.iter_rows(max_row=last_row, max_col=last_column),
        typed.iter_rows(max_row=last_row, max_col=last_column),
        strict=False,
    ):
        row = [_cell(cell, formula) for cell, formula in zip(values, formulas, strict=False)]
        if any(cell.text or cell.odd for cell in row):
            grid.rows[values[0].row or 0] = row
    _fill_merged(sheet, grid)
    grid.notes += _hidden(sheet, grid)
    return grid


def _fill_merged(sheet: Worksheet, grid: Grid) -> None:
    """Give each row of a merged cell what the cell says, marked as carried on."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row not in grid.rows or merged.min_col > grid.width:
            continue
        first = grid.rows[merged.min_row][merged.min_col - 1]
        for number in range(merged.min_row, min(merged.max_row, MOST_ROWS) + 1):
            row = grid.rows.get(number)
            if row is None:
                continue
            for column in range(merged.min_col - 1, min(merged.max_col, len(row))):
                below = number > merged.min_row
                row[column] = first._replace(carries=below)


def _hidden(sheet: Worksheet, grid: Grid) -> Iterator[str]:
    columns = [
        name
        for name, shape in sheet.column_dimensions.items()
        if shape.hidden and any(_says(row, name) for row in grid.rows.values())
    ]
    if columns:
        yield f"Kolom tersembunyi ikut dibaca: {', '.join(columns)}."
    rows = [number for number in grid.rows if sheet.row_dimensions[number].hidden]
    if rows:
        shown = ", ".join(map(str, rows[:10])) + (", ..." if len(rows) > 10 else "")
        yield f"Baris tersembunyi ikut dibaca: {shown}."


def _says(row: list[GridCell], name: str) -> bool:
    return any(letter(index) == name and cell.text for index, cell in enumerate(row))


def _cell(cell: Any, formula: Any) -> GridCell:
    value = getattr(cell, "value", None)
    if value is None:
        if isinstance(formula, Cell) and formula.data_type == "f":
            return GridCell(odd="rumus tanpa hasil tersimpan; buka dan simpan dahulu di Excel")
        return EMPTY
    if getattr(cell, "data_type", "") == "e":
        return GridCell(odd=f"rumusnya salah ({value})")
    if isinstance(value, bool):
        return GridCell("v" if value else "")
    if isinstance(value, datetime | date | time):
        shown = value.strftime("%d-%m-%Y") if isinstance(value, date) else str(value)
        return GridCell(odd=f"tanggal {shown}, bukan angka atau teks")
    if isinstance(value, int | float):
        return _number(Decimal(str(value)), getattr(cell, "number_format", "") or "")
    return GridCell(_plain(str(value)))


def _number(number: Decimal, shape: str) -> GridCell:
    if not number.is_finite():
        return GridCell(odd="angka yang tidak terhingga")
    if _PERCENT.search(shape):
        # Excel keeps 25% as 0.25; binary fractions are taken back to what a person typed.
        percent = round(number * 100, 6).normalize()
        return GridCell(f"{_written(percent)}%")
    number = round(number, 6).normalize()
    return GridCell(_written(number), number)


def _written(number: Decimal) -> str:
    """*number* as Indonesian writes it, without a separator of thousands."""
    return f"{number:f}".replace(".", ",")


def _plain(text: str) -> str:
    """*text* with single spaces, its lines kept; what is not printed goes."""
    lines = (
        "".join(sign if sign.isprintable() else " " for sign in line.replace("\xad", ""))
        for line in text.splitlines()
    )
    kept = (" ".join(line.split()) for line in lines)
    return "\n".join(line for line in kept if line)
