"""The tables of Lampiran I as enacted: what each printed cell must say.

Read from `acuan/naskah.txt` by `acuan/pembacaan-tabel.yaml`, without a look at `sources/`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from tests.enacted_text import ACUAN, MIRING, PembacaanError, tanpa_tanda
from tests.table import Cell, Row

MARK = re.compile(r"<ul[^>]*>")
MERGED = {"<": Cell(lanjut="kiri"), "^": Cell(lanjut="atas")}
KUNCI = {"judul", "sumber", "kolom", "bagian", "lanjut", "kiri", "menyambung"} | {
    "geser",
    "sambung",
    "alasan",
}


@dataclass(frozen=True)
class Part:
    """Header rows and rows that repeat and stand together."""

    kepala_tabel: list[Row]
    row: list[Row]
    lines: Mapping[int, str]  # the raw lines of both, by number, without marks


@dataclass(frozen=True)
class EnactedTable:
    """A table of the enacted text, read."""

    judul: str
    sumber: str | None
    columns: tuple[str, ...]
    parts: list[Part]


def read_enacted_tables() -> list[EnactedTable]:
    """Read the expected tables of Lampiran I in their order."""
    naskah = (ACUAN / "naskah.txt").read_text(encoding="utf-8").split("\n")
    data = yaml.safe_load((ACUAN / "pembacaan-tabel.yaml").read_text(encoding="utf-8"))
    return [_read(datum, naskah) for datum in data["tabel"]]


def _read(data: dict[str, Any], naskah: Sequence[str]) -> EnactedTable:
    if unknown := set(data) - KUNCI:
        raise PembacaanError(f"kunci tidak dikenal: {unknown}")
    source = data.get("sumber")
    return EnactedTable(
        judul=naskah[data["judul"] - 1].strip(),
        sumber=naskah[source - 1].strip() if source else None,
        columns=tuple(data["kolom"]),
        parts=[_part(part, data, naskah) for part in data["bagian"]],
    )


def _part(part: dict[str, Any], data: dict[str, Any], naskah: Sequence[str]) -> Part:
    first, last = part["baris"]
    numbers = [*part["kepala_naskah"], *range(first, last + 1)]
    lines = {n: MARK.sub("", naskah[n - 1]) for n in numbers if naskah[n - 1].strip()}
    head = [
        Row(n, tuple(MERGED.get(text) or Cell(text) for text in titles))
        for n, titles in zip(part["kepala_naskah"], part["kepala"], strict=True)
    ]
    rows: list[Row] = []
    for n in range(first, last + 1):
        if n in lines:
            _add_line(rows, n, lines[n], data)
    return Part(head, rows, {n: tanpa_tanda(text) for n, text in lines.items()})


def _add_line(rows: list[Row], number: int, line: str, data: dict[str, Any]) -> None:
    """Add the row that *line* prints, or what it adds to cells above."""
    columns = data["kolom"]
    placed = _place(line, data.get("geser", {}).get(number, {}), len(columns))
    for name in data.get("menyambung", ()):
        position = columns.index(name)
        starts = placed.get(columns.index("no"), "")
        if position in placed and not starts:
            _extend(rows, position, placed.pop(position))
    if number in data.get("sambung", ()):
        if placed:
            raise PembacaanError(f"baris {number}: sel {placed} tidak tersambung")
        return
    cells = tuple(_cell(placed.get(i), name, data) for i, name in enumerate(columns))
    rows.append(Row(number, cells))


def _place(line: str, shifts: Mapping[int, int], width: int) -> dict[int, str]:
    result: dict[int, str] = {}
    for index, text in enumerate(line.split("\t")):
        if text.strip():
            steps = [start for start in shifts if start <= index]
            position = index + (shifts[max(steps)] if steps else 0)
            if position >= width or position in result:
                raise PembacaanError(f"sel {index} tidak punya tempat: {text}")
            result[position] = text.strip()
    return result


def _extend(rows: list[Row], position: int, text: str) -> None:
    """Add *text* to the nearest cell of its own above in the same column."""
    for index in range(len(rows) - 1, -1, -1):
        above = rows[index].cells[position]
        if above.restart:
            cells = list(rows[index].cells)
            italics = above.italics + "".join(MIRING.findall(text))
            cells[position] = Cell(f"{above.text} {tanpa_tanda(text)}", italics=italics)
            rows[index] = Row(rows[index].nomor, tuple(cells))
            return
    raise PembacaanError(f"tidak ada sel di atas untuk {text!r}")


def _cell(text: str | None, name: str, data: dict[str, Any]) -> Cell:
    if text:
        return Cell(tanpa_tanda(text), italics="".join(MIRING.findall(text)))
    if name in data.get("lanjut", ()):
        return Cell(lanjut="atas")
    if name in data.get("kiri", ()):
        return Cell(lanjut="kiri")
    return Cell()
