"""What the cells of a form let be typed: lists to choose from, rules by kind, number formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from rbdocs.excel.asked import AskedValue, Kind
from rbdocs.excel.book import PLAIN, Style, XlsxBook
from rbdocs.excel.form import OFFICES, UNITS

LISTS = "Pilihan"  # the hidden sheet with what can be chosen
_NOT_NUMBER = "Isi angka tanpa satuan, atau - bila tidak ada."
_RULES = {  # what a cell X may hold, as a formula, and what is said otherwise
    Kind.COUNT: (
        'OR(TRIM(X)="-",AND(ISNUMBER(X),X>=0,X=INT(X)))',
        "Isi bilangan bulat tanpa satuan, atau - bila tidak ada.",
    ),
    Kind.RUPIAH: (
        'OR(TRIM(X)="-",AND(ISNUMBER(X),X>=0,X=INT(X)))',
        "Isi rupiah bulat tanpa Rp, misalnya 1200000, atau - bila tidak ada.",
    ),
    Kind.PERCENT: (
        'OR(TRIM(X)="-",AND(ISNUMBER(X),X>=0))',
        "Isi 80 untuk 80%, atau - bila tidak ada.",
    ),
    Kind.NUMBER: ('OR(TRIM(X)="-",AND(ISNUMBER(X),X>=0))', _NOT_NUMBER),
}


class ChoiceLists:
    """What can be chosen, each list a column of a hidden sheet."""

    def __init__(self, units: Sequence[str], offices: Sequence[str]) -> None:
        self.columns: list[tuple[str, ...]] = []
        self.units, self.offices = self.range(units), self.range(offices)

    def range(self, choices: Iterable[str]) -> str:
        """Return the range that holds *choices*."""
        column = tuple(choices)
        if column not in self.columns:
            self.columns.append(column)
        letter = get_column_letter(self.columns.index(column) + 1)
        return f"{LISTS}!${letter}$1:${letter}${max(len(column), 1)}"

    def write(self, book: XlsxBook) -> None:
        """Write them into their sheet."""
        sheet = book.sheet(LISTS)
        sheet.sheet_state = "hidden"
        for index, column in enumerate(self.columns, start=1):
            for row, choice in enumerate(column, start=1):
                book.put(sheet, row, index, choice, PLAIN)

    def validation(self, wanted: AskedValue, listed: str, first: str) -> DataValidation | None:
        """Return what a column of cells that are to hold *wanted* lets be typed, None for anything.

        *listed* is the list of its choices; *first* is the place of its first cell.
        """
        if wanted.kind is Kind.CHOICE:
            chosen = self.range(wanted.choices)
        else:
            chosen = {UNITS: self.units, OFFICES: self.offices}.get(listed, "")
        if chosen:
            made = DataValidation("list", formula1=f"={chosen}", allow_blank=True)
            made.errorStyle = "stop" if wanted.kind is Kind.CHOICE else "warning"
            made.error = "Pilih dari daftarnya."
        elif wanted.kind in _RULES:
            formula, message = _RULES[wanted.kind]
            made = DataValidation("custom", formula1=formula.replace("X", first), allow_blank=True)
            made.error, made.errorStyle = message, "stop"
            if wanted.kind is Kind.PERCENT:
                made.prompt, made.showInputMessage = message, True
        else:
            return None
        made.errorTitle, made.showErrorMessage = "Isian", True
        return made


def shaped(style: Style, kind: Kind, wanted: AskedValue) -> Style:
    """Return *style* with the number format of what is *wanted*, and where it stands."""
    shape = "General"
    if kind in (Kind.COUNT, Kind.RUPIAH):
        shape = "#,##0"
    elif kind is Kind.PERCENT and any(value.persen for value in wanted.before):
        shape = 'General"%"'
    elif kind in (Kind.TEXT, Kind.TARGET, Kind.CHOICE):
        shape = "@"
    right = kind in (Kind.COUNT, Kind.RUPIAH, Kind.PERCENT, Kind.NUMBER)
    return replace(style, shape=shape, horizontal="right" if right else "")
