"""A project may switch rules off, change level and bounds; the report says so, with reasons."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rbdocs.check.rule import load_rules
from rbdocs.cli import main
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.sources.year import load_year
from tests import sample
from tests.clean import YEAR, apply_changes, copy_clean
from tests.profiles import examples
from tests.sample import regulation_of

WRONG = {"baris": {"G-01": {"total": 9}}}  # TW01, a galat
REASON = "alasan: Begitu keputusan kantor ini."


def choose(project: Project, *choices: str) -> None:
    lines = ["aturan:", *(f"  - {{{choice}, {REASON}}}" for choice in choices)]
    (project.sources / "aturan.yaml").write_text("\n".join(lines), "utf-8")


@pytest.fixture
def wrong(tmp_path: Path) -> Project:
    project = copy_clean(tmp_path)
    apply_changes(project, WRONG)
    return project


@pytest.mark.parametrize(
    ("choice", "status", "told"),
    [
        ("kode: TW01, tingkat: mati", 0, "0 galat"),
        ("kode: TW, tingkat: mati", 0, "0 galat"),
        ("kode: TW01, tingkat: peringatan", 0, "0 galat"),
        ("kode: TW02, tingkat: mati", 1, "1 galat"),
    ],
)
def test_the_choice_holds_and_the_report_tells_it(
    wrong: Project, capsys: pytest.CaptureFixture[str], choice: str, status: int, told: str
) -> None:
    choose(wrong, choice)
    assert main(["periksa", "--akar", str(wrong.root)]) == status
    out = capsys.readouterr().out
    assert told in out
    code, _, level = choice.removeprefix("kode: ").partition(", tingkat: ")
    assert f"Menurut sources/aturan.yaml: {code} {level}." in out
    main(["periksa", "--akar", str(wrong.root), "--semua"])
    assert f"{code} {level} (Begitu keputusan kantor ini.)" in capsys.readouterr().out
    main(["periksa", "--akar", str(wrong.root), "--format", "markdown"])
    assert f"- {code} {level}: Begitu keputusan kantor ini." in capsys.readouterr().out


def test_a_code_holds_before_the_letters_of_many(
    wrong: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    choose(wrong, "kode: TW01, tingkat: galat", "kode: TW, tingkat: mati")
    assert main(["periksa", "--akar", str(wrong.root)]) == 1
    assert "galat TW01" in capsys.readouterr().out


def test_every_bound_a_rule_has_may_be_set(tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    bounds = [
        (code, name, bound)
        for code, rule in load_rules().items()
        for name, bound in rule.about.bounds.items()
    ]
    assert bounds
    for code, name, bound in bounds:
        assert bound.least <= bound.value <= bound.most
        choose(project, f"kode: {code}, ambang: {{{name}: {bound.most}}}")
        regulation = regulation_of(project, YEAR)
        assert regulation.pilihan.bound(code, name) == bound.most


def test_a_bound_decides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = sample.copy_enacted(tmp_path)
    name = "Anggaran 211.993.900 dipakai untuk 2 nama sub kegiatan"
    main(["periksa", "2023", "--akar", str(root), "--aturan", "ANG03"])
    assert name in capsys.readouterr().out
    choose(Project(root), "kode: ANG03, ambang: {bulat: 100}")
    main(["periksa", "2023", "--akar", str(root), "--aturan", "ANG03"])
    assert name not in capsys.readouterr().out


WORDS = st.text("abZ: {}[]#&*!|>'\"%@`,-\n\t", max_size=30)


@settings(max_examples=examples(40))
@given(WORDS)
def test_whatever_the_file_holds_ends_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    root = tmp_path_factory.getbasetemp() / "aturan"
    if not root.exists():
        copy_clean(root)
    (root / "sources/aturan.yaml").write_text(f"aturan:\n  - {text}\n", "utf-8")
    loaded = load_year(Project(root), Edition(YEAR))
    assert (loaded.regulation is None) == any(item.blocks for item in loaded.findings)
    assert all("aturan.yaml" in item.location.file for item in loaded.findings)


@pytest.mark.parametrize(
    "text",
    ["aturan: {}", "aturan: [1]", "- x", "aturan:\n  - {kode: TW01}", "atur: []", ""],
)
def test_a_file_of_another_shape_is_refused(
    wrong: Project, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (wrong.sources / "aturan.yaml").write_text(text, "utf-8")
    assert main(["periksa", "--akar", str(wrong.root)]) == 2
    assert "sources/aturan.yaml" in capsys.readouterr().out
