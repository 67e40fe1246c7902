"""Findings at the terminal: grouped by file, the words underlined, colours only where they show."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from rbdocs.cli import main
from rbdocs.commands.checking import choose_ink
from tests.sample import aksi, make_project, plan

FIELDS = (
    "kode_aturan",
    "tingkat",
    "pesan",
    "berkas",
    "baris",
    "kolom",
    "kode",
    "nilai",
    "saran",
    "dikecualikan",
    "alasan",
)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A project whose Lampiran II has two wrong totals."""
    return make_project(tmp_path / "p", plan([aksi(1, total=2), aksi(2, total=3)]))


def test_findings_of_a_file_stand_together_and_are_counted(
    wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["periksa", "--akar", str(wrong), "--aturan", "TW01"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "sources/2023/lampiran-2.yaml (2 galat, 0 peringatan, 0 dikecualikan)"
    assert sum(line.startswith("sources/2023/lampiran-2.yaml:") for line in lines) == 2
    assert lines[-1] == "Pemeriksaan tahun 2023: 2 galat, 0 peringatan, 0 dikecualikan."


def test_the_caret_stands_under_the_words_that_are_meant(
    wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["periksa", "--akar", str(wrong), "--aturan", "TW01"])
    lines = capsys.readouterr().out.splitlines()
    below = [index for index, line in enumerate(lines) if set(line) == set(" |^")]
    meant = [lines[i - 1][lines[i].index("^") : lines[i].rindex("^") + 1] for i in below]
    assert meant == ["2", "3"]


def test_json_has_exactly_the_agreed_fields(
    wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["periksa", "--akar", str(wrong), "--aturan", "TW01", "--format", "json"])
    listing = json.loads(capsys.readouterr().out)
    assert [tuple(item) for item in listing] == [FIELDS, FIELDS]
    assert [item["kode"] for item in listing] == ["G-01", "G-02"]


@pytest.mark.parametrize(
    ("terminal", "environment", "colours"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colours_only_on_a_terminal_that_wants_them(
    terminal: bool,
    environment: dict[str, str],
    colours: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.name", "posix")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    assert choose_ink().colours is colours


def test_no_colour_code_reaches_a_file(
    wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    target = tmp_path / "laporan.txt"
    for command in (["periksa", "--akar", str(wrong)], ["jelaskan", "TW01"]):
        main([*command, "--ke", str(target)])
        assert "TW01" in target.read_text("utf-8")
        assert "\033" not in target.read_text("utf-8")
