"""A plan's tree becomes the rows that a person expects, merged where its nodes are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rbdocs.model.plan import plan_rows
from rbdocs.model.plan_columns import Cell, Merge
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.sources.layouts import packaged
from tests import sample
from tests.loops import at_least_one

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "grid" / "general.yaml").read_text(encoding="utf-8")
)
ABOVE = "^"
COLUMNS_GENERAL = [column.key for column in packaged("general").layout.columns]


def plan_of(tree: dict[str, Any]) -> LampiranRencana:
    """A plan with *tree*: names of problems, activities and indicators, and their actions."""
    number = 0

    def action(fields: dict[str, Any]) -> dict[str, Any]:
        nonlocal number
        if set(fields) == {"celah"}:
            return fields
        number += 1
        return sample.aksi(number, **fields)

    problems = [
        {
            "permasalahan": problem,
            "kegiatan_utama": [
                {
                    "nama": activity,
                    "indikator": [
                        {"nama": name, "target": "3,4", "rencana_aksi": [*map(action, actions)]}
                        for name, actions in indicators.items()
                    ],
                }
                for activity, indicators in activities.items()
            ],
        }
        for problem, activities in tree.items()
    ]
    return packaged("general").model_validate(sample.KEPALA | {"rencana": problems})


def shown(rows: list[list[Cell]], columns: list[str]) -> list[list[str]]:
    """The cells in *columns*, with a mark where one is merged with the cell above."""
    places = [COLUMNS_GENERAL.index(column) for column in columns]
    return [
        [
            ABOVE if row[place].merge is Merge.CONTINUED else str(row[place].content)
            for place in places
        ]
        for row in rows
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["nama"] for case in CASES])
def test_tree_becomes_these_rows(case: dict[str, Any]) -> None:
    lampiran = plan_of(case["pohon"])
    rows = [row.cells for row in plan_rows(lampiran)]
    assert shown(rows, case["kolom"]) == case["tabel"]


sub_kegiatan = st.integers(1, 3).map(
    lambda count: [{"nama": f"S{n}", "anggaran": n} for n in range(count)]
)
actions = st.lists(st.fixed_dictionaries({"sub_kegiatan": sub_kegiatan}), min_size=1, max_size=3)
trees = st.dictionaries(
    st.sampled_from(["P1", "P2", "P3"]),
    st.dictionaries(
        st.sampled_from(["K1", "K2"]),
        st.dictionaries(st.sampled_from(["I1", "I2", "I3"]), actions, min_size=1),
        min_size=1,
    ),
    min_size=1,
)


@given(trees)
def test_every_merged_cell_begins_and_ends_right(tree: dict[str, Any]) -> None:
    rows = [row.cells for row in plan_rows(plan_of(tree))]
    for column in at_least_one(zip(*rows, strict=True)):
        merges = [cell.merge for cell in column]
        assert merges[0] is not Merge.CONTINUED
        for here, below in zip(merges, [*merges[1:], Merge.NONE], strict=True):
            goes_on = below is Merge.CONTINUED
            assert (here is Merge.START) <= goes_on
            assert (here is Merge.NONE) <= (not goes_on)


@given(trees)
def test_every_value_of_the_tree_is_printed_once(tree: dict[str, Any]) -> None:
    rows = [row.cells for row in plan_rows(plan_of(tree))]
    printed = [
        [str(row[n].content) for row in rows if row[n].merge is not Merge.CONTINUED]
        for n in map(COLUMNS_GENERAL.index, ("permasalahan", "kegiatan_utama", "indikator_ku"))
    ]
    assert printed[0] == list(tree)
    assert printed[1] == [name for item in tree.values() for name in item]
    assert printed[2] == [name for item in tree.values() for two in item.values() for name in two]
    subs = sum(len(action["sub_kegiatan"]) for action in _actions(tree))
    assert len(rows) == subs


def _actions(tree: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        action
        for activities in tree.values()
        for indicators in activities.values()
        for listing in indicators.values()
        for action in listing
    ]
