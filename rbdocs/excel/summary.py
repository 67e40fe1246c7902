"""Who owes what: one sheet with a line for each office and a chart, one with every open value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.chart import BarChart, Reference
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rbdocs.excel.book import HEAD, Style, XlsxBook, set_page
from rbdocs.excel.fields import EXTRAS
from rbdocs.excel.form import Form
from rbdocs.excel.plan_rows import in_order, slug_of
from rbdocs.model.jawaban import DaftarJawaban
from rbdocs.model.regulation import Regulation

_HEAD = Style(HEAD, bold=True, horizontal="center", vertical="center")
_TEXT, _NUMBER = Style(text=True), Style(shape="#,##0")
_DAY = Style(shape="dd-mm-yyyy", horizontal="center")
_COLUMNS = (
    ("Perangkat daerah", 46),
    ("Berkas", 24),
    ("Diminta", 10),
    ("Sudah dijawab", 10),
    ("Masih terbuka", 10),
    ("Batas", 12),
    ("Jawaban terakhir", 18),
    ("Keterangan", 16),
)
_FIRST = 5


def summary_workbook(regulation: Regulation, forms: Sequence[Form], until: date | None) -> bytes:
    """Return the workbook that says what each of *forms* asks, and what has been answered."""
    book = XlsxBook(f"Ringkasan {forms[0].heading}", regulation.instansi.nama)
    _offices(book, regulation, forms, until)
    _cells(book, forms)
    return book.bytes()


@dataclass(frozen=True, slots=True)
class _Line:
    """How far one office is: its file, how much is still asked and was answered, since when."""

    nama: str
    file: str
    asked: int
    answered: int
    day: str


def _lines(regulation: Regulation, forms: Sequence[Form]) -> list[_Line]:
    """A line for each office that is asked, and for those that have answered all already."""
    listing = regulation.perangkat_daerah
    triwulan = forms[0].triwulan
    answers = regulation.jawaban or DaftarJawaban()
    days = {
        item.perangkat_daerah: item.diterima
        for item in answers.jawaban
        if item.triwulan == triwulan
    }
    asked = {form.office: form for form in forms}
    names = {pd.singkat: pd.nama for pd in listing.perangkat_daerah}
    result = []
    for office in in_order(listing, {*asked, *days}):
        form = asked.get(office)
        file = form.file if form else f"{slug_of(listing, office)}.xlsx"
        count = form.asked() if form else 0
        done = sum(key not in EXTRAS for _, key in answers.given(office, triwulan))
        result.append(_Line(names.get(office, office), file, count, done, days.get(office, "")))
    return result


def _offices(
    book: XlsxBook, regulation: Regulation, forms: Sequence[Form], until: date | None
) -> None:
    sheet = book.sheet("Ringkasan")
    _head(book, sheet, forms[0].heading, _COLUMNS)
    lines = _lines(regulation, forms)
    for row, line in enumerate(lines, start=_FIRST):
        values = (line.nama, line.file, line.asked + line.answered, line.answered, line.asked)
        for column, value in enumerate(values, start=1):
            book.put(sheet, row, column, value, _TEXT if isinstance(value, str) else _NUMBER)
        book.put(sheet, row, 6, until, _DAY)
        book.put(sheet, row, 7, line.day, _TEXT)
        late = f'IF(AND(F{row}<>"",TODAY()>F{row}),"terlambat","menunggu")'
        book.formula(sheet, row, 8, f'=IF(E{row}=0,"lengkap",{late})', _TEXT)
        sheet.row_dimensions[row].height = 14.0 * (1 + len(line.nama) // 44)
    last = _FIRST + len(lines) - 1
    book.put(sheet, last + 1, 1, "Jumlah", Style(bold=True))
    for column in (3, 4, 5):
        letter = get_column_letter(column)
        total = f"=SUM({letter}{_FIRST}:{letter}{last})"
        book.formula(sheet, last + 1, column, total, Style(bold=True, shape="#,##0"))
    sheet.freeze_panes = f"B{_FIRST}"
    sheet.auto_filter.ref = f"A{_FIRST - 1}:H{last}"
    _chart(sheet, last)


def _chart(sheet: Worksheet, last: int) -> None:
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.title = "Kemajuan tiap perangkat daerah"
    chart.add_data(Reference(sheet, min_col=4, max_col=5, min_row=_FIRST - 1, max_row=last),
                   titles_from_data=True)  # fmt: skip
    chart.set_categories(Reference(sheet, min_col=1, min_row=_FIRST, max_row=last))
    chart.series[0].graphicalProperties.solidFill = "548235"
    chart.series[1].graphicalProperties.solidFill = "F4B183"
    chart.y_axis.title, chart.y_axis.majorGridlines = "isian", None
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"
    chart.height, chart.width = max(8.0, 0.62 * (last - _FIRST + 6)), 26
    sheet.add_chart(chart, f"A{last + 4}")


def _cells(book: XlsxBook, forms: Sequence[Form]) -> None:
    """Every value that is still to come, to be filtered."""
    sheet = book.sheet("Isian")
    columns = (
        ("Perangkat daerah", 34),
        ("Lembar", 16),
        ("Baris", 10),
        ("Rencana aksi", 60),
        ("Yang diisi", 40),
        ("Banyaknya", 10),
    )
    _head(book, sheet, f"{forms[0].heading}: yang masih terbuka", columns)
    row = _FIRST
    for form in forms:
        for part in form.sheets:
            titles = {column.key: " ".join(column.title.split()) for column in part.columns}
            for item in part.rows:
                asked = [titles.get(key, key) for key in item.asked_keys()]
                if not asked:
                    continue
                action = item.cells.get(part.action)
                text = action.text if action is not None else ""
                values = (form.nama, part.name, item.id, text, ", ".join(asked), len(asked))
                for column, value in enumerate(values, start=1):
                    style = _TEXT if isinstance(value, str) else _NUMBER
                    book.put(sheet, row, column, value, style)
                row += 1
    sheet.freeze_panes = f"A{_FIRST}"
    sheet.auto_filter.ref = f"A{_FIRST - 1}:F{max(row - 1, _FIRST)}"


def _head(
    book: XlsxBook, sheet: Worksheet, title: str, columns: Sequence[tuple[str, float]]
) -> None:
    book.put(sheet, 1, 1, title, Style(bold=True, size=13, border=False, wrap=False))
    for index, (name, width) in enumerate(columns, start=1):
        book.put(sheet, _FIRST - 1, index, name, _HEAD)
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.row_dimensions[_FIRST - 1].height = 30
    sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"
    set_page(sheet, foot=title)
