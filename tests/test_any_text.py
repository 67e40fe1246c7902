"""Whatever a source says is printed as it stands: text is data, never markup, code or a field."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from rbdocs.documents.make import make_documents
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.characters import find_invisible
from rbdocs.sources.year import load_year
from tests.profiles import examples
from tests.sample import aksi, make_project, plan, write_yaml
from tests.test_valid_word import mistakes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRINTED = {f"{W}t": "", f"{W}br": "\n", f"{W}tab": "\t"}
# What YAML and XML can hold, without the private use areas, which the loader refuses.
CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co"]).filter(
    lambda character: character not in "\ufffe\uffff"
) | st.sampled_from("\n\t")
ODD = [
    "R&D <b> {{ 7*7 }} {% for %}",
    "{{ judul }}",
    "{{ judul",
    "}} %} #}",
    "{# catatan #}",
    "&lt;w:p/&gt; &amp; &#65; &copy",
    "]]> <![CDATA[ -->",
    "'\"\\",
    "= + - @",
    "a\nb\tc",
    "  spasi  di  mana-mana  ",
    "%s %d {0} {nama}",
    "العربية עברית 中文 😀",
]
# Characters that nobody sees are refused with their name (MUAT27), so they are never printed.
TEXTS = (st.text(CHARACTERS, min_size=1, max_size=40) | st.sampled_from(ODD)).filter(
    lambda text: not list(find_invisible(text))
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("teks") / "proyek")


def documents(root: Path, lampiran: dict[str, Any]) -> bytes:
    """The bytes of Lampiran II, by way of its YAML file."""
    write_yaml(root / "sources/2023/lampiran-2.yaml", lampiran)
    project = Project(root)
    loaded = load_year(project, Edition(2023))
    assert loaded.regulation is not None, loaded.findings
    (made,) = make_documents(project, loaded.regulation, only="lampiran-2.docx")
    return made.content


def read(content: bytes) -> tuple[list[str], list[str]]:
    """The paragraphs outside the table, and the cells of the table's last row, as printed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
    outside = [_text(item) for item in body if item.tag == f"{W}p"]
    row = list(body.iter(f"{W}tr"))[-1]
    return outside, [_text(item) for item in row.iter(f"{W}tc")]


def _text(element: etree._Element) -> str:
    return "".join((item.text or "") + PRINTED[item.tag] for item in element.iter(*PRINTED))


@settings(
    max_examples=examples(20),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@example(texts=ODD[:12])
@given(texts=st.lists(TEXTS, min_size=12, max_size=12))
def test_any_text_in_any_cell_is_printed_as_itself(texts: list[str], root: Path) -> None:
    uraian, indikator, sub, anggaran, problem, utama, nama, target, judul, tentang, who, where = (
        texts
    )
    action = aksi(
        uraian=[uraian, {"miring": indikator}],
        indikator=indikator,
        sub_kegiatan=[{"nama": sub, "anggaran": anggaran}],
        tw=[target, anggaran, "", target],
        total=uraian,
    )
    lampiran = plan([action], judul=judul, tentang=tentang)
    lampiran["tanda_tangan"] = {"pejabat": "bupati", "nama": who, "tempat_tanggal": where}
    (node,) = lampiran["rencana"]  # type: ignore[misc]
    node["permasalahan"] = problem
    node["kegiatan_utama"][0]["nama"] = utama
    node["kegiatan_utama"][0]["indikator"][0] |= {"nama": nama, "target": target}
    outside, cells = read(documents(root, lampiran))
    expected = [problem, utama, nama, target, uraian + indikator, "Dokumen", indikator]
    expected += [target, anggaran, "", target, uraian, sub, anggaran, "BKD", "BKD"]
    assert cells == expected
    assert outside[4:6] == [tentang, judul]
    assert [item for item in outside[6:] if item] == [
        item for item in (where, "Pj. BUPATI BATANG,", "ttd", who) if item
    ]


def test_document_of_odd_texts_opens_without_repair(root: Path, tmp_path: Path) -> None:
    actions = [
        aksi(number, uraian=text, sub_kegiatan=[{"nama": text, "anggaran": text}])
        for number, text in enumerate(ODD, start=1)
    ]
    path = tmp_path / "lampiran-2.docx"
    path.write_bytes(documents(root, plan(actions, judul=" ".join(ODD[:4]))))
    assert mistakes(path) == []
