"""What the actions of a year have reached becomes an evaluation and a list of follow-ups."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from hypothesis import example, given
from hypothesis import strategies as st

from rbdocs.cli import main
from rbdocs.documents.evaluation import EVALUASI, RATL
from rbdocs.documents.evaluation_rows import percentage
from rbdocs.documents.make import make_documents
from rbdocs.figures.shapes import StyledRun
from rbdocs.figures.wrap import Wrapper
from rbdocs.files import Project
from rbdocs.model.evaluation import by_quarter, by_theme, percent, reported
from rbdocs.model.realisasi import share_of
from rbdocs.model.regulation import Regulation
from tests.clean import copy_printable, load_clean
from tests.conftest import Once
from tests.drawn import TYPEFACE
from tests.loops import at_least_one
from tests.sample import ROOT, copy_enacted, regulation_of
from tests.test_valid_word import mistakes

# What each figure must say of this was worked out by hand, below.
REALISASI = """\
tanda_tangan: {tanggal: 2024-01-31}
realisasi:
  - kode: G-03  # words where a number is due
    tw: ["-", "-", Dilaksanakan, "-"]
  - kode: G-05
    tw: ["-", "-", 1, "-"]
    bukti: Peta rencana SPBE
  - kode: G-08  # 11.000 of 11.017
    tw: [6890, 4110, 0, 0]
    triwulan:
      - {tw: 2, kendala: Server padam, solusi: Permohonan diterima di loket, bukti: Rekap TW II}
      - {tw: 1, bukti: Rekap TW I}
  - kode: G-09  # nothing of the 7 that were due in the second quarter
    tw: ["-", "-", "-", 3]
  - kode: G-10
    tw: ["25%", "20%", "25%", "10%"]
    kendala: "Tenaga {{ tahun }} & <b> belum cukup"
    triwulan:
      - {tw: 4, kendala: Operator pindah, solusi: Pengganti ditunjuk}
    tindak_lanjut:
      - kode: G-90
        uraian: Menambah tenaga pengelola pengaduan
        satuan: Orang
        indikator: Jumlah tenaga pengelola
        koordinator: Diskominfo
        pelaksana: Diskominfo
        tenggat: TW II 2024
  - kode: G-12
    tw: ["-", 1, belum diisi, belum diisi]
  - kode: G-43  # no quarter reported, but what hindered is
    tw: ["-", belum diisi, "-", belum diisi]
    triwulan: [{tw: 2, kendala: Laporan BPK belum terbit}]
  - kode: K-04
    tw: [52559, 5427, 3952, 0]
  - kode: K-06
    tw: ["", "", "", 101]
  - kode: K-18  # its target is words
    tw: ["", "", "", "1. PP: 120"]
