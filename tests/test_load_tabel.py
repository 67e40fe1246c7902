"""A drafter's slips in a table file are told, all at once, each with its place and what to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from rbdocs.files import Project
from rbdocs.load.tabel import check_numbers, load_tabel
from rbdocs.model.finding import Finding
from rbdocs.model.tabel import TabelLampiran

DATA = yaml.safe_load(
    (Path(__file__).parent / "cases" / "load" / "tabel.yaml").read_text(encoding="utf-8")
)
CASES = {case["nama"]: case for case in DATA["kasus"]}


def load(folder: Path, text: str) -> tuple[TabelLampiran | None, list[Finding]]:
    path = folder / "tabel-9-1.yaml"
    path.write_text(text, encoding="utf-8")
    return load_tabel(Project(folder), path)


def changed(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("name", CASES)
def test_exactly_the_slips_are_told(tmp_path: Path, name: str) -> None:
    case: dict[str, Any] = CASES[name]
    text = changed(DATA["benar"], case["ganti"])
    tabel, findings = load(tmp_path, text)
    assert [(one.code, one.location.line) for one in by_place(findings)] == sorted(
        (expected[0], expected[1]) for expected in case["temuan"]
    )
    lines = text.split("\n")
    for code, line, at, message, *hint in case["temuan"]:
        one = next(f for f in findings if (f.code, f.location.line) == (code, line))
        assert lines[line - 1][one.location.column - 1 :].startswith(at)
        assert message in one.message
        assert re.search(hint[0], one.hint) if hint else one.hint
    assert tabel is not None or findings


def by_place(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: (one.code, one.location))


def test_two_tables_with_one_number_are_told(tmp_path: Path) -> None:
    one, _ = load(tmp_path, DATA["benar"])
    other, _ = load(tmp_path, DATA["benar"])
    assert one is not None
    assert other is not None
    findings = list(check_numbers({"tabel-9-1": one, "tabel-9-2": other}))
    assert [(f.code, f.location.line) for f in findings] == [("MUAT17", 1)]
    assert "«9.1» sudah dipakai di tabel-9-1.yaml:1" in findings[0].message
    assert list(check_numbers({"tabel-9-1": one})) == []
