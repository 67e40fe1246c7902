"""Each rule finds what it must, exactly, and nothing where nothing is wrong."""

from __future__ import annotations

from functools import cache

import pytest

from rbdocs.check.engine import check
from rbdocs.check.rule import load_rules, load_source_rules
from rbdocs.edition import Edition
from rbdocs.model.aturan import Aturan
from rbdocs.report.rules import CASES as FOLDER
from rbdocs.report.rules import catalogue, explained
from rbdocs.sources.year import load_year
from tests.clean import YEAR, CleanCopy, apply_example
from tests.loops import at_least_one
from tests.rules import ACTIONS, CHANGES, EXAMPLE, findings, read_cases

RULES = [*load_source_rules(), *load_rules()]
# Codes that no rule has: what the engine says of waivers.
OTHERS = ("KEC01", "KEC02", "KEC03", "KEC04")
STATED = {"kode", "di", "nilai"}  # what every expected finding says
SAID = STATED | {"tempat", "kutipan", "pesan", "saran"}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> CleanCopy:
    return CleanCopy(tmp_path_factory.mktemp("bersih"))


@cache
def known() -> dict[str, Aturan]:
    return explained()


@pytest.mark.parametrize("code", sorted({*RULES, *OTHERS}))
def test_exactly_what_is_wrong_is_found(code: str, clean: CleanCopy) -> None:
    """A rule finds exactly what a case states; places compared and words are none unless stated."""
    cases = read_cases(FOLDER / f"{code}.yaml")
    names = [case["nama"] for _, case in cases]
    assert len(set(names)) == len(names)
    assert {verdict for verdict, _ in cases} == {"lulus", "gagal"}
    wanted, told = {}, {}
    for verdict, case in cases:
        assert set(case) <= {"nama", ACTIONS, EXAMPLE, *CHANGES, "temuan"}
        expected = [{"tempat": [], "kutipan": "", **item} for item in case.get("temuan", [])]
        assert bool(expected) is (verdict == "gagal"), case["nama"]
        for entry in expected:
            assert STATED <= set(entry) <= SAID, entry
        found = list(findings(code, case, clean))
        stated = [
            {name: finding[name] for name in item}
            for item, finding in zip(expected, found, strict=False)
        ]
        wanted[case["nama"]] = expected
        told[case["nama"]] = stated + found[len(expected) :]
    assert told == wanted


def test_every_case_is_of_a_code_that_is_there() -> None:
    files = {path.stem for path in FOLDER.glob("*.yaml")}
    assert {*RULES, *OTHERS} == files
    assert files <= catalogue().keys()


@pytest.mark.parametrize("code", RULES)
def test_the_wrong_example_is_found_and_the_right_one_keeps_every_rule(
    code: str, clean: CleanCopy
) -> None:
    """Nobody who follows an example mends one fault by making another."""
    for finding in at_least_one(findings(code, {EXAMPLE: known()[code].wrong}, clean)):
        assert "gagal dijalankan" not in finding["pesan"]
    project = clean.restored()
    apply_example(project, known()[code].right)
    loaded = load_year(project, Edition(YEAR))
    assert loaded.findings == []
    assert loaded.regulation is not None
    assert check(loaded.regulation, load_rules()) == []
