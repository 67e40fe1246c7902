"""The command ``banding``: two versions of the sources, wherever they are kept."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from rbdocs.cli import main
from tests.mutations import cached
from tests.sample import ROOT, commit, copy_enacted, git, make_project, replace_text

__all__ = ["cached"]  # the fixture
pytestmark = pytest.mark.usefixtures("cached")
PLAN, SMALL_PLAN = "sources/2023/lampiran-4.yaml", "sources/2023/lampiran-2.yaml"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project with a plan of one action."""
    return make_project(tmp_path / "kecil")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own in git, whose first revision has no sources yet."""
    folder = tmp_path / "proyek"
    folder.mkdir()
    (folder / "README").write_text("kosong")
    commit(folder)
    copy_enacted(folder)
    commit(folder)
    return folder


def _run(project: Path, *arguments: str) -> int:
    return main(["banding", "--akar", str(project), *arguments])


def _data(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def test_a_revision_and_the_work_at_hand(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_text(project / PLAN, "tw: [6893, 4124, 0, 0]", "tw: [6893, 4125, 0, 0]")
    assert _run(project, "HEAD", str(project), "--format", "json") == 1
    (change,) = _data(capsys)["perubahan"]
    told = [change[name] for name in ("kode", "jenis", "tempat", "lama", "baru")]
    assert told == ["I-01", "diubah", ["Lampiran IV, I-01, TW 2"], "4.124", "4.125"]
    assert change["akibat"] == [
        "Total tercetak 11.017, padahal menurut triwulannya (cara: jumlah) 11.018."
    ]
    assert change["berkas"] == PLAN


def test_two_revisions_without_a_change(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(project, "HEAD", "HEAD") == 0
    assert "Tidak ada perubahan." in capsys.readouterr().out


def test_the_text_shows_changed_words(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_text(
        project / PLAN, "dapat menarik para investor untuk masuk", "menarik investor masuk"
    )
    assert _run(project, "HEAD", str(project)) == 1
    shown = capsys.readouterr().out
    assert "dan [-dapat -]menarik [-para -]investor[- untuk-] masuk" in shown


def test_two_folders(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "salinan"
    shutil.copytree(project, other)
    replace_text(other / PLAN, "Jumlah ijin yang diverifikasi", "Jumlah ijin terverifikasi")
    assert _run(project, str(project), str(other), "--tahun", "2023") == 1
    assert "1 perubahan: 1 diubah." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "message"),
    [
        ("HEAD~1", "belum punya folder sources/"),
        ("tidak-ada", "bukan tahun yang ada, bukan folder, dan bukan revisi git"),
        ("--help-all", "bukan revisi git"),
        ("1999", "tidak punya sumber untuk tahun 1999"),
        ("sources", "tidak berisi sources/"),
    ],
)
def test_what_is_no_version_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], old: str, message: str
) -> None:
    assert _run(project, "--", old, str(project)) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("form", ["html", "matriks", "docx"])
def test_where_there_is_no_place_for_the_result_is_told_before_anything_is_read(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "tiada" / "banding.html" if form == "html" else tmp_path / "tiada"
    assert _run(tmp_path, "lama", "baru", "--format", form, "--ke", str(target)) == 2
    assert f"Folder {(tmp_path / 'tiada').as_posix()} tidak ada" in capsys.readouterr().err


def test_a_folder_outside_git_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    assert _run(tmp_path, "HEAD", str(tmp_path)) == 2
    assert "bukan repositori git" in capsys.readouterr().err


def test_faults_of_a_side_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_text(project / PLAN, "kode: I-01", "kode: ???")
    assert _run(project, "HEAD", str(project)) == 2
    shown = capsys.readouterr().out
    assert "MUAT09" in shown
    assert "belum dapat dibaca: 1 kesalahan" in shown


def test_git_diff_shows_a_word_file_as_text(small: Path) -> None:
    file = small / "output/2023/lampiran-2.docx"
    make = ["bangun", "--tanpa-pdf", "--akar", str(small)]
    assert main(make) == 0
    shutil.copy(ROOT / ".gitattributes", small / ".gitattributes")
    commit(small)
    git(small, "config", "diff.rbdocs-word.textconv", f"{sys.executable} {ROOT / 'build.py'} teks")
    replace_text(small / SMALL_PLAN, "Rencana aksi 1", "Rencana aksi satu")
    assert main(make) == 0
    shown = subprocess.run(
        ["git", "diff", "--", str(file)], cwd=small, capture_output=True, text=True, check=True
    ).stdout
    changed = [line for line in shown.split("\n") if line[:1] in "+-" and line[1:2] == " "]
    assert changed == ["-  Rencana aksi 1", "+  Rencana aksi satu"]


def test_the_hook_checks_the_sources_and_refuses_what_is_wrong(small: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    command = hook["entry"].replace("python3 build.py", f"{sys.executable} {ROOT / 'build.py'}")
    check = [*command.split(), "--akar", str(small)]
    assert subprocess.run(check, capture_output=True).returncode == 0
    replace_text(small / SMALL_PLAN, "total: 1\n", "total: 2\n")
    assert subprocess.run(check, capture_output=True).returncode == 1
