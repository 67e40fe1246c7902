"""References of a chapter that say what is not so are found, with the words and the numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rbdocs.check.engine import check
from rbdocs.check.rule import load_rules, select_rules
from rbdocs.load.tahun import load_year
from tests.clean import YEAR, copy_clean, load_clean

CASES = {
    case["nama"]: case
    for case in yaml.safe_load(
        (Path(__file__).parent / "cases" / "naskah" / "rujukan.yaml").read_text("utf-8")
    )["kasus"]
}


@pytest.mark.parametrize("name", CASES)
def test_exactly_the_wrong_references_are_found(tmp_path: Path, name: str) -> None:
    case: dict[str, Any] = CASES[name]
    project = copy_clean(tmp_path)
    chapter = project.sources / str(YEAR) / "lampiran-1" / "bab-1.md"
    chapter.write_text(case["isi"], "utf-8")
    found = check(load_clean(project), select_rules(load_rules(), ["RUJ"]))
    assert [
        [one.code, one.kode, one.location.line, one.excerpt, one.values] for one in found
    ] == case["temuan"]


def test_a_reference_to_nothing_is_told_once_by_loading(tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    chapter = project.sources / str(YEAR) / "lampiran-1" / "bab-1.md"
    chapter.write_text("Lihat [tabel 9.9](#tabel-9-9).\n\n![](tabel-1-1.yaml)\n", "utf-8")
    loaded = load_year(project, YEAR)
    assert [(one.code, one.excerpt) for one in loaded.findings] == [("MUAT46", "#tabel-9-9")]
    assert loaded.partial is not None
    found = check(loaded.partial, select_rules(load_rules(), ["RUJ"]))
    assert not [one for one in found if one.code.startswith("RUJ")]
