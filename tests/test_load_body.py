"""Mistakes in the body of a regulation are told, each at its line, with what to do."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.sources.year import load_year
from tests.sample import ROOT, copy_enacted

CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/cases/load/peraturan.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The enacted regulation; each test writes its body anew."""
    return Project(copy_enacted(tmp_path_factory.mktemp("batang-tubuh") / "proyek"))


@pytest.mark.parametrize("case", CASES, ids=[case["nama"] for case in CASES])
def test_mistakes_are_told_at_their_line(case: dict[str, Any], project: Project) -> None:
    source = project.sources / "2023/peraturan.yaml"
    text = (ROOT / "sources/2023/peraturan.yaml").read_text(encoding="utf-8")
    for before, after in case["ubah"]:
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times"
        text = text.replace(before, after)
    source.write_text(text, encoding="utf-8")
    found = load_year(project, Edition(2023)).findings
    told = [
        (finding.code, finding.location.line, finding.message)
        for finding in sorted(found, key=_place)
    ]
    wanted = [(item["kode"], _line(text, item), item["pesan"]) for item in case["temuan"]]
    assert [item[:2] for item in told] == [item[:2] for item in wanted], told
    for entry, expected in zip(sorted(found, key=_place), case["temuan"], strict=True):
        assert entry.location.file == "sources/2023/peraturan.yaml"
        assert expected["pesan"] in entry.message
        assert expected.get("saran", "") in entry.hint
        assert entry.hint


def _place(value: Any) -> Any:
    return value.location, value.message


def _line(text: str, expected: dict[str, Any]) -> int:
    hits = [nr for nr, line in enumerate(text.splitlines(), 1) if expected["di"] in line]
    return hits[expected.get("ke", 1) - 1]
