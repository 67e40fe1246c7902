"""A workbook comes in: judged before it is opened, and a foreign sheet read as a grid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from rbdocs.files import FileProblem, NotRegular, TooLarge, read_regular
from rbdocs.word.package import PackageProblem, unpack

LARGEST = 20_000_000  # bytes; a form has under a million
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: how files of Excel before 2007 begin
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4
_ODF = b"mimetypeapplication/vnd.oasis.opendocument"  # OpenDocument 1.3, part 2, 2.2.4
_SAVE = "Buka di Excel, simpan sebagai Excel Workbook (.xlsx), lalu kirim yang itu."
_MACROS = re.compile(r"vba(Project|Data)|macrosheets/|activeX/", re.IGNORECASE)
_OUTSIDE = re.compile(r"externalLinks/|connections\.xml|queryTables/", re.IGNORECASE)
_EMBEDDED = re.compile(r"embeddings/|oleObject", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_MOST_CELLS = 400_000  # that any sheet may claim; a form of 6,000 rows has 150,000
_ROWS = re.compile(rb"<(?:\w+:)?c[ >/]")


class BookProblem(Exception):
    """A file is no workbook that may be read; ``str()`` says why and what to do, in Indonesian."""


def read_book(path: Path) -> bytes:
    """Return the bytes of the workbook at *path*, once it has been looked into.

    Raises BookProblem, or FileProblem where there is no such file.
    """
    try:
        data = read_regular(path, LARGEST)
    except TooLarge as error:
        raise BookProblem(
            f"berkas ini terlalu besar ({error}). Hapus gambar dan lembar yang ditambahkan, lalu "
            "simpan lagi."
        ) from error
    except NotRegular as error:
        raise BookProblem(f"ini {error}, bukan berkas Excel.") from error
    except OSError as error:
        raise FileProblem(
            f"{path.as_posix()} tidak dapat dibaca ({error.strerror or error}). Periksa namanya, "
            "dan apakah berkas itu sedang dibuka."
        ) from error
    refuse(data)
    return data


def refuse(data: bytes) -> None:
    """Raise BookProblem where *data* is no workbook that may be opened."""
    _refuse_other(data)
    try:
        parts = unpack(data)
    except PackageProblem as error:
        reason = str(error).replace("berkas Word (.docx)", "berkas Excel (.xlsx)")
        raise BookProblem(f"{reason}. {_SAVE}") from error
    if "xl/workbook.xml" not in parts and not any(
        name.startswith("xl/worksheets/") for name in parts
    ):
        what = "berkas Word" if "word/document.xml" in parts else "arsip zip"
        after = " Untuk Word: perintah serap." if what == "berkas Word" else ""
        raise BookProblem(f"ini {what}, bukan berkas Excel (.xlsx).{after}")
    for pattern, what in (
        (_MACROS, "makro"),
        (_OUTSIDE, "sambungan ke berkas atau data lain"),
        (_EMBEDDED, "objek yang disisipkan"),
    ):
        if any(pattern.search(name) for name in parts):
            raise BookProblem(
                f"berkas ini memuat {what}, jadi tidak dibuka. Salin isiannya ke lembar permintaan "
                "yang asli, lalu simpan sebagai .xlsx tanpa itu."
            )
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise BookProblem(f"ini berkas bermakro (.xlsm), jadi tidak dibuka. {_SAVE}")
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")) and _DOCTYPE.search(content[:2000]):
            raise BookProblem(f"{name} di dalamnya memuat definisi XML yang tidak diizinkan.")
        if name.startswith("xl/worksheets/") and len(_ROWS.findall(content)) > _MOST_CELLS:
            raise BookProblem(
                "ada lembar dengan terlalu banyak sel. Hapus baris dan kolom yang tidak dipakai."
            )


# How PNG, JPEG, GIF, BMP, TIFF, WebP and HEIC begin.
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\0\0\0")


def _refuse_other(data: bytes) -> None:
    """Raise BookProblem for what is no zip at all, or another office's file."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise BookProblem(
                "berkas ini dilindungi sandi. Buka di Excel, hapus sandinya (File > Info > Protect "
                "Workbook > Encrypt with Password), lalu simpan."
            )
        raise BookProblem(f"ini berkas Excel lama (.xls). {_SAVE}")
    if data.startswith(b"PK\x03\x04") and _ODF in data[:4096]:
        raise BookProblem(f"ini berkas OpenDocument (.ods), bukan .xlsx. {_SAVE}")
    if data.startswith(b"%PDF"):
        raise BookProblem("ini berkas PDF. Kirim berkas Excel (.xlsx) yang dikirimkan dahulu.")
    if data.startswith(_PICTURES):
        raise BookProblem(
            "ini gambar (foto atau hasil pindai), jadi tidak dibaca. Ketik isiannya ke berkas "
            "permintaan yang asli (.xlsx)."
        )
    if not data.startswith(b"PK"):
        what = "berkas kosong" if not data.strip() else "teks (misalnya .csv), bukan .xlsx"
        raise BookProblem(f"ini {what}. {_SAVE}")


MOST_ROWS, MOST_COLUMNS = 20_000, 200
_PERCENT = re.compile(r"%")


