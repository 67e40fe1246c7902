"""Reader and comparison see a difference where there is one, and only there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.coverage import coverage_of, unknown_names
from tests.docx_mini import tulis_mini, ubah_sel
from tests.docx_reader import read_docx
from tests.enacted_text import Lampiran, read_enacted
from tests.table import Row
from tests.table_diff import table_diff

LAMPIRAN = {lampiran.nama: lampiran for lampiran in read_enacted()}


@pytest.fixture(params=LAMPIRAN)
def lampiran(request: pytest.FixtureRequest) -> Lampiran:
    return LAMPIRAN[request.param]


@pytest.fixture
def mini(lampiran: Lampiran, tmp_path: Path) -> Path:
    return tulis_mini(tmp_path / "mini.docx", lampiran)


def test_faithful_document_has_no_difference(lampiran: Lampiran, mini: Path) -> None:
    documents = read_docx(mini)
    assert table_diff(lampiran.nama, lampiran.columns, lampiran.row, documents.row) == []
    kepala = table_diff(
        lampiran.nama, lampiran.columns, lampiran.kepala_tabel, documents.kepala_tabel
    )
    assert kepala == []
    assert documents.before == [*lampiran.text("kepala"), *lampiran.text("judul")]
    assert documents.after == lampiran.text("tanda_tangan")
    assert unknown_names(lampiran, documents) == []


def test_faithful_document_covers_every_raw_character(lampiran: Lampiran, mini: Path) -> None:
    result = coverage_of(lampiran, read_docx(mini))
    assert result.missing == []
    assert result.present == result.count > 3000


@pytest.mark.parametrize("text", ["", "Tidak tercetak"])
@pytest.mark.parametrize("columns", ["permasalahan", "indikator", "tw4", "koordinator"])
def test_one_changed_cell_is_named_alone(
    lampiran: Lampiran, mini: Path, tmp_path: Path, columns: str, text: str
) -> None:
    positions = lampiran.columns.index(columns)
    kepala = len(lampiran.kepala_tabel)
    ubahan = ubah_sel(mini, tmp_path / "ubah.docx", kepala, positions, text)
    documents = read_docx(ubahan)
    difference = table_diff(lampiran.nama, lampiran.columns, lampiran.row, documents.row)
    assert [(b.row, b.columns, b.result) for b in difference] == [
        (f"baris {lampiran.row[0].nomor} naskah = baris 1 tabel", columns, repr(text))
    ]
    assert len(unknown_names(lampiran, documents)) == bool(text)


def test_lost_text_is_missing_from_the_raw_count(
    lampiran: Lampiran, mini: Path, tmp_path: Path
) -> None:
    kepala, positions = len(lampiran.kepala_tabel), lampiran.columns.index("uraian")
    ubahan = ubah_sel(mini, tmp_path / "ubah.docx", kepala + 2, positions, "a.")
    result = coverage_of(lampiran, read_docx(ubahan))
    assert len(result.missing) == 1
    assert str(lampiran.row[2].nomor) in result.missing[0]


def test_empty_table_covers_nothing_of_the_rows(lampiran: Lampiran, mini: Path) -> None:
    result = coverage_of(lampiran, replace(read_docx(mini), row=[]))
    assert len(result.missing) > len(lampiran.row)


def test_lost_row_is_named_without_shifting_the_rest() -> None:
    lampiran = LAMPIRAN["II"]
    result = lampiran.row[:30] + lampiran.row[31:]
    difference = table_diff("II", lampiran.columns, lampiran.row, result)
    assert [(b.row, b.columns) for b in difference] == [
        (f"baris {lampiran.row[30].nomor} naskah", "semua")
    ]


def test_broken_merge_is_named(mini: Path, lampiran: Lampiran) -> None:
    row = list(read_docx(mini).row)
    bertingkat = next(b for b in row if not b.cells[0].restart)
    positions = row.index(bertingkat)
    cells = (
        row[0].cells[0],
        *bertingkat.cells[1:],
    )  # the same text again instead of one merged cell
    row[positions] = Row(bertingkat.nomor, cells)
    difference = table_diff(lampiran.nama, lampiran.columns, lampiran.row, row)
    assert [b.columns for b in difference] == ["permasalahan"]
    assert "lanjutan dari atas" in difference[0].harapan
