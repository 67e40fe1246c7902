"""What the guide says of the body is what the program does."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from rbdocs.documents.body import context
from rbdocs.model.batang_tubuh import JenisPerubahan
from rbdocs.word.picture import PictureStore
from rbdocs.word.values import Loop, Table
from tests.docx_reader import read_paragraphs
from tests.loops import at_least_one
from tests.sample import ROOT, enacted_regulation, make_project
from tests.test_body_document import build, change

GUIDE = (ROOT / "docs/panduan.md").read_text(encoding="utf-8")
BODY = GUIDE[GUIDE.index("## Menyunting batang tubuh") :]
BLOCKS = re.findall(r"```yaml\n(.*?)```", BODY, re.DOTALL)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "proyek")


def test_the_article_of_the_guide_is_printed_as_it_says(project: Path) -> None:
    (article,) = yaml.safe_load(BLOCKS[0])
    article["pasal"] = 1
    change(project, mengubah=None, batang_tubuh=[article])
    texts = [text for _, text in read_paragraphs(build(project))]
    start = texts.index("(1) Bupati menetapkan:")
    assert texts[start : start + 7] == [
        "(1) Bupati menetapkan:",
        "a. rencana aksi; dan",
        "b. laporan, yang terdiri atas:",
        "1. laporan triwulan; dan",
        "2. laporan tahunan.",
        "(1a) Rencana aksi disusun setiap tahun.",
        "(2) Dihapus.",
    ]


def test_the_citation_of_the_guide_is_printed(project: Path) -> None:
    change(project, mengingat=yaml.safe_load(BLOCKS[1]))
    texts = [text for _, text in read_paragraphs(build(project))]
    assert (
        "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah (Lembaran Negara Republik "
        "Indonesia Tahun 2014 Nomor 244, Tambahan Lembaran Negara Republik Indonesia Nomor 5587) "
        "sebagaimana telah beberapa kali diubah terakhir dengan Undang-Undang Nomor 6 Tahun 2023 "
        "tentang Cipta Kerja;"
    ) in texts


def test_the_guide_names_every_kind_of_amendment_and_every_field() -> None:
    table = BODY[BODY.index("| jenis | isian |") : BODY.index("Huruf di dalam ayat")]
    assert set(re.findall(r"`(\w+(?:-\w+)+)`", table)) == set(get_args(JenisPerubahan))
    regulation = enacted_regulation()
    named = set(re.findall(r"\{\{ (\w+(?:\.\w+)?)(?:\|upper)? \}\}", BODY))
    for name in at_least_one(_names(context(regulation, PictureStore()))):
        assert name in named or name.startswith("pengundangan."), name
    kinds = set(re.findall(r'"(\w+)" %\}', said((ROOT / "templates/perbup.docx").read_bytes())))
    assert len(kinds) > 5
    assert {kind for kind in kinds if not re.fullmatch(r"isi_[3-5]", kind)} <= set(
        re.findall(r"`(\w+)`", BODY)
    )


def said(template: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        return re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode()).replace(
            "&quot;", '"'
        )


def _names(fields: dict[str, Any], above: str = "") -> list[str]:
    result = []
    for name, value in fields.items():
        if isinstance(value, Loop | Table):  # their columns stand in tables of their own
            continue
        result += _names(value, f"{name}.") if isinstance(value, dict) else [f"{above}{name}"]
    return result
