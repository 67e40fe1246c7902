"""A regency's plan that stands in Excel comes into a new project without being typed again."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from rbdocs.check.engine import check
from rbdocs.cli import main
from rbdocs.edition import Edition
from rbdocs.excel.source_files import Known, take
from rbdocs.files import Project
from rbdocs.model.plan import PlanRow, plan_rows
from rbdocs.model.plan_columns import Merge
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.regulation import Regulation
from rbdocs.sources.layouts import packaged
from rbdocs.sources.shape import shape
from rbdocs.sources.yaml_file import read
from rbdocs.sources.year import load_year
from tests.clean import load_clean
from tests.foreign_sheets import Habit, foreign, text_of
from tests.profiles import examples
from tests.sample import enacted_regulation, regulation_of

HABITS = st.builds(
    Habit,
    merged=st.booleans(),
    two_heads=st.booleans(),
    typed=st.booleans(),
    title_rows=st.integers(0, 5),
    numbered=st.booleans(),
    own_columns=st.booleans(),
    sum_row=st.booleans(),
    other_sheet=st.booleans(),
)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Regulation:
    from tests.clean import copy_clean

    return load_clean(copy_clean(tmp_path_factory.mktemp("bersih")))


def printed(rows: list[PlanRow], *, merges: bool) -> list[list[Any]]:
    """What is printed, by cells; with *merges* whether each carries on, too."""
    return [
        [
            (text_of(c.content), c.merge is Merge.CONTINUED) if merges else text_of(c.content)
            for c in row.cells
        ]
        for row in rows
    ]


def taken_back(data: bytes, lampiran: LampiranRencana, folder: Path) -> list[PlanRow]:
    """The rows of the plan that *data* comes to, of the layout of *lampiran*."""
    path = folder / "rencana.xlsx"
    path.write_bytes(data)
    head = {"lampiran": "I", "jenis": lampiran.jenis, "tahun": 2024, "judul": "RENCANA"}
    known = Known(lambda text: ())
    intake = take(path, lampiran.layout, "G", head | {"tanda_tangan": {"pejabat": "x"}}, known)
    (folder / "sources").mkdir()
    source = folder / "sources/rencana.yaml"
    source.write_bytes(intake.content)
    file = read(Project(folder), source)
    again = shape(file, type(lampiran))
    assert again is not None, [finding.message for finding in file.findings]
    return list(plan_rows(again))


@settings(max_examples=examples(20))
@given(habit=HABITS, which=st.integers(0, 1))
def test_a_plan_kept_in_any_of_these_ways_prints_as_it_stood(
    clean: Regulation, tmp_path_factory: pytest.TempPathFactory, habit: Habit, which: int
) -> None:
    lampiran = clean.lampiran[which]
    rows = list(plan_rows(lampiran))
    back = taken_back(foreign(rows, habit), lampiran, tmp_path_factory.mktemp("excel"))
    assert printed(back, merges=habit.merged) == printed(rows, merges=habit.merged)


@pytest.mark.parametrize("number", [0, 1])
def test_the_enacted_plans_come_back_cell_by_cell(number: int, tmp_path: Path) -> None:
    """But for numbers that are printed without a full stop, and units spelt in two ways."""
    regulation = enacted_regulation()
    lampiran = regulation.lampiran[number]
    rows = list(plan_rows(lampiran))
    back = taken_back(foreign(rows, Habit(typed=False, two_heads=False)), lampiran, tmp_path)
    assert len(back) == len(rows) > 30
    other = [
        (old, new)
        for ours, theirs in zip(printed(rows, merges=True), printed(back, merges=True), strict=True)
        for old, new in zip(ours, theirs, strict=True)
        if old != new
    ]
    assert [pair for pair in other if not same_words(*pair)] == []
    assert len(other) < 20


def same_words(old: tuple[str, bool], new: tuple[str, bool]) -> bool:
    return (old[0].lower(), old[1]) == (new[0].replace(".", "").lower(), new[1])


def workbook(rows: list[list[Any]], merged: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for place in merged:
        sheet.merge_cells(place)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


OTHER_WORDS = [
    *("Isu", "Kegiatan Utama", "Indikator KU", "Target Tahunan", "Aksi", "Satuan Output"),
    *("Indikator Keluaran", "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV", "Jumlah"),
    *("Nama Sub Kegiatan", "Pagu Anggaran (Rp)", "Penanggung Jawab", "OPD Pelaksana"),
]
ROW = ["Data terpencar", "Satu data", "Indeks data", 3.5, "Menyusun peta data", "Dokumen"]
ROW += ["Jumlah peta data", "-", 1, "-", "-", 1, "Penyusunan Peta", "Rp 1.200.000,00", "Dinas A"]
ROW += ["Dinas A, Dinas B"]


def first_action(tmp_path: Path, data: bytes) -> tuple[dict[str, Any], list[str]]:
    (tmp_path / "x.xlsx").write_bytes(data)
    known = Known(lambda text: [text])
    intake = take(tmp_path / "x.xlsx", packaged("general").layout, "G", {}, known)
    tree = yaml.safe_load(intake.content)["rencana"][0]
    action = tree["kegiatan_utama"][0]["indikator"][0]["rencana_aksi"][0]
    return action, intake.plan.notes


def test_headings_in_other_words_are_known(tmp_path: Path) -> None:
    action, notes = first_action(tmp_path, workbook([OTHER_WORDS, ROW]))
    assert notes == []
    assert action["uraian"] == "Menyusun peta data"
    assert action["tw"] == ["-", 1, "-", "-"]
    assert action["total"] == 1
    assert action["sub_kegiatan"] == [{"nama": "Penyusunan Peta", "anggaran": 1_200_000}]
    assert (action["koordinator"], action["pelaksana"]) == ("Dinas A", "Dinas A, Dinas B")


ODD: list[tuple[int, Any, Any, str]] = [
    (8, "1.200", 1200, "ribuan"),
    (8, "=1/0", "", "rumus"),
    (8, "belum ada", "belum ada", ""),
    (13, "1,200,000", "1,200,000", "bukan rupiah"),
    (13, "1.200.000,-", 1_200_000, ""),
    (13, 1200000, 1_200_000, ""),
    (8, 0.25, 0.25, ""),
]


@pytest.mark.parametrize(("place", "typed", "read", "told"), ODD)
def test_what_is_read_otherwise_than_it_stands_is_told(
    place: int, typed: Any, read: Any, told: str, tmp_path: Path
) -> None:
    row = [*ROW]
    row[place] = typed
    action, notes = first_action(tmp_path, workbook([OTHER_WORDS, row]))
    value = action["tw"][1] if place == 8 else action["sub_kegiatan"][0]["anggaran"]
    assert value == read
    about = [note for note in notes if "Baris 2" in note]
    assert [told in note for note in about] == ([True] if told else [])


def test_a_date_is_told_and_left_empty(tmp_path: Path) -> None:
    from datetime import date

    row = [*ROW]
    row[8] = date(2025, 3, 1)
    action, notes = first_action(tmp_path, workbook([OTHER_WORDS, row]))
    assert action["tw"][1] == ""
    assert any("tanggal 01-03-2025" in note and "kolom I" in note for note in notes)


def test_hidden_columns_and_rows_are_read_and_told(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(workbook([OTHER_WORDS, ROW])))
    sheet = book.active
    assert sheet is not None
    sheet.column_dimensions["I"].hidden = True
    sheet.row_dimensions[2].hidden = True
    stream = BytesIO()
    book.save(stream)
    action, notes = first_action(tmp_path, stream.getvalue())
    assert action["tw"][1] == 1
    assert any("Kolom tersembunyi ikut dibaca: I" in note for note in notes)
    assert any("Baris tersembunyi ikut dibaca: 2" in note for note in notes)


def test_a_hundred_thousand_empty_rows_are_passed_over(tmp_path: Path) -> None:
    rows: list[list[Any]] = [OTHER_WORDS, ROW, *([] for _ in range(100_000))]
    action, notes = first_action(tmp_path, workbook(rows))
    assert (action["total"], notes) == (1, [])


def begin(folder: Path, path: Path, *options: str) -> int:
    root = ["mulai", "--akar", str(folder), "--dari-excel", str(path)]
    who = ["--pemerintah", "Kabupaten Maju", "--tahun", "2025", "--lampiran", "naskah,general"]
    return main([*root, *(who if not options or options[0] == "--terapkan" else ()), *options])


def test_first_it_is_shown_and_nothing_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rencana.xlsx"
    path.write_bytes(workbook([[*OTHER_WORDS, "Catatan Kecil"], [*ROW, "x"]]))
    assert begin(tmp_path / "baru", path) == 0
    told = capsys.readouterr().out
    assert "1 rencana aksi terbaca" in told
    assert "Pagu Anggaran (Rp)" in told
    assert "tidak diambil" in told
    assert "--terapkan" in told
    assert not (tmp_path / "baru").exists()


def test_the_project_made_of_it_is_read_and_names_its_offices(tmp_path: Path) -> None:
    path = tmp_path / "rencana.xlsx"
    path.write_bytes(workbook([OTHER_WORDS, ROW]))
    assert begin(tmp_path / "baru", path, "--terapkan") == 0
    loaded = load_year(Project(tmp_path / "baru"), Edition(2025))
    assert loaded.regulation is not None, [finding.message for finding in loaded.findings]
    assert [aksi.kode for aksi in loaded.regulation.aksi()] == ["K-01"]
    assert loaded.regulation.perangkat_daerah.recognise("Dinas A, Dinas B")[1] == []
    known = loaded.regulation.indikator.by_key["indeks-data"]
    assert str(known.target[2025]) == "3,5"


def test_a_plan_comes_into_a_project_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rencana.xlsx"
    path.write_bytes(workbook([OTHER_WORDS, ROW]))
    folder = tmp_path / "baru"
    assert begin(folder, path, "--terapkan") == 0
    assert begin(folder, path, "--lampiran", "III=general") == 0
    assert not (folder / "sources/2025/lampiran-3.yaml").exists()
    assert begin(folder, path, "--lampiran", "III=general", "--terapkan") == 0
    capsys.readouterr()
    plan = yaml.safe_load((folder / "sources/2025/lampiran-3.yaml").read_text("utf-8"))
    assert plan["tanda_tangan"] == {"pejabat": "kepala-daerah"}
    assert begin(folder, path, "--lampiran", "III=general", "--terapkan") == 2
    assert "tidak ditimpa" in capsys.readouterr().err


REFUSED: list[tuple[bytes, str]] = [
    (b"", "berkas kosong"),
    (b"a;b;c\n1;2;3\n", ".csv"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
    (b"PK\x03\x04" + b"\0" * 100, ""),
    (workbook([["Nama", "Alamat"], ["A", "B"]]), "tidak ada tabel"),
    (workbook([OTHER_WORDS]), "tidak ada rencana aksi"),
    (workbook([[]]), "tidak ada tabel"),
]


@pytest.mark.parametrize(("data", "told"), REFUSED)
def test_what_is_no_such_workbook_is_refused_in_clear_words(
    data: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "berkas.xlsx"
    path.write_bytes(data)
    assert begin(tmp_path / "baru", path, "--terapkan") == 2
    error = capsys.readouterr().err
    assert error.startswith("berkas.xlsx: ")
    assert told in error
    assert "Kesalahan program" not in error
    assert not (tmp_path / "baru").exists()


def test_programs_get_the_whole_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rencana.xlsx"
    path.write_bytes(workbook([OTHER_WORDS, replace_at(ROW, 8, "1.200")]))
    who = ["--pemerintah", "Kota Baru", "--lampiran", "general", "--format", "json"]
    begin(tmp_path / "baru", path, *who)
    said = json.loads(capsys.readouterr().out)
    assert said["rencana_aksi"] == 1
    assert said["kolom"]["Aksi"] == "uraian"
    assert len(said["catatan"]) == 2


def replace_at(row: list[Any], place: int, value: Any) -> list[Any]:
    return [*row[:place], value, *row[place + 1 :]]


DPA = [
    ["DAFTAR PAGU ANGGARAN"],
    ["Kode Sub Kegiatan", "Nama SKPD", "Uraian", "Pagu (Rp)"],
    ["2.16.02", "", "Program Aplikasi Informatika", 300_000_000],
    ["2.16.02.2.01.0003", "Dinas A", "Penyusunan Peta", "Rp 75.000.000"],
    ["2.16.02.2.01.0004", "Dinas Z", "Peta: «lain» #1", 225_000_000],
    ["2.16.02.2.01.0005", "Dinas A", "Tanpa angka", "menyusul"],
    ["2.16.02.2.01.005", "Dinas A", "Kode kurang", 5],
    ["", "", "JUMLAH", 300_000_000],
]


def test_the_approved_budget_comes_from_the_offices_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, budget, folder = tmp_path / "rencana.xlsx", tmp_path / "dpa.xlsx", tmp_path / "baru"
    plan.write_bytes(workbook([OTHER_WORDS, ROW]))
    budget.write_bytes(workbook(DPA))
    assert begin(folder, plan, "--terapkan") == 0
    command = ["mulai", "--akar", str(folder), "--dpa-dari-excel", str(budget)]
    capsys.readouterr()
    assert main(command) == 1
    told = capsys.readouterr().out
    assert "2 sub kegiatan terbaca" in told
    assert [word in told for word in ("«Dinas Z»", "«menyusul»", "2.16.02.2.01.005»")] == [True] * 3
    assert not (folder / "sources/dpa-2025.yaml").exists()
    assert main([*command, "--terapkan"]) == 0
    regulation = regulation_of(folder, 2025)
    assert regulation.dpa is not None
    assert [(row.nama, row.jumlah, row.perangkat_daerah) for row in regulation.dpa.dpa] == [
        ("Penyusunan Peta", 75_000_000, "dinas-a"),
        ("Peta: «lain» #1", 225_000_000, None),
    ]
    told_of = [item.message for item in check(regulation) if item.code == "DPA03"]
    assert told_of == ["Anggaran «Penyusunan Peta» 1.200.000; dalam DPA 75.000.000."]
    assert [
        item
        for item in load_year(Project(folder), Edition(2025)).findings
        if "dpa-" in item.message
    ] == []
