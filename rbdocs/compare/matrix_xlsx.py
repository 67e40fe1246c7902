"""The matriks persandingan as a workbook: its rows, the changes one by one, and the budgets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rbdocs.compare.budget import BudgetRow
from rbdocs.compare.change import Change, ChangeKind
from rbdocs.compare.matrix import MatrixRow
from rbdocs.compare.workbook import SheetWriter
from rbdocs.figures.sheet_room import SheetRoom
from rbdocs.files import Project
from rbdocs.model.values import format_number, parse_number
from rbdocs.report.book import XlsxBook

_MATRIX = {
    "No": 5,
    "Letak": 32,
    "Semula": 50,
    "Menjadi": 50,
    "Keterangan": 32,
    "Tanggapan": 26,
}
_DETAILS = {
    "No": 5,
    "Bagian": 16,
    "Letak": 50,
    "Yang berubah": 24,
    "Jenis": 14,
    "Semula": 38,
    "Menjadi": 38,
}
_BUDGETS = {
    "Perangkat daerah": 45,
    "Anggaran semula (Rp)": 22,
    "Anggaran menjadi (Rp)": 22,
    "Selisih (Rp)": 22,
    "Target semula": 14,
    "Target menjadi": 14,
    "Keterangan": 40,
}
_TOO_LONG = "Teksnya lebih tinggi daripada baris Excel; bacalah seluruhnya dalam matriks.docx."


def matrix_workbook(
    project: Project,
    heading: dict[str, str],
    rows: Sequence[MatrixRow],
    budgets: Sequence[BudgetRow],
    others: Sequence[MatrixRow] = (),
) -> bytes:
    """Return the workbook of *rows*.

    *budgets*, and *others*, which no document shows, have sheets of their own where there are any.
    Raises FileProblem where the typeface in which texts are measured cannot be used.
    """
    title = f"Matriks persandingan {heading['judul']}"
    book = XlsxBook(title, heading["pembuat"], SheetRoom.of(project))
    _matrix(book, "Matriks", heading, rows)
    _details(book, heading, rows)
    if budgets:
        _budgets(book, heading, budgets)
    if others:
        counted = {**heading, "ringkasan": f"{len(others)} baris yang tidak tercetak."}
        _matrix(book, "Tidak tercetak", counted, others)
    return book.bytes()


def _title(heading: dict[str, str], what: str = "") -> list[str]:
    return [
        f"MATRIKS PERSANDINGAN {heading['judul']}",
        f"Semula: {heading['lama']}",
        f"Menjadi: {heading['baru']}",
        what or heading["ringkasan"],
    ]


def _matrix(book: XlsxBook, name: str, heading: dict[str, str], rows: Sequence[MatrixRow]) -> None:
    writer = SheetWriter(book, name, _MATRIX)
    writer.title(_title(heading))
    writer.head()
    for number, row in enumerate(rows, start=1):
        cells = (number, row.place, row.old, row.new, row.remark, None)
        if not writer.row(cells):
            writer.again((number, row.place, row.old, row.new, f"{row.remark}\n{_TOO_LONG}", None))
    writer.finish(heading["judul"])


def _details(book: XlsxBook, heading: dict[str, str], rows: Sequence[MatrixRow]) -> None:
    """The changes one by one, numbers as numbers, to be filtered and added up."""
    writer = SheetWriter(book, "Rincian", _DETAILS)
    writer.title(_title(heading, "Setiap perubahan satu baris; No adalah nomor baris matriks."))
    writer.head()
    for number, row in enumerate(rows, start=1):
        for change in row.changes:
            old, new = _values(change)
            place = change.listed_places() if len(change.places) > 1 else change.places[0]
            writer.row((number, change.part, place, change.column, str(change.kind), old, new))
    writer.finish(heading["judul"])


def _values(change: Change) -> tuple[str | Decimal, str | Decimal]:
    if change.kind is not ChangeKind.CHANGED:
        return change.old, change.new
    return _value(change.old), _value(change.new)


def _value(text: str) -> str | Decimal:
    """*text* as a number where it is one, written as numbers are printed; a year is none."""
    number = parse_number(text)
    if number is None or format_number(number) != text or (len(text) == 4 and text.isdigit()):
        return text
    return number


def _budgets(book: XlsxBook, heading: dict[str, str], budgets: Sequence[BudgetRow]) -> None:
    writer = SheetWriter(book, "Perangkat daerah", _BUDGETS)
    writer.title(_title(heading, "Anggaran dan banyaknya target menurut perangkat daerah."))
    writer.head()
    for row in budgets:
        known = not (row.old_open or row.new_open)
        by = (row.new or Decimal(0)) - (row.old or Decimal(0)) if known else None
        remarks = [
            f"{side}: {told}."
            for side, told, count in (
                ("Semula", row.old_told, row.old_open),
                ("Menjadi", row.new_told, row.new_open),
            )
            if count
        ]
        writer.row(
            (row.name, row.old, row.new, by, row.old_targets, row.new_targets, "\n".join(remarks))
        )
    writer.finish(heading["judul"])
