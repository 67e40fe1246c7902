"""What can be mended in one way is mended by ``periksa --perbaiki``, and nothing else changes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rbdocs.check.engine import check
from rbdocs.check.rule import load_rules
from rbdocs.cli import main
from rbdocs.commands.repairs import Mending, mend_year
from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project
from rbdocs.model.finding import Location, Repair
from rbdocs.report.rules import explained
from rbdocs.sources.repair import mend
from tests.clean import FOLDER, YEAR, apply_example, copy_clean, load_clean
from tests.profiles import examples

RULES = load_rules()
EXAMPLES = explained()
MENDING = [code for code, rule in RULES.items() if rule.about.mends]
PLAN, THEMATIC = "lampiran-2.yaml", "lampiran-3.yaml"
CHAPTER = "lampiran-1/bab-1.md"


@dataclass(frozen=True)
class Seed:
    """A fault: in which file, what stands there once, and what instead."""

    file: str
    right: str
    wrong: str


SEEDS = [
    Seed(PLAN, "satuan: Orang", "satuan: Org"),
    Seed(PLAN, "satuan: Orang", "satuan: orang   # menurut draf"),
    Seed(THEMATIC, "satuan: Orang", "satuan: Org"),
    Seed(PLAN, "total: 1650", 'total: "1650"'),
    Seed(PLAN, "tw: [1200, 350", "tw: ['1200', 350"),
    Seed(PLAN, '["-", 1618, 1650, 1700]', '["-", "1618", "1650", "1700"]'),
    Seed(PLAN, "target: 3.4", 'target: "3.4"'),
    Seed(THEMATIC, "[5.5, 4.5, 2.1, 2.9]", '["5.5", 4.5, "2.1", 2.9]'),
    Seed(PLAN, "anggaran: 113565200", 'anggaran: "113,565,200"'),
    Seed(PLAN, "anggaran: 211993900", "anggaran: Rp. 211.993.900,-"),
    Seed(THEMATIC, "anggaran: 7712522904", 'anggaran: "7,712,522,904"'),
    Seed(PLAN, "pelaksana: BKD, Bagian", "pelaksana: BKD,Bagian"),
    Seed(PLAN, "pelaksana: BKD, Bagian", "pelaksana: BKD , Bagian"),
    Seed(PLAN, "pelaksana: Bapelitbang, Diskominfo", "pelaksana: Bapelitbang, Diskominfo,"),
    Seed(PLAN, "a. Menyusun dokumen sistem", "a. Menyusun  dokumen   sistem"),
    Seed(PLAN, "sistem kerja yang disusun", "sistem  kerja yang  disusun"),
    Seed(THEMATIC, "Rumah yang layak mengurangi", "Rumah yang  layak  mengurangi"),
    Seed(CHAPTER, "disusun untuk tata", "disusun  untuk tata"),
    Seed(CHAPTER, "yang baik (*good", "yang baik  (*good"),
    Seed(CHAPTER, "[tabel 1.1](#tabel-1-1)", "tabel 1.1"),
]


def draft(folder: Path) -> Project:
    """The clean regulation of 2024 while it is still a draft."""
    project = copy_clean(folder)
    path = project.sources / str(YEAR) / "peraturan.yaml"
    path.write_text(f"status: rancangan\n{path.read_text('utf-8')}", "utf-8")
    return project


def replace(project: Project, file: str, old: str, new: str) -> None:
    path = project.sources / str(YEAR) / file
    text = path.read_bytes().decode()
    assert text.count(old) == 1, (old, text.count(old))
    path.write_bytes(text.replace(old, new).encode())


def contents(project: Project) -> dict[str, bytes]:
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for path in sorted(project.sources.rglob("*"))
        if path.is_file()
    }


def after(found: Mending) -> dict[str, bytes]:
    return {name: new for name, (_, new) in found.files.items()}


def run(project: Project, *options: str) -> int:
    return main(["periksa", str(YEAR), "--perbaiki", "--akar", str(project.root), *options])


@pytest.mark.parametrize("code", RULES)
def test_rule_mends_what_it_says_and_only_that(code: str, tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    apply_example(project, EXAMPLES[code].wrong)
    found = check(load_clean(project), {code: RULES[code]})
    assert bool(RULES[code].about.mends) is any(finding.repairs for finding in found)


@pytest.mark.parametrize("code", MENDING)
def test_wrong_example_comes_right(code: str, tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    apply_example(project, EXAMPLES[code].wrong)
    for name, new in after(mend_year(project, Edition(YEAR), RULES, enacted=True)).items():
        (project.root / name).write_bytes(new)
    assert check(load_clean(project), RULES) == []


@given(
    seeds=st.lists(st.sampled_from(SEEDS), min_size=1, max_size=8, unique_by=lambda s: s.right),
    windows=st.booleans(),
    mark=st.booleans(),
)
@settings(
    max_examples=examples(25),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_mended_sources_are_the_clean_ones_byte_for_byte(
    seeds: list[Seed], windows: bool, mark: bool, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path)
    project = draft(tmp_path)
    for item in seeds:
        path = project.sources / str(YEAR) / item.file
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        if "#" in item.wrong:  # a comment stays
            text = text.replace(item.right, item.right + item.wrong[item.wrong.index("   #") :], 1)
        text = text.replace("\n", "\r\n") if windows else text
        path.write_bytes(("\ufeff" * mark + text).encode())
    clean = contents(project)
    for item in seeds:
        path = project.sources / str(YEAR) / item.file
        wrong, right = item.wrong, item.right
        if "#" in wrong:
            wrong = wrong[: wrong.index("   #")]
        path.write_bytes(path.read_bytes().decode().replace(right, wrong, 1).encode())
    assert contents(project) != clean
    found = mend_year(project, Edition(YEAR), RULES)
    assert found.unplaced == []
    assert contents(project) | after(found) == clean
    assert set(after(found)) == {f"sources/{YEAR}/{seed.file}" for seed in seeds}


def test_difference_is_shown_and_nothing_written_without_consent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = draft(tmp_path)
    clean = contents(project)
    replace(project, PLAN, "pelaksana: BKD, Bagian", "pelaksana: BKD,,Bagian")
    faulty = contents(project)
    assert run(project) == 1  # a stray comma is an error, and it still stands there
    told = capsys.readouterr().out
    assert contents(project) == faulty
    assert "Belum ada yang ditulis" in told
    patch = tmp_path / "perbaikan.diff"
    patch.write_text(told[: told.index("\n\n")] + "\n", "utf-8")
    subprocess.run(["git", "apply", patch.name], cwd=tmp_path, check=True, capture_output=True)
    assert contents(project) == clean


def test_consent_on_the_command_line_writes_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = draft(tmp_path)
    clean = contents(project)
    replace(project, PLAN, "pelaksana: BKD, Bagian", "pelaksana: BKD,,Bagian")
    replace(project, THEMATIC, "satuan: Orang", "satuan: Org")
    assert run(project, "--ya") == 0
    assert contents(project) == clean
    told = capsys.readouterr().out
    assert "2 perbaikan dalam 2 berkas (PD02 1, SAT08 1)." in told
    assert f"Ditulis sources/{YEAR}/{PLAN}" in told
    assert "0 galat, 0 peringatan" in told
    assert run(project, "--ya") == 0
    assert "Tidak ada yang dapat diperbaiki otomatis." in capsys.readouterr().out
    assert contents(project) == clean


@pytest.mark.parametrize(
    ("answer", "writes"), [("y", True), ("Ya", True), ("t", False), ("", False)]
)
def test_user_is_asked_at_a_terminal(
    answer: str, writes: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = draft(tmp_path)
    clean = contents(project)
    replace(project, THEMATIC, "satuan: Orang", "satuan: Org")
    monkeypatch.setattr("rbdocs.commands.mending._at_terminal", lambda: True)
    asked: list[str] = []
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or answer)
    assert run(project) == 0
    assert asked == ["Tulis perubahan ini? [y/T] "]
    assert (contents(project) == clean) is writes


def test_program_gets_repairs_and_what_is_left_as_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = draft(tmp_path)
    replace(project, THEMATIC, "satuan: Orang", "satuan: Org")
    assert run(project, "--format", "json") == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert data["ditulis"] is False
    assert data["berkas"] == [f"sources/{YEAR}/{THEMATIC}"]
    (repair,) = data["perbaikan"]
    assert (repair["kode_aturan"], repair["lama"], repair["baru"]) == ("SAT08", "Org", "Orang")
    assert [datum["kode_aturan"] for datum in data["sisa"]] == ["SAT08"]


def test_enacted_regulation_is_left_unless_told_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_clean(tmp_path)
    clean = contents(project)
    replace(project, THEMATIC, "satuan: Orang", "satuan: Org")
    faulty = contents(project)
    assert run(project, "--ya") == 2
    told = capsys.readouterr().err
    assert "sudah ditetapkan" in told
    assert "--juga-ditetapkan" in told
    assert contents(project) == faulty
    assert run(project, "--ya", "--juga-ditetapkan") == 0
    assert contents(project) == clean


def test_sources_that_do_not_load_are_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = draft(tmp_path)
    replace(project, THEMATIC, "satuan: Orang", "satuan: Org")
    replace(project, PLAN, "satuan: Persen", "satuan: Persenn")
    faulty = contents(project)
    assert run(project, "--ya") == 2
    told = capsys.readouterr().err
    assert "tidak terbaca" in told
    assert "Persenn" in told
    assert contents(project) == faulty


def test_waived_finding_is_not_mended(tmp_path: Path) -> None:
    project = draft(tmp_path)
    replace(project, THEMATIC, "satuan: Orang", "satuan: Org")
    (project.sources / str(YEAR) / "pengecualian.yaml").write_text(
        "oleh: Bagian Hukum\ntanggal: 2024-03-01\nsampai: 2024\npengecualian:\n"
        "  - {aturan: SAT08, kode: K-02, alasan: Tercetak begitu dalam naskah.}\n",
        "utf-8",
    )
    assert mend_year(project, Edition(YEAR)).files == {}


def test_text_of_an_earlier_year_that_stays_in_force_is_not_mended(tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    folder = project.sources / "2025"
    shutil.copytree(project.sources / "2024", folder)
    shutil.rmtree(folder / "lampiran-1")
    for path in folder.glob("*.yaml"):
        text = path.read_text("utf-8").replace("2024", "2025")
        path.write_text(
            text.replace("lampiran: [I, II", "warisan: {I: 2024}\nlampiran: [II"), "utf-8"
        )
    path = folder / "peraturan.yaml"
    path.write_text(f"status: rancangan\n{path.read_text('utf-8')}", "utf-8")
    replace(project, CHAPTER, "[tabel 1.1](#tabel-1-1)", "tabel 1.1")
    found = mend_year(project, Edition(2025))
    assert "RUJ03" in [finding.code for finding in found.findings]
    assert found.files == {}


def test_selected_rules_alone_are_mended(tmp_path: Path) -> None:
    project = draft(tmp_path)
    replace(project, THEMATIC, "satuan: Orang", "satuan: Org")
    replace(project, PLAN, "total: 1650", 'total: "1650"')
    assert run(project, "--aturan", "SAH01", "--ya") == 0
    plan, thematic = (project.sources / str(YEAR) / item for item in (PLAN, THEMATIC))
    assert plan.read_bytes() == (FOLDER / f"sources/{YEAR}/{PLAN}").read_bytes()
    assert "satuan: Org\n" in thematic.read_text("utf-8")


def test_all_files_are_written_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = draft(tmp_path)
    replace(project, PLAN, "total: 1650", 'total: "1650"')
    replace(project, THEMATIC, "satuan: Orang", "satuan: Org")
    faulty = contents(project)
    real = os.replace

    def fail_once(new: Path, target: Path) -> None:
        if target.name == THEMATIC:
            raise PermissionError(13, "sedang dipakai")
        real(new, target)

    monkeypatch.setattr(os, "replace", fail_once)
    assert run(project, "--ya") == 2
    assert THEMATIC in capsys.readouterr().err
    assert contents(project) == faulty  # no temporary file is left either


def test_file_changed_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = draft(tmp_path)
    replace(project, THEMATIC, "satuan: Orang", "satuan: Org")
    monkeypatch.setattr("rbdocs.commands.mending._at_terminal", lambda: True)

    def edit(_: str) -> str:
        replace(project, THEMATIC, "Rehabilitasi Jalan", "Rehabilitasi Jalan Kabupaten")
        return "y"

    monkeypatch.setattr("builtins.input", edit)
    assert run(project) == 2
    assert "berubah sementara" in capsys.readouterr().err
    assert "satuan: Org\n" in (project.sources / str(YEAR) / THEMATIC).read_text("utf-8")


@pytest.mark.parametrize(
    "options", [["--ya"], ["--juga-ditetapkan"], ["--perbaiki", "--format", "sarif"]]
)
def test_options_that_do_not_go_together_are_told(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["periksa", "2023", *options]) == 2
    assert "--perbaiki" in capsys.readouterr().err


# --- the place of a repair in a source


def mended(source: str, old: str, new: str, line: int, column: int, **more: bool) -> str:
    return mend(source, [Repair(Location("a.yaml", line, column), old, new, **more)]).text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a: BKD,X  # catatan\n", "a: BKD, X  # catatan\n"),
        ("a: 'BKD,X'\n", "a: 'BKD, X'\n"),
        ('a:   "BKD,X"\n', 'a:   "BKD, X"\n'),
        ("a: >-\n  BKD,X\n  lagi\nb: 1\n", "a: >-\n  BKD, X\n  lagi\nb: 1\n"),
        ('{a: "BKD,X", b: 2}\n', '{a: "BKD, X", b: 2}\n'),
    ],
)
def test_quoting_and_comments_stay(source: str, expected: str) -> None:
    column = source.index("BKD") + 1 - ("'" in source or '"' in source)
    column = 4 if ">" in source else column
    assert mended(source, "BKD,X", "BKD, X", 1, column) == expected


@pytest.mark.parametrize("style", ["{}", '"{}"', "'{}'", ">-\n  {}", "|-\n  {}"])
@pytest.mark.parametrize("word", ["12", "null", "yes", "a: b", "# a", "[a", "it's", 'a "b"', "\\n"])
def test_new_text_means_itself_however_it_looks(style: str, word: str) -> None:
    from rbdocs.sources.repair import scalars

    source = f"a: {style.format('lama')}\nb: [lama, 1]\n"
    text = mended(source, "lama", word, 1, 4)
    assert [scalar.value for scalar in scalars(text)] == [word, "lama", "1"]
    if word in ("12", "null"):
        assert text != f"a: {word}\nb: [lama, 1]\n"  # would be read as another thing


def test_value_in_several_pieces_is_found_by_its_key() -> None:
    source = "- uraian: [Melaksanakan survey, {miring: survey online}]\n"
    expected = source.replace("Melaksanakan survey", "Melaksanakan survei")
    assert mended(source, "Melaksanakan survey", "Melaksanakan survei", 1, 3) == expected


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ("a: ijin dan ijin\n", 1, 4),  # which one?
        ("a: perijinan\n", 1, 4),  # part of a word
        ("a: ijin\n", 2, 4),  # nothing there
        ("ijin: kata\n", 1, 1),  # a key
    ],
)
def test_uncertain_place_is_left(source: str, line: int, column: int) -> None:
    assert mended(source, "ijin", "izin", line, column) == source


def test_repairs_that_meet_wait_for_each_other() -> None:
    place = Location("a.yaml", 1, 4)
    repairs = [Repair(place, "x  y", "x y"), Repair(place, "x  y", "x z")]
    result = mend("a: x  y\n", repairs)
    assert (result.text, result.done) == ("a: x y\n", repairs[:1])


def test_failure_is_a_file_problem_without_change(tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    with pytest.raises(FileProblem, match="sudah ditetapkan"):
        mend_year(project, Edition(YEAR))
