"""Every rule keeps its promise: its wrong example breaks it, its right one does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rbdocs.check.engine import check
from rbdocs.check.rule import RETIRED, Violation, load_rules, load_source_rules
from rbdocs.edition import Edition
from rbdocs.model.aturan import SUBJECTS
from rbdocs.model.finding import Level
from rbdocs.model.regulation import Regulation
from rbdocs.report.rules import explained, reference
from rbdocs.sources.year import load_year
from tests.clean import YEAR, apply_example, copy_clean, load_clean

RULES = load_rules()
FIRST = load_source_rules()
KNOWN = explained()
PACKAGE = Path(__file__).parents[1] / "rbdocs"


def found(folder: Path, example: str, code: str) -> list[str]:
    project = copy_clean(folder)
    apply_example(project, example)
    if code in FIRST:
        return [
            finding.message
            for finding in load_year(project, Edition(YEAR)).findings
            if finding.code == code
        ]
    regulation = load_clean(project)
    return [item.message for item in check(regulation, {code: RULES[code]})]


@pytest.mark.parametrize("code", [*FIRST, *RULES])
def test_wrong_example_is_found(code: str, tmp_path: Path) -> None:
    messages = found(tmp_path, KNOWN[code].wrong, code)
    assert messages
    assert not any("gagal dijalankan" in message for message in messages)


def test_a_broken_rule_is_told_or_shows_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It hides no other rule's findings; who writes it sees the traceback when asked for."""

    def broken(_: Regulation) -> Iterator[Violation]:
        raise ZeroDivisionError
        yield

    regulation = load_clean(copy_clean(tmp_path))
    rules = {"TW01": replace(RULES["TW01"], check=broken)}
    (finding,) = check(regulation, rules)
    assert (finding.code, finding.level) == ("TW01", Level.GALAT)
    assert "RBDOCS_LACAK=1" in finding.hint
    monkeypatch.setenv("RBDOCS_LACAK", "1")
    with pytest.raises(ZeroDivisionError):
        check(regulation, rules)


def test_clean_sources_have_no_finding(tmp_path: Path) -> None:
    assert check(load_clean(copy_clean(tmp_path)), RULES) == []


def test_codes_are_in_form_and_none_is_retired() -> None:
    for code, item in KNOWN.items():
        assert re.fullmatch(r"[A-Z]{2,4}\d\d", code)
        assert item.subject in SUBJECTS
        assert item.statement.endswith(".")
        assert item.ground.endswith(".")
    assert not RETIRED & RULES.keys()


def test_rule_reference_is_up_to_date() -> None:
    written = (PACKAGE.parent / "docs/aturan.md").read_text("utf-8")
    assert written == reference(KNOWN.values()).rstrip("\n") + "\n", (
        "jalankan: python3 build.py jelaskan --format markdown --ke docs/aturan.md"
    )
