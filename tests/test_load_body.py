"""Mistakes in the body of a regulation are told, each at its line, with what to do."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from rbdocs.files import Project
from rbdocs.sources.year import load_year

ROOT = Path(__file__).parents[1]
CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/cases/load/peraturan.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["nama"] for case in CASES])
def test_mistakes_are_told_at_their_line(case: dict[str, Any], tmp_path: Path) -> None:
    for folder in ("sources", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    source = tmp_path / "sources/2023/peraturan.yaml"
    text = source.read_text(encoding="utf-8")
    for before, after in case["ubah"]:
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times"
        text = text.replace(before, after)
    source.write_text(text, encoding="utf-8")
    found = load_year(Project(tmp_path), 2023).findings
    told = [(one.code, one.location.line, one.message) for one in sorted(found, key=_place)]
    wanted = [(one["kode"], _line(text, one), one["pesan"]) for one in case["temuan"]]
    assert [one[:2] for one in told] == [one[:2] for one in wanted], told
    for one, expected in zip(sorted(found, key=_place), case["temuan"], strict=True):
        assert one.location.file == "sources/2023/peraturan.yaml"
        assert expected["pesan"] in one.message
        assert expected.get("saran", "") in one.hint
        assert one.hint


def _place(one: Any) -> Any:
    return one.location, one.message


def _line(text: str, expected: dict[str, Any]) -> int:
    hits = [nr for nr, line in enumerate(text.splitlines(), 1) if expected["di"] in line]
    return hits[expected.get("ke", 1) - 1]
