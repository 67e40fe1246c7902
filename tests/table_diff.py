"""Names every cell in which a table differs from the table it should be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from tests.table import Cell, Row, bentang, padat


@dataclass(frozen=True)
class Difference:
    """One difference, with the place where a person looks it up."""

    lampiran: str
    row: str
    columns: str
    harapan: str
    result: str

    def __str__(self) -> str:
        return (
            f"Lampiran {self.lampiran}, {self.row}, kolom {self.columns}:\n"
            f"    naskah : {self.harapan}\n"
            f"    dokumen: {self.result}"
        )


def table_diff(
    lampiran: str, columns: Sequence[str], harapan: Sequence[Row], result: Sequence[Row]
) -> list[Difference]:
    """All differences in text, italics and merging, white space aside.

    A wrong merged cell is named once, at its start.
    """
    isi_harapan, isi_hasil = _padat(harapan), _padat(result)

    def similar(i: int, j: int) -> float:
        # a blank cell says little, a long text says nearly all
        pasangan = zip(isi_harapan[i], isi_hasil[j], strict=False)
        return sum(1.0 + sqrt(len(a)) for a, b in pasangan if a == b)

    difference: list[Difference] = []
    for i, j in sejajarkan(len(harapan), len(result), similar):
        if i is not None and j is not None:
            tempat = f"{_di_naskah(harapan[i])} = {_di_tabel(result[j])}"
            difference += _banding_baris(lampiran, tempat, columns, harapan[i], result[j])
        elif i is not None:
            content = " | ".join(isi_harapan[i])
            difference.append(
                Difference(lampiran, _di_naskah(harapan[i]), "semua", content, "(tidak ada)")
            )
        elif j is not None:
            content = " | ".join(isi_hasil[j])
            difference.append(
                Difference(lampiran, _di_tabel(result[j]), "semua", "(tidak ada)", content)
            )
    return difference


def _padat(table: Sequence[Row]) -> list[list[str]]:
    return [[padat(text) for text in content] for content in bentang(table)]


def _banding_baris(
    lampiran: str, tempat: str, columns: Sequence[str], harapan: Row, result: Row
) -> list[Difference]:
    if len(harapan.cells) != len(result.cells):
        count = f"{len(harapan.cells)} kolom", f"{len(result.cells)} kolom"
        return [Difference(lampiran, tempat, "semua", *count)]
    difference: list[Difference] = []
    for nama, a, b in zip(columns, harapan.cells, result.cells, strict=True):
        if (a.lanjut, padat(a.text)) != (b.lanjut, padat(b.text)):
            difference.append(Difference(lampiran, tempat, nama, _uraikan(a), _uraikan(b)))
        elif padat(a.italics) != padat(b.italics):
            italics = f"miring: {a.italics!r}", f"miring: {b.italics!r}"
            difference.append(Difference(lampiran, tempat, nama, *italics))
    return difference


def sejajarkan(
    jumlah_a: int, jumlah_b: int, similar: Callable[[int, int], float]
) -> list[tuple[int | None, int | None]]:
    """Pair the rows of two tables in order, so that a lost row does not shift all the others."""
    nilai = [[0.0] * (jumlah_b + 1) for _ in range(jumlah_a + 1)]
    for i in range(jumlah_a - 1, -1, -1):
        for j in range(jumlah_b - 1, -1, -1):
            nilai[i][j] = max(nilai[i + 1][j + 1] + similar(i, j), nilai[i + 1][j], nilai[i][j + 1])
    pasangan: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < jumlah_a and j < jumlah_b:
        if nilai[i][j] == nilai[i + 1][j + 1] + similar(i, j):
            pasangan.append((i, j))
            i, j = i + 1, j + 1
        elif nilai[i][j] == nilai[i + 1][j]:
            pasangan.append((i, None))
            i += 1
        else:
            pasangan.append((None, j))
            j += 1
    pasangan += [(rest, None) for rest in range(i, jumlah_a)]
    return pasangan + [(None, rest) for rest in range(j, jumlah_b)]


def _di_naskah(row: Row) -> str:
    return f"baris {row.nomor} naskah"


def _di_tabel(row: Row) -> str:
    return f"baris {row.nomor} tabel"


def _uraikan(cells: Cell) -> str:
    if cells.restart:
        return repr(cells.text)
    return f"(sel gabungan, lanjutan dari {cells.lanjut})" + (
        f" {cells.text!r}" if cells.text else ""
    )
