"""Bodies that have less, or other things, than that of 2023: each is printed as the law has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rbdocs.cli import main
from rbdocs.documents.body import compose
from rbdocs.edition import Edition
from rbdocs.law.phrases import fixed, opening
from rbdocs.model.batang_tubuh import Perubahan
from rbdocs.model.citation import Sitasi
from rbdocs.model.peraturan import FrasaPerubahan
from tests.docx_reader import read_paragraphs
from tests.sample import ROOT, make_project, regulation_of
from tests.test_law_phrases import as_written, pasal_i, perbup

UUD = "Undang-Undang Dasar Negara Republik Indonesia Tahun 1945"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "proyek")


def printed(project: Path, **fields: Any) -> list[str]:
    """The body with other *fields*, as it is printed."""
    path = project / "sources/2023/peraturan.yaml"
    source = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(yaml.safe_dump({**source, **fields}, allow_unicode=True), "utf-8")
    assert main(["bangun", "2023", "--tanpa-pdf", "--akar", str(project)]) in (0, 1)
    return [text for _, text in read_paragraphs(project / "output/2023/perbup.docx")]


def test_what_stands_alone_has_no_letter_and_no_number(project: Path) -> None:
    source = yaml.safe_load((project / "sources/2023/peraturan.yaml").read_text("utf-8"))
    base = source["mengingat"][-1]
    texts = printed(project, menimbang=["bahwa perlu diubah;"], mengingat=[base])
    assert texts.count("a.") == 0
    assert texts.count("1.") == 0
    assert "bahwa perlu diubah;" in texts


def test_the_constitution_is_cited_by_its_article(project: Path) -> None:
    source = yaml.safe_load((project / "sources/2023/peraturan.yaml").read_text("utf-8"))
    constitution = {"jenis": UUD, "ketentuan": "Pasal 18 ayat (6)"}
    texts = printed(project, mengingat=[constitution, *source["mengingat"]])
    assert f"Pasal 18 ayat (6) {UUD};" in texts


def test_a_peraturan_daerah_stands_in_the_lembaran_daerah(project: Path) -> None:
    regulation = regulation_of(project, 2023)
    regulation.peraturan.sebutan.jenis = "Peraturan Daerah"
    regulation.peraturan.in_folder(Edition(2023), regulation.kinds)
    path = project / "perda.docx"
    path.write_bytes(compose((ROOT / "templates/perbup.docx").read_bytes(), regulation))
    texts = " ".join(text for _, text in read_paragraphs(path))
    assert "penempatannya dalam Lembaran Daerah Kabupaten Batang." in texts
    assert "LEMBARAN DAERAH KABUPATEN BATANG TAHUN 2023" in texts


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({}, "Ketentuan Pasal 8 ditambah 1 (satu) ayat, yakni ayat (4) sehingga"),
        (
            {"menambah": "ditambahkan", "koma_yakni": False},
            "Ketentuan Pasal 8 ditambahkan 1 (satu) ayat yakni ayat (4) sehingga",
        ),
    ],
)
def test_words_that_differ_between_enacted_texts_are_the_offices_choice(
    choice: dict[str, Any], sentence: str
) -> None:
    new = {"pasal": 8, "ayat": {1: "x", 2: "x", 3: "x", 4: "x"}}
    perubahan = {"jenis": "tambah-ayat", "pasal": 8, "nomor": [4], "menjadi": [new]}
    item = Perubahan.model_validate(as_written(perubahan))
    found = fixed(item, "Peraturan Bupati", FrasaPerubahan(**choice)).plain
    assert found == f"{sentence} Pasal 8 berbunyi sebagai berikut:"


def test_after_several_amendments_the_last_may_be_named_instead_of_all() -> None:
    items = ({"jenis": "hapus-pasal", "nomor": ["16"]}, {"jenis": "hapus-pasal", "nomor": ["17"]})
    base: Sitasi = perbup(91, 2020, perbup(53, 2023), perbup(60, 2024))
    frasa = FrasaPerubahan(beberapa_kali="terakhir")
    found = opening(pasal_i(*items), base, "Peraturan Bupati", frasa)
    assert found.daftar == ()
    assert "sebagaimana telah beberapa kali diubah terakhir dengan" in found.teks.plain
    assert "Nomor 60 Tahun 2024" in found.teks.plain


def test_a_thousand_has_its_dot() -> None:
    listing = [{"pasal": f"{n}", "teks": "x"} for n in range(2, 1203)]
    item = Perubahan.model_validate({"jenis": "tambah-pasal", "setelah": "1", "menjadi": listing})
    assert "1.201 (seribu dua ratus satu) pasal" in fixed(item, "Peraturan Bupati").plain