"""


WORDS = "tidak terukur"


@pytest.fixture(scope="session")
def root(once: Once) -> Path:
    return once("evaluasi", lambda folder: evaluated(folder, REALISASI))


@cache
def evaluated_regulation(root: Path) -> Regulation:
    return regulation_of(root, 2023)


def evaluated(folder: Path, reports: str) -> None:
    """The enacted regulation with *reports*, and the two documents that follow from them."""
    copy_enacted(folder)
    (folder / "sources/2023/realisasi.yaml").write_text(reports, "utf-8")
    regulation = regulation_of(folder, 2023)
    (folder / "output/2023").mkdir(parents=True)
    for name in (EVALUASI, RATL):
        (made,) = make_documents(Project(folder), regulation, only=name)
        (folder / "output/2023" / name).write_bytes(made.content)


@cache
def tables(path: Path) -> list[list[list[str]]]:
    return [
        [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows]
        for table in Document(str(path)).tables
    ]


@cache
def paragraphs(path: Path) -> list[str]:
    return [item.text.replace("\u00a0", " ") for item in Document(str(path)).paragraphs]


def actions(root: Path) -> dict[str, list[list[str]]]:
    """For each action its name, its five targets, the five values reached, and the share."""
    *_, detail, _ = tables(root / "output/2023/evaluasi.docx")
    return {
        target[1]: [target[2:3], target[6:11], reached[6:11], reached[11:12]]
        for target, reached in zip(detail[1::2], detail[2::2], strict=True)
    }


def test_every_action_stands_in_the_evaluation_with_what_it_reached(root: Path) -> None:
    rows = {kode: row[1:] for kode, row in actions(root).items()}
    assert rows["G-03"] == [[*"--1-1"], [*"--", "Dilaksanakan", "-", "Dilaksanakan"], [WORDS]]
    assert rows["G-05"] == [[*"--1-1"], [*"--1-1"], ["100%"]]
    assert rows["G-08"] == [
        ["6.893", "4.124", "0", "0", "11.017"],
        ["6.890", "4.110", "0", "0", "11.000"],
        ["99,8%"],
    ]
    assert rows["G-09"] == [[*"-7-3", "10"], ["-", "nihil", "-", "3", "3"], ["30%"]]
    assert rows["G-10"][1:] == [["25%", "20%", "25%", "10%", "80%"], ["80%"]]
    assert rows["G-12"][1:] == [["-", "1", "belum", "belum", "1"], ["33,3%"]]
    assert rows["K-06"] == [[*"---", "192", "192"], [*"---", "101", "101"], ["52,6%"]]
    assert rows["K-18"][1:] == [[*"---", "1. PP: 120", "1. PP: 120"], [WORDS]]
    assert rows["G-43"][1:] == [["-", "belum", "-", "belum", "belum"], ["belum melapor"]]
    assert rows["G-01"] == [[*"-----"], [*"-----"], ["-"]]
    regulation = evaluated_regulation(root)
    assert list(rows) == [item.aksi.kode for item in reported(regulation)]


def test_less_is_better_where_the_report_says_so() -> None:
    """Worked out by hand: each unit above the target counts as one missed."""
    for target, reached, falling, share in (
        (10, 5, True, "1.5"), (10, 10, True, "1"), (10, 12, True, "0.8"), (10, 20, True, "0"),
        (10, 30, True, "0"), (0, 0, True, "1"), (0, 3, True, "0"), (10, 12, False, "1.2"),
    ):  # fmt: skip
        assert share_of(Decimal(reached), Decimal(target), falling=falling) == Decimal(share)
    assert share_of(Decimal(3), Decimal(0), falling=False) is None


def test_an_evaluation_in_the_middle_of_the_year_asks_for_what_is_due_by_then(
    tmp_path: Path,
) -> None:
    """What must come out was written down by hand from the plan of 2023 and the reports."""
    reports = REALISASI.replace("realisasi:\n", "sampai: 2\nrealisasi:\n", 1)
    reports = reports.replace("  - kode: K-06", "  - kode: K-06\n    arah: turun", 1)
    evaluated(tmp_path, reports)
    rows = {kode: row[1:] for kode, row in actions(tmp_path).items()}
    # Due in the first half: 6.893 + 4.124 permits, 7 services, nothing of the document of TW III.
    assert rows["G-08"] == [
        *(["6.893", "4.124", "", "", "11.017"], ["6.890", "4.110", "", "", "11.000"], ["99,8%"]),
    ]
    assert rows["G-09"] == [["-", "7", "", "", "7"], ["-", "nihil", "", "", "0"], ["0%"]]
    assert rows["G-05"] == [["-", "-", "", "", "-"], ["-", "-", "", "", "-"], ["-"]]
    assert rows["G-12"] == [["-", "1", "", "", "1"], ["-", "1", "", "", "1"], ["100%"]]
    assert rows["K-06"] == [["-", "-", "", "", "-"], ["-", "-", "", "", "-"], ["-"]]
    theme = tables(tmp_path / "output/2023/evaluasi.docx")[0]
    regulation = regulation_of(tmp_path, 2023)
    due = [item for item in reported(regulation) if item.planned]
    assert theme[-1][2] == str(len(due)) < theme[-1][1]
    assert all(any(not value.empty for value in item.aksi.tw[:2]) for item in at_least_one(due))
    told = paragraphs(tmp_path / "output/2023/evaluasi.docx")
    assert "SAMPAI DENGAN TRIWULAN II" in told[0]
    assert any("dihitung sampai dengan triwulan II" in text for text in told)


def test_an_action_that_is_part_of_another_names_it(root: Path) -> None:
    names = {kode: row[0][0] for kode, row in actions(root).items()}
    assert names["K-06"] == "a. Program Indonesia Pintar (PIP): PNF"
    assert names["K-12"] == "b. Program Bantuan Operasional Satuan Pendidikan (BOSP): SMP"
    assert names["K-16"].startswith("d. Program Bantuan Biaya Pendidikan")
    assert names["I-04"] == "Program Pemanfaatan Ruang Jangka Pendek"


def test_a_dash_among_numbers_stands_only_where_nothing_was_due(root: Path) -> None:
    regulation = evaluated_regulation(root)
    told = actions(root)
    for action in at_least_one(reported(regulation)):
        _, target, reached, share = told[action.aksi.kode]
        due = [not value.empty for value in (*action.aksi.tw, action.aksi.total)]
        assert [cell != "-" for cell in target] == due
        assert all(cell != "-" for cell, planned in zip(reached, due, strict=True) if planned)
        assert "" not in (*target, *reached)
        assert (share == ["-"]) == (not action.planned)


def test_themes_and_offices_are_summed_up_and_means_say_of_how_many(root: Path) -> None:
    theme, office, *_ = tables(root / "output/2023/evaluasi.docx")
    assert [row[0].split(":")[0] for row in theme[1:]] == [
        "Lampiran II",
        "Lampiran III",
        "Lampiran IV",
        "Jumlah",
    ]
    assert [row[1:] for row in theme[1:]] == [
        ["56", "54", "6", "1", "68,6% dari 5 rencana aksi"],
        ["29", "29", "3", "1", "76,3% dari 2 rencana aksi"],
        ["8", "7", "0", "0", "belum melapor"],
        ["93", "90", "9", "2", "70,8% dari 7 rencana aksi"],
    ]
    assert ["Dinkes", "1", "1", "1", "1", "100% dari 1 rencana aksi"] in office
    assert ["Disnaker", "2", "2", "1", "0", "tidak terukur"] in office
    regulation = evaluated_regulation(root)
    register = [item.singkat for item in regulation.perangkat_daerah.perangkat_daerah]
    named = [row[0] for row in office[1:] if row[0] in register]
    assert named == sorted(named, key=register.index)
    unknown = sum(
        not regulation.perangkat_daerah.recognise(item.pelaksana)[0]
        for item in reported(regulation)
    )
    assert office[-1][:2] == ["Pelaksana tidak disebut atau tidak terdaftar", str(unknown)]


def test_share_of_a_quarter_is_the_mean_of_its_targets(root: Path) -> None:
    regulation = evaluated_regulation(root)
    rows = list(reported(regulation))
    shares = by_quarter(rows)
    assert [share.dari for share in shares] == [3, 5, 3, 3]
    assert [str(percent(share.rerata)) for share in shares if share.rerata is not None] == [
        *("99.9", "75.9", "100.0", "64.2")
    ]
    assert sum(item.melapor for item in by_theme(rows)) == 9


@given(st.integers(1, 10**9), st.integers(0, 10**9))
@example(11017, 11000)
@example(10**9, 1)
def test_a_percentage_never_says_more_than_was_reached(target: int, reached: int) -> None:
    told = percentage(Decimal(reached) / target)
    assert (told == "0%") == (reached == 0)
    if told != "<0,1%":
        number = Decimal(told.removesuffix("%").replace(".", "").replace(",", "."))
        assert number <= Decimal(reached) / target * 100 < number + Decimal("0.1")
        assert number < 100 or reached >= target


def test_what_hindered_and_what_was_done_is_told_quarter_by_quarter(root: Path) -> None:
    *_, notes = tables(root / "output/2023/evaluasi.docx")
    assert [row[1:2] + row[3:7] for row in notes[1:]] == [
        ["G-05", "Setahun", "", "", "Peta rencana SPBE"],
        ["G-08", "TW I", "", "", "Rekap TW I"],
        ["G-08", "TW II", "Server padam", "Permohonan diterima di loket", "Rekap TW II"],
        ["G-10", "Setahun", "Tenaga {{ tahun }} & <b> belum cukup", "", ""],
        ["G-10", "TW IV", "Operator pindah", "Pengganti ditunjuk", ""],
        ["G-43", "TW II", "Laporan BPK belum terbit", "", ""],
    ]


def test_place_day_and_who_signs_close_both_documents(root: Path) -> None:
    for name in ("evaluasi.docx", "ratl.docx"):
        told = paragraphs(root / "output/2023" / name)
        assert told[-4:-2] == ["Batang, 31 Januari 2024", "Pj. SEKRETARIS DAERAH KABUPATEN BATANG,"]
        assert told[-2].strip() == ""  # room to sign
        assert told[-1] == "ARI YUDIANTO"


def test_no_word_is_broken_by_a_column_that_is_too_narrow(root: Path) -> None:
    points, margins, wider = 7.5, 100, 1.15  # of the cells' type; Bookman against the chart's type
    wrapper = Wrapper(TYPEFACE, points / 72 * 25.4)
    for name in ("evaluasi.docx", "ratl.docx"):
        for table in at_least_one(Document(str(root / "output/2023" / name)).tables):
            for column in at_least_one(table.columns):
                room = (column.width.twips - margins) / 1440 * 25.4
                said = " ".join(cell.text for cell in column.cells if cell._tc.grid_span == 1)
                for word in at_least_one(re.split(r"[\s/-]+", said)):
                    assert wrapper.width((StyledRun(word),)) * wider <= room, word


def test_tables_fill_the_page_between_its_margins(root: Path) -> None:
    for name in ("evaluasi.docx", "ratl.docx"):
        document = Document(str(root / "output/2023" / name))
        page = document.sections[0]
        room = page.page_width - page.left_margin - page.right_margin
        for table in at_least_one(document.tables):
            assert sum(column.width for column in table.columns) == room


def test_follow_ups_become_next_years_list(root: Path) -> None:
    (listed,) = tables(root / "output/2023/ratl.docx")
    assert listed[2][1] == "G-10"
    assert listed[2][3] == (
        "Tenaga {{ tahun }} & <b> belum cukup\nTW IV: Operator pindah. Solusi: Pengganti ditunjuk"
    )
    assert listed[2][4:6] == ["G-90", "Menambah tenaga pengelola pengaduan"]


def test_nothing_reported_makes_no_evaluation(tmp_path: Path) -> None:
    project = copy_printable(tmp_path)
    made = {item.nama for item in make_documents(project, load_clean(project))}
    assert "perbup.docx" in made
    assert not made & {EVALUASI, RATL}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("kode: K-99", "Tidak ada rencana aksi K-99"),
        ("kode: G-05", "Kode «G-05» sudah dipakai"),
    ],
)
def test_report_of_an_unknown_or_repeated_action_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: str, told: str
) -> None:
    shutil.copytree(root / "sources", tmp_path / "sources")
    shutil.copytree(ROOT / "templates/huruf", tmp_path / "templates/huruf")
    path = tmp_path / "sources/2023/realisasi.yaml"
    path.write_text(path.read_text("utf-8").replace("kode: K-04", wrong), "utf-8")
    assert main(["periksa", "2023", "--akar", str(tmp_path)]) == 2
    assert told in capsys.readouterr().out


def test_evaluation_is_valid_word(root: Path) -> None:
    for name in ("evaluasi.docx", "ratl.docx"):
        assert mistakes(root / "output/2023" / name) == []
