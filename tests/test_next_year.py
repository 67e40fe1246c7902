"""A drafter gets next year's sources from this year's, and nothing written is ever lost."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rbdocs import files, storing
from rbdocs.cli import main
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.open_cells import open_cells
from rbdocs.model.plan_tree import RencanaAksi
from rbdocs.model.values import BELUM_DIISI
from rbdocs.revise.merge import merge
from rbdocs.revise.plan import draft_plan
from rbdocs.revise.years import Years
from rbdocs.sources.layouts import packaged
from rbdocs.sources.year import load_year
from tests.clean import FOLDER as CLEAN
from tests.clean import copy_printable
from tests.loops import at_least_one
from tests.sample import copy_enacted, regulation_of

REALISASI = """\
realisasi:
  - kode: G-05
    tw: ["-", "-", 1, "-"]
    bukti: Peta rencana SPBE
  - {kode: G-08, tw: [6890, 4110, 0, 0]}
  - kode: G-10
    tw: ["25%", "20%", "25%", "10%"]
    kendala: Tenaga pengelola belum cukup
    tindak_lanjut:
      - kode: G-90
        uraian: Menambah tenaga pengelola pengaduan
        satuan: Orang
        indikator: Jumlah tenaga pengelola
        koordinator: Diskominfo
        pelaksana: Diskominfo
        tenggat: TW II 2024
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_enacted(tmp_path, short=(3,))


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """The clean regulation, whose next year is 2025."""
    return copy_printable(tmp_path / "bersih").root


@pytest.fixture
def clean_draft(clean: Path) -> Path:
    """The same with the draft of 2025."""
    assert revise_clean(clean) == 0
    return clean


@pytest.fixture
def revised(drafted: Path, tmp_path: Path) -> Path:
    """A copy of the draft of 2024, to be written into."""
    return shutil.copytree(drafted, tmp_path / "proyek")


def revise(root: Path, *more: str, year: str = "2024", old: str = "2023") -> int:
    return main(["revisi", year, "--dari", old, "--akar", str(root), *more])


def revise_clean(root: Path, *more: str) -> int:
    return revise(root, *more, year="2025", old="2024")


def stop_at(monkeypatch: pytest.MonkeyPatch, file: int) -> None:
    """Let a person stop the program when it writes the *file*-th file."""
    written = []
    stage = files.stage

    def stop(path: Path, content: bytes) -> Path:
        written.append(path)
        if len(written) == file:
            raise KeyboardInterrupt
        return stage(path, content)

    for module in (files, storing):  # a file alone, and one of a set
        monkeypatch.setattr(module, "stage", stop)


def actions(root: Path, year: int) -> dict[str, RencanaAksi]:
    loaded = load_year(Project(root), Edition(year))
    assert loaded.regulation is not None, [
        f"{finding.location} {finding.message}" for finding in loaded.findings
    ]
    return {item.kode: item for item in loaded.regulation.aksi(ended=True)}


def test_every_action_keeps_its_kode_and_waits_for_its_figures(drafted: Path) -> None:
    old, new = actions(drafted, 2023), actions(drafted, 2024)
    assert list(new) == list(old)
    filled = [kode for kode, item in new.items() if item.satuan and not item.total.open]
    assert filled == []
    assert {item.kode for item in old.values() if not item.satuan and not item.total.text} == {
        item.kode for item in new.values() if not item.total.open
    }


def test_last_years_figures_stand_beside_what_is_open(drafted: Path) -> None:
    text = (drafted / "sources/2024/lampiran-2.yaml").read_text("utf-8")
    assert f"total: {BELUM_DIISI} # 2023: 1700" in text
    assert f"anggaran: {BELUM_DIISI} # 2023: 113.565.200" in text


def test_remarks_on_the_old_text_are_not_carried_into_the_new_year(project: Path) -> None:
    """2023's own, and in the year after next those that the first draft had."""
    revise(project, "--lampiran", "I,II,III,IV")
    for path in at_least_one((project / "sources/2024").rglob("*.yaml")):
        if path.name == "pengecualian.yaml":  # last year's reasons, to be read beside the new
            continue
        told = [line for line in path.read_text("utf-8").splitlines() if "#" in line]
        for words in ("naskah acuan", "tercetak demikian", "kata demi kata", "peserta didik yang"):
            assert not [line for line in told if words in line.partition("#")[2]], path


