"""What a user types and reads: Indonesian throughout, and exit statuses to rely on."""

from __future__ import annotations

import argparse
import ast
import gettext
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from rbdocs import cli
from rbdocs.cli import COMMANDS, main
from tests.loops import at_least_one
from tests.sample import aksi, make_project, plan

CATALOGUE = Path(cli.__file__).parent / "locale" / "id" / "LC_MESSAGES"
ENGLISH = re.compile(
    r"\b(usage|error|argument|arguments|option|options|invalid|choose|choice|required|expected"
    r"|unrecognized|show|help|exit|one|the|following|positional|ignored|traceback)\b",
    re.IGNORECASE,
)
# What argparse tells its programmer, never the user.
FOR_PROGRAMMERS = re.compile(
    r"conflicting|not defined|invalid argument for positionals|must be optional|not callable"
    r"|cannot merge|invalid option string|dest= is required|invalid conflict_resolution"
    r"|cannot have multiple|mode %r"
)
WRONG = [
    ["salah"],
    ["bangun", "20x3"],
    ["bangun", "2023", "2024"],
    ["bangun", "--keluaran"],
    ["bangun", "--ulang=ya"],
    ["periksa", "--salah"],
    ["periksa", "--format", "xml"],
]


def test_every_sentence_of_argparse_is_translated() -> None:
    source = Path(argparse.__file__).read_text(encoding="utf-8")
    said = {
        constant.value
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "ngettext")
        for constant in ast.walk(call)
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    } - {"title", "description"}
    with (CATALOGUE / "messages.po").open("rb") as file:
        known = {text for item in read_po(file) for text in _both(item.id)}
    assert len(said) > 20
    assert not {text for text in said - known if not FOR_PROGRAMMERS.search(text)}


def test_compiled_catalogue_is_the_readable_one() -> None:
    with (CATALOGUE / "messages.mo").open("rb") as compiled:
        translations = gettext.GNUTranslations(compiled)
    with (CATALOGUE / "messages.po").open("rb") as file:
        for message in at_least_one(read_po(file)):
            if message.id and isinstance(message.id, str):
                assert translations.gettext(message.id) == message.string
            elif message.id:
                assert translations.ngettext(*message.id, 2) == message.string[0]


def _both(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


@pytest.mark.parametrize("argv", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_is_indonesian(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(argv)
    said = capsys.readouterr().out
    assert exit_.value.code == 0
    assert "pemakaian: build.py" in said
    assert not ENGLISH.search(re.sub(r"--?\w+", "", said)), said


@pytest.mark.parametrize("argv", WRONG, ids=" ".join)
def test_wrong_use_is_told_in_indonesian(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(argv)
    said = capsys.readouterr().err
    assert exit_.value.code == 2
    assert "Bantuan: build.py" in said
    assert not ENGLISH.search(re.sub(r"--?\w+", "", said)), said


def test_year_without_sources_is_told_with_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path / "p")
    assert main(["bangun", "2024", "--akar", str(project)]) == 2
    assert "Tidak ada sumber untuk tahun 2024. Tahun yang ada: 2023." in capsys.readouterr().err


def test_folder_that_is_no_project_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bangun", "--akar", str(tmp_path)]) == 2
    assert "--akar" in capsys.readouterr().err


def test_unexpected_failure_is_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("rusak")

    monkeypatch.setattr("rbdocs.commands.bangun.choose_year", fail)
    assert main(["bangun", "--akar", str(make_project(tmp_path / "p"))]) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "RuntimeError: rusak" in said


def test_interruption_ends_with_130_and_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rbdocs.commands.bangun.choose_year", interrupt)
    assert main(["bangun", "--akar", str(make_project(tmp_path / "p"))]) == 130
    assert capsys.readouterr().err == "Dihentikan. Dokumen yang lama tetap utuh.\n"


def test_status_tells_findings_from_unreadable_sources(tmp_path: Path) -> None:
    wrong_total = make_project(tmp_path / "temuan", plan([aksi(total=2)]))
    assert main(["periksa", "--akar", str(wrong_total)]) == 1
    unreadable = make_project(tmp_path / "rusak", plan([aksi(total=None)]))
    assert main(["periksa", "--akar", str(unreadable)]) == 2
    assert main(["periksa", "--akar", str(make_project(tmp_path / "baik"))]) == 0
