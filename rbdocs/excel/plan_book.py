"""The whole plan as one workbook: as printed, flat for reckoning, and added up with charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
from openpyxl.chart import BarChart, Reference
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from rbdocs.excel.fields import field_rows
from rbdocs.excel.printed import printed_sheets, write_printed
from rbdocs.figures.sheet_room import INDONESIAN, SheetRoom
from rbdocs.model.budget import Cost, Namer, costs, recapitulate
from rbdocs.model.plan_columns import SUB, ColumnKind
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import BELUM_DIISI, Nilai
from rbdocs.report.book import (
    BUTTON,
    HEAD,
    Style,
    XlsxBook,
    add_chart_sheet,
    set_page,
    sheets_across,
    width_of,
)

OFFICE, THEME = "Perangkat daerah", "Lampiran"
_ACTIONS, _OPEN, _ONCE, _WRITTEN = (
    "Rencana aksi",
    "Isian terbuka",
    "Anggaran",
    "Anggaran tertulis",
)
_NOBODY = "(belum ditentukan)"


def actions_frame(regulation: Regulation) -> pd.DataFrame:
    """Return the actions of every plan of *regulation*, a row each, in printed order."""
    return pd.DataFrame(list(_actions(regulation)))


def _actions(regulation: Regulation) -> Iterator[dict[str, Any]]:
    spent = _spent(regulation)
    for lampiran in regulation.lampiran:
        for row in field_rows(regulation, lampiran):
            if row.address.row > 1:
                continue
            record: dict[str, Any] = {
                THEME: f"Lampiran {lampiran.lampiran}",
                "Kode": row.kode,
                OFFICE: row.owner.office or _NOBODY,
            }
            for column in row.columns:
                if column.level == SUB and column.kind is not ColumnKind.OFFICE:
                    continue  # each has a row of its own among the budgets
                made = row.fields[column.key]
                name = _free(column.title_within or column.label, record)
                record[name] = _value(made.content)
            record["Cara"] = str(row.aksi.cara)
            record["Anggaran (rupiah)"] = spent.get(row.kode)
            record[_OPEN] = sum(field.open for field in row.fields.values())
            yield record


def _spent(regulation: Regulation) -> dict[str, float]:
    result: dict[str, float] = {}
    for cost in costs(regulation.baris):
        if cost.jumlah is not None:
            kode = cost.baris.kode
            result[kode] = result.get(kode, 0.0) + float(cost.jumlah)
    return result


def _free(name: str, record: dict[str, Any]) -> str:
    """*name*, with a number where a column is called so already."""
    name = " ".join(name.split())
    number, free = 1, name
    while free in record:
        number += 1
        free = f"{name} ({number})"
    return free


def _value(content: object) -> Any:
    """A value to reckon with: what is still to come is none, a per cent its number."""
    text = str(content)
    if text == BELUM_DIISI:
        return None
    number = content.number if isinstance(content, Nilai) else None
    if number is not None and isinstance(content, Nilai) and not content.persen:
        return int(number) if number == number.to_integral_value() else float(number)
    return text


def budgets_frame(regulation: Regulation) -> pd.DataFrame:
    """Return the budget lines of every plan of *regulation*, a row each, in printed order."""
    namer = Namer(regulation.perangkat_daerah)
    records = [
        {
            THEME: f"Lampiran {cost.baris.kelompok.lampiran.lampiran}",
            "Kode": cost.baris.kode,
            OFFICE: namer.owner(cost),
            "Rencana aksi": " ".join(cost.baris.uraian.plain.split()),
            "Sub kegiatan": cost.nama,
            "Anggaran (rupiah)": None if cost.jumlah is None else float(cost.jumlah),
            "Tercetak": str(cost.sub.anggaran),
        }
        for cost in costs(regulation.baris)
    ]
    return pd.DataFrame(records)


def recapitulation(regulation: Regulation, actions: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return how many actions and how much money each value of *by* has, OFFICE or THEME.

    The money is that of model.recapitulation: what several rows give to one sub kegiatan is counted
    once; beside it stands what the printed column comes to.
    """
    counts = actions.groupby(by, sort=False).agg(
        **{_ACTIONS: ("Kode", "count"), _OPEN: (_OPEN, "sum")}
    )
    namer = Namer(regulation.perangkat_daerah)
    name: Callable[[Cost], str] = (
        namer.owner
        if by == OFFICE
        else lambda cost: f"Lampiran {cost.baris.kelompok.lampiran.lampiran}"
    )
    sums = recapitulate(list(costs(regulation.baris)), name)
    money = pd.DataFrame(
        {item.nama: (float(item.once), float(item.written)) for item in sums},
        index=[_ONCE, _WRITTEN],
    ).T
    result = counts.join(money, how="outer").fillna(0)
    return result.sort_values(_ONCE, ascending=False).rename_axis(by).reset_index()


def cross_table(actions: pd.DataFrame) -> pd.DataFrame:
    """Return how many actions each office has in each Lampiran, with sums."""
    table = pd.pivot_table(
        actions,
        index=OFFICE,
        columns=THEME,
        values="Kode",
        aggfunc="count",
        fill_value=0,
        margins=True,
        margins_name="Jumlah",
    )
    table.columns.name = None
    return table.reset_index()


_TITLE = Style(bold=True, size=13, border=False, wrap=False)
_NOTE = Style(italic=True, size=9, border=False, wrap=False)
_HEAD = Style(HEAD, bold=True, horizontal="center", vertical="center")
_TEXT, _NUMBER = Style(size=9, text=True), Style(size=9, shape=f"{INDONESIAN}#,##0.##")
_WHOLE = Style(size=9, shape=f"{INDONESIAN}#,##0")
_WIDEST, _NARROWEST = 48.0, 9.0  # units of width


