"""The report says what a comparison of the documents finds now: at least 99.9 percent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fidelity_report import REPORT, Part, measure, report

FAITHFUL = 0.999


@pytest.fixture(scope="module")
def parts(built: Path) -> list[Part]:
    return measure(built)


def test_every_part_is_faithful_and_nothing_is_added(parts: list[Part]) -> None:
    assert len(parts) == 6
    assert {part.name: part.added for part in parts if part.added} == {}
    assert {part.name: part.share for part in parts if part.share < FAITHFUL} == {}


def test_the_report_is_up_to_date(parts: list[Part]) -> None:
    assert REPORT.read_text(encoding="utf-8") == report(parts), (
        "jalankan: python -m tests.fidelity_report output/2023"
    )


def test_what_is_missing_or_added_shows(built: Path, parts: list[Part]) -> None:
    line = Part("Contoh", 2000, 1999, 7).line()
    assert line == "| Contoh | 2.000 | 1.999 | 99,950% | 7 |"
    assert parts[0].line() in REPORT.read_text(encoding="utf-8")
