"""A drafter's slips in a figure's description are told, all at once, with place and remedy."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from rbdocs.files import Project
from rbdocs.model.figure import KINDS, BarisGambar, Gambar, Kotak, Panah
from rbdocs.model.finding import Finding
from rbdocs.sources.figure import lone_images, read_figure
from tests.sample import ROOT

DATA = yaml.safe_load(
    (Path(__file__).parent / "cases" / "load" / "gambar.yaml").read_text(encoding="utf-8")
)
CASES = {case["nama"]: case for case in DATA["kasus"]}


def project_in(folder: Path) -> Project:
    shutil.copytree(ROOT / "templates" / "huruf", folder / "templates" / "huruf")
    return Project(folder)


def load(project: Project, text: str) -> tuple[Gambar | None, list[Finding]]:
    path = project.root / "gambar-9-1.yaml"
    path.write_text(text, encoding="utf-8")
    return read_figure(project, path)


def changed(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("name", CASES)
def test_exactly_the_slips_are_told(tmp_path: Path, name: str) -> None:
    case: dict[str, Any] = CASES[name]
    text = changed(DATA["benar"], case["ganti"])
    gambar, findings = load(project_in(tmp_path), text)
    assert sorted((finding.code, finding.location.line) for finding in findings) == sorted(
        (expected[0], expected[1]) for expected in case["temuan"]
    )
    lines = text.split("\n")
    for code, line, at, message, hint in case["temuan"]:
        assert any(
            (finding.code, finding.location.line) == (code, line)
            and lines[line - 1][finding.location.column - 1 :].startswith(at)
            and message in finding.message
            and re.search(hint, finding.hint)
            for finding in findings
        ), findings
    assert (gambar is None) == bool(findings)


def test_a_figure_with_neither_description_nor_image_is_told(tmp_path: Path) -> None:
    _, findings = load(project_in(tmp_path), 'nomor: "9.1"\njudul: Contoh\n')
    assert [(finding.code, finding.location.line) for finding in findings] == [("MUAT63", 1)]
    assert "gambar-9-1.png" in findings[0].hint


def test_a_missing_typeface_is_told_with_its_file(tmp_path: Path) -> None:
    _, findings = load(Project(tmp_path), DATA["benar"])
    assert [(finding.code, finding.location.file) for finding in findings] == [
        ("MUAT01", "templates/huruf/texgyreheros-regular.otf")
    ]


def test_a_broken_typeface_is_told_with_its_file(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    (project.templates / "huruf/texgyreheros-bold.otf").write_bytes(b"OTTO bukan huruf")
    _, findings = load(project, DATA["benar"])
    assert [(finding.code, finding.location.file) for finding in findings] == [
        ("MUAT01", "templates/huruf/texgyreheros-bold.otf")
    ]


def test_an_image_that_no_figure_uses_is_told(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    load(project, DATA["benar"])
    (tmp_path / "gambar-9-1.png").touch()
    (tmp_path / "gambar-9-2.JPG").touch()
    assert [(image.code, image.location.file) for image in lone_images(project, tmp_path)] == [
        ("MUAT63", "gambar-9-2.JPG")
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "sources/2023/lampiran-1").glob("gambar-*.yaml")))
def test_each_figure_of_2023_fits_and_says_that_it_is_redrawn(path: Path) -> None:
    gambar, findings = read_figure(Project(ROOT), path)
    assert findings == []
    assert gambar is not None
    assert gambar.image is None
    assert "Bukan gambar aslinya" in (gambar.digambar_ulang or "")
    assert gambar.sumber == "Kementerian PANRB"


def test_the_guides_example_is_a_figure_that_fits(tmp_path: Path) -> None:
    guide = (ROOT / "docs/panduan.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(nomor: .*?)```", guide, re.DOTALL)
    gambar, findings = load(project_in(tmp_path), example.replace('"2.1"', '"9.1"'))
    assert findings == []
    assert gambar is not None


def test_the_guide_explains_every_kind_of_element() -> None:
    guide = (ROOT / "docs/panduan.md").read_text(encoding="utf-8")
    section = guide.split("### Gambar\n")[1].split("\n### ")[0]
    for nama in (*KINDS, *Kotak.model_fields, *Panah.model_fields, *BarisGambar.model_fields):
        assert f"`{nama}`" in section or f"`{nama}: " in section, nama
