"""Faults put at random places into clean regulations are found, and clean ones are let pass."""

from __future__ import annotations

import pytest

from rbdocs.check.rule import load_rules
from tests.profiles import examples
from tests.seeds.measure import SEEDERS, SHAPES, alarms, measure

FAULTS, CLEAN = examples(1), examples(6)  # `python3 -m tests.seeds` tries as many as one likes


def test_every_rule_has_faults_to_find() -> None:
    assert SEEDERS.keys() == load_rules().keys()


@pytest.mark.parametrize("code", load_rules())
def test_seeded_faults_are_found(code: str) -> None:
    tally = measure([code], FAULTS, regulations=FAULTS)[code]
    assert (tally.seeded, tally.missed) == (FAULTS, [])


@pytest.mark.parametrize("number", range(CLEAN))
def test_clean_regulation_has_no_finding(number: int) -> None:
    assert list(alarms(number)) == []


def test_clean_regulations_are_of_every_kind() -> None:
    assert len(SHAPES) <= CLEAN
