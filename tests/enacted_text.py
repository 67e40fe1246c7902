"""The action plans as enacted: what each printed cell must say.

`acuan/naskah.txt` is the enacted text, with cells lost or moved by its extraction;
`acuan/pembacaan.yaml` says, line by line and with the reason, how such lines are read.
Both together give the expected tables, made without a look at `sources/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from tests.table import Cell, Row, padat

ACUAN = Path(__file__).parent / "acuan"
KUNCI = {"baris", "geser", "sambung", "pindah", "gabung", "kosong", "alasan"}
MIRING = re.compile(r"<i>(.*?)</i>")

Bagian = Literal["kepala", "judul", "kepala_tabel", "tabel", "tanda_tangan"]


class PembacaanError(Exception):
    """pembacaan.yaml does not fit the enacted text."""


@dataclass(frozen=True)
class Lampiran:
    """One Lampiran of the enacted text, read."""

    nama: str
    columns: tuple[str, ...]
    spans: Mapping[Bagian, range]
    naskah: Mapping[int, str]  # the raw lines, by number
    kepala_tabel: list[Row]
    row: list[Row]
    terbaca_khusus: Mapping[int, str]  # line -> reason

    def text(self, parts: Bagian) -> list[str]:
        """The lines of a part outside the table, without blank ones."""
        content = (self.naskah[nomor].strip() for nomor in self.spans[parts])
        return [text for text in content if text]


@dataclass
class _Entri:
    """What pembacaan.yaml says of one line."""

    geser: dict[int, int] = field(default_factory=dict)
    sambung: int | dict[str, int] | None = None
    pindah: dict[str, Any] | None = None
    merge: set[str] = field(default_factory=set)
    empty: set[str] = field(default_factory=set)
    alasan: str = ""


def read_enacted(folder: Path = ACUAN) -> list[Lampiran]:
    """Read the expected tables of Lampiran II, III and IV."""
    naskah = (folder / "naskah.txt").read_text(encoding="utf-8").split("\n")
    pembacaan = yaml.safe_load((folder / "pembacaan.yaml").read_text(encoding="utf-8"))
    return [_Reader(data, naskah).read() for data in pembacaan["lampiran"]]


def tanpa_tanda(text: str) -> str:
    """The text without the marks for italics."""
    return MIRING.sub(r"\1", text)


def nomor_baris(nilai: int | str | Sequence[int]) -> list[int]:
    """The lines meant by `720`, `720-721` or `[732, 734]`."""
    if isinstance(nilai, int):
        return [nilai]
    if isinstance(nilai, str):
        start, end = nilai.split("-")
        return list(range(int(start), int(end) + 1))
    return list(nilai)


class _Reader:
    """Turns the raw lines of one Lampiran into table rows."""

    def __init__(self, data: dict[str, Any], naskah: list[str]) -> None:
        self.nama: str = data["lampiran"]
        self.columns: tuple[str, ...] = tuple(data["kolom"])
        self.pohon = set(data["pohon"])
        self.boleh_kosong = set(data["boleh_kosong"])
        self.spans: dict[Bagian, range] = {
            parts: _rentang(data[parts]) for parts in get_args(Bagian)
        }
        limits = [nomor for spans in self.spans.values() for nomor in spans]
        self.naskah = {nomor: naskah[nomor - 1] for nomor in range(min(limits), max(limits) + 1)}
        self.entri = self._entri(data["entri"])
        self.cells: dict[int, dict[str, str]] = {}

    def read(self) -> Lampiran:
        """Read header and rows."""
        table = [nomor for nomor in self.spans["tabel"] if self.naskah[nomor].strip()]
        self.cells = {nomor: self._letakkan(nomor) for nomor in table}
        for nomor in table:
            self._pindahkan(nomor)
        row: list[Row] = []
        for nomor in table:
            if not isinstance(self.entri[nomor].sambung, int):
                row.append(self._baris(nomor, row))
        return Lampiran(
            nama=self.nama,
            columns=self.columns,
            spans=self.spans,
            naskah=self.naskah,
            kepala_tabel=[self._kepala(nomor) for nomor in self.spans["kepala_tabel"]],
            row=row,
            terbaca_khusus={
                nomor: entri.alasan for nomor, entri in self.entri.items() if entri.alasan
            },
        )

    def _entri(self, listing: list[dict[str, Any]]) -> dict[int, _Entri]:
        """The entries by line; several entries may speak of different things of one line."""
        result = {nomor: _Entri() for nomor in self.naskah}
        for data in listing:
            if unknown_names := set(data) - KUNCI:
                raise PembacaanError(f"kunci tidak dikenal: {unknown_names} ({data['baris']})")
            for nomor in nomor_baris(data["baris"]):
                entri = result[nomor]
                for kunci in ("geser", "sambung", "pindah"):
                    if kunci in data:
                        if getattr(entri, kunci):
                            raise PembacaanError(f"{kunci} dua kali untuk baris {nomor}")
                        setattr(entri, kunci, data[kunci])
                entri.merge |= self._nama_kolom(data.get("gabung", []))
                entri.empty |= self._nama_kolom(data.get("kosong", []))
                entri.alasan = " ".join(filter(None, (entri.alasan, data["alasan"])))
        return result

    def _nama_kolom(self, nilai: Literal["semua"] | list[str]) -> set[str]:
        """Column names, checked; `semua` means every blank cell."""
        if nilai == "semua":
            return {"semua"}
        if unknown_names := set(nilai) - set(self.columns):
            raise PembacaanError(f"kolom tidak dikenal: {unknown_names}")
        return set(nilai)

    def _letakkan(self, nomor: int) -> dict[str, str]:
        """Put the cells of a line under their columns."""
        result: dict[str, str] = {}
        for indeks, content in enumerate(self.naskah[nomor].split("\t")):
            if not content.strip():
                continue
            step = [dari for dari in self.entri[nomor].geser if dari <= indeks]
            destination = indeks + (self.entri[nomor].geser[max(step)] if step else 0)
            if not 0 <= destination < len(self.columns) or self.columns[destination] in result:
                raise PembacaanError(f"baris {nomor}: sel {indeks} tidak punya tempat: {content}")
            result[self.columns[destination]] = content.strip()
        return result

    def _pindahkan(self, nomor: int) -> None:
        """Bring text that a page break put elsewhere back to its row."""
        cells, entri = self.cells[nomor], self.entri[nomor]
        if entri.pindah:
            columns, text = entri.pindah["kolom"], entri.pindah["teks"]
            if not cells[columns].startswith(text):
                raise PembacaanError(f"baris {nomor}: {columns} tidak diawali {text!r}")
            cells[columns] = cells[columns][len(text) :].strip()
            self.cells[entri.pindah["ke"]][columns] += " " + text
        if isinstance(entri.sambung, int):
            sambung: Iterable[tuple[str, int]] = [(columns, entri.sambung) for columns in cells]
        else:
            sambung = (entri.sambung or {}).items()
        for columns, ke in list(sambung):
            self.cells[ke][columns] += " " + cells.pop(columns)

    def _baris(self, nomor: int, above: list[Row]) -> Row:
        """A table row, with each blank cell either carried on or truly empty."""
        entri, cells = self.entri[nomor], self.cells[nomor]
        result: list[Cell] = []
        for indeks, columns in enumerate(self.columns):
            content = cells.get(columns, "")
            if content and columns not in entri.merge:
                italics = "".join(MIRING.findall(content))
                result.append(Cell(tanpa_tanda(content), italics=italics))
            elif columns in entri.merge or (not content and self._lanjut(entri, columns)):
                if not above or padat(content) not in padat(_isi_di_atas(above, indeks)):
                    raise PembacaanError(
                        f"baris {nomor}: {columns} tidak melanjutkan sel di atasnya"
                    )
                result.append(Cell(lanjut="atas"))
            elif {columns, "semua"} & (entri.empty | self.boleh_kosong):
                result.append(Cell())
            else:
                raise PembacaanError(f"baris {nomor}: sel {columns} kosong tanpa alasan")
        return Row(nomor, tuple(result))

    def _lanjut(self, entri: _Entri, columns: str) -> bool:
        """Whether a blank cell of this column carries on from above."""
        return columns not in entri.empty and (columns in self.pohon or "semua" in entri.merge)

    def _kepala(self, nomor: int) -> Row:
        """A header row: blanks carry on from the left in the first, from above in the second."""
        first = nomor == self.spans["kepala_tabel"].start
        cells = self._letakkan(nomor)
        empty = Cell(lanjut="kiri" if first else "atas")
        return Row(nomor, tuple(Cell(cells[k]) if k in cells else empty for k in self.columns))


def _isi_di_atas(above: list[Row], indeks: int) -> str:
    """The text of the cell that covers the column just above."""
    return next((b.cells[indeks].text for b in reversed(above) if b.cells[indeks].restart), "")


def _rentang(limits: list[int]) -> range:
    """[first, last] as a range; [] when the part is lost."""
    return range(limits[0], limits[1] + 1) if limits else range(0)
