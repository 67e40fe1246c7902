"""A form as a workbook: what is to be filled in is yellow and unlocked, all else is locked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rbdocs.excel.asked import AskedValue, Kind
from rbdocs.excel.fields import CARA
from rbdocs.excel.form import (
    CHECK,
    CONTEXT,
    KEYS,
    LAST,
    VERSION,
    Form,
    FormCell,
    FormColumn,
    FormRow,
    FormSheet,
    Look,
)
from rbdocs.excel.form_parts import (
    FIRST_ROW,
    HEAD_ROW,
    ChoiceLists,
    check_formula,
    first_asked,
    shaped,
    write_cover,
)
from rbdocs.figures.sheet_room import INDONESIAN, SheetRoom
from rbdocs.report.book import (
    GREY,
    HEAD,
    MOST_LETTERS,
    PALE,
    PLAIN,
    RED,
    YELLOW,
    Style,
    XlsxBook,
    set_page,
    sheets_across,
    width_of,
)

_Rule = tuple[str, Kind, Sequence[str]]  # a column, and how its cells are checked
META = "rbdocs"  # the hidden sheet that says what was asked
_WIDEST_WORD = 40.0  # units of width; longer ones, such as addresses on the web, are broken
_LEAST = 24.0  # points, of a row: to be met with the mouse, or written into on paper
_KEY_ROW = HEAD_ROW - 1
_SMALL = Style(size=8, wrap=False, border=False)
_WHOLE = f"{INDONESIAN}#,##0"
_HEAD = Style(HEAD, bold=True, horizontal="center", vertical="center", size=9)
_LAST_HEAD = Style(GREY, italic=True, colour="FF595959", horizontal="center", size=8)
_LOOKS = {
    Look.CONTEXT: Style(size=8),
    Look.TEXT: Style(size=9),
    Look.LAST: Style(GREY, italic=True, colour="FF595959", size=9, horizontal="right"),
    Look.SHARED: Style(GREY, italic=True, colour="FF595959", size=8),
    Look.FORMULA: Style(size=9, horizontal="center"),
    Look.OPEN: Style(YELLOW, unlocked=True),
    Look.NOTE: Style(PALE, unlocked=True, size=9),
    Look.PROPOSAL: Style(PALE, unlocked=True),
}


def form_workbook(
    form: Form, units: Sequence[str], offices: Sequence[str], room: SheetRoom
) -> bytes:
    """Return the workbook of *form*, measured with *room*; *units* and *offices* can be chosen."""
    book = XlsxBook(form.heading, form.instansi, room)
    lists = ChoiceLists(units, offices)
    write_cover(book, form)
    for sheet in form.sheets:
        _Writer(book, form, sheet, lists).write()
    lists.write(book)
    _write_meta(book, form)
    return book.bytes()


class _Writer:
    """Writes one sheet of a form."""

    def __init__(self, book: XlsxBook, form: Form, sheet: FormSheet, lists: ChoiceLists) -> None:
        self._book, self._form, self._sheet, self._lists = book, form, sheet, lists
        self._target = book.sheet(sheet.name)
        self._at = {column.key: index for index, column in enumerate(sheet.columns, start=2)}
        self._chosen = {column.key: column.choices for column in sheet.columns}
        self._checks: dict[_Rule, list[int]] = {}
        self._wanted: dict[_Rule, AskedValue] = {}

    def write(self) -> None:
        """Write the sheet."""
        self._head()
        for number, row in enumerate(self._sheet.rows, start=FIRST_ROW):
            self._book.put(self._target, number, 1, row.id, _SMALL)
            for column in self._sheet.columns:
                cell = row.cells.get(column.key, FormCell())
                self._cell(number, column.key, cell)
            if CHECK in row.cells and self._sheet.total in self._at:
                self._check(number)
            self._fit(number, row)
        self._validate()
        self._finish()

    def _head(self) -> None:
        sheet, book = self._target, self._book
        book.put(
            sheet, 1, 2, self._sheet.title, Style(bold=True, size=12, border=False, wrap=False)
        )
        book.put(sheet, 2, 2, f"Untuk {self._form.nama}", PLAIN)
        book.put(
            sheet,
            3,
            2,
            "Kuning: diisi. Kuning muda: diisi bila perlu. Abu-abu: "
            + ("target" if self._form.triwulan else "nilai tahun lalu, atau diisi yang lain")
            + ". Sel lain terkunci.",
            Style(size=9, italic=True, border=False, wrap=False),
        )
        book.put(sheet, _KEY_ROW, 1, KEYS, _SMALL)
        sheet.row_dimensions[_KEY_ROW].hidden = True
        sheet.column_dimensions["A"].hidden = True
        heads: dict[int, Style] = {}
        for index, column in enumerate(self._sheet.columns, start=2):
            book.put(sheet, _KEY_ROW, index, column.key, _SMALL)
            style = heads[index] = _LAST_HEAD if column.last else _HEAD
            book.put(sheet, HEAD_ROW, index, column.title, style)
            sheet.column_dimensions[get_column_letter(index)].width = self._width(column, style)
        titles = enumerate((column.title for column in self._sheet.columns), start=2)
        book.fit(sheet, HEAD_ROW, {index: (title, heads[index]) for index, title in titles})

    def _cell(self, number: int, key: str, cell: FormCell) -> None:
        style = _LOOKS[cell.look]
        if cell.look.editable and cell.wanted is not None:
            kind = cell.wanted.kind
            style = shaped(style, kind, cell.wanted)
            rule = (key, kind, cell.wanted.choices if kind is Kind.CHOICE else ())
            self._checks.setdefault(rule, []).append(number)
            self._wanted[rule] = cell.wanted
        value: Any = cell.value
        if isinstance(value, str):
            style = replace(style, text=True)
        elif value is not None and cell.look is not Look.OPEN:
            style = replace(style, shape=_shape(value))
        self._book.put(self._target, number, self._at[key], value, style)

    def _width(self, column: FormColumn, head: Style) -> float:
        """How wide *column* is: no word is broken, and what stood there last year has room."""
        room = self._book.room
        needed = [column.width, room.width(column.title, head.size, bold=head.bold)]
        for row in self._sheet.rows:
            cell, before = row.cells.get(column.key), row.cells.get(f"{LAST}{column.key}")
            if cell is not None:
                needed.append(room.width(cell.text, _LOOKS[cell.look].size))
            if before is not None and before.value is not None and before.value != before.text:
                needed.append(room.width(before.text, _LOOKS[Look.OPEN].size))
        return min(max(needed), _WIDEST_WORD)

    def _fit(self, number: int, row: FormRow) -> None:
        """Let the row *number* be as high as the texts of *row* need."""
        texts = {
            self._at[key]: (cell.text, _LOOKS[cell.look])
            for key, cell in row.cells.items()
            if key in self._at and isinstance(cell.value, str)
        }
        self._book.fit(self._target, number, texts or {2: ("", _LOOKS[Look.TEXT])})
        height = self._target.row_dimensions[number]
        height.height = max(height.height or 0.0, _LEAST)

    def _check(self, number: int) -> None:
        def place(key: str) -> str:
            return f"{get_column_letter(self._at[key])}{number}"

        quarters = [place(key) for key in self._sheet.quarters if key in self._at]
        cara = place(CARA) if CARA in self._at else ""
        text = check_formula(quarters, place(self._sheet.total), cara)
        self._book.formula(self._target, number, self._at[CHECK], text, _LOOKS[Look.FORMULA])

    def _validate(self) -> None:
        for rule, rows in self._checks.items():
            key, wanted = rule[0], self._wanted[rule]
            letter = get_column_letter(self._at[key])
            made = self._lists.validation(wanted, self._chosen.get(key, ""), f"{letter}{rows[0]}")
            if made is not None:
                for first, last in _runs(rows):
                    made.add(f"{letter}{first}:{letter}{last}")
                self._target.add_data_validation(made)

    def _finish(self) -> None:
        sheet = self._target
        last = FIRST_ROW + len(self._sheet.rows) - 1
        end = get_column_letter(len(self._sheet.columns) + 1)
        frozen = self._frozen()
        sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{FIRST_ROW}"
        for chosen in sheet.sheet_view.selection:
            chosen.activeCell = chosen.sqref = first_asked(self._sheet)
        sheet.auto_filter.ref = f"B{HEAD_ROW}:{end}{last}"
        sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
        sheet.print_area = f"B{HEAD_ROW}:{end}{last}"  # the title is at the head of every page
        sheet.sheet_view.zoomScale = 90
        across = sheets_across(sum(width_of(sheet, index) for index in self._at.values()))
        if across > 1:
            action = get_column_letter(self._at.get(self._sheet.action, frozen))
            sheet.print_title_cols = f"{action}:{action}"
        foot = f"{self._form.nama}: {self._form.heading}"
        set_page(sheet, head=self._sheet.title, foot=foot, across=across)
        protect(sheet)
        if CHECK in self._at:
            letter = get_column_letter(self._at[CHECK])
            sheet.conditional_formatting.add(
                f"{letter}{FIRST_ROW}:{letter}{last}",
                FormulaRule(  # type: ignore[no-untyped-call]
                    formula=[f'LEFT({letter}{FIRST_ROW},1)="≠"'],
                    fill=PatternFill("solid", bgColor=RED),
                ),
            )

    def _frozen(self) -> int:
        """The last column that stays in sight: it says which row it is."""
        index = self._at.get(self._sheet.action, self._at.get(CONTEXT, 2))
        width = sum(width_of(self._target, column) for column in range(2, index + 1))
        return index if width < 90 else 2


def _shape(value: int | Decimal) -> str:
    """The number format in which *value* reads as it is written in Indonesian."""
    places = "0" * max(-int(value.as_tuple().exponent), 0) if isinstance(value, Decimal) else ""
    return f"{_WHOLE}.{places}" if places else _WHOLE


def _runs(rows: Sequence[int]) -> Iterable[tuple[int, int]]:
    """The rows as stretches that follow one another."""
    start = before = rows[0]
    for row in rows[1:]:
        if row != before + 1:
            yield start, before
            start = row
        before = row
    yield start, before


def protect(sheet: Worksheet) -> None:
    """Lock what is not unlocked; no password, for it is to guide and not to keep anyone out."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False
    protection.autoFilter = protection.sort = False


