"""What several rules see in the same words is told once."""

from __future__ import annotations

from dataclasses import replace

from rbdocs.check.waiving import told_once
from rbdocs.model.finding import Finding, Level, Location, Occurrence

HERE, THERE = Location("sources/2023/a.md", 3, 1), Location("sources/2023/a.md", 9, 1)
UNKNOWN = Finding("EJA01", Level.PERINGATAN, "", HERE, "1-p1", excerpt="DPMPSTP")
OFFICE = replace(UNKNOWN, code="PD07", excerpt="Kepala DPMPSTP")


def codes(*found: Finding) -> list[str]:
    return [item.code for item in told_once(found)]


def test_the_rule_that_knows_more_tells_it() -> None:
    assert codes(UNKNOWN, OFFICE) == ["PD07"]
    assert codes(UNKNOWN) == ["EJA01"]
    spaces = replace(UNKNOWN, code="EJA04", excerpt="Kab.Batag")
    assert codes(spaces, replace(OFFICE, code="PD09", excerpt="Kab.Batag")) == ["PD09"]
    assert codes(spaces, replace(OFFICE, code="PD09", excerpt="Batag")) == ["EJA04", "PD09"]


def test_nothing_that_stands_elsewhere_too_is_lost() -> None:
    twice = replace(UNKNOWN, occurrences=(Occurrence(THERE, "", "DPMPSTP"),))
    assert codes(twice, OFFICE) == ["EJA01", "PD07"]
    assert codes(twice, replace(OFFICE, occurrences=twice.occurrences)) == ["PD07"]


def test_other_words_rules_and_places_are_told() -> None:
    assert codes(UNKNOWN, replace(OFFICE, excerpt="DPMPTSP")) == ["EJA01", "PD07"]
    assert codes(UNKNOWN, replace(OFFICE, excerpt="XDPMPSTP")) == ["EJA01", "PD07"]
    assert codes(UNKNOWN, replace(OFFICE, kode="1-p2")) == ["EJA01", "PD07"]
    assert codes(UNKNOWN, replace(OFFICE, code="SAH01")) == ["EJA01", "SAH01"]
