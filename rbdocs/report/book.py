"""What all workbooks of this project have in common: looks, paper, and the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.chart import BarChart
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from rbdocs.figures.sheet_room import FONT, SheetRoom
from rbdocs.word.package import write_package

# ECMA-376, 18.3.1.63: 14 is Folio, 8.5 by 13 inches: the F4 of Indonesian offices.
FOLIO = 14
WHOLE = 166.0  # units of width that such paper holds, upright its sides and type as it is
_MARGIN_LETTERS = 200
_ROW = 0.45  # centimetres of a row of no other height
BUTTON = 2.5  # units of width that the button of a filter takes
_SMALLER = 1.25  # how many times as wide as its paper what is printed may be
HIGHEST = 409.0  # points that a row of Excel is high at most
MOST_LETTERS = 32_767  # that a cell of Excel holds
YELLOW, GREY, HEAD, PALE = "FFFFF2A8", "FFF0F0F0", "FFDCE6F1", "FFFFFBE6"
RED = "FFF8CBAD"
# The earliest day that is the same on every machine; the wall clock has no part in a workbook.
_DAY = datetime(1980, 1, 1)
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks; *fill* and *line* (its border) are colours, *shape* a number format."""

    fill: str = ""
    bold: bool = False
    italic: bool = False
    colour: str = "FF000000"
    size: float = 10
    shape: str = "General"
    horizontal: str = ""
    vertical: str = "top"
    wrap: bool = True
    border: bool = True
    line: str = "FFBFBFBF"
    unlocked: bool = False
    text: bool = False  # what begins with = is text, in Excel too
    turned: bool = False


PLAIN = Style(border=False, wrap=False)


class XlsxBook:
    """A workbook under construction, in which cells of one style share it."""

    def __init__(self, title: str, creator: str, room: SheetRoom) -> None:
        workbook: Any = Workbook()  # openpyxl has no public way to the style of all cells
        workbook.remove(workbook.worksheets[0])
        normal = next(style for style in workbook._named_styles if style.name == "Normal")
        normal.font = workbook._fonts[0] = Font(name=FONT, size=10)  # its digits measure columns
        self.workbook: Workbook = workbook
        self.room = room
        self.workbook.properties.creator = creator
        self.workbook.properties.title = title
        self.workbook.properties.created = _DAY
        self._made: dict[Style, Any] = {}

    def sheet(self, title: str) -> Worksheet:
        """Add a sheet; its *title* is made one that Excel allows."""
        name = re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip() or "Lembar"
        made: Worksheet = self.workbook.create_sheet(name)
        return made

    def put(self, sheet: Worksheet, row: int, column: int, value: object, style: Style) -> Cell:
        """Write *value*; a text is a text, also where it looks like a formula."""
        cell = sheet.cell(row, column)
        assert isinstance(cell, Cell)
        if isinstance(value, str):
            value = _UNSAFE.sub("", value)[:MOST_LETTERS]
        if value is not None:
            cell.value = value  # type: ignore[assignment]
        if isinstance(value, str | CellRichText):
            cell.data_type = "s"
        self.dress(cell, style)
        return cell

    def formula(self, sheet: Worksheet, row: int, column: int, text: str, style: Style) -> None:
        """Write the formula *text*."""
        cell = sheet.cell(row, column)
        assert isinstance(cell, Cell)
        cell.value = text
        self.dress(cell, style)

    def dress(self, cell: Cell, style: Style) -> None:
        """Give *cell* its look."""
        known = self._made.get(style)
        if known is None:
            _dress(cell, style)
            known = self._made[style] = copy(cell._style)  # type: ignore[attr-defined]
        cell._style = known  # type: ignore[attr-defined]

    def fit(self, sheet: Worksheet, row: int, cells: Mapping[int, tuple[str, Style]]) -> None:
        """Let *row* of *sheet* be as high as *cells*, by column, need: no program finds that."""
        needed = max(
            self.room.height(text, width_of(sheet, column), style.size, bold=style.bold)
            for column, (text, style) in cells.items()
        )
        sheet.row_dimensions[row].height = min(4 + needed, HIGHEST)

    def bytes(self) -> bytes:
        """Return the workbook as a file, without the time at which it was written."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            ExcelWriter(self.workbook, archive).save()
        with zipfile.ZipFile(io.BytesIO(stream.getvalue())) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        core = parts["docProps/core.xml"].decode()
        day = _DAY.strftime("%Y-%m-%dT%H:%M:%SZ")
        core = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{day}", core)
        parts["docProps/core.xml"] = core.encode()
        return write_package(parts)


def _dress(cell: Cell, style: Style) -> None:
    cell.font = Font(
        name=FONT, size=style.size, bold=style.bold, italic=style.italic, color=style.colour
    )
    if style.fill:
        cell.fill = PatternFill("solid", fgColor=style.fill)
    cell.number_format = style.shape
    cell.alignment = Alignment(
        horizontal=style.horizontal or None,
        vertical=style.vertical,
        wrap_text=style.wrap,
        text_rotation=90 if style.turned else 0,
    )
    if style.border:
        line = Side(style="thin", color=style.line)
        cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.protection = Protection(locked=not style.unlocked)
    if style.text:
        cell.quotePrefix = True


def width_of(sheet: Worksheet, column: int) -> float:
    """Return how wide the column number *column* is."""
    return float(sheet.column_dimensions[get_column_letter(column)].width)


def sheets_across(width: float) -> int:
    """Return how many sheets of paper wide *width* is to be printed, for its type to be readable.

    Type of 10 points is printed at 8 at least.
    """
    return ceil(width / (WHOLE * _SMALLER))


def set_page(
    sheet: Worksheet, *, portrait: bool = False, head: str = "", foot: str = "", across: int = 1
) -> None:
    """Let *sheet* print on F4, *across* sheets of paper wide, with *foot* and the page number."""
    sheet.page_setup.orientation = "portrait" if portrait else "landscape"
    sheet.page_setup.paperSize = FOLIO
    sheet.page_setup.fitToWidth = across
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    top = 0.75 if head else 0.5
    sheet.page_margins = PageMargins(0.4, 0.4, top, 0.7, header=0.4, footer=0.3)
    footer: Any = HeaderFooter().oddFooter
    footer.left.text, footer.right.text = _printed(foot), "Halaman &P dari &N"
    footer.left.size = footer.right.size = 8
    sheet.oddFooter = footer
    if head:
        header: Any = HeaderFooter().oddHeader
        header.left.text, header.left.size, header.left.font = _printed(head), 10, f"{FONT},Bold"
        sheet.oddHeader = header


def _printed(text: str) -> str:
    """*text* for the margin of a page, of which Excel takes 255 letters with all its signs."""
    short = text if len(text) <= _MARGIN_LETTERS else f"{text[:_MARGIN_LETTERS]}\u2026"
    return short.replace("&", "&&")


def add_chart_sheet(book: XlsxBook, title: str, charts: Sequence[BarChart]) -> None:
    """Add a sheet with *charts* below one another, on one sheet of paper however many bars."""
    sheet = book.sheet("Grafik")
    set_page(sheet, portrait=True, foot=title)
    sheet.page_setup.fitToHeight = 1
    row = 1
    for chart in charts:
        sheet.add_chart(chart, f"A{row}")
        row += ceil(chart.height / _ROW) + 2
