"""Sheets of a workbook for people: a table with a head, borders, filters, and rows that fit.

A text is a text, also where it looks like a formula; the same content gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from copy import copy
from datetime import datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from rbdocs.figures.sheet_room import FONT, INDONESIAN, SheetRoom
from rbdocs.model.kosakata import ComparedPiece, Presence
from rbdocs.word.package import write_package

Content = str | int | Decimal | tuple[ComparedPiece, ...] | None
MAX_CELL = 32_767  # letters that a cell of Excel holds
MAX_HEIGHT = 409.0  # points that a row of Excel is high at most
# ECMA-376, 18.3.1.63: 14 is Folio, 8.5 by 13 inches: the F4 of Indonesian offices.
_FOLIO = 14
# The earliest day that is the same on every machine; the wall clock has no part in a document.
_DAY = datetime(1980, 1, 1)
_SIZE = 9
_WHOLE, _BROKEN = f"{INDONESIAN}#,##0", f"{INDONESIAN}#,##0.####"
_PAGES = "Halaman &P dari &N"
_GREY, _LINES = "FFE7E6E6", "FF8A8A8A"


def new_workbook() -> Workbook:
    """Return a workbook without sheets, in the font by whose digits columns are as wide."""
    workbook: Any = Workbook()  # openpyxl has no public way to the style of all cells
    workbook.remove(workbook.worksheets[0])
    normal = next(style for style in workbook._named_styles if style.name == "Normal")
    normal.font = Font(name=FONT, size=_SIZE)
    workbook._fonts[0] = normal.font
    result: Workbook = workbook
    return result


class SheetWriter:
    """Writes one sheet, row by row, each as high as its longest text."""

    def __init__(self, sheet: Worksheet, room: SheetRoom, columns: dict[str, int]) -> None:
        self._sheet, self._room = sheet, room
        self._columns = columns
        self._looks: dict[tuple[type, str], Any] = {}
        self._row = 0
        self._top = 0
        for index, width in enumerate(columns.values(), start=1):
            sheet.column_dimensions[get_column_letter(index)].width = width

    def title(self, lines: Sequence[str]) -> None:
        """Write *lines* over the whole width, the first of them large."""
        width = sum(self._columns.values())
        for index, line in enumerate(lines):
            self._row += 1
            cell = self._sheet.cell(self._row, 1)
            _put(cell, line)
            size = _SIZE if index else 12
            cell.font = Font(name=FONT, size=size, bold=not index)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            self._sheet.merge_cells(
                start_row=self._row,
                end_row=self._row,
                start_column=1,
                end_column=len(self._columns),
            )
            needed = self._room.height(line, width, size, bold=not index)
            self._sheet.row_dimensions[self._row].height = needed + 3
        self._row += bool(lines)

    def head(self) -> None:
        """Write the head of the columns, repeated on every page."""
        self._row += 1
        self._top = self._row
        for index, name in enumerate(self._columns, start=1):
            cell = self._sheet.cell(self._row, index)
            _put(cell, name)
            cell.font = Font(name=FONT, size=_SIZE, bold=True)
            cell.fill = PatternFill("solid", fgColor=_GREY)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            cell.border = _border()
        heights = [
            self._room.height(name, width, _SIZE, bold=True)
            for name, width in self._columns.items()
        ]
        self._sheet.row_dimensions[self._row].height = max(heights) + 6

    def row(self, contents: Sequence[Content]) -> bool:
        """Write a row; False where Excel cannot show all of it, however high the row."""
        self._row += 1
        needed = 0.0
        for index, (content, width) in enumerate(
            zip(contents, self._columns.values(), strict=True), start=1
        ):
            cell = self._sheet.cell(self._row, index)
            _put(cell, content)
            self._dress(cell, content)
            marked = isinstance(content, tuple)
            lines = self._room.height(_plain(content), width, _SIZE, bold=marked)
            needed = max(needed, lines)
        height = needed + 4
        self._sheet.row_dimensions[self._row].height = min(height, MAX_HEIGHT)
        return height <= MAX_HEIGHT

    def _dress(self, cell: Any, content: Content) -> None:
        """Give *cell* its looks, worked out once for all cells that have the same."""
        kind = type(content), cell.number_format
        if kind not in self._looks:
            cell.font = Font(name=FONT, size=_SIZE)
            cell.border = _border()
            cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal=_side(content))
            self._looks[kind] = cell._style  # openpyxl has no public way to give the same again
        else:
            cell._style = copy(self._looks[kind])

    def again(self, contents: Sequence[Content]) -> None:
        """Write the last row anew."""
        self._row -= 1
        self.row(contents)

    def finish(self, note: str) -> None:
        """Set up filters, the head that stays, and the page, whose foot says *note*."""
        sheet, last = self._sheet, get_column_letter(len(self._columns))
        sheet.freeze_panes = f"A{self._top + 1}"
        sheet.auto_filter.ref = f"A{self._top}:{last}{self._row}"
        sheet.print_title_rows = f"{self._top}:{self._top}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _FOLIO
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.7
        sheet.page_margins.footer = 0.3  # from the edge: more, and LibreOffice cuts the foot off
        foot = sheet.oddFooter
        assert foot is not None
        for side, text in ((foot.left, note.replace("&", "&&")), (foot.right, _PAGES)):
            side.text, side.size = text, 8


def to_bytes(workbook: Workbook, creator: str, title: str) -> bytes:
    """Return *workbook* as a file, without the time at which it was written."""
    workbook.properties.creator, workbook.properties.title = creator, title
    workbook.properties.created = _DAY
    stream = io.BytesIO()
    workbook.save(stream)
    with zipfile.ZipFile(stream) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    core = parts["docProps/core.xml"].decode()
    day = _DAY.strftime("%Y-%m-%dT%H:%M:%SZ")
    core = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{day}", core)
    parts["docProps/core.xml"] = core.encode()
    return write_package(parts)


def _side(content: Content) -> str:
    """Amounts end below each other; counts stand in the middle."""
    return {Decimal: "right", int: "center"}.get(type(content), "left")


def _plain(content: Content) -> str:
    return "".join(piece.text for piece in content) if isinstance(content, tuple) else str(content)


def _put(cell: Cell | Any, content: Content) -> None:
    if isinstance(content, int | Decimal):
        cell.value = content
        cell.number_format = _WHOLE if content == int(content) else _BROKEN
    elif content is not None:
        cell.value = _rich(content) if isinstance(content, tuple) else content[:MAX_CELL]
        cell.data_type = "s"


def _border() -> Any:

    side = Side("thin", color=_LINES)
    return Border(left=side, right=side, top=side, bottom=side)


def _rich(pieces: Sequence[ComparedPiece]) -> Any:
    """The pieces as rich text: removed words struck out, added ones underlined."""
    looks = {
        Presence.SAME: InlineFont(rFont=FONT, sz=_SIZE),
        Presence.REMOVED: InlineFont(rFont=FONT, sz=_SIZE, strike=True, color=Color("FFA00000")),
        Presence.ADDED: InlineFont(
            rFont=FONT, sz=_SIZE, b=True, u="single", color=Color("FF004D00")
        ),
    }
    text = CellRichText()
    for part, words in pieces:
        text.append(TextBlock(looks[part], words))
    return text if len(str(text)) <= MAX_CELL else str(text)[:MAX_CELL]
