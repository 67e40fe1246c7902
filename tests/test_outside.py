"""Faults written by others, who had not seen the rules, are found; right edits are let be."""

from pathlib import Path

import pytest

from tests.outside.edits import Edit, read_edits
from tests.outside.measure import measure
from tests.profiles import sampled

HERE = Path(__file__).parent / "outside"
FAULTS = [edit for edit in read_edits(HERE / "faults.yaml") if edit.sure]
RIGHT = list(read_edits(HERE / "right.yaml"))


@pytest.mark.parametrize("edit", sampled(FAULTS, 8), ids=lambda edit: edit.id)
def test_a_certain_fault_is_found(edit: Edit) -> None:
    (outcome,) = measure([edit])
    assert outcome.found, edit.why


@pytest.mark.parametrize("edit", sampled(RIGHT, 4), ids=lambda edit: edit.id)
def test_a_right_edit_stops_no_build(edit: Edit) -> None:
    (outcome,) = measure([edit])
    assert [item.message for item in (*outcome.found, *outcome.other) if item.blocks] == []
