"""What is asked of each office about what it has reached: quarter by quarter, with evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rbdocs.excel.asked import AskedValue, Kind
from rbdocs.excel.fields import FieldRow, is_above
from rbdocs.excel.form import (
    CONTEXT,
    LAST,
    NOTE,
    Form,
    FormCell,
    FormColumn,
    FormRow,
    FormSheet,
    Look,
)
from rbdocs.excel.plan_rows import NOBODY, PlanRows, form_for
from rbdocs.model.plan_columns import ColumnKind
from rbdocs.model.realisasi import Achievement
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import BELUM_DIISI, format_number

SPENT = "serapan"
NOTES = {"bukti": "Bukti dukung", "kendala": "Kendala", "solusi": "Solusi"}
QUARTERS = 4
_SHOWN = {"uraian": 28.0, "satuan": 9.5, "indikator": 17.0}  # fields of the action, with widths
_WIDTHS = {"bukti": 22.0, "kendala": 22.0, "solusi": 22.0}


def reported_rows(plans: PlanRows) -> Iterator[FieldRow]:
    """Yield the first row of every action that has a target for the year, quarter by quarter."""
    for row in plans.rows:
        aksi = row.aksi
        if row.address.row == 1 and aksi.indikator.plain and len(aksi.tw) == QUARTERS:
            yield row


def achieved(regulation: Regulation, kode: str) -> Achievement | None:
    """Return what is reported of the action *kode*; None where nothing is."""
    return regulation.realisasi.by_kode.get(kode) if regulation.realisasi else None


def text_of(known: Achievement | None, key: str) -> str:
    """Return what *known* says in the column *key* of the form; ``belum diisi`` for nothing yet."""
    if known is None:
        return BELUM_DIISI
    if key == SPENT:
        return str(known.anggaran) if known.anggaran is not None else BELUM_DIISI
    name, quarter = key[:-1], int(key[-1])
    if name == "tw":
        return str(known.tw[quarter - 1])
    note = known.note(quarter)
    said = getattr(note, name) if note else None
    return BELUM_DIISI if said is None else str(said)


def wanted(plans: PlanRows, row: FieldRow, key: str) -> AskedValue:
    """Return what the column *key* is to hold for the action of *row*."""
    if key == SPENT:
        return AskedValue(Kind.RUPIAH)
    if not key.startswith("tw"):
        return AskedValue(Kind.TEXT)
    quarter = next(c.key for c in row.columns if c.path == ("tw", 0))
    return replace(row.fields[quarter].wanted, before=(*row.aksi.tw, row.aksi.total))


def reached_form(
    plans: PlanRows, office: str, quarter: int, until: str, to: str, *, everything: bool = False
) -> Form:
    """Return the form that asks *office* what it has reached up to *quarter*."""
    regulation = plans.regulation
    tahun = regulation.peraturan.tahun
    what = (
        f"Isilah sel kuning dengan yang dicapai sampai triwulan {quarter} tahun {tahun}; sel "
        "abu-abu adalah targetnya.",
        "Tulis angkanya saja; tulis - bila triwulan itu memang tidak ada targetnya, dan 0 bila "
        "tidak tercapai sama sekali.",
        "Sebut bukti dukungnya; bila target tidak tercapai, tulis kendala dan solusinya.",
        "Serapan adalah anggaran yang sudah dibelanjakan sejak Januari. Sel lain terkunci dan "
        "tidak dibaca.",
    )
    sheets = [
        sheet
        for lampiran in regulation.lampiran
        if (sheet := _sheet(plans, office, quarter, lampiran.lampiran, everything=everything))
    ]
    heading = f"Permintaan realisasi rencana aksi triwulan {quarter} tahun {tahun}"
    return form_for(regulation, office, heading, what, until, to, sheets, triwulan=quarter)


def _sheet(
    plans: PlanRows, office: str, quarter: int, lampiran: str, *, everything: bool
) -> FormSheet | None:
    rows = [
        row
        for row in reported_rows(plans)
        if row.lampiran.lampiran == lampiran and (row.owner.office or NOBODY) == office
    ]
    made = [_row(plans, row, quarter) for row in rows]
    if not any(row.asked_keys() for row in made) and not everything:
        return None
    if not made:
        return None
    title = f"Lampiran {lampiran}: realisasi sampai triwulan {quarter}"
    columns = list(_columns(rows[0], quarter))
    action = rows[0].key("uraian")
    return FormSheet(f"Lampiran {lampiran}", title, columns, made, action=action)


def _columns(row: FieldRow, quarter: int) -> Iterator[FormColumn]:
    above = dict.fromkeys(
        column.title
        for column in row.columns
        if is_above(column) and column.kind is ColumnKind.TEXT
    )
    yield FormColumn(CONTEXT, ", ".join(above), 30)
    titles = {column.key: column.title for column in row.columns}
    for name, width in _SHOWN.items():
        if key := row.key(name):
            yield FormColumn(key, titles[key], width)
    for number in range(1, quarter + 1):
        yield FormColumn(f"{LAST}tw{number}", f"Target TW {number}", 7, last=True)
        yield FormColumn(f"tw{number}", f"Realisasi TW {number}", 9)
    for name, title in NOTES.items():
        yield FormColumn(f"{name}{quarter}", f"{title} TW {quarter}", _WIDTHS[name])
    yield FormColumn(f"{LAST}{SPENT}", "Anggaran", 13, last=True)
    yield FormColumn(SPENT, "Serapan sampai sekarang", 14)
    yield FormColumn(NOTE, "Catatan", 16)


def _row(plans: PlanRows, row: FieldRow, quarter: int) -> FormRow:
    known = achieved(plans.regulation, row.kode)
    aksi = row.aksi
    made = FormRow(row.id)
    made.cells[CONTEXT] = FormCell(_context(row), Look.CONTEXT)
    for name in _SHOWN:
        if key := row.key(name):
            made.cells[key] = FormCell(row.fields[key].text)
    for number in range(1, quarter + 1):
        key = f"tw{number}"
        made.cells[f"{LAST}{key}"] = FormCell(str(aksi.tw[number - 1]), Look.LAST)
        made.cells[key] = _cell(plans, row, known, key, Look.OPEN)
    made.cells[f"bukti{quarter}"] = _cell(plans, row, known, f"bukti{quarter}", Look.OPEN)
    for name in ("kendala", "solusi"):
        made.cells[f"{name}{quarter}"] = _cell(plans, row, known, f"{name}{quarter}", Look.NOTE)
    made.cells[f"{LAST}{SPENT}"] = FormCell(_budget(row), Look.LAST)
    spent = text_of(known, SPENT)
    text = "" if spent == BELUM_DIISI else spent
    made.cells[SPENT] = FormCell(text, Look.NOTE, AskedValue(Kind.RUPIAH))
    made.cells[NOTE] = FormCell("", Look.NOTE, AskedValue(Kind.TEXT))
    return made


def _cell(
    plans: PlanRows, row: FieldRow, known: Achievement | None, key: str, look: Look
) -> FormCell:
    text = text_of(known, key)
    if text != BELUM_DIISI:
        return FormCell(text)
    return FormCell("", look, wanted(plans, row, key))


def _context(row: FieldRow) -> str:
    named: Sequence[str] = [
        f"{column.title}: {' '.join(row.fields[column.key].text.split())}"
        for column in row.columns
        if column.kind is ColumnKind.OFFICE or (is_above(column) and row.fields[column.key].text)
    ]
    return "\n".join(named)


def _budget(row: FieldRow) -> str:
    """What the sub kegiatan of the action cost together, where that is known."""
    numbers = [
        sub.anggaran.number
        for sub in row.aksi.sub_kegiatan or ()
        if sub.anggaran is not None and sub.anggaran.number is not None
    ]
    return format_number(int(sum(numbers))) if numbers else ""
