"""Sheets of a workbook for people: a table with a head, borders, filters, and rows that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter

from rbdocs.figures.sheet_room import FONT, INDONESIAN
from rbdocs.model.kosakata import ComparedPiece, Presence
from rbdocs.report.book import HIGHEST, MOST_LETTERS, Style, XlsxBook, set_page

Content = str | int | Decimal | tuple[ComparedPiece, ...] | None
_SIZE = 9
_WHOLE, _BROKEN = f"{INDONESIAN}#,##0", f"{INDONESIAN}#,##0.####"
_TEXT = Style(size=_SIZE, line="FF8A8A8A")
_HEAD = replace(_TEXT, fill="FFE7E6E6", bold=True, horizontal="center", vertical="center")
_TITLE, _BELOW = Style(size=12, bold=True, border=False), Style(size=_SIZE, border=False)
_LOOKS = {
    Presence.SAME: InlineFont(rFont=FONT, sz=_SIZE),
    Presence.REMOVED: InlineFont(rFont=FONT, sz=_SIZE, strike=True, color=Color("FFA00000")),
    Presence.ADDED: InlineFont(rFont=FONT, sz=_SIZE, b=True, u="single", color=Color("FF004D00")),
}


class SheetWriter:
    """Writes one sheet, row by row, each as high as its longest text."""

    def __init__(self, book: XlsxBook, name: str, columns: dict[str, int]) -> None:
        self._book, self._sheet = book, book.sheet(name)
        self._columns = columns
        self._row = 0
        self._top = 0
        for index, width in enumerate(columns.values(), start=1):
            self._sheet.column_dimensions[get_column_letter(index)].width = width

    def title(self, lines: Sequence[str]) -> None:
        """Write *lines* over the whole width, the first of them large."""
        width = sum(self._columns.values())
        for index, line in enumerate(lines):
            self._row += 1
            style = _BELOW if index else _TITLE
            self._book.put(self._sheet, self._row, 1, line, style)
            self._sheet.merge_cells(
                start_row=self._row,
                end_row=self._row,
                start_column=1,
                end_column=len(self._columns),
            )
            needed = self._book.room.height(line, width, style.size, bold=style.bold)
            self._sheet.row_dimensions[self._row].height = needed + 3
        self._row += bool(lines)

    def head(self) -> None:
        """Write the head of the columns, repeated on every page."""
        self._row += 1
        self._top = self._row
        for index, name in enumerate(self._columns, start=1):
            self._book.put(self._sheet, self._row, index, name, _HEAD)
        heights = [
            self._book.room.height(name, width, _SIZE, bold=True)
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
            marked = isinstance(content, tuple)
            value = _rich(content) if isinstance(content, tuple) else content
            self._book.put(self._sheet, self._row, index, value, _style(content))
            lines = self._book.room.height(_plain(content), width, _SIZE, bold=marked)
            needed = max(needed, lines)
        height = needed + 4
        self._sheet.row_dimensions[self._row].height = min(height, HIGHEST)
        return height <= HIGHEST

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
        set_page(sheet, foot=note)


def _style(content: Content) -> Style:
    """Amounts end below each other; counts stand in the middle."""
    if isinstance(content, int | Decimal):
        side = "right" if isinstance(content, Decimal) else "center"
        shape = _WHOLE if content == int(content) else _BROKEN
        return replace(_TEXT, horizontal=side, shape=shape)
    return replace(_TEXT, horizontal="left")


def _plain(content: Content) -> str:
    return "".join(piece.text for piece in content) if isinstance(content, tuple) else str(content)


def _rich(pieces: Sequence[ComparedPiece]) -> CellRichText | str:
    """The pieces as rich text: removed words struck out, added ones underlined."""
    text = CellRichText()
    for part, words in pieces:
        text.append(TextBlock(_LOOKS[part], words))
    return text if len(str(text)) <= MOST_LETTERS else str(text)
