"""Every template is a plain docxtpl template: docxtpl alone makes the same text of it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from lxml import etree
from markupsafe import Markup

from rbdocs.documents import body, consolidated, plan
from rbdocs.documents.fields import lampiran_fields
from rbdocs.model.plan_columns import Cell, Merge
from rbdocs.model.regulation import Regulation
from rbdocs.word.door import read_template
from rbdocs.word.environment import Paragraphs, Xml
from rbdocs.word.package import read_package, write_package
from rbdocs.word.picture import PictureStore
from rbdocs.word.problems import Notes
from rbdocs.word.template import fill, plain_context
from rbdocs.word.values import Loop, Table
from rbdocs.word.xml import W
from tests.sample import ROOT, regulation_of

CLEAN = ROOT / "tests" / "bersih"


def regulation(root: Path, tahun: int) -> Regulation:
    regulation = regulation_of(root, tahun)
    return regulation


def by_docxtpl(template: bytes, fields: Mapping[str, Any]) -> list[str]:
    """The texts of the paragraphs that docxtpl alone makes, with nothing of this program."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(_plain(plain_context(fields)), Environment(autoescape=True))
    stream = io.BytesIO()
    document.save(stream)
    return texts(read_package(stream.getvalue()))


def _plain(value: Any) -> Any:
    if isinstance(value, Xml):
        return Markup(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {name: _plain(below) for name, below in value.items()}
    return [_plain(below) for below in value] if isinstance(value, list) else value


def texts(parts: Mapping[str, bytes]) -> list[str]:
    root = etree.fromstring(parts["word/document.xml"])
    return [_text(paragraph) for paragraph in root.iter(f"{W}p")]


def _text(paragraph: etree._Element) -> str:
    said = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        element.text or "" if element.tag == f"{W}t" else said.get(str(element.tag), "")
        for run in paragraph.iter(f"{W}r")
        for element in run
    )


def fields_of(name: str) -> list[dict[str, Any]]:
    """The fields of each document that is made with the template *name*."""
    found: list[dict[str, Any]] = []
    for root, tahun in ((ROOT, 2023), (CLEAN, 2024)):
        made = regulation(root, tahun)
        if name == body.TEMPLATE:
            found.append(body.context(made, PictureStore()))
        elif name == consolidated.TEMPLATE and made.peraturan.mengubah is not None:
            found.append(consolidated.fields(made, made.peraturan.mengubah))
        elif name == "lampiran-naskah.docx":
            for naskah in made.naskah:
                found.append({**lampiran_fields(made, naskah.susunan), "isi": Paragraphs("")})
        else:
            for lampiran in made.lampiran:
                if plan.template_name(lampiran) == name:
                    found.append(plan.fields(made, lampiran))
    return found


@pytest.mark.parametrize(
    "name",
    [
        "perbup.docx",
        "konsolidasi.docx",
        "lampiran-naskah.docx",
        "lampiran-rencana-aksi-general.docx",
        "lampiran-rencana-aksi-tematik.docx",
    ],
)
def test_docxtpl_alone_prints_the_same_text(name: str) -> None:
    template = (ROOT / "templates" / name).read_bytes()
    ours = [texts(fill(read_template(template), fields, Notes())) for fields in fields_of(name)]
    alone = [by_docxtpl(template, fields) for fields in fields_of(name)]
    assert len(ours) >= 1
    for mine, theirs in zip(ours, alone, strict=True):
        assert any(mine)
        assert mine == theirs


def row_template(cells: list[str]) -> bytes:
    """The general plan's template with *cells* as its model row's texts, column by column."""
    parts = dict(read_template((ROOT / "templates" / "matriks.docx").read_bytes()))
    root = etree.fromstring(parts["word/document.xml"])
    (row,) = (
        r for r in root.iter(f"{W}tr") if "b.semula" in "".join(_text(p) for p in r.iter(f"{W}p"))
    )
    *filled, response = row.findall(f"{W}tc")
    assert not list(response.iter(f"{W}t"))  # left empty for whoever reads the matrix
    for cell, text in zip(filled, cells, strict=True):
        first, *others = cell.iter(f"{W}t")
        first.text = text
        for other in others:
            other.text = ""
    parts["word/document.xml"] = etree.tostring(root)
    return write_package(parts)


COLUMNS = ("no", "letak", "semula", "menjadi", "keterangan")
CELLS = [
    "{{ b.no }}",
    "{{ b.letak }}",
    "({{ b.semula }})",
    "{{ b.menjadi }} / {{ b.no }}",
    "{% if b.keterangan %}ada: {{ b.keterangan|upper }}{% else %}tidak ada{% endif %} {{ judul }}",
]
WORDS = st.text(st.sampled_from("abc &<>\"'{}%#_\n é“”{{ }}{% %}"), max_size=12).filter(
    lambda text: "_" not in text
)


@settings(max_examples=60)
@given(st.lists(st.tuples(*[WORDS] * 5), min_size=1, max_size=4))
def test_rows_put_in_as_text_are_those_of_docxtpl(rows: list[tuple[str, ...]]) -> None:
    template = row_template(CELLS)
    heading = {"judul": "J & K", "lama": "l", "baru": "b", "ringkasan": "r"}

    def fields() -> dict[str, Any]:
        cells = [([Cell(text, Merge.NONE) for text in row], None) for row in rows]
        return {**heading, "baris": Table(COLUMNS, lambda: cells)}

    mine = texts(fill(read_template(template), fields(), Notes()))
    assert mine == by_docxtpl(template, fields())


def test_text_with_braces_of_any_kind_is_printed_as_it_is() -> None:
    template = row_template(CELLS)
    nasty = "{_{ x }_} {_% y %_} {{ z }} {% if %} {# #}"
    row = [Cell(nasty, Merge.NONE) for _ in COLUMNS]
    fields = {
        "judul": nasty,
        "lama": nasty,
        "baru": "b",
        "ringkasan": "r",
        "baris": Table(COLUMNS, lambda: [(row, None)]),
    }
    said = texts(fill(read_template(template), fields, Notes()))
    assert f"Semula: {nasty}" in said
    assert f"({nasty})" in said
    assert f"ada: {nasty.upper()} {nasty}" in said


def test_a_loop_of_two_rows_is_left_to_docxtpl() -> None:
    rows = [{"huruf": h, "banyak": "ya", "teks": teks} for h, teks in (("a", "satu"), ("b", "dua"))]
    template = read_template((ROOT / "templates" / body.TEMPLATE).read_bytes())
    fields = fields_of(body.TEMPLATE)[0] | {"menimbang": Loop(("huruf", "banyak", "teks"), rows)}
    said = texts(fill(template, fields, Notes()))
    assert said.index("satu") < said.index("dua")
    assert said.count("Menimbang") == 1
