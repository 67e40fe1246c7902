"""Every Lampiran as the tables that it prints, each as a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from rbdocs.figures.sheet_room import INDONESIAN, SheetRoom, line_height
from rbdocs.model.column_titles import title_rows
from rbdocs.model.plan import plan_rows
from rbdocs.model.plan_columns import Merge
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import TabelLampiran
from rbdocs.model.table_rows import PrintedRow, printed_parts
from rbdocs.model.values import BELUM_DIISI, TITIK, Nilai
from rbdocs.report.book import HEAD, HIGHEST, WHOLE, Style, XlsxBook, set_page

_SIDES = 5.0  # points above and below the lines of a cell
_WIDEST_WORD = 40.0  # units of width; longer ones are broken
_WHOLE_NUMBER = f"{INDONESIAN}#,##0"
_HEAD = Style(HEAD, bold=True, horizontal="center", vertical="center")
_ALIGNED = {"kiri": "", "tengah": "center", "kanan": "right", "rata": "justify"}
# The row in which a cell begins, the columns that it covers, how high it must be in points.
_Begun = tuple[int, tuple[int, ...], float]
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its titles from the outermost group to its own, its share of the width."""

    titles: tuple[str, ...]
    width: float
    rata: str = "kiri"


@dataclass(slots=True)
class PrintedSheetRow:
    """A row of texts; None carries on from above. *merged* are columns that are one cell."""

    cells: Sequence[str | None]
    merged: Sequence[tuple[int, ...]] = ()
    head: bool = False
    bold: bool = False


@dataclass(slots=True)
class PrintedSheet:
    """A table as it is printed."""

    name: str
    title: str
    columns: list[SheetColumn]
    rows: list[PrintedSheetRow] = field(default_factory=list)
    titled: bool = True  # whether the columns' own titles are printed


def as_value(text: str) -> tuple[Value, str]:
    """Return *text* as a workbook holds it, with its number format: a number where it is one."""
    nilai = Nilai.dari(text)
    number = nilai.number
    if number is None:
        return text or None, "General"
    if nilai.persen:
        places = _places(text.rstrip("% "))
        return float(number / 100), "0" + ("." + "0" * places if places else "") + "%"
    places = _places(text)
    if number == number.to_integral_value() and not places:
        return int(number), "0" if number >= 1000 and "." not in text else _WHOLE_NUMBER  # a year
    return float(number), f"{_WHOLE_NUMBER}.{'0' * places}"


def _places(text: str) -> int:
    """How many decimals *text* prints."""
    return len(text.partition(",")[2])


def write_printed(book: XlsxBook, table: PrintedSheet, foot: str) -> None:
    """Write *table* as a sheet of *book*."""
    sheet = book.sheet(table.name)
    book.put(sheet, 1, 1, table.title, Style(bold=True, size=12, border=False, wrap=False))
    total = sum(column.width for column in table.columns)
    widths = [
        max(column.width / total * WHOLE, _longest_word(book.room, table, index))
        for index, column in enumerate(table.columns)
    ]
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    top = 3
    first = _headings(book, sheet, table, top, widths) if table.titled else top
    _rows(book, sheet, table, first, widths)
    if table.titled:
        sheet.print_title_rows = f"{top}:{first - 1}"
        sheet.freeze_panes = f"A{first}"
    set_page(sheet, foot=foot)


def _longest_word(room: SheetRoom, table: PrintedSheet, index: int) -> float:
    """How wide the column *index* must be for its words to stay whole."""
    needed = [4.0]
    if table.titled:
        needed.append(room.width(table.columns[index].titles[-1], _HEAD.size, bold=True))
    for row in table.rows:
        style = _style(table, index, row, "General")
        needed.append(room.width(row.cells[index] or "", style.size, bold=style.bold))
    return min(max(needed), _WIDEST_WORD)


def _headings(
    book: XlsxBook, sheet: Worksheet, table: PrintedSheet, top: int, widths: Sequence[float]
) -> int:
    """Write the titles of the columns, those of groups over them; return the row below."""
    rows = title_rows([column.titles for column in table.columns])
    below = top + len(rows)
    merged: list[tuple[int, int, int, int]] = []
    for number, cells in enumerate(rows, start=top):
        start = 1
        for cell in cells:
            end = start + cell.span - 1
            title = None if cell.merge is Merge.CONTINUED else cell.title
            for column in range(start, end + 1):
                book.put(sheet, number, column, title if column == start else None, _HEAD)
            if cell.merge is not Merge.CONTINUED:
                bottom = below - 1 if cell.merge is Merge.START else number
                merged.append((number, start, bottom, end))
            start = end + 1
    for place in merged:  # what is merged cannot be written any more
        _merge(sheet, *place)
    needed = max(
        book.room.height(column.titles[-1], width, _HEAD.size, bold=True)
        for column, width in zip(table.columns, widths, strict=True)
    )
    sheet.row_dimensions[below - 1].height = min(_SIDES + needed, HIGHEST)
    return below


