"""What holds for every rule, and what is told of them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rbdocs.check.engine import check
from rbdocs.check.rule import RETIRED, Violation, load_rules
from rbdocs.model.aturan import SUBJECTS
from rbdocs.model.finding import Level
from rbdocs.model.regulation import Regulation
from rbdocs.report.rules import catalogue, explained, reference
from tests.clean import copy_clean, load_clean
from tests.loops import at_least_one

RULES = load_rules()
PACKAGE = Path(__file__).parents[1] / "rbdocs"


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
    for code, item in at_least_one(catalogue().items()):
        assert re.fullmatch(r"[A-Z]{2,4}\d\d", code)
        assert item.subject in SUBJECTS
        assert item.statement.endswith(".")
        assert item.ground.endswith(".")
    assert not RETIRED.keys() & RULES.keys()


def test_rule_reference_is_up_to_date() -> None:
    written = (PACKAGE.parent / "docs/aturan.md").read_text("utf-8")
    assert written == reference(explained().values()).rstrip("\n") + "\n", (
        "jalankan: python3 build.py jelaskan --format markdown --ke docs/aturan.md"
    )
