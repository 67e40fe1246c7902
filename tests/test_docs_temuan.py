"""The committed report on the findings in the enacted text, and reports like it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from rbdocs import cli
from rbdocs.check.rule import load_rules
from rbdocs.commands.checking import Checked, check_year
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.sources.waivers import load_judgements
from tests import sample
from tests.clean import apply_example, copy_clean
from tests.loops import at_least_one

REPORT = sample.ROOT / "docs/temuan-2023.md"


@cache
def enacted() -> Checked:
    return check_year(Project(sample.ROOT), Edition(2023), load_rules())


def make(root: Path, target: Path, *options: str) -> str:
    cli.main(
        ["periksa", *options, "--akar", str(root), "--format", "markdown", "--ke", str(target)]
    )
    return target.read_text("utf-8")


def test_report_is_up_to_date(tmp_path: Path) -> None:
    now = make(sample.ROOT, tmp_path / "temuan.md", "2023", "--ejaan")
    command = re.search(r"<!-- Dibuat dari sumber: (.*) -->", now)
    assert command is not None
    assert REPORT.read_text("utf-8") == now, f"jalankan: {command[1]}"


def test_report_tells_every_finding_and_every_reason() -> None:
    told = REPORT.read_text("utf-8").replace("\\", "")
    assert len(re.findall(r"^\d+\. \*\*", told, re.MULTILINE)) == len(enacted().findings)
    for item in at_least_one(enacted().findings):
        assert " ".join(item.message.split()) in told
        if item.waiver is not None:
            assert f"Dikecualikan: {' '.join(item.waiver.split())}" in told


def test_table_counts_what_is_listed() -> None:
    findings = enacted().findings
    waived = sum(finding.waiver is not None for finding in findings)
    assert f"| **jumlah** | 0 | {len(findings) - waived} | {waived} |" in REPORT.read_text("utf-8")


def test_places_are_those_of_the_regulation_not_of_the_files() -> None:
    listed = REPORT.read_text("utf-8").partition("## Celah naskah acuan")[0]
    where = re.findall(r"^\d+\. \*\*(.*?)\.\*\*", listed, re.MULTILINE)
    assert {item for item in where if "/" in item or "yaml" in item} == set()
    assert "1. **Lampiran I, BAB I, 1.4.** Baseline Indeks SPBE tahun 2022 berlainan" in listed


def test_every_finding_is_judged_a_fault_defensible_or_noise() -> None:
    """Whoever lets a rule find more in the enacted text says of it what it is."""
    judged = load_judgements(Project(sample.ROOT), Edition(2023))
    left = [(i.code, i.kode, i.excerpt) for i in enacted().findings if judged.of(i) is None]
    assert not left, "tambahkan dalam sources/2023/penilaian.yaml"
    told = REPORT.read_text("utf-8")
    assert len(re.findall(r"^ +- Penilaian: ", told, re.MULTILINE)) == len(enacted().findings)
    noise = [item for item in enacted().findings if judged.of(item).nilai == "derau"]  # type: ignore[union-attr]
    assert len(noise) <= 0.03 * len(enacted().findings)


def test_broken_judgements_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = copy_clean(tmp_path)
    path = project.sources / "2024/penilaian.yaml"
    path.write_text("penilaian: [{aturan: TW01, nilai: entah}]", "utf-8")
    command = ["periksa", "2024", "--akar", str(project.root), "--format", "markdown"]
    assert cli.main(command) == 2
    assert "sources/2024/penilaian.yaml:1" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["<b>x</b>", "[x](y)", "*x*", "`x`", "a | b", "# x"])
def test_a_text_of_the_sources_is_never_markup(text: str, tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    apply_example(project, f"indikator: {f'Persentase {text}'!r}\nsatuan: Dokumen")
    told = make(project.root, tmp_path / "temuan.md", "2024", "--aturan", "SAT03")
    line = next(item for item in told.splitlines() if item.startswith("1. "))
    escaped = re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text)
    assert f"Indikator «Persentase {escaped}» adalah persentase" in line


def test_a_year_without_findings_has_a_report_too(tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    told = make(project.root, tmp_path / "temuan.md", "2024", "--ejaan")
    assert told.startswith("# Temuan pemeriksaan Peraturan Bupati Batang Nomor 7 Tahun 2024\n")
    assert "| **jumlah** | 0 | 0 | 0 |" in told
    assert "###" not in told
