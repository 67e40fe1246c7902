"""Mistakes in a plan's source: each told once, where it stands, with what to do; all in one run."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from rbdocs.cli import main
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.finding import Finding
from rbdocs.sources.year import load_year
from tests.links import link_out
from tests.sample import edit_file, make_project

DATA = yaml.safe_load(
    (Path(__file__).parent / "cases" / "load" / "rencana.yaml").read_text(encoding="utf-8")
)
CASES = {case["nama"]: case for case in DATA["kasus"]}
PLAN = "sources/2023/lampiran-2.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make_project(tmp_path / "proyek")
    (root / PLAN).write_text(DATA["benar"], encoding="utf-8")
    return root


def findings(root: Path) -> list[Finding]:
    loaded = load_year(Project(root), Edition(2023))
    assert (loaded.regulation is None) is bool(loaded.findings)
    return sorted(loaded.findings, key=lambda finding: (finding.code, finding.location))


@pytest.mark.parametrize("name", CASES)
def test_exactly_the_mistakes_are_told(project: Path, name: str) -> None:
    case: dict[str, Any] = CASES[name]
    text = DATA["benar"]
    for old, new in case["ganti"].items():
        assert text.count(old) == 1, f"{old!r}: {text.count(old)} kali"
        text = text.replace(old, new)
    (project / PLAN).write_text(text, encoding="utf-8")
    found = findings(project)
    told = [(item.code, item.location.file, item.location.line) for item in found]
    assert told == [(kode, PLAN, line) for kode, line, *_ in case["temuan"]], found
    for finding, (_, line, at, message, hint) in zip(found, case["temuan"], strict=True):
        assert text.split("\n")[line - 1][finding.location.column - 1 :].startswith(at), finding
        assert message in finding.message
        assert hint in finding.hint
        assert finding.hint


def only(root: Path, path: str = PLAN) -> Finding:
    (finding,) = findings(root)
    assert finding.location.file == path
    assert finding.hint
    return finding


def test_file_that_is_not_utf8_is_told_with_its_line(project: Path) -> None:
    edit_file(project / PLAN, lambda raw: raw.replace(b"Sub kegiatan dua", b"Caf\xe9 dua"))
    finding = only(project)
    assert (finding.code, finding.location.line) == ("MUAT03", 33)
    assert "bukan UTF-8" in finding.message
    assert "Notepad" in finding.hint


def test_utf16_from_notepad_is_told(project: Path) -> None:
    (project / PLAN).write_bytes(DATA["benar"].encode("utf-16"))
    assert only(project).code == "MUAT03"


def test_byte_order_mark_and_windows_line_ends_are_read(project: Path) -> None:
    edit_file(project / PLAN, lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    assert findings(project) == []


def test_control_character_is_told_with_its_place(project: Path) -> None:
    edit_file(project / PLAN, lambda raw: raw.replace(b"Sub kegiatan dua", b"Sub\x0bkegiatan"))
    finding = only(project)
    assert (finding.code, finding.location.line) == ("MUAT03", 33)
    assert "U+000B" in finding.message


def test_fifty_megabytes_are_refused_unread(project: Path) -> None:
    with (project / PLAN).open("ab") as file:
        file.truncate(50_000_000)
    start = time.process_time()
    finding = only(project)
    assert finding.code == "MUAT02"
    assert "50.000.000" in finding.message
    assert time.process_time() - start < 5  # not a benchmark: reading it would take minutes


def test_anchor_bomb_is_refused_at_the_first_anchor(project: Path) -> None:
    bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    bomb += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (project / PLAN).write_text("\n".join(bomb), encoding="utf-8")
    codes = {finding.code for finding in findings(project)}
    assert "MUAT06" in codes


@pytest.mark.parametrize("brackets", ["[", "{a: "])
def test_deep_nesting_is_refused(project: Path, brackets: str) -> None:
    (project / PLAN).write_text("jenis: general\nrencana: " + brackets * 100_000, encoding="utf-8")
    finding = only(project)
    assert finding.code in ("MUAT04", "MUAT06")  # libyaml's own limit, or the project's
    assert "Susunan terlalu dalam" in finding.message


@pytest.mark.parametrize(
    "path",
    [
        PLAN,
        "sources/2023/peraturan.yaml",
        "sources/2023/pengecualian.yaml",
        "sources/instansi.yaml",
        "sources/satuan.yaml",
        "sources/perangkat-daerah.yaml",
    ],
)
def test_missing_file_is_told_by_name(project: Path, path: str) -> None:
    (project / path).unlink()
    finding = only(project, path)
    assert finding.code == "MUAT01"
    assert finding.message == "Berkas ini tidak ada."


@pytest.mark.parametrize("path", [PLAN, "sources/2023/peraturan.yaml", "sources/satuan.yaml"])
def test_empty_file_is_told_by_name(project: Path, path: str) -> None:
    (project / path).write_text("", encoding="utf-8")
    assert only(project, path).location.file == path


def test_folder_in_place_of_a_file_is_told(project: Path) -> None:
    (project / PLAN).unlink()
    (project / PLAN).mkdir()
    assert only(project).code == "MUAT01"


def test_link_out_of_the_project_is_not_followed(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "rahasia.yaml"
    outside.write_text(DATA["benar"], encoding="utf-8")
    link_out(project / PLAN, outside)
    finding = only(project)
    assert finding.code == "MUAT01"
    assert "luar folder proyek" in finding.message


def test_mistakes_in_all_files_come_in_one_run_with_status_2(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit_file(project / PLAN, lambda raw: raw.replace(b"satuan: SK", b"satuann: SK"))
    edit_file(project / "sources/satuan.yaml", lambda raw: raw + b"kunci: x\n")
    (project / "sources/2023/pengecualian.yaml").unlink()
    assert main(["bangun", "--akar", str(project)]) == 2
    told = capsys.readouterr().out
    for path in (PLAN, "sources/satuan.yaml", "sources/2023/pengecualian.yaml"):
        assert path in told
    assert "Aturan konsistensi tahun 2023 belum dijalankan" in told
    assert not (project / "output" / "2023").exists()
