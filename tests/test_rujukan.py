"""A reference to what is not there is told once, though rules and loading both see it."""

from __future__ import annotations

from pathlib import Path

from rbdocs.check.engine import check
from rbdocs.check.rule import load_rules, select_rules
from rbdocs.edition import Edition
from rbdocs.sources.year import load_year
from tests.clean import YEAR, copy_clean


def test_a_reference_to_nothing_is_told_once_by_loading(tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    chapter = project.sources / str(YEAR) / "lampiran-1" / "bab-1.md"
    chapter.write_text("Lihat [tabel 9.9](#tabel-9-9).\n\n![](tabel-1-1.yaml)\n", "utf-8")
    loaded = load_year(project, Edition(YEAR))
    assert [(finding.code, finding.excerpt) for finding in loaded.findings] == [
        ("MUAT46", "#tabel-9-9")
    ]
    assert loaded.partial is not None
    found = check(loaded.partial, select_rules(load_rules(), ["RUJ"]))
    assert not [finding for finding in found if finding.code.startswith("RUJ")]
