"""Slips in tables and in the register of indicators are told, each with its place and a way out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from rbdocs.check.engine import check_sources
from rbdocs.files import Project
from rbdocs.model.finding import Finding
from rbdocs.model.registers import DaftarIndikator, DaftarPerangkatDaerah
from rbdocs.model.regulation import SourcesRead
from rbdocs.model.table import TabelLampiran
from rbdocs.sources.shape import shape
from rbdocs.sources.table import check_numbers, load_tabel
from rbdocs.sources.yaml_file import read
from tests.sample import ROOT, enacted_regulation

FOLDER = Path(__file__).parent / "cases" / "load"
DATA = yaml.safe_load((FOLDER / "tabel.yaml").read_text(encoding="utf-8"))
CASES = {case["nama"]: case for case in DATA["kasus"]}
REGISTER = yaml.safe_load((FOLDER / "indikator.yaml").read_text(encoding="utf-8"))
LISTING, NAMED = ({case["nama"]: case for case in REGISTER[k]["kasus"]} for k in REGISTER)


def load(folder: Path, text: str) -> tuple[TabelLampiran | None, list[Finding]]:
    path = folder / "tabel-9-1.yaml"
    path.write_text(text, encoding="utf-8")
    return load_tabel(Project(folder), path)


def changed(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def told(text: str, findings: list[Finding], expected: list[list[Any]]) -> list[list[Any]]:
    """The *expected* findings that are told; what is expected of none stands as it is told.

    Each by code, line, how the text at its place begins, and parts of message and hint.
    """
    lines = text.split("\n")
    left = list(expected)
    result = []
    for item in by_place(findings):
        at = lines[item.location.line - 1][item.location.column - 1 :]
        hit = next((wanted for wanted in left if _meets(item, at, *wanted)), None)
        if hit is not None:
            left.remove(hit)
        result.append(hit or [item.code, item.location.line, at, item.message, item.hint])
    return result


def _meets(
    finding: Finding, at: str, code: str, line: int, start: str, message: str, *hint: str
) -> bool:
    return (
        (finding.code, finding.location.line) == (code, line)
        and at.startswith(start)
        and message in finding.message
        and bool(re.search(hint[0], finding.hint) if hint else finding.hint)
    )


def in_order(expected: list[list[Any]]) -> list[list[Any]]:
    return sorted(expected, key=lambda item: item[:2])


@pytest.mark.parametrize("name", CASES)
def test_exactly_the_slips_in_a_table_are_told(tmp_path: Path, name: str) -> None:
    text = changed(DATA["benar"], CASES[name]["ganti"])
    tabel, findings = load(tmp_path, text)
    expected = CASES[name]["temuan"]
    assert told(text, findings, expected) == in_order(expected)
    assert tabel is not None or findings


def register(folder: Path, text: str) -> tuple[DaftarIndikator | None, list[Finding]]:
    path = folder / "indikator.yaml"
    path.write_text(text, encoding="utf-8")
    file = read(Project(folder), path)
    listing = shape(file, DaftarIndikator)
    offices = shape(
        read(Project(ROOT), ROOT / "sources" / "perangkat-daerah.yaml"), DaftarPerangkatDaerah
    )
    findings = check_sources(SourcesRead(perangkat_daerah=offices, indikator=listing))
    return listing, file.findings + findings


@pytest.mark.parametrize("name", LISTING)
def test_exactly_the_slips_in_the_register_are_told(tmp_path: Path, name: str) -> None:
    text = changed(REGISTER["daftar"]["benar"], LISTING[name]["ganti"])
    expected = LISTING[name]["temuan"]
    assert told(text, register(tmp_path, text)[1], expected) == in_order(expected)


def named(tabel: TabelLampiran, listing: DaftarIndikator) -> list[Finding]:
    """What is said of the places of *tabel* that name an indicator of *listing*, or should."""
    tables = replace(enacted_regulation().naskah[0], blocks=[], tabel={"tabel-9-1": tabel})
    regulation = replace(enacted_regulation(), lampiran=[], naskah=[tables], indikator=listing)
    return check_sources(SourcesRead(regulation=regulation))


@pytest.mark.parametrize("name", NAMED)
def test_a_row_that_names_no_known_indicator_is_told(tmp_path: Path, name: str) -> None:
    listing, _ = register(tmp_path, REGISTER["daftar"]["benar"])
    text = changed(REGISTER["acuan"]["benar"], NAMED[name]["ganti"])
    tabel, findings = load(tmp_path, text)
    assert tabel is not None
    assert listing is not None
    findings += named(tabel, listing)
    expected = NAMED[name]["temuan"]
    assert told(text, findings, expected) == in_order(expected)


def examples(words: str) -> str:
    """The example of the guide that holds *words*."""
    guide = (ROOT / "docs" / "panduan.md").read_text(encoding="utf-8")
    found = [item for item in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if words in item]
    assert len(found) == 1
    return found[0]


def test_the_examples_of_the_guide_hold(tmp_path: Path) -> None:
    tabel, findings = load(tmp_path, examples("judul: Target Indikator"))
    listing, own = register(tmp_path, examples("indikator:\n  - kunci"))
    assert findings == own == []
    assert tabel is not None
    assert listing is not None
    everything = shape(read(Project(ROOT), ROOT / "sources" / "indikator.yaml"), DaftarIndikator)
    assert everything is not None
    assert not named(tabel, everything)
    assert listing.indikator[0] == everything.by_key["indeks-spbe"]


def by_place(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.code, finding.location))


def test_two_tables_with_one_number_are_told(tmp_path: Path) -> None:
    item, _ = load(tmp_path, DATA["benar"])
    other, _ = load(tmp_path, DATA["benar"])
    assert item is not None
    assert other is not None
    findings = list(check_numbers({"tabel-9-1": item, "tabel-9-2": other}))
    assert [(f.code, f.location.line) for f in findings] == [("MUAT17", 1)]
    assert "«9.1» sudah dipakai di tabel-9-1.yaml:1" in findings[0].message
    assert list(check_numbers({"tabel-9-1": item})) == []
