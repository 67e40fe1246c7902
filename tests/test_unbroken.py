"""No line of a printed page parts «Pasal» from its number, and nobody who reads a text notices."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rbdocs.cli import main
from rbdocs.word.unbroken import UNBROKEN, loosen_pieces, loosen_spaces, tie_spaces
from tests.loops import at_least_one
from tests.profiles import examples
from tests.sample import aksi, make_project, plan, regulation_of
from tests.word_edits import cells, find_row, open_document, set_text

TIED = [
    *("Pasal 5", "Pasal 5A", "Pasal II", "ayat (1)", "ayat (1a)", "huruf a", "angka 3"),
    *("Nomor 3381", "NOMOR 53", "Nomor \u2026", "No. 7", "Tahun 2023", "TAHUN 2020", "BAB II"),
    *("Lampiran II", "Tabel 2.4", "Gambar 4.1.", "Rp 1.000", "Rp. 500", "TW II", "Triwulan IV"),
    *("2 (dua)", "100 %", "22 November"),
]
FREE = [
    *("Pasal ini", "huruf besar", "nomor urut", "Lampiran ini", "tahun lalu", "subpasal 5"),
    *("22 orang", "ayat suci", "5 Perangkat", "Gambar umum", "BAB Iman", "Mei hingga"),
]
SEEN = re.compile(  # written apart from the program's own: what a page must not part
    r"(?:\b(?:Pasal|ayat|huruf|Nomor|NOMOR|Tahun|TAHUN|Lampiran|Tabel|Gambar)|\bRp)$"
)
NUMBER = re.compile(r"\(?(?:\d|[IVX]+\b|[a-z]\b)")


def test_words_that_belong_together_are_tied_and_others_are_not() -> None:
    for text in TIED:
        first, second = text.split(" ")
        assert tie_spaces(f"dalam {text}, dan") == f"dalam {first}{UNBROKEN}{second}, dan"
    for text in FREE:
        assert tie_spaces(f"dalam {text}, dan") == f"dalam {text}, dan"
    assert tie_spaces("pada 22 November 2023") == f"pada 22{UNBROKEN}November 2023"


@given(st.lists(st.sampled_from([*TIED, *FREE, " ", ", ", "x", "\n", "(", "2", "se"])))
def test_a_text_is_the_same_after_printing_and_reading(pieces: list[str]) -> None:
    text = "".join(pieces)
    tied = tie_spaces(text)
    assert [*map(len, tied.split("\n"))] == [*map(len, text.split("\n"))]
    assert tied.replace(UNBROKEN, " ") == text
    assert loosen_spaces(tied) == text
    assert tie_spaces(tied) == tied


@given(st.lists(st.sampled_from(TIED), min_size=1), st.data())
def test_a_text_that_word_cut_into_runs_is_the_same(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    tied = tie_spaces(text)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=5)))
    edges = list(zip([0, *cuts], [*cuts, len(text)], strict=True))
    runs = [(tied[a:b], bool(n % 2)) for n, (a, b) in enumerate(edges)]
    assert loosen_pieces(runs) == [(text[a:b], bool(n % 2)) for n, (a, b) in enumerate(edges)]


def _project(folder: Path, uraian: str) -> Path:
    actions = [aksi(1, uraian=uraian), aksi(2)]
    return make_project(folder, plan(actions))


def _uraian(project: Path) -> str:
    regulation = regulation_of(project, 2023)
    return next(regulation.aksi()).uraian.plain


@settings(max_examples=examples(4))
@given(
    st.lists(st.sampled_from([*TIED, *FREE]), min_size=1, max_size=4),
    st.sampled_from(["", f"Bagian{UNBROKEN}Hukum", f"Pasal{UNBROKEN}9", f"5{UNBROKEN}x"]),
    st.sampled_from(TIED),
)
def test_an_edit_in_word_comes_home_without_unbroken_spaces(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], own: str, added: str
) -> None:
    """Whatever a drafter has in the source; what is untouched stays there as it was."""
    folder = tmp_path_factory.mktemp("tak-terputus")
    uraian = " ".join(filter(None, (*pieces, own)))
    project = _project(folder, uraian)
    arguments = ["--akar", str(project)]
    assert main(["bangun", "--tanpa-pdf", *arguments]) in (0, 1)
    path = project / "output" / "2023" / "lampiran-2.docx"
    assert main(["verifikasi", str(path), *arguments]) == 0
    document = open_document(path)
    cell = cells(document, find_row(document, "Rencana aksi 2") - 1)[4]
    assert cell.text.replace(UNBROKEN, " ") == uraian.replace(UNBROKEN, " ")
    set_text(cell, f"{cell.text} dan {added}")
    document.save(str(path))
    assert main(["verifikasi", str(path), *arguments]) == 1
    assert main(["serap", str(path), "--terapkan", *arguments]) == 0
    assert _uraian(project) == f"{uraian.replace(UNBROKEN, ' ')} dan {added}"


def test_no_line_of_the_body_parts_a_name_from_its_number(built: Path) -> None:
    with pypdfium2.PdfDocument(built / "perbup.pdf") as pdf:
        lines = [
            line.strip().replace(UNBROKEN, " ")
            for page in pdf
            for line in page.get_textpage().get_text_range().splitlines()
        ]
    assert any(SEEN.search(before) for before in at_least_one(lines)) is False, lines
    assert sum(bool(re.search(r"Nomor \d", line)) for line in lines) > 10


def test_a_run_too_long_for_its_column_stays_as_it_was(tmp_path: Path) -> None:
    """Held together it would be broken within a word, which is worse."""
    actions = [aksi(1, uraian="Menyusun Pasal 5", indikator="Surat Nomor 800/3443/OTDA")]
    project = make_project(tmp_path / "proyek", plan(actions))
    assert main(["bangun", "--tanpa-pdf", "--akar", str(project)]) in (0, 1)
    document = open_document(project / "output" / "2023" / "lampiran-2.docx")
    row = cells(document, find_row(document, "Menyusun"))
    assert row[4].text == f"Menyusun Pasal{UNBROKEN}5"
    assert row[6].text == "Surat Nomor 800/3443/OTDA"