class GridCell(NamedTuple):
    """What a cell shows: its *text*, its *number* where it is one, and whether it carries on.

    *carries*: the cell is one with that of the row above. *odd* says what could not be read in it.
    """

    text: str = ""
    number: Decimal | None = None
    carries: bool = False
    odd: str = ""


@dataclass(slots=True)
class Grid:
    """A sheet: its rows by their numbers, from the first that says something, and its oddities."""

    name: str
    rows: dict[int, list[GridCell]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row) for row in self.rows.values()), default=0)


EMPTY = GridCell()


def read_grids(data: bytes) -> list[Grid]:
    """Return the sheets of the workbook *data* that say something. Raises BookProblem."""
    refuse(data)
    try:
        shown = load_workbook(BytesIO(data), data_only=True)
        typed = load_workbook(BytesIO(data))
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, IndexError) as error:
        raise BookProblem(
            f"isinya rusak ({type(error).__name__}). Simpan ulang di Excel."
        ) from error
    grids = []
    for sheet in shown.worksheets:
        grid = _read(sheet, typed[sheet.title])
        if grid.rows:
            grids.append(grid)
    return grids


def letter(column: int) -> str:
    """Return what Excel calls the column at *column*, counted from 0: A, B, ..."""
    return str(get_column_letter(column + 1))


def _read(sheet: Worksheet, typed: Worksheet) -> Grid:
    grid = Grid(sheet.title)
    last_row, last_column = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS)
    if sheet.max_row > MOST_ROWS and any(
        cell.value is not None
        for row in sheet.iter_rows(min_row=MOST_ROWS + 1, max_col=last_column)
        for cell in row
    ):
        grid.notes.append(f"Baris sesudah {MOST_ROWS} tidak dibaca.")
    for values, formulas in zip(
        sheet.iter_rows(max_row=last_row, max_col=last_column),
        typed.iter_rows(max_row=last_row, max_col=last_column),
        strict=False,
    ):
        row = [_cell(cell, formula) for cell, formula in zip(values, formulas, strict=False)]
        if any(cell.text or cell.odd for cell in row):
            grid.rows[values[0].row or 0] = row
    _fill_merged(sheet, grid)
    grid.notes += _hidden(sheet, grid)
    return grid


def _fill_merged(sheet: Worksheet, grid: Grid) -> None:
    """Give each row of a merged cell what the cell says, marked as carried on."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row not in grid.rows or merged.min_col > grid.width:
            continue
        first = grid.rows[merged.min_row][merged.min_col - 1]
        for number in range(merged.min_row, min(merged.max_row, MOST_ROWS) + 1):
            row = grid.rows.get(number)
            if row is None:
                continue
            for column in range(merged.min_col - 1, min(merged.max_col, len(row))):
                below = number > merged.min_row
                row[column] = first._replace(carries=below)


def _hidden(sheet: Worksheet, grid: Grid) -> Iterator[str]:
    columns = [
        name
        for name, shape in sheet.column_dimensions.items()
        if shape.hidden and any(_says(row, name) for row in grid.rows.values())
    ]
    if columns:
        yield f"Kolom tersembunyi ikut dibaca: {', '.join(columns)}."
    rows = [number for number in grid.rows if sheet.row_dimensions[number].hidden]
    if rows:
        shown = ", ".join(map(str, rows[:10])) + (", ..." if len(rows) > 10 else "")
        yield f"Baris tersembunyi ikut dibaca: {shown}."


def _says(row: list[GridCell], name: str) -> bool:
    return any(letter(index) == name and cell.text for index, cell in enumerate(row))


def _cell(cell: Any, formula: Any) -> GridCell:
    value = getattr(cell, "value", None)
    if value is None:
        if isinstance(formula, Cell) and formula.data_type == "f":
            return GridCell(odd="rumus tanpa hasil tersimpan; buka dan simpan dahulu di Excel")
        return EMPTY
    if getattr(cell, "data_type", "") == "e":
        return GridCell(odd=f"rumusnya salah ({value})")
    if isinstance(value, bool):
        return GridCell("v" if value else "")
    if isinstance(value, datetime | date | time):
        shown = value.strftime("%d-%m-%Y") if isinstance(value, date) else str(value)
        return GridCell(odd=f"tanggal {shown}, bukan angka atau teks")
    if isinstance(value, int | float):
        return _number(Decimal(str(value)), getattr(cell, "number_format", "") or "")
    return GridCell(_plain(str(value)))


def _number(number: Decimal, shape: str) -> GridCell:
    if not number.is_finite():
        return GridCell(odd="angka yang tidak terhingga")
    if _PERCENT.search(shape):
        # Excel keeps 25% as 0.25; binary fractions are taken back to what a person typed.
        percent = round(number * 100, 6).normalize()
        return GridCell(f"{_written(percent)}%")
    number = round(number, 6).normalize()
    return GridCell(_written(number), number)


def _written(number: Decimal) -> str:
    """*number* as Indonesian writes it, without a separator of thousands."""
    return f"{number:f}".replace(".", ",")


def _plain(text: str) -> str:
    """*text* with single spaces, its lines kept; what is not printed goes."""
    lines = (
        "".join(sign if sign.isprintable() else " " for sign in line.replace("\xad", ""))
        for line in text.splitlines()
    )
    kept = (" ".join(line.split()) for line in lines)
    return "\n".join(line for line in kept if line)
