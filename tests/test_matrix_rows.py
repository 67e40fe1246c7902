"""A reviewer answers the matriks row by row: what changed alone is one row, which shows it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from rbdocs.compare.changes import compare
from rbdocs.compare.matrix import matrix_rows, other_rows
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.regulation import Regulation
from rbdocs.sources.layouts import packaged
from rbdocs.sources.yaml_file import read
from rbdocs.sources.year import load_year
from tests.loops import at_least_one
from tests.profiles import sampled
from tests.sample import ROOT

_KEYS = ("kode", "acuan", "lanjut", "cara", "celah")  # not what is printed of a row
Path = tuple[str | int, ...]


def leaves(content: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The printed values of *content* with their paths."""
    pairs = content.items() if isinstance(content, dict) else enumerate(content)
    for key, value in pairs:
        if isinstance(value, dict | list):
            yield from leaves(value, (*path, key))
        elif key not in _KEYS and value not in (None, ""):
            yield (*path, key), value


@pytest.mark.parametrize(("number", "layout"), [(2, "general"), (3, "tematik"), (4, "tematik")])
def test_every_value_changed_alone_is_one_row_that_shows_it(number: int, layout: str) -> None:
    enacted = load_year(Project(ROOT), Edition(2023)).regulation
    assert enacted is not None
    data = read(Project(ROOT), ROOT / f"sources/2023/lampiran-{number}.yaml").content

    def regulation(content: Any) -> Regulation:
        plan = packaged(layout).model_validate(content)
        registers = (enacted.instansi, enacted.satuan, enacted.perangkat_daerah)
        return Regulation(enacted.peraturan, *registers, [plan])

    before = regulation(data)
    places = list(leaves(data["rencana"]))
    for path, value in at_least_one(sampled(places, 12, f"matriks-{number}")):
        edited = copy.deepcopy(data)
        node = edited["rencana"]
        for step in path[:-1]:
            node = node[step]
        new = value + 7 if isinstance(value, int | float) else f"{value} lain"
        node[path[-1]] = new
        changes = compare(before, regulation(edited)).changes
        rows = [*matrix_rows(changes), *other_rows(changes)]
        assert len(rows) == 1, path
        old_text, new_text = (
            "".join(piece.text for piece in side) for side in (rows[0].old, rows[0].new)
        )
        (change,) = rows[0].changes
        assert change.old != change.new, path
        flat = (" ".join(text.split()) for text in (old_text, new_text))
        for text, cell in zip((change.old, change.new), flat, strict=True):
            assert " ".join(text.split()) in cell, path