def _rows(
    book: XlsxBook, sheet: Worksheet, table: PrintedSheet, first: int, widths: Sequence[float]
) -> None:
    begun: list[_Begun] = [(first, (), 0.0)] * len(table.columns)
    number = first
    for number, row in enumerate(table.rows, start=first):
        height = _SIDES + line_height(10)
        for index, text in enumerate(row.cells):
            if text is None:
                book.put(sheet, number, index + 1, None, _style(table, index, row, "General"))
                continue
            _close(sheet, begun, index, number - 1)
            group = next((group for group in row.merged if index in group), ())
            value, shape = (text, "General") if row.head else as_value(text)
            style = _style(table, index, row, shape)
            width = sum(widths[column] for column in group or (index,))
            needed = _SIDES + book.room.height(text, width, style.size, bold=style.bold)
            begun[index] = number, group, needed
            book.put(sheet, number, index + 1, value, style)
            going_on = number - first + 1 < len(table.rows) and (
                table.rows[number - first + 1].cells[index] is None
            )
            if not going_on:  # a tall merged cell has room in the rows below
                height = max(height, needed)
        sheet.row_dimensions[number].height = min(height, HIGHEST)
    for index in range(len(table.columns)):
        _close(sheet, begun, index, number)


def _close(sheet: Worksheet, begun: list[_Begun], index: int, last: int) -> None:
    """Merge what began in column *index*, with its neighbours in one cell, down to row *last*."""
    row, group, needed = begun[index]
    lacking = needed - sum(sheet.row_dimensions[at].height or 0.0 for at in range(row, last + 1))
    if last > row and lacking > 0:
        own = sheet.row_dimensions[last]
        own.height = min((own.height or 0.0) + lacking, HIGHEST)
    if last >= row and index == min(group, default=index):
        _merge(sheet, row, index + 1, last, max(group, default=index) + 1)


def _merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    """Merge cells that have their style, and of which the first alone has a value.

    ``merge_cells`` would look through all ranges of the sheet, and dress each cell once more.
    """
    if (top, left) != (bottom, right):
        sheet.merged_cells.ranges.add(CellRange(None, left, top, right, bottom))


def _style(table: PrintedSheet, index: int, row: PrintedSheetRow, shape: str) -> Style:
    if row.head:
        return _HEAD
    aligned = _ALIGNED.get(table.columns[index].rata, "")
    return Style(shape=shape, horizontal=aligned, bold=row.bold, size=9, text=shape == "General")


_USUAL_WIDTH = 5.0


def printed_sheets(regulation: Regulation) -> Iterator[PrintedSheet]:
    """Yield the tables of *regulation* in printed order, those of its plans as whole Lampiran."""
    for naskah in regulation.naskah:
        for tabel in naskah.tabel.values():
            yield from _tables(tabel, naskah.susunan.lampiran)
    for lampiran in regulation.lampiran:
        yield _plan(lampiran)


def _plan(lampiran: LampiranRencana) -> PrintedSheet:
    columns = [
        SheetColumn(
            (*column.groups, column.title),
            (column.declared.lebar or _USUAL_WIDTH) if column.declared else _USUAL_WIDTH,
            column.declared.rata if column.declared else "kiri",
        )
        for column in lampiran.layout.columns
    ]
    name = f"Lampiran {lampiran.lampiran}"
    table = PrintedSheet(name, f"{name}: {' '.join(lampiran.judul.split())}", columns)
    for row in plan_rows(lampiran):
        cells = [
            None if cell.merge is Merge.CONTINUED else _shown(str(cell.content))
            for cell in row.cells
        ]
        table.rows.append(PrintedSheetRow(cells, bold=row.aksi is None))
    return table


def _shown(text: str) -> str:
    return TITIK if text == BELUM_DIISI else text


def _tables(tabel: TabelLampiran, lampiran: str) -> Iterator[PrintedSheet]:
    """The parts of *tabel*; one that has header rows of its own has no titles."""
    columns = tabel.columns()
    made = [
        SheetColumn(tuple(kolom.judul.plain for kolom in names), column.lebar, column.rata)
        for names, column in zip(tabel.titles(), columns, strict=True)
    ]
    keys = [column.kunci for column in columns]
    parts = list(printed_parts(tabel))
    short = tabel.sebutan if tabel.nomor else " ".join(tabel.judul.split())
    title = f"Lampiran {lampiran}, {short}"
    if tabel.nomor is not None:
        title += f". {' '.join(tabel.judul.split())}"
    table = PrintedSheet(
        f"{lampiran} {short}", title, made, titled=not any(head for head, _ in parts)
    )
    for head, rows in parts:
        table.rows += [_row(row, keys, head=True) for row in head]
        table.rows += [_row(row, keys, head=False) for row in rows]
    yield table


def _row(row: PrintedRow, keys: list[str], *, head: bool) -> PrintedSheetRow:
    merged = [tuple(keys.index(key) for key in group) for group in row.merged]
    inside = {index: group for group in merged for index in group}
    cells: list[str | None] = []
    for index, key in enumerate(keys):
        content = row.cells.get(key, "")
        cells.append(None if content is None else str(content))
        if index in inside and index != min(inside[index]) and cells[-1]:
            first = min(inside[index])  # the content of a merged cell stands where it begins
            cells[first], cells[-1] = cells[-1], ""
    return PrintedSheetRow(cells, merged, head)