def _write_meta(book: XlsxBook, form: Form) -> None:
    """Say in a hidden sheet what was asked, and what every cell said then."""
    sheet = book.sheet(META)
    sheet.sheet_state = "veryHidden"
    head = {
        "versi": VERSION,
        "instansi": form.instansi,
        "tahun": form.tahun.as_value(),
        "triwulan": form.triwulan,
        "perangkat_daerah": form.office,
        "batas": form.batas,
        "kolom": {
            sheet.name: {column.key: column.title for column in sheet.columns}
            for sheet in form.sheets
        },
    }
    _put_json(book, sheet, 1, [KEYS], head)
    number = 1
    for part in form.sheets:
        for row in part.rows:
            number += 1
            said = {key: cell.text for key, cell in row.cells.items() if cell.text}
            content = {"kata": said, "buka": row.open_keys(), "minta": row.asked_keys()}
            _put_json(book, sheet, number, [part.name, row.id], content)


def _put_json(
    book: XlsxBook, sheet: Worksheet, row: int, names: Sequence[str], content: object
) -> None:
    text = json.dumps(content, ensure_ascii=False)
    pieces = [text[start : start + 30_000] for start in range(0, len(text), 30_000)]
    for column, piece in enumerate([*names, *pieces], start=1):
        assert len(piece) < MOST_LETTERS
        book.put(sheet, row, column, piece, PLAIN)