def test_a_target_missing_in_several_places_is_told_once() -> None:
    source = (CLEAN / "sources/2024/lampiran-2.yaml").read_text("utf-8")
    source = re.sub(r"acuan: \S+", "acuan: yang-sama", source)
    missing: set[str] = set()
    layout, years = packaged("general").layout, Years(Edition(2024), Edition(2025))
    notes = [
        note
        for _ in range(2)  # the plans of two Lampiran
        for note in draft_plan(source, layout, years, lambda _: None, {}, missing=missing).notes
        if "tidak punya target" in note
    ]
    assert source.count("acuan: yang-sama") > 1
    assert len(notes) == len(missing)


def test_only_named_lampiran_are_replaced_and_the_others_inherited(clean: Path) -> None:
    assert revise_clean(clean, "--lampiran", "ii") == 0
    body = yaml.safe_load((clean / "sources/2025/peraturan.yaml").read_text("utf-8"))
    assert body["lampiran"] == ["II"]
    assert body["warisan"] == {"I": 2024, "III": 2024}
    assert not (clean / "sources/2025/lampiran-3.yaml").exists()


def test_title_counts_the_amendment_and_the_earlier_one_is_cited(drafted: Path) -> None:
    body = yaml.safe_load((drafted / "sources/2024/peraturan.yaml").read_text("utf-8"))
    assert body["tentang"].startswith("PERUBAHAN KEDUA ATAS PERATURAN BUPATI NOMOR 91 TAHUN 2020")
    assert [item["nomor"] for item in body["mengubah"]["diubah"]["dengan"]] == [53]
    assert (
        "sebagaimana telah diubah dengan Peraturan Bupati Nomor 53 Tahun 2023"
        in body["menimbang"][2]
    )
    assert "Perubahan Kedua atas" in body["menimbang"][3]


def test_targets_come_from_the_register_where_it_has_the_year(drafted: Path) -> None:
    text = (drafted / "sources/2024/lampiran-2.yaml").read_text("utf-8")
    assert "target: 3.5 # 2023: 3,4" in text
    assert "target: 200 # 2023: 175" in text
    assert 'target: "68,50" # 2023: 68,0' in text
    assert f"target: {BELUM_DIISI} # 2023: 82,5" in text


