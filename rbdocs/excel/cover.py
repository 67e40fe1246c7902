"""The first sheet of a form: what to do in five lines, by when, and who has filled it in."""

from __future__ import annotations

from rbdocs.excel.book import HEAD, YELLOW, Style, XlsxBook, set_page
from rbdocs.excel.form import Form

COVER = "Petunjuk"
# What is asked about who fills the form in, by lasting names.
ASKED = {"oleh": "Diisi oleh (nama dan jabatan)", "telepon": "Telepon atau WhatsApp"}
_LINE = Style(border=False, size=11)
_LABEL = Style(HEAD, bold=True)


def write_cover(book: XlsxBook, form: Form) -> None:
    """Write the cover of *form*."""
    sheet = book.sheet(COVER)
    sheet.column_dimensions["A"].hidden = True
    sheet.column_dimensions["B"].width = 34
    sheet.column_dimensions["C"].width = 76
    book.put(sheet, 1, 2, form.instansi, Style(border=False, wrap=False, size=11))
    book.put(sheet, 2, 2, form.heading, Style(border=False, wrap=False, bold=True, size=14))
    book.put(sheet, 3, 2, f"Untuk {form.nama}", Style(border=False, wrap=False, bold=True, size=12))
    row = 5
    for number, line in enumerate(form.what, start=1):
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
        book.put(sheet, row, 2, f"{number}. {line}", _LINE)
        sheet.row_dimensions[row].height = 15.5 * (1 + len(line) // 108)
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
        book.put(sheet, row, 2, part.name, Style(text=True))
        book.put(sheet, row, 3, f"{cells} sel dalam {len(asking)} baris", Style(text=True))
    set_page(sheet, foot=form.heading)
    sheet.protection.sheet = True
