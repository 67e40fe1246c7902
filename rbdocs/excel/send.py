"""All forms of one request, as files: one for each office, and who owes what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl.chart import BarChart, Reference
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rbdocs.excel.fields import EXTRAS
from rbdocs.excel.form import Form
from rbdocs.excel.form_out import form_workbook
from rbdocs.excel.plan_rows import NOBODY, PlanRows, in_order, slug_of
from rbdocs.excel.reached import reached_form
from rbdocs.excel.receive import SUMMARY
from rbdocs.excel.request import plan_form
from rbdocs.figures.sheet_room import INDONESIAN, SheetRoom
from rbdocs.files import FileProblem
from rbdocs.model.realisasi import DaftarJawaban
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import format_date, read_day
from rbdocs.report.book import BUTTON, HEAD, Style, XlsxBook, add_chart_sheet, set_page, width_of

_HEAD = Style(HEAD, bold=True, horizontal="center", vertical="center")
_TEXT, _NUMBER = Style(text=True, size=9), Style(size=9, shape=f"{INDONESIAN}#,##0")
_DAY = Style(shape="dd-mm-yyyy", horizontal="center", size=9)
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


def summary_workbook(
    regulation: Regulation, forms: Sequence[Form], until: date | None, room: SheetRoom
) -> bytes:
    """Return the workbook that says what each of *forms* asks, and what has been answered."""
    book = XlsxBook(f"Ringkasan {forms[0].heading}", regulation.instansi.nama, room)
    chart = _chart(*_offices_sheet(book, regulation, forms, until))
    add_chart_sheet(book, forms[0].heading, [chart])
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


def _offices_sheet(
    book: XlsxBook, regulation: Regulation, forms: Sequence[Form], until: date | None
) -> tuple[Worksheet, int]:
    """Write how far each office is; return the sheet, and its last row of an office."""
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
        file = max(width_of(sheet, 2), book.room.width(line.file, _TEXT.size))
        sheet.column_dimensions["B"].width = file
        book.fit(sheet, row, {1: (line.nama, _TEXT), 2: (line.file, _TEXT)})
    last = _FIRST + len(lines) - 1
    book.put(sheet, last + 1, 1, "Jumlah", Style(bold=True))
    for column in (3, 4, 5):
        letter = get_column_letter(column)
        total = f"=SUM({letter}{_FIRST}:{letter}{last})"
        book.formula(sheet, last + 1, column, total, Style(bold=True, shape=f"{INDONESIAN}#,##0"))
    sheet.freeze_panes = f"B{_FIRST}"
    sheet.auto_filter.ref = f"A{_FIRST - 1}:H{last}"
    return sheet, last


def _chart(offices: Worksheet, last: int) -> BarChart:
    """How far each office is, as bars."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.title = "Kemajuan tiap perangkat daerah"
    chart.add_data(Reference(offices, min_col=4, max_col=5, min_row=_FIRST - 1, max_row=last),
                   titles_from_data=True)  # fmt: skip
    chart.set_categories(Reference(offices, min_col=1, min_row=_FIRST, max_row=last))
    chart.series[0].graphicalProperties.solidFill = "548235"
    chart.series[1].graphicalProperties.solidFill = "F4B183"
    chart.y_axis.title, chart.y_axis.majorGridlines = "isian", None
    chart.x_axis.scaling.orientation, chart.x_axis.tickLblSkip = "maxMin", 1  # each one's name
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"
    chart.height, chart.width = max(8.0, 0.7 * (last - _FIRST + 6)), 26
    return chart


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
                texts = {n: (str(value), _TEXT) for n, value in enumerate(values, start=1)}
                book.fit(sheet, row, texts)
                row += 1
    sheet.freeze_panes = f"A{_FIRST}"
    sheet.auto_filter.ref = f"A{_FIRST - 1}:F{max(row - 1, _FIRST)}"


def _head(
    book: XlsxBook, sheet: Worksheet, title: str, columns: Sequence[tuple[str, float]]
) -> None:
    book.put(sheet, 1, 1, title, Style(bold=True, size=13, border=False, wrap=False))
    for index, (name, width) in enumerate(columns, start=1):
        book.put(sheet, _FIRST - 1, index, name, _HEAD)
        whole = book.room.width(name, _HEAD.size, bold=True) + BUTTON
        sheet.column_dimensions[get_column_letter(index)].width = max(width, whole)
    book.fit(sheet, _FIRST - 1, {n: (name, _HEAD) for n, (name, _) in enumerate(columns, start=1)})
    sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"
    set_page(sheet, foot=title)


