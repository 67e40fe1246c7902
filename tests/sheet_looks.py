"""What a reader would find wrong with the looks of a workbook, measured as Excel sets it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.drawn import TYPEFACE

PIXEL = 0.75  # points
DIGIT, SIDES = 7, 5  # pixels: of a digit of Arial 9 or 10, and of both sides of a cell
# Of the size: Arial's own lines, and the most that looks well; points for a line more, and sides.
LOWEST, LOOSEST, SPARE = 1.149, 1.5, 24
BROKEN = 40  # units of width; a word that needs more, such as an address on the web, is broken
MOST = 395  # points; what is longer than Excel's highest row is cut


def faults(path: Path) -> tuple[list[str], int]:
    """What is wrong in the workbook *path*, each with its place, and how many texts were looked at.

    No word is wider than its column, no row is lower than its texts need, and none is much higher.
    """
    found: list[str] = []
    looked = 0
    for sheet in load_workbook(path):
        if sheet.sheet_state == "visible":
            seen = _Seen(sheet)
            found += [f"{path.name} {sheet.title}!{fault}" for fault in seen.faults()]
            looked += seen.looked
    return found, looked


class _Seen:
    """A sheet as it is seen."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._merged = {area.start_cell.coordinate: area for area in sheet.merged_cells.ranges}
        self._inside = {place for area in sheet.merged_cells.ranges for place in area.cells}
        self.looked = 0

    def faults(self) -> Iterator[str]:
        for row in self._sheet.iter_rows():
            height = self._sheet.row_dimensions[row[0].row].height
            needs = [0.0]
            alone = not any((cell.row, cell.column) in self._inside for cell in row)
            for cell in row:
                if not isinstance(cell.value, str) or not cell.alignment.wrap_text:
                    continue
                hidden = self._sheet.column_dimensions[cell.column_letter].hidden
                if cell.data_type == "f" or hidden:
                    continue
                self.looked += 1
                width = self._width(cell)
                room = (width * DIGIT - SIDES) * PIXEL
                size, bold = float(cell.font.sz), bool(cell.font.b)
                words = [_long(word, size, bold) for word in cell.value.split()]
                if words and max(words) > room and width < BROKEN:
                    yield f"{cell.coordinate} breaks a word of {cell.value!r}"
                lines = _lines(cell.value, size, bold, room)
                needs.append(lines * size)
                least = min(lines * size * LOWEST, MOST)
                if height is not None and not self._goes_down(cell) and height < least:
                    yield f"{cell.coordinate} needs {lines} lines, its row is {height} high"
            if height is not None and alone and height > max(needs) * LOOSEST + SPARE:
                yield f"{row[0].row}:{row[0].row} is {height} high for {max(needs)}"

    def _width(self, cell: Cell) -> float:
        area = self._merged.get(cell.coordinate)
        columns = range(cell.column, (area.max_col if area else cell.column) + 1)
        sizes = self._sheet.column_dimensions
        return sum(float(sizes[get_column_letter(column)].width) for column in columns)

    def _goes_down(self, cell: Cell) -> bool:
        area = self._merged.get(cell.coordinate)
        return area is not None and area.max_row > cell.row


@cache
def _long(text: str, size: float, bold: bool) -> float:
    return TYPEFACE.width(text, size, bold=bold)


@cache  # sheets of several offices hold the same texts
def _lines(text: str, size: float, bold: bool, room: float) -> int:
    """How many lines *text* takes at least, words going to the next line whole."""
    count = 0
    for line in text.split("\n"):
        count, filled = count + 1, ""
        for word in line.split():
            longer = f"{filled} {word}".strip()
            if filled and _long(longer, size, bold) > room:
                count, longer = count + 1, word
            filled = longer
    return count
