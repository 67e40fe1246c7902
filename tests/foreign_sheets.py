"""Plans as other offices keep them in Excel: merged as printed, and in the ways of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from rbdocs.model.plan import PlanRow
from rbdocs.model.plan_columns import Column, ColumnKind, Merge
from rbdocs.model.values import Nilai, parse_number


@dataclass(frozen=True)
class Habit:
    """How an office keeps its table.

    *merged*: cells are merged as printed; else what carries on is left empty. *two_heads*: groups
    stand over the titles. *typed*: numbers are numbers and percentages percent cells, not texts.
    """

    merged: bool = True
    two_heads: bool = True
    typed: bool = True
    title_rows: int = 2
    numbered: bool = False  # a row of column numbers below the heading
    own_columns: bool = False  # No in front, Keterangan behind
    sum_row: bool = False
    other_sheet: bool = False  # a cover sheet comes first


def foreign(rows: Sequence[PlanRow], habit: Habit) -> bytes:
    """Return the workbook that an office of that *habit* keeps of *rows*."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if habit.other_sheet:
        sheet.append(["Petunjuk", "Isi tabel pada lembar berikut"])
        sheet = book.create_sheet("Renaksi")
    for number in range(habit.title_rows):
        sheet.append(["", f"RENCANA AKSI BARIS {number}"])
    shift = 1 if habit.own_columns else 0
    top = habit.title_rows + 1
    columns = rows[0].columns
    first = _head(sheet, columns, habit, top, shift)
    if habit.numbered:
        for place in range(len(columns) + shift):
            sheet.cell(first, place + 1, place + 1)
        first += 1
    _body(sheet, rows, habit, first, shift)
    if habit.sum_row:
        last = first + len(rows)
        sheet.cell(last, 1 + shift, "JUMLAH")
        sheet.cell(last, 1 + shift + _place(columns, ColumnKind.AMOUNT), 999)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _place(columns: Sequence[Column], kind: ColumnKind) -> int:
    return next(index for index, column in enumerate(columns) if column.kind is kind)


def _head(sheet: Worksheet, columns: Sequence[Column], habit: Habit, top: int, shift: int) -> int:
    """Write the heading; return the row below it."""
    deep = habit.two_heads and any(column.groups for column in columns)
    for place, column in enumerate(columns, start=1 + shift):
        if deep and column.groups:
            sheet.cell(top, place, column.groups[0])
            sheet.cell(top + 1, place, column.title)
        else:
            sheet.cell(top, place, column.title)
            if deep:
                sheet.merge_cells(None, top, place, top + 1, place)
    if habit.own_columns:
        sheet.cell(top, 1, "No")
        sheet.cell(top, 1 + shift + len(columns), "Keterangan")
    return top + 1 + deep


def _body(sheet: Worksheet, rows: Sequence[PlanRow], habit: Habit, first: int, shift: int) -> None:
    for below, row in enumerate(rows):
        if habit.own_columns:
            sheet.cell(first + below, 1, below + 1)
        for place, (column, cell) in enumerate(
            zip(row.columns, row.cells, strict=True), start=1 + shift
        ):
            if cell.merge is not Merge.CONTINUED:
                value, shape = _typed(column, cell.content, habit)
                written = sheet.cell(first + below, place, value)
                if shape:
                    written.number_format = shape
    if habit.merged:
        for place in range(len(rows[0].columns)):
            _merge(sheet, rows, first, place, shift)


def _merge(sheet: Worksheet, rows: Sequence[PlanRow], first: int, place: int, shift: int) -> None:
    start = 0
    for below in range(1, len(rows) + 1):
        if below < len(rows) and rows[below].cells[place].merge is Merge.CONTINUED:
            continue
        if below - start > 1:
            column = place + 1 + shift
            sheet.merge_cells(None, first + start, column, first + below - 1, column)
        start = below


def _typed(column: Column, content: object, habit: Habit) -> tuple[Any, str]:
    """What a person types for *content*, and the number format of its cell."""
    text = text_of(content)
    if not habit.typed or column.kind in (ColumnKind.TEXT, ColumnKind.UNIT, ColumnKind.OFFICE):
        return text or None, ""
    percent = text.endswith("%")
    number = parse_number(text.removesuffix("%"))
    if number is None:
        return text or None, ""
    if percent:
        return float(number / 100), "0.00%"
    return (int(number) if number == int(number) else float(number)), "#,##0"


def text_of(content: object) -> str:
    """What a cell prints."""
    if isinstance(content, Nilai):
        return str(content)
    return str(getattr(content, "plain", content))
