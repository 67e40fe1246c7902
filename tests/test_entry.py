"""build.py makes its environment, and mends one that was left half made."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import build


class Commands:
    """Stands for the commands that build.py runs; *failing* is the word by which one fails."""

    def __init__(self, venv: Path) -> None:
        self.venv, self.failing, self.run = venv, "", [""]
        self.run.clear()

    def __call__(self, command: list[str], **_: Any) -> SimpleNamespace:
        kind = command[2]
        self.run.append(kind)
        if kind == "venv":
            python = Path(build.PYTHON)
            for stale in self.venv.rglob(".lengkap-*"):
                stale.unlink()  # as --clear does
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        failed = kind == self.failing
        return SimpleNamespace(returncode=int(failed), stdout="", stderr="tidak tersambung")


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    venv = tmp_path / ".venv"
    monkeypatch.setattr(build, "ROOT", str(tmp_path))
    monkeypatch.setattr(build, "VENV", str(venv))
    monkeypatch.setattr(build, "PYTHON", str(venv / "bin" / "python"))
    for lock in build.LOCKS.values():
        (tmp_path / lock).write_text("satu==1\n", encoding="utf-8")
    stand_in = Commands(venv)
    monkeypatch.setattr(subprocess, "run", stand_in)
    return stand_in


def test_environment_is_made_once(commands: Commands) -> None:
    assert not build.is_ready("rbdocs")
    assert build.make("rbdocs") == 0
    assert build.is_ready("rbdocs")
    assert commands.run == ["venv", "pip"]


def test_failed_installation_is_told_and_done_again_next_time(
    commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.failing = "pip"
    assert build.make("rbdocs") == 2
    assert "Periksa sambungan internet" in capsys.readouterr().err
    assert not build.is_ready("rbdocs")
    commands.failing = ""
    assert build.make("rbdocs") == 0
    assert build.is_ready("rbdocs")


def test_changed_lock_is_installed(commands: Commands, tmp_path: Path) -> None:
    build.make("rbdocs")
    (tmp_path / build.LOCKS["rbdocs"]).write_text("satu==2\n", encoding="utf-8")
    assert not build.is_ready("rbdocs")
    assert build.make("rbdocs") == 0
    assert build.is_ready("rbdocs")


def test_environment_that_lost_its_python_is_made_anew(commands: Commands) -> None:
    build.make("rbdocs")
    Path(build.PYTHON).unlink()
    assert not build.is_ready("rbdocs")
    commands.run.clear()
    assert build.make("rbdocs") == 0
    assert commands.run == ["venv", "pip"]


def test_tests_are_added_to_a_complete_environment_without_clearing_it(commands: Commands) -> None:
    build.make("rbdocs")
    commands.run.clear()
    assert build.make("uji") == 0
    assert commands.run == ["pip"]
    assert build.is_ready("rbdocs")
    assert build.is_ready("uji")


def test_missing_venv_module_says_what_to_install(
    commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.failing = "venv"
    assert build.make("rbdocs") == 2
    assert "sudo apt install python3-venv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wanted", "added"),
    [
        ([], ["-n", str(os.cpu_count() + 1)]),
        (["-k", "nama"], ["-n", str(os.cpu_count() + 1)]),
        (["-n", "0"], []),
        (["-n3"], []),
        (["--numprocesses=2"], []),
        (["--pdb"], []),
        (["--trace"], []),
    ],
)
def test_tests_run_on_every_processor_unless_told_otherwise(
    wanted: list[str], added: list[str]
) -> None:
    assert build.workers(wanted) == added