def test_draft_is_built_and_says_whom_to_ask(
    revised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    root = ["--akar", str(revised), "--tanpa-pdf"]
    main(["bangun", "2024", "--rancangan", *root])
    told = capsys.readouterr().out
    assert "BKD: G-02 (TW, total)" in told
    data = (revised / "output/2024/lampiran-2.docx").read_bytes()
    assert b"RANCANGAN" in data
    assert main(["bangun", "2024", *root]) == 1
    assert "ISI01" in capsys.readouterr().out
    assert (revised / "output/2024/lampiran-2.docx").read_bytes() == data


def test_enacted_year_is_locked_and_its_edit_is_told(
    clean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["--akar", str(clean)]
    assert main(["tetapkan", "2024", *root]) == 0
    assert main(["periksa", "2024", "--aturan", "REV05", *root]) == 0
    assert "REV05" not in capsys.readouterr().out
    path = clean / "sources/2024/lampiran-3.yaml"
    path.write_text(path.read_text("utf-8").replace("total: 266", "total: 267", 1), "utf-8")
    main(["periksa", "2024", "--aturan", "REV05", *root])
    told = capsys.readouterr().out
    assert "sources/2024/lampiran-3.yaml" in told
    assert "revisi 2025 --dari 2024" in told


def test_draft_cannot_be_locked(clean_draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tetapkan", "2025", "--akar", str(clean_draft)]) == 1
    assert "Tidak dikunci" in capsys.readouterr().out


def test_faults_of_what_stays_in_force_are_not_charged_to_the_new_year(
    drafted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["periksa", "2024", "--akar", str(drafted), "--format", "json"])
    findings = json.loads(capsys.readouterr().out)
    blocking = [
        finding
        for finding in findings
        if finding["tingkat"] == "galat" and not finding["dikecualikan"]
    ]
    assert [item for item in blocking if item["berkas"].startswith("sources/2023/")] == []
    waived = [finding for finding in findings if finding["dikecualikan"]]
    assert any(item["kode_aturan"] == "RUJ01" for item in waived)


def test_bare_plan_has_new_kodes_only(clean: Path) -> None:
    assert revise_clean(clean, "--kosong") == 0
    old, new = actions(clean, 2024), actions(clean, 2025)
    assert not set(old) & set(new)
    assert all(item.total.open for item in at_least_one(new.values()))


def test_second_run_changes_nothing(clean_draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in (clean_draft / "sources/2025").rglob("*.yaml")}
    capsys.readouterr()
    assert revise_clean(clean_draft) == 0
    assert {path: path.read_bytes() for path in before} == before
    assert "sudah mutakhir" in capsys.readouterr().out


def test_what_a_person_wrote_stays_and_the_rest_follows_the_old_year(
    clean_draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = clean_draft / "sources/2025/lampiran-2.yaml"
    mine = draft.read_text("utf-8").replace(
        f"total: {BELUM_DIISI} # 2024: 1.650", "total: 1800 # sesuai rapat", 1
    )
    draft.write_text(mine, "utf-8")
    old = clean_draft / "sources/2024/lampiran-2.yaml"
    text = old.read_text("utf-8").replace("total: 1650", "total: 1750", 1)
    old.write_text(text.replace("Pembinaan Disiplin ASN", "Pembinaan Disiplin Pegawai", 1), "utf-8")
    capsys.readouterr()
    assert revise_clean(clean_draft) == 0
    merged = draft.read_text("utf-8")
    assert "total: 1800 # sesuai rapat" in merged
    assert "Pembinaan Disiplin Pegawai" in merged
    told = capsys.readouterr().out
    assert "dibiarkan, karena sudah disunting" in told
    assert "# 2024: 1.750" in told


def test_file_that_a_person_made_is_not_touched(clean: Path) -> None:
    own = clean / "sources/2025/lampiran-2.yaml"
    own.parent.mkdir()
    own.write_text("milik: saya\n", "utf-8")
    assert revise_clean(clean) == 0
    assert own.read_text("utf-8") == "milik: saya\n"


def test_finished_actions_wait_for_a_decision_and_follow_ups_come_in(project: Path) -> None:
    (project / "sources/2023/realisasi.yaml").write_text(REALISASI, "utf-8")
    assert revise(project) == 0
    new = actions(project, 2024)
    assert new["G-05"].keputusan == BELUM_DIISI
    assert new["G-10"].keputusan is None
    assert list(new).index("G-90") == list(new).index("G-10") + 1
    text = (project / "sources/2024/lampiran-2.yaml").read_text("utf-8")
    assert "realisasi 2023: 11.000 dari 11.017 (99,8%)" in text
    assert "realisasi 2023: 80% dari 100% (80%); kendala: Tenaga pengelola belum cukup" in text
    regulation = regulation_of(project, 2024)
    assert ("G-05", "keputusan") in {(cell.kode, cell.isian) for cell in open_cells(regulation)}


@pytest.mark.parametrize(
    ("year", "old", "told"),
    [
        ("2023", "2023", "tidak sesudah"),
        ("2022", "2023", "tidak sesudah"),
        ("2024", "2019", "Tidak ada sumber untuk tahun 2019"),
    ],
)
def test_impossible_request_is_told_and_leaves_nothing(
    project: Path, capsys: pytest.CaptureFixture[str], year: str, old: str, told: str
) -> None:
    assert revise(project, year=year, old=old) == 2
    assert told in capsys.readouterr().err
    assert sorted(path.name for path in (project / "sources").iterdir() if path.is_dir()) == [
        "2023"
    ]


def test_broken_old_year_is_told_and_leaves_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "sources/2023/lampiran-4.yaml"
    path.write_text(path.read_text("utf-8").replace("satuan:", "satuann:", 1), "utf-8")
    assert revise(project) == 2
    assert "satuann" in capsys.readouterr().out
    assert not (project / "sources/2024").exists()


def test_interrupted_run_leaves_nothing_half_made(
    clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_at(monkeypatch, 4)
    assert revise_clean(clean) == 130
    assert sorted(path.name for path in (clean / "sources").iterdir() if path.is_dir()) == [
        *("2023", "2024")
    ]


def test_enacted_year_is_not_drafted_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(project / "sources/2023", project / "sources/2024")
    for path in (project / "sources/2024").rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("tahun: 2023", "tahun: 2024"), "utf-8")
    assert revise(project) == 2
    assert "sudah ditetapkan" in capsys.readouterr().err


LINES = st.lists(st.sampled_from(["a: 1\n", "b: 2\n", "c: 3\n", "# d\n", "\n"]), max_size=12)


@given(base=LINES, mine=LINES, new=LINES)
def test_merge_takes_what_only_one_side_changed(
    base: list[str], mine: list[str], new: list[str]
) -> None:
    item, two, three = "".join(base), "".join(mine), "".join(new)
    assert merge(item, two, item).text == two
    assert merge(item, item, three).text == three
    assert merge(item, two, two).left == []