_SPOKEN = re.compile(r"(\d{1,2})[ /.-]+(\w+)[ /.-]+(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Request:
    """What a drafter asks: of whom (all where empty), until when, to be sent to whom.

    *triwulan* asks for what was reached up to that quarter; 0 asks for the plan.
    """

    offices: tuple[str, ...] = ()
    everything: bool = False
    triwulan: int = 0
    batas: date | None = None
    kepada: str = "pengirimnya"


@dataclass(slots=True)
class PreparedForms:
    """The forms of a request, and their files by name; *nothing* says why there are none."""

    forms: list[Form] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    nothing: str = ""

    def counts(self) -> list[tuple[str, str, int]]:
        """Return for each form its office, its file, and how much is asked in it."""
        return [(form.nama, form.file, form.asked()) for form in self.forms]


def due_day(text: str) -> date | None:
    """Return the day that *text* names. Raises FileProblem where it names none.

    >>> due_day("15 Januari 2024")
    datetime.date(2024, 1, 15)
    """
    if not text.strip():
        return None
    spoken_day, iso = _SPOKEN.fullmatch(text.strip()), _ISO.fullmatch(text.strip())
    parts = spoken_day.groups() if spoken_day else iso.groups()[::-1] if iso else ("", "", "")
    day = read_day(*parts)
    if day is None:
        raise FileProblem(
            f"Batas «{text[:40]}» bukan tanggal. Tulis misalnya 2024-01-15 atau 15 Januari 2024."
        )
    return day


def spoken(day: date | None) -> str:
    """Return *day* as people write it; "" for none."""
    return format_date(day) if day else ""


def prepare(regulation: Regulation, request: Request, room: SheetRoom) -> PreparedForms:
    """Return the forms for *request*, measured with *room*.

    Raises FileProblem where it names no known office.
    """
    if request.triwulan == 0 and regulation.peraturan.status == "ditetapkan":
        tahun = regulation.peraturan.edition
        raise FileProblem(
            f"Peraturan tahun {tahun} sudah ditetapkan, jadi tidak ada yang belum diisi. Mintakan "
            f"realisasinya: minta {tahun} --realisasi TW1; atau rancang tahun berikutnya: revisi "
            f"{tahun.next_year} --dari {tahun}."
        )
    plans = PlanRows.of(regulation)
    offices = _offices(plans, request)
    until, to, everything = spoken(request.batas), request.kepada, request.everything
    if request.triwulan:
        forms = [
            reached_form(plans, office, request.triwulan, until, to, everything=everything)
            for office in offices
        ]
    else:
        forms = [
            plan_form(plans, office, until=until, to=to, everything=everything)
            for office in offices
        ]
    forms = [form for form in forms if form.sheets and (request.everything or form.asked())]
    if not forms:
        return PreparedForms(nothing="Tidak ada yang belum diisi, jadi tidak ada yang dimintakan.")
    units = [unit.ejaan[0] for unit in regulation.satuan.satuan]
    names = [pd.singkat for pd in regulation.perangkat_daerah.perangkat_daerah]
    files = {form.file: form_workbook(form, units, names, room) for form in forms}
    files[SUMMARY] = summary_workbook(regulation, forms, request.batas, room)
    return PreparedForms(forms, files)


def _offices(plans: PlanRows, request: Request) -> list[str]:
    """The offices that are asked, in the order of the register."""
    listing = plans.regulation.perangkat_daerah
    present = {row.owner.office for row in plans.rows}
    known = set(plans.offices())
    if request.everything or request.triwulan:
        known |= {office or NOBODY for office in present}
    if not request.offices:
        return in_order(listing, known)
    wanted = []
    for name in request.offices:
        pd = next(
            (
                pd
                for pd in listing.perangkat_daerah
                if name.casefold() in (pd.kunci, *(known.casefold() for known in pd.names()))
            ),
            None,
        )
        if pd is None:
            keys = ", ".join(pd.kunci for pd in listing.perangkat_daerah if pd.singkat in known)
            raise FileProblem(f"Tidak ada perangkat daerah «{name}». Yang dapat dimintai: {keys}.")
        wanted.append(pd.singkat)
    return in_order(listing, set(wanted))
