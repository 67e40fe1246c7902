"""The expected tables hold the enacted text, whole and under the right columns."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

import pytest

from tests.enacted_text import ACUAN, Lampiran, nomor_baris, read_enacted, tanpa_tanda
from tests.loops import at_least_one
from tests.table import bentang, padat

LAMPIRAN = {lampiran.nama: lampiran for lampiran in read_enacted()}
ANGKA = re.compile(r"-|[\d.,]+%?|[1-6]\. [A-Z].*|")
SIDIK = "5a8c30bc4b07abc70e30831125df7c562c66fb4a632f8d6f0fbc72cd9ef6d527"
TW = ("tw1", "tw2", "tw3", "tw4", "total")


def test_the_enacted_text_is_untouched() -> None:
    text = (ACUAN / "naskah.txt").read_text(encoding="utf-8")  # line ends as on any machine
    assert hashlib.sha256(text.encode()).hexdigest() == SIDIK


def test_every_row_of_the_enacted_tables_is_expected() -> None:
    assert {nama: len(lampiran.row) for nama, lampiran in LAMPIRAN.items()} == {
        "II": 59,
        "III": 32,
        "IV": 8,
    }
    kegiatan = [row.cells[1] for row in LAMPIRAN["II"].row if row.cells[1].restart]
    assert len(kegiatan) == 21  # as many as Tabel 2.4 of Lampiran I has


@pytest.mark.parametrize("nama", LAMPIRAN)
def test_reading_neither_loses_nor_adds_a_character(nama: str) -> None:
    lampiran = LAMPIRAN[nama]
    naskah: Counter[str] = Counter()
    for nomor in lampiran.spans["tabel"]:
        naskah.update(padat(tanpa_tanda(lampiran.naskah[nomor])))
    terbaca = Counter(padat("".join(cells.text for b in lampiran.row for cells in b.cells)))
    for nomor, columns in _sel_terulang(lampiran):
        terbaca.update(padat(lampiran.naskah[nomor].split("\t")[columns]))
    assert terbaca == naskah


def _sel_terulang(lampiran: Lampiran) -> list[tuple[int, int]]:
    """Merged cells that the reference text repeats on every line (keterkaitan of PIP and BOSP)."""
    row = [813, 814, 815, 817, 818, 819] if lampiran.nama == "III" else []
    return [(nomor, lampiran.columns.index("keterkaitan")) for nomor in row]


@pytest.mark.parametrize("nama", LAMPIRAN)
def test_quarters_and_totals_are_figures(nama: str) -> None:
    lampiran = LAMPIRAN[nama]
    for row, content in at_least_one(zip(lampiran.row, bentang(lampiran.row), strict=True)):
        for columns in TW:
            text = content[lampiran.columns.index(columns)]
            assert ANGKA.fullmatch(text), f"baris {row.nomor}, {columns}: {text}"


@pytest.mark.parametrize("nama", LAMPIRAN)
def test_offices_and_units_stand_under_their_columns(nama: str) -> None:
    lampiran = LAMPIRAN[nama]
    for row, content in at_least_one(zip(lampiran.row, bentang(lampiran.row), strict=True)):
        cells = dict(zip(lampiran.columns, content, strict=True))
        assert len(cells["satuan"]) < 20, f"baris {row.nomor}: {cells['satuan']}"
        for columns in ("koordinator", "pelaksana"):
            offices = re.compile(r"B|D|Ins|Kemensos|$")
            assert offices.match(cells[columns]), f"baris {row.nomor}, {columns}: {cells[columns]}"


def test_every_loss_noted_in_celah_has_a_reasoned_reading() -> None:
    notes = (ACUAN / "celah.md").read_text(encoding="utf-8")
    parts = re.findall(
        r"^\| Lampiran (II|III), (?:header )?lines? ([^|]+?)(?: and Lam[^|]*)? \|",
        notes,
        flags=re.MULTILINE,
    )
    assert len(parts) == notes.count("\n| Lampiran ")
    for nama, text in at_least_one(parts):
        lampiran = LAMPIRAN[nama]
        for start, end in at_least_one(re.findall(r"(\d{3})(?:-(\d{3}))?", text)):
            for nomor in at_least_one(nomor_baris(f"{start}-{end or start}")):
                empty = not lampiran.naskah[nomor].strip()
                assert empty or nomor in lampiran.terbaca_khusus, f"Lampiran {nama}, {nomor}"