def plan_workbook(regulation: Regulation, room: SheetRoom) -> bytes:
    """Return the workbook of every Lampiran of *regulation*, measured with *room*."""
    peraturan = regulation.peraturan
    title = f"Rencana aksi reformasi birokrasi tahun {peraturan.tahun}"
    book = XlsxBook(title, regulation.instansi.nama, room)
    actions = actions_frame(regulation)
    if not actions.empty:
        _recapitulation(book, regulation, actions, title)
        _flat(book, "Rencana aksi", "Rencana_aksi", actions, title)
        budgets = budgets_frame(regulation)
        if not budgets.empty:
            _flat(book, "Anggaran", "Anggaran", budgets, title)
    for table in printed_sheets(regulation):
        write_printed(book, table, title)
    return book.bytes()


def _flat(book: XlsxBook, name: str, table: str, frame: pd.DataFrame, title: str) -> None:
    """A sheet with *frame* as a table of Excel, from which a pivot table can be made at once."""
    sheet = book.sheet(name)
    _write(book, sheet, 1, frame)
    last = f"{get_column_letter(len(frame.columns))}{len(frame) + 1}"
    made = Table(displayName=table, ref=f"A1:{last}")
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    sheet.add_table(made)
    sheet.freeze_panes = "C2"
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:B"
    total = sum(column.width for column in sheet.column_dimensions.values())
    set_page(sheet, foot=title, across=sheets_across(total))


def _write(book: XlsxBook, sheet: Worksheet, top: int, frame: pd.DataFrame) -> None:
    """Write *frame* with its headings from the row *top* on."""
    for index, name in enumerate(frame.columns, start=1):
        book.put(sheet, top, index, str(name), _HEAD)
        values = [str(value) for value in frame[name] if not _missing(value)]
        longest = max((len(value) for value in values), default=0)
        whole = max((book.room.width(value, _TEXT.size) for value in values), default=0.0)
        head = book.room.width(str(name), _HEAD.size, bold=True) + BUTTON
        width = max(min(max(longest * 1.1, whole), _WIDEST), head, _NARROWEST)
        known = width_of(sheet, index) if top > 1 else 0.0
        sheet.column_dimensions[get_column_letter(index)].width = max(width, known)
    book.fit(sheet, top, {n: (str(name), _HEAD) for n, name in enumerate(frame.columns, start=1)})
    for row, record in enumerate(frame.itertuples(index=False), start=top + 1):
        texts = {n: value for n, value in enumerate(record, start=1) if isinstance(value, str)}
        book.fit(sheet, row, {n: (text, _TEXT) for n, text in texts.items()} or {1: ("", _TEXT)})
        for index, value in enumerate(record, start=1):
            plain = None if _missing(value) else _plain(value)
            style = _TEXT if isinstance(plain, str) else _number(plain)
            book.put(sheet, row, index, plain, style)


def _missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value)


def _plain(value: Any) -> str | int | float:
    if isinstance(value, str):
        return value
    return int(value) if float(value).is_integer() else float(value)


def _number(value: object) -> Style:
    return _WHOLE if isinstance(value, int) else _NUMBER


def _recapitulation(
    book: XlsxBook, regulation: Regulation, actions: pd.DataFrame, title: str
) -> None:
    sheet = book.sheet("Rekapitulasi")
    book.put(sheet, 1, 1, title, _TITLE)
    book.put(
        sheet,
        2,
        1,
        "Anggaran: sub kegiatan yang ditulis di beberapa baris dihitung sekali; Anggaran tertulis: "
        "jumlah kolom seperti tercetak, dalam rupiah.",
        _NOTE,
    )
    sheet.column_dimensions["A"].width = 34
    top, charts = 4, []
    for by in (THEME, OFFICE):
        frame = recapitulation(regulation, actions, by)
        book.put(sheet, top, 1, f"Menurut {by.lower()}", Style(bold=True, border=False, wrap=False))
        _write(book, sheet, top + 1, frame)
        charts.append(_chart(sheet, by, frame, top + 1))
        top += len(frame) + 4
    frame = cross_table(actions)
    book.put(
        sheet,
        top,
        1,
        "Banyaknya rencana aksi menurut perangkat daerah dan Lampiran",
        Style(bold=True, border=False, wrap=False),
    )
    _write(book, sheet, top + 1, frame)
    set_page(sheet, portrait=True, foot=title)
    add_chart_sheet(book, title, charts)


def _chart(sheet: Worksheet, by: str, frame: pd.DataFrame, head: int) -> BarChart:
    """The money of each group as bars."""
    chart = BarChart()
    chart.type = "bar"
    chart.title = f"Anggaran menurut {by.lower()} (miliar rupiah)"
    last = head + min(len(frame), 20)
    column = list(frame.columns).index("Anggaran") + 1
    data = Reference(sheet, min_col=column, min_row=head, max_row=last)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=head + 1, max_row=last))
    chart.legend = None
    chart.series[0].graphicalProperties.solidFill = "2E75B6"
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.tickLblSkip = 1  # the name of every bar
    chart.y_axis.numFmt = "#,##0.0,,,"
    chart.y_axis.majorGridlines = None
    chart.height, chart.width = max(5.0, 0.8 * (last - head) + 2.5), 26
    return chart
