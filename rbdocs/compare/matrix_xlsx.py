"""The matriks persandingan as a spreadsheet, and the budgets that changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rbdocs.compare.matrix import MatrixRow
from rbdocs.model.changed_words import ComparedPiece, Presence
from rbdocs.word.package import write_package

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = {"No": 5, "Letak": 32, "Semula": 52, "Menjadi": 52, "Keterangan": 40}
# ECMA-376, 18.3.1.63: 14 is Folio, 8.5 by 13 inches: the F4 of Indonesian offices.
_FOLIO = 14
_MAX_CELL = 32_767  # letters that a cell of Excel holds
# The earliest day that is the same on every machine; the wall clock has no part in a document.
_DAY = datetime(1980, 1, 1)


def matrix_workbook(
    heading: dict[str, str],
    rows: Sequence[MatrixRow],
    budgets: Sequence[dict[str, str]],
    others: Sequence[MatrixRow] = (),
) -> bytes:
    """Return the workbook of *rows*.

    *budgets*, and *others*, which no document shows, have sheets of their own where there are any.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Matriks"
    _fill(sheet, heading, rows)
    if budgets:
        _fill_budgets(workbook.create_sheet("Perangkat daerah"), budgets)
    if others:
        title = {**heading, "ringkasan": f"{len(others)} perubahan yang tidak tercetak."}
        _fill(workbook.create_sheet("Tidak tercetak"), title, others)
    for worksheet in workbook.worksheets:
        _set_up_page(worksheet)
    workbook.properties.creator = heading["pembuat"]
    workbook.properties.title = f"Matriks persandingan {heading['judul']}"
    workbook.properties.created = _DAY
    stream = io.BytesIO()
    workbook.save(stream)
    return _same_bytes(stream.getvalue())


def _fill(sheet: Worksheet, heading: dict[str, str], rows: Sequence[MatrixRow]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for line in (
        f"MATRIKS PERSANDINGAN {heading['judul']}",
        f"Semula: {heading['lama']}",
        f"Menjadi: {heading['baru']}",
        heading["ringkasan"],
    ):
        sheet.append([line])
        sheet.cell(sheet.max_row, 1).data_type = "s"
    sheet.cell(1, 1).font = Font(bold=True, size=13)
    sheet.append([])
    top = sheet.max_row + 1
    for index, (name, width) in enumerate(_WIDTHS.items(), start=1):
        _write(sheet, top, index, name)
        sheet.column_dimensions[get_column_letter(index)].width = width
    _head(sheet, top, len(_WIDTHS))
    for number, row in enumerate(rows, start=1):
        for index, content in enumerate(
            (number, row.place, _rich(row.old), _rich(row.new), row.remark), start=1
        ):
            _write(sheet, top + number, index, content)
    sheet.freeze_panes = f"A{top + 1}"
    sheet.auto_filter.ref = f"A{top}:E{top + len(rows)}"
    sheet.print_title_rows = f"{top}:{top}"


def _fill_budgets(sheet: Worksheet, budgets: Sequence[dict[str, str]]) -> None:
    from openpyxl.utils import get_column_letter

    titles = {
        "nama": ("Perangkat daerah", 45),
        "lama": ("Anggaran semula", 22),
        "baru": ("Anggaran menjadi", 22),
        "selisih": ("Selisih", 22),
        "target_lama": ("Target semula", 14),
        "target_baru": ("Target menjadi", 14),
    }
    for index, (title, width) in enumerate(titles.values(), start=1):
        _write(sheet, 1, index, title)
        sheet.column_dimensions[get_column_letter(index)].width = width
    _head(sheet, 1, len(titles))
    for number, row in enumerate(budgets, start=2):
        for index, name in enumerate(titles, start=1):
            _write(sheet, number, index, row[name])
    sheet.freeze_panes = "A2"


def _write(sheet: Worksheet, row: int, column: int, content: Any) -> None:
    """Write *content*; a text is a text, also where it looks like a formula."""
    from openpyxl.styles import Alignment

    cell = sheet.cell(row, column)
    cell.value = content[:_MAX_CELL] if isinstance(content, str) else content
    if not isinstance(content, int):
        cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _head(sheet: Worksheet, row: int, columns: int) -> None:
    from openpyxl.styles import Font, PatternFill

    for index in range(1, columns + 1):
        cell = sheet.cell(row, index)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFE7E6E6")


def _rich(pieces: Sequence[ComparedPiece]) -> Any:
    """The pieces as rich text: removed words struck out, added ones underlined."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    looks = {
        Presence.REMOVED: InlineFont(strike=True, color=Color("FFA00000")),
        Presence.ADDED: InlineFont(b=True, u="single", color=Color("FF004D00")),
    }
    text = CellRichText()
    for part, words in pieces:
        text.append(TextBlock(looks[part], words) if part in looks else words)
    return text if len(str(text)) <= _MAX_CELL else str(text)[:_MAX_CELL]


def _set_up_page(sheet: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _FOLIO
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _same_bytes(data: bytes) -> bytes:
    """The workbook without the time at which it was written."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    core = parts["docProps/core.xml"].decode()
    day = _DAY.strftime("%Y-%m-%dT%H:%M:%SZ")
    core = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{day}", core)
    parts["docProps/core.xml"] = core.encode()
    return write_package(parts)
