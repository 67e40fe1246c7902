"""Each rule finds what it must, exactly, and nothing where nothing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from rbdocs.check.engine import check
from rbdocs.check.rule import load_rules, load_source_rules
from rbdocs.edition import Edition
from rbdocs.report.rules import CASES as FOLDER
from rbdocs.report.rules import catalogue, explained
from rbdocs.sources.year import load_year
from tests.clean import YEAR, apply_example, copy_clean, load_clean
from tests.rules import ACTIONS, CHANGES, EXAMPLE, Case, findings, read_cases

CASES = read_cases(FOLDER)
# Codes that no rule has: what the engine says of waivers.
OTHERS = ("KEC01", "KEC02", "KEC03")
STATED = {"kode", "di", "nilai"}  # what every expected finding says
SAID = STATED | {"tempat", "kutipan", "pesan", "saran"}


@pytest.mark.parametrize(
    ("code", "verdict", "case"), CASES, ids=[f"{code}: {case['nama']}" for code, _, case in CASES]
)
def test_case(code: str, verdict: str, case: Case, tmp_path: Path) -> None:
    """A rule finds exactly what a case states; places compared and words are none unless stated."""
    assert set(case) <= {"nama", ACTIONS, EXAMPLE, *CHANGES, "temuan"}
    expected = [{"tempat": [], "kutipan": "", **item} for item in case.get("temuan", [])]
    assert bool(expected) is (verdict == "gagal")
    for entry in expected:
        assert STATED <= set(entry) <= SAID, entry
    found = list(findings(code, case, tmp_path))
    stated = [
        {name: finding[name] for name in item}
        for item, finding in zip(expected, found, strict=False)
    ]
    assert stated + found[len(expected) :] == expected


@pytest.mark.parametrize("code", sorted({*load_source_rules(), *load_rules(), *OTHERS}))
def test_rule_has_cases_that_pass_and_cases_that_fail(code: str) -> None:
    assert {verdict for rule, verdict, _ in CASES if rule == code} == {"lulus", "gagal"}


def test_every_case_is_of_a_code_that_is_there() -> None:
    assert {code for code, _, _ in CASES} <= catalogue().keys()


@pytest.mark.parametrize("code", [*load_source_rules(), *load_rules()])
def test_right_example_keeps_every_rule(code: str, tmp_path: Path) -> None:
    """Nobody who follows an example mends one fault by making another."""
    project = copy_clean(tmp_path)
    apply_example(project, explained()[code].right)
    assert load_year(project, Edition(YEAR)).findings == []
    assert check(load_clean(project), load_rules()) == []
