"""What the actions of a year have reached becomes an evaluation and a list of follow-ups."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from rbdocs.cli import main
from rbdocs.files import Project
from rbdocs.model.evaluation import by_office, by_quarter, by_theme, reported
from rbdocs.sources.year import load_year
from tests.test_valid_word import mistakes

ROOT = Path(__file__).parents[1]
REALISASI = """\
realisasi:
  - kode: G-05
    tw: ["-", "-", 1, "-"]
    bukti: Peta rencana SPBE
  - kode: G-10
    tw: ["25%", "20%", "25%", "10%"]
    kendala: "Tenaga {{ tahun }} & <b> belum cukup"
    tindak_lanjut:
      - kode: G-90
        uraian: Menambah tenaga pengelola pengaduan
        satuan: Orang
        indikator: Jumlah tenaga pengelola
        koordinator: Diskominfo
        pelaksana: Diskominfo
        tenggat: TW II 2024
  - kode: K-04
    tw: [52559, 5427, 3952, 0]
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluasi")
    for name in ("sources", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "sources/2023/realisasi.yaml").write_text(REALISASI, "utf-8")
    assert main(["bangun", "2023", "--akar", str(folder), "--tanpa-pdf"]) == 0
    return folder


def tables(path: Path) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(str(path)).tables
    ]


def test_every_action_stands_in_the_evaluation_with_what_it_reached(root: Path) -> None:
    *_, detail = tables(root / "output/2023/evaluasi.docx")
    rows = {row[1]: row for row in detail[2:]}
    assert rows["G-05"][5:16] == ["-", "-", "1", "-", "1", "-", "-", "1", "-", "1", "100%"]
    assert rows["G-10"][9:16] == ["100%", "25%", "20%", "25%", "10%", "80%", "80%"]
    assert rows["G-10"][16] == "Tenaga {{ tahun }} & <b> belum cukup"
    assert rows["G-06"][15] == "belum melapor"
    regulation = load_year(Project(root), 2023).regulation
    assert regulation is not None
    assert list(rows) == [item.aksi.kode for item in reported(regulation)]


def test_themes_and_offices_are_summed_up(root: Path) -> None:
    theme, office, _ = tables(root / "output/2023/evaluasi.docx")
    assert theme[1][0] == "Lampiran II"
    assert theme[1][2:] == ["2", "1", "90%"]
    assert theme[2][2:] == ["1", "1", "100%"]
    assert ["Dinkes", "1", "1", "1", "100%"] in office


def test_share_of_a_quarter_is_the_mean_of_its_targets(root: Path) -> None:
    regulation = load_year(Project(root), 2023).regulation
    assert regulation is not None
    rows = list(reported(regulation))
    shares = by_quarter(rows)
    assert shares[1] == (Decimal("0.8") + 1) / 2
    assert shares[3] == Decimal("0.4")
    assert sum(item.melapor for item in by_theme(rows)) == 3
    assert sum(item.melapor for item in by_office(regulation, rows)) == 3


def test_follow_ups_become_next_years_list(root: Path) -> None:
    (listed,) = tables(root / "output/2023/ratl.docx")
    assert listed[2][1] == "G-10"
    assert listed[2][4:6] == ["G-90", "Menambah tenaga pengelola pengaduan"]


def test_nothing_reported_makes_no_evaluation(tmp_path: Path) -> None:
    output = tmp_path / "keluar"
    main(
        ["bangun", "2023", "--akar", str(ROOT), "--keluaran", str(output), "--tanpa-pdf"],
    )
    assert (output / "2023/perbup.docx").exists()
    assert not (output / "2023/evaluasi.docx").exists()


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
