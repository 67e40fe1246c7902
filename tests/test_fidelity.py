"""Lampiran II, III and IV as built are the ones that were enacted, cell by cell."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.coverage import coverage_of, unknown_names
from tests.docx_mini import ubah_sel
from tests.docx_reader import Document, read_docx
from tests.enacted_text import Lampiran, read_enacted
from tests.table import Row, bentang, padat
from tests.table_diff import Difference, table_diff

LAMPIRAN = {lampiran.nama: lampiran for lampiran in read_enacted()}
BERKAS = {"II": "lampiran-2.docx", "III": "lampiran-3.docx", "IV": "lampiran-4.docx"}
SETIA = 0.999
OUTPUTS = ("satuan", "indikator", "tw1", "tw2", "tw3", "tw4", "total")


@pytest.fixture(params=LAMPIRAN)
def lampiran(request: pytest.FixtureRequest) -> Lampiran:
    return LAMPIRAN[request.param]


@pytest.fixture
def documents(lampiran: Lampiran, built: Path) -> Document:
    return read_docx(built / BERKAS[lampiran.nama])


def test_every_cell_is_the_enacted_one(lampiran: Lampiran, documents: Document) -> None:
    difference = table_diff(lampiran.nama, lampiran.columns, lampiran.row, documents.row)
    assert not difference, _planned(difference)


def test_header_rows_are_the_enacted_ones(lampiran: Lampiran, documents: Document) -> None:
    difference = table_diff(
        lampiran.nama, lampiran.columns, lampiran.kepala_tabel, documents.kepala_tabel
    )
    assert not difference, _planned(difference)


def test_heading_title_and_signature_are_the_enacted_ones(
    lampiran: Lampiran, documents: Document
) -> None:
    before = [*lampiran.text("kepala"), *lampiran.text("judul")]
    assert padat("".join(documents.before)) == padat("".join(before))
    assert padat("".join(documents.after)) == padat("".join(lampiran.text("tanda_tangan")))


def test_raw_characters_of_the_enacted_text_are_there(
    lampiran: Lampiran, documents: Document
) -> None:
    result = coverage_of(lampiran, documents)
    assert result.parts >= SETIA, "\n".join([f"{result.parts:.4%}", *result.missing])


def test_output_of_every_action_is_there(lampiran: Lampiran, documents: Document) -> None:
    harapan, result = _keluaran(lampiran, lampiran.row), _keluaran(lampiran, documents.row)
    assert result == harapan, f"kurang: {harapan - result}\nlebih: {result - harapan}"


def test_no_cell_that_the_enacted_text_does_not_have(
    lampiran: Lampiran, documents: Document
) -> None:
    lebih = unknown_names(lampiran, documents)
    assert not lebih, "\n".join(lebih)


def test_one_changed_cell_of_a_built_document_is_named(built: Path, tmp_path: Path) -> None:
    lampiran, file = LAMPIRAN["II"], built / BERKAS["II"]
    asli = table_diff("II", lampiran.columns, lampiran.row, read_docx(file).row)
    positions = lampiran.columns.index("total")
    row = len(lampiran.kepala_tabel) + 9  # line 731 of the enacted text
    ubahan = ubah_sel(file, tmp_path / "ubah.docx", row, positions, "101%")
    difference = table_diff("II", lampiran.columns, lampiran.row, read_docx(ubahan).row)
    new = [b for b in difference if b not in asli]
    assert [(b.columns, b.harapan, b.result) for b in new] == [("total", "'100%'", "'101%'")]


def _keluaran(lampiran: Lampiran, table: list[Row]) -> Counter[tuple[str, ...]]:
    """Unit, indicator, quarters and total of every row."""
    positions = [lampiran.columns.index(nama) for nama in OUTPUTS]
    return Counter(tuple(padat(content[k]) for k in positions) for content in bentang(table))


def _planned(difference: list[Difference]) -> str:
    return "\n".join([f"{len(difference)} perbedaan:", *map(str, difference)])
