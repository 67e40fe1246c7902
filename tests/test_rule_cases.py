"""Each rule finds what it must, exactly, and nothing where nothing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from rbdocs.check.engine import check
from rbdocs.check.rule import load_rules
from tests.clean import apply_example, copy_clean, load_clean
from tests.rules import Case, found, load_actions, read_cases

CASES = read_cases(Path(__file__).parent / "cases" / "rules")
STATED = {
    "kode",
    "di",
    "nilai",
}  # what every expected finding says; message and hint where they add


@pytest.mark.parametrize(
    ("code", "verdict", "case"), CASES, ids=[f"{code}: {case['nama']}" for code, _, case in CASES]
)
def test_case(code: str, verdict: str, case: Case, tmp_path: Path) -> None:
    assert set(case) <= {"nama", "aksi", "temuan"}
    findings = found(code, load_actions(tmp_path, case["aksi"]))
    expected = case.get("temuan", [])
    assert bool(expected) is (verdict == "gagal")
    for one in expected:
        assert set(one) >= STATED, one
    stated = [
        {name: finding[name] for name in one}
        for one, finding in zip(expected, findings, strict=False)
    ]
    assert stated == expected
    assert len(findings) == len(expected), findings


@pytest.mark.parametrize(
    "code", ["TW01", "TW02", "TW03", "TW04", *(f"SAT0{n}" for n in range(1, 8))]
)
def test_rule_has_cases_that_pass_and_cases_that_fail(code: str) -> None:
    assert {verdict for rule, verdict, _ in CASES if rule == code} == {"lulus", "gagal"}


@pytest.mark.parametrize("code", load_rules())
def test_right_example_keeps_every_rule(code: str, tmp_path: Path) -> None:
    """Nobody who follows an example mends one fault by making another."""
    project = copy_clean(tmp_path)
    apply_example(project, load_rules()[code].about.right)
    assert check(load_clean(project), load_rules()) == []
