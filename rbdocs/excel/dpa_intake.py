"""The approved budget as an office has it in Excel becomes ``sources/dpa-TAHUN.yaml``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rbdocs.excel.door import read_book
from rbdocs.excel.grid import GridCell, letter, read_grids
from rbdocs.excel.headings import Headed, Match, find_heading
from rbdocs.files import FileProblem
from rbdocs.model.dpa import is_national_code
from rbdocs.model.plan_columns import ROW, Column, ColumnKind
from rbdocs.model.values import parse_number

_COLUMNS = tuple(
    Column(key, title, kind, ROW, (key,), makna=makna, label=label)
    for key, title, kind, makna, label in (
        ("kode_rekening", "Kode Rekening", ColumnKind.TEXT, "kode_rekening", "Kode Sub Kegiatan"),
        ("nama", "Sub Kegiatan", ColumnKind.TEXT, "sub_kegiatan", "Nama Sub Kegiatan"),
        ("perangkat_daerah", "SKPD", ColumnKind.OFFICE, "pelaksana", "Perangkat Daerah"),
        ("jumlah", "Anggaran", ColumnKind.AMOUNT, "anggaran", "Pagu"),
    )
)
_NEEDED = {"kode_rekening", "nama", "jumlah"}


@dataclass(frozen=True, slots=True)
class BudgetTaken:
    """What a list of the approved budget says: where it stood, its rows, what could not be read."""

    headed: Headed
    content: bytes
    rows: int
    notes: tuple[str, ...]


def take_budget(path: Path, tahun: int, office: Callable[[str], str | None]) -> BudgetTaken:
    """Return the source that the workbook *path* comes to; *office* gives the key of an office.

    Rows without a code, such as programmes and sums, are passed over. Raises FileProblem where
    there is no such table, and BookProblem where it is no workbook that may be opened.
    """
    headed = find_heading(read_grids(read_book(path)), _COLUMNS)
    found = {match.column.key: match for match in headed.matches} if headed else {}
    if headed is None or not found.keys() >= _NEEDED:
        raise FileProblem(
            f"{path.name}: tidak ada tabel dengan kolom kode rekening, nama sub kegiatan dan "
            "anggaran. Beri judul kolomnya demikian, lalu ulangi."
        )
    lines, notes = [f"# Diambil dari {' '.join(path.name.split())}.", "dpa:"], []
    for number, row in sorted(headed.grid.rows.items()):
        if number > headed.last:
            line, note = _line(number, row, found, office)
            lines += [line] if line else []
            notes += [note] if note else []
    rows = len(lines) - 2
    if not rows:
        raise FileProblem(f"{path.name}: tidak ada baris yang berkode rekening sub kegiatan.")
    content = "\n".join(lines).encode() + b"\n"
    return BudgetTaken(headed, content, rows, (*headed.grid.notes, *notes))


def _line(
    number: int, row: list[GridCell], found: dict[str, Match], office: Callable[[str], str | None]
) -> tuple[str, str]:
    """The row as a line of the source, "" where it is none, and what is to be said of it."""
    said = {
        key: row[match.place] if match.place < len(row) else GridCell()
        for key, match in found.items()
    }
    code, name = said["kode_rekening"].text.replace(" ", ""), " ".join(said["nama"].text.split())
    if not is_national_code(code):
        amount = said["jumlah"].text
        known = code.replace(".", "").isdigit() and len(code) > len("2.16.02.2.01.")
        return "", f"Baris {number}: «{code}» bukan kode sub kegiatan; tidak diambil." * (
            known and bool(amount)
        )
    rupiah = _rupiah(said["jumlah"])
    if rupiah is None:
        place = letter(found["jumlah"].place)
        return "", f"Baris {number}, kolom {place}: «{said['jumlah'].text[:40]}» bukan rupiah."
    fields = {"kode_rekening": f'"{code}"', "nama": json.dumps(name, ensure_ascii=False)}
    fields["jumlah"] = str(rupiah)
    text = said.get("perangkat_daerah", GridCell()).text
    kunci = office(text) if text else None
    if kunci:
        fields["perangkat_daerah"] = kunci
    unknown = f"Baris {number}: perangkat daerah «{text[:40]}» belum terdaftar."
    line = ", ".join(f"{key}: {value}" for key, value in fields.items())
    return f"  - {{{line}}}", unknown if text and not kunci else ""


def _rupiah(cell: GridCell) -> int | None:
    number: Decimal | None = cell.number
    if number is None:
        text = cell.text.lower().removeprefix("rp").strip(" .").removesuffix(",-")
        number = parse_number(text)
    if number is None or number != number.to_integral_value() or number < 0:
        return None
    return int(number)
