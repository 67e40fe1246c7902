"""No view of a comparison shows the program's own language, on the page and in office files too."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree, html

from rbdocs.cli import main
from tests.clean import FOLDER
from tests.mutations import cached
from tests.sample import ROOT
from tests.test_every_change import FOREIGN

__all__ = ["cached"]  # the fixture
pytestmark = pytest.mark.usefixtures("cached")
READ_ALOUD = ("title", "aria-label", "placeholder", "alt")


def texts(path: Path) -> Iterator[str]:
    """Every text of *path* that a reader gets."""
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(io.BytesIO(data)):
            yield sheet.title
            yield from (str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    elif path.suffix == ".docx":
        root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
        paragraphs = root.iter("{*}p")
        yield from ("".join(item.text or "" for item in p.iter("{*}t")) for p in paragraphs)
    elif path.suffix == ".html":
        page = html.fromstring(data.decode())
        for unseen in page.xpath("//script | //style"):
            unseen.getparent().remove(unseen)
        yield from page.itertext()
        yield from (element.attrib[name] for element in page.iter() for name in READ_ALOUD
                    if isinstance(element.tag, str) and name in element.attrib)  # fmt: skip
    elif path.suffix == ".json":
        yield from values(json.loads(data))
    else:
        yield data.decode()


def values(data: Any) -> Iterator[str]:
    """Every text in *data*, keys aside."""
    if isinstance(data, dict):
        data = list(data.values())
    for datum in data if isinstance(data, list) else ():
        yield from values(datum)
    if isinstance(data, str):
        yield data


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """2023 and the clean regulation: records of every kind are removed, added, and changed."""
    folder = tmp_path_factory.mktemp("bahasa")
    for name, root in (("ditetapkan", ROOT), ("bersih", FOLDER)):
        shutil.copytree(root / "sources", folder / name / "sources")
        shutil.copytree(ROOT / "templates", folder / name / "templates")
    return folder / "ditetapkan", folder / "bersih"


@pytest.mark.parametrize("back", [False, True], ids=["maju", "mundur"])
@pytest.mark.parametrize("view", ["teks", "json", "html", "matriks"])
def test_no_view_shows_the_programs_own_language(
    versions: tuple[Path, Path], tmp_path: Path, view: str, back: bool
) -> None:
    old, new = reversed(versions) if back else versions
    target = tmp_path if view == "matriks" else tmp_path / f"banding.{view}"
    command = ["banding", str(old), str(new), "--akar", str(old), "--tahun", "2023", "--semua"]
    assert main([*command, "--format", view, "--ke", str(target)]) in (0, 1)
    found = [item for file in tmp_path.iterdir() for item in texts(file)]
    assert sum(len(finding) for finding in found) > 20_000, "terlalu sedikit untuk diuji"
    assert {(hit, text) for text in found for hit in FOREIGN.findall(text)} == set()


@pytest.mark.parametrize(
    "text",
    [
        "None",
        "Tw.0",
        "ubah-lampiran",
        "2023-11-22",
        "nama_tercetak",
        "True",
        "Nilai(3)",
        "ChangeKind.ADDED",
    ],
)
def test_the_programs_own_language_is_recognised(text: str) -> None:
    assert re.search(FOREIGN, f"Lampiran II, {text} menjadi lain")
