"""What a form has beside its rows: the cover, lists and rules of what may be typed, a check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from rbdocs.excel.asked import AskedValue, Kind
from rbdocs.excel.form import OFFICES, UNITS, Form, FormSheet
from rbdocs.figures.sheet_room import INDONESIAN
from rbdocs.model.plan_tree import Cara
from rbdocs.report.book import HEAD, PLAIN, YELLOW, Style, XlsxBook, set_page

COVER = "Petunjuk"
HEAD_ROW = 5  # of a sheet, with the titles of its columns
FIRST_ROW = HEAD_ROW + 1
# What is asked about who fills the form in, by lasting names.
ASKED = {"oleh": "Diisi oleh (nama dan jabatan)", "telepon": "Telepon atau WhatsApp"}
_LINE = Style(border=False, size=11)
_LABEL = Style(HEAD, bold=True)
_LINK = Style(text=True, colour="FF0563C1")
_NAMES, _WIDE = 34.0, 110.0  # units of width, of the names and of the whole cover


def write_cover(book: XlsxBook, form: Form) -> None:
    """Write the cover of *form*."""
    sheet = book.sheet(COVER)
    sheet.column_dimensions["A"].hidden = True
    sheet.column_dimensions["B"].width = _NAMES
    sheet.column_dimensions["C"].width = _WIDE - _NAMES
    book.put(sheet, 1, 2, form.instansi, Style(border=False, wrap=False, size=11))
    book.put(sheet, 2, 2, form.heading, Style(border=False, wrap=False, bold=True, size=14))
    book.put(sheet, 3, 2, f"Untuk {form.nama}", Style(border=False, wrap=False, bold=True, size=12))
    row = 5
    for number, line in enumerate(form.what, start=1):
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
        book.put(sheet, row, 2, f"{number}. {line}", _LINE)
        needed = book.room.height(f"{number}. {line}", _WIDE, _LINE.size)
        sheet.row_dimensions[row].height = needed + 2
        row += 1
    row += 1
    for name, label in ASKED.items():
        book.put(sheet, row, 1, name, _LINE)
        book.put(sheet, row, 2, label, _LABEL)
        book.put(sheet, row, 3, None, Style(YELLOW, unlocked=True, shape="@"))
        row += 1
    row += 1
    book.put(sheet, row, 2, "Lembar", _LABEL)
    book.put(sheet, row, 3, "Yang diisi", _LABEL)
    for part in form.sheets:
        row += 1
        asking = [keys for item in part.rows if (keys := item.asked_keys())]
        cells = sum(map(len, asking))
        book.put(sheet, row, 2, part.name, _LINK)
        place = f"'{part.name}'!{first_asked(part)}"
        sheet.cell(row, 2).hyperlink = Hyperlink(ref=f"B{row}", location=place)
        book.put(sheet, row, 3, f"{cells} sel dalam {len(asking)} baris", Style(text=True))
    set_page(sheet, foot=form.heading)
    sheet.protection.sheet = True


def check_formula(quarters: Sequence[str], total: str, cara: str) -> str:
    """Return the formula over the cells *quarters* and *total*; *cara* says how it follows.

    It is the arithmetic of model.total: what is no number counts as nothing. A mean may be rounded,
    as rule TW02 lets it.

    >>> check_formula(["A1", "B1"], "C1", "")[:34]
    '=IF(COUNT(A1,B1)=0,IF(ISNUMBER(C1)'
    """
    listing = ",".join(quarters)
    last = "0"
    for place in quarters:
        last = f"IF(ISNUMBER({place}),{place},{last})"
    ways = {
        Cara.AKHIR: last,
        Cara.TERTINGGI: f"MAX({listing})",
        Cara.RERATA: f"AVERAGE({listing})",
        Cara.TETAP: f"IF(MAX({listing})=MIN({listing}),MAX({listing}),-1)",
    }
    expected = f"SUM({listing})"
    if cara:
        for way, formula in ways.items():
            expected = f'IF({cara}="{way.value}",{formula},{expected})'
    close = f'IF({cara}="{Cara.RERATA.value}",0.5,0.005)' if cara else "0.005"
    return (
        f'=IF(COUNT({listing})=0,IF(ISNUMBER({total}),"≠ triwulan kosong",""),'
        f'IF({total}="","isi Total: "&({expected}),'
        f'IF(NOT(ISNUMBER({total})),"periksa Total",'
        f'IF(ABS({total}-({expected}))<={close},"sesuai",'
        f'IF({expected}=-1,"≠ triwulan berbeda","≠ seharusnya "&({expected}))))))'
    )


def first_asked(part: FormSheet) -> str:
    """Return the place of the first cell of *part* that is to be filled in; else its first row."""
    for number, row in enumerate(part.rows, start=FIRST_ROW):
        asked = row.asked_keys()
        for index, column in enumerate(part.columns, start=2):
            if column.key in asked:
                return f"{get_column_letter(index)}{number}"
    return f"B{FIRST_ROW}"


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
        shape = f"{INDONESIAN}#,##0"
    elif kind is Kind.PERCENT and any(value.persen for value in wanted.before):
        shape = 'General"%"'
    elif kind in (Kind.TEXT, Kind.TARGET, Kind.CHOICE):
        shape = "@"
    right = kind in (Kind.COUNT, Kind.RUPIAH, Kind.PERCENT, Kind.NUMBER)
    return replace(style, shape=shape, horizontal="right" if right else "")
