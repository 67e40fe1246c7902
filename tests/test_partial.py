"""A mistake in one source hides nothing of what the rules find in the others."""

from __future__ import annotations

from pathlib import Path

from rbdocs.check.rule import load_rules
from rbdocs.cli import main
from rbdocs.commands.checking import check_year
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.finding import Finding
from tests.clean import YEAR, copy_clean
from tests.sample import replace_text


def broken(folder: Path) -> Project:
    """Lampiran II does not fit its shape; Lampiran III has a total that is wrong."""
    project = copy_clean(folder)
    year = project.sources / str(YEAR)
    replace_text(year / "lampiran-2.yaml", "judul: RENCANA", "judull: RENCANA")
    replace_text(year / "lampiran-3.yaml", "total: 266", "total: 260")
    return project


def by_code(project: Project) -> dict[str, Finding]:
    return {finding.code: finding for finding in check_year(project, Edition(YEAR)).findings}


def test_what_can_be_read_is_checked(tmp_path: Path) -> None:
    found = by_code(broken(tmp_path))
    assert found["TW01"].kode == "K-01"
    assert {"MUAT07", "MUAT08"} <= found.keys()


def test_what_was_not_checked_is_said(tmp_path: Path) -> None:
    unread = by_code(broken(tmp_path))["MUAT20"]
    assert f"sources/{YEAR}/lampiran-2.yaml" in unread.message
    indicators = sorted(code for code in load_rules() if code.startswith("IND"))
    assert f"{indicators[0]}-{indicators[-1]}" in unread.message  # they need all plans


def test_waivers_of_an_unread_source_are_not_called_unused(tmp_path: Path) -> None:
    project = broken(tmp_path)
    waiver = "{aturan: TW01, kode: G-01, alasan: Naskah demikian., oleh: Hukum, tanggal: 2024-01-01"
    path = project.sources / str(YEAR) / "pengecualian.yaml"
    path.write_text(f"pengecualian:\n  - {waiver}, sampai: 2024}}\n", "utf-8")
    assert "KEC01" not in by_code(project)


def test_nothing_is_checked_without_the_registers_and_that_is_said(tmp_path: Path) -> None:
    project = broken(tmp_path)
    replace_text(project.sources / "satuan.yaml", "kunci: unit", "kunsi: unit")
    found = by_code(project)
    assert "TW01" not in found
    assert "sources/satuan.yaml" in found["MUAT20"].message
    assert main(["periksa", str(YEAR), "--akar", str(project.root)]) == 2


def test_such_a_year_is_not_built(tmp_path: Path) -> None:
    assert main(["bangun", str(YEAR), "--akar", str(broken(tmp_path).root)]) == 2
    assert not (tmp_path / "output").exists()
