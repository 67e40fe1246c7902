"""What stands around the text is alike in every part of a regulation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from pypdfium2 import PdfDocument

from rbdocs.word.package import read_package
from rbdocs.word.problems import parse_xml
from rbdocs.word.row_height import ALIGNMENT, alignment, is_prose, mark_alignments
from rbdocs.word.xml import W, serialise
from tests.loops import at_least_one
from tests.sample import ROOT

ANNEXES = {"lampiran-1": "I", "lampiran-2": "II", "lampiran-3": "III", "lampiran-4": "IV"}
TEMPLATES = ["lampiran-naskah", "lampiran-rencana-aksi-general", "lampiran-rencana-aksi-tematik"]
TOP, BOTTOM = 50, 50  # points of the margins in which nothing but the furniture stands


@pytest.mark.parametrize("name", ["perbup", *ANNEXES])
def test_the_page_number_stands_at_the_top_of_each_page_but_the_first(
    built: Path, name: str
) -> None:
    with PdfDocument(built / f"{name}.pdf") as pdf:
        for number, page in enumerate(at_least_one(pdf), 1):
            width, height = page.get_size()
            text = page.get_textpage()
            above = text.get_text_bounded(0, height - TOP, width, height).split()
            annex = ["Lampiran", ANNEXES[name]] if name in ANNEXES else []
            assert above == (["-", str(number), "-", *annex] if number > 1 else []), (name, number)
            assert not text.get_text_bounded(0, 0, width, BOTTOM).split(), (name, number)


@pytest.mark.parametrize("name", ["lampiran-2", "lampiran-3", "lampiran-4"])
def test_no_line_of_a_heading_breaks_before_its_year(built: Path, name: str) -> None:
    with PdfDocument(built / f"{name}.pdf") as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
    lines = [line.strip() for line in text.splitlines()[:6]]
    assert lines[4:] == [
        "PERUBAHAN ATAS PERATURAN BUPATI NOMOR 91 TAHUN 2020",
        "TENTANG ROAD MAP REFORMASI BIROKRASI TAHUN 2020-2024",
    ]


def test_every_signature_begins_as_far_from_the_right_edge() -> None:
    room = {signature_room(name, "TandaTangan") for name in TEMPLATES}
    room.add(signature_room("perbup", "Penetapan"))
    assert len(room) == 1


def signature_room(template: str, style: str) -> int:
    """How wide the signature of *template* may be, and that it begins at the left of that."""
    parts = read_package((ROOT / "templates" / f"{template}.docx").read_bytes())
    document = parse_xml(parts["word/document.xml"], "word/document.xml")
    styles = parse_xml(parts["word/styles.xml"], "word/styles.xml")
    paper, margin = (next(document.iter(f"{W}{name}")) for name in ("pgSz", "pgMar"))
    (found,) = (item for item in styles if item.get(f"{W}styleId") == style)
    properties = found.find(f"{W}pPr")
    assert properties is not None
    assert properties.find(f"{W}jc") is None
    indent = properties.find(f"{W}ind")
    assert indent is not None
    width = sum(
        sign * int(element.get(f"{W}{name}", "0"))
        for sign, element, name in (
            *((1, paper, "w"), (-1, margin, "left"), (-1, margin, "right")),
            (-1, indent, "left"),
        )
    )
    return round(width / 20)


@pytest.mark.parametrize(
    "text",
    ["", "-", "76", "8.254", "100 %", "Level 3", "80 (memuaskan)", "Rp 1.000\nRp 2.000",
     "3,4 - 4,2", "12 dokumen", "100\norang", "sangat baik", "1 dokumen per bulan",
     "Rp 4.510.000.000,00"],
)  # fmt: skip
def test_a_number_with_its_unit_stays_where_its_column_sets_it(text: str) -> None:
    assert not is_prose(text)


@pytest.mark.parametrize(
    "text",
    ["1. PP: 115, 2. PKB: 12, 3. Tripartit : 1, 4. Bipartit: 53, 5. APINDO : 34, 6. SP/SB: 38",
     "109.387.600 (Koordinasi)\n163.589.750 (Pembinaan)",
     "tersusunnya dokumen rencana aksi", "1. Rapat\n2. Laporan"],
)  # fmt: skip
def test_prose_begins_at_the_left(text: str) -> None:
    assert is_prose(text)


def test_in_2023_prose_alone_leaves_the_side_of_its_column(built: Path) -> None:
    moved = []
    for name in at_least_one(ANNEXES):
        parts = read_package((built / f"{name}.docx").read_bytes())
        root = parse_xml(parts["word/document.xml"], "word/document.xml")
        for paragraph in root.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            if style is None or style.get(f"{W}val") not in ("AngkaTabel", "AnggaranTabel"):
                continue
            own = paragraph.find(f"{W}pPr/{W}jc")
            if own is not None and own.get(f"{W}val") == "left":
                text = "".join(item.text or " " for item in paragraph.iter(f"{W}t"))
                moved.append((name, text[:12]))
    assert moved == [
        *(("lampiran-2", begin) for begin in ("117.592.200 ", "109.387.600 ", "1. Penyeleng")),
        *(("lampiran-3", "1. PP: 115, ") for _ in range(2)),
    ]


@pytest.mark.parametrize("own", ["center", "right", "end"])
def test_an_alignment_that_a_person_set_in_the_template_is_kept_for_numbers(own: str) -> None:
    parts = read_package((ROOT / "templates" / f"{TEMPLATES[1]}.docx").read_bytes())
    row = etree.fromstring(
        f'<w:tr xmlns:w="{W[1:-1]}"><w:tc><w:p><w:pPr><w:pStyle w:val="IsiTabel"/>'
        f'<w:jc w:val="{own}"/><w:rPr/></w:pPr></w:p></w:tc></w:tr>'
    )
    mark_alignments(row, parts)
    found = ALIGNMENT.search(serialise(row).decode())
    assert found is not None
    assert alignment(found[0], "76") == f'<w:jc w:val="{own}"/>'
    assert alignment(found[0], "tersusunnya dokumen rencana aksi") == '<w:jc w:val="left"/>'


def test_text_that_a_template_justifies_is_left_alone() -> None:
    parts = read_package((ROOT / "templates" / f"{TEMPLATES[1]}.docx").read_bytes())
    row = etree.fromstring(
        f'<w:tr xmlns:w="{W[1:-1]}"><w:tc><w:p><w:pPr><w:pStyle w:val="IsiTabel"/>'
        f'<w:jc w:val="both"/></w:pPr></w:p></w:tc></w:tr>'
    )
    before = serialise(row)
    mark_alignments(row, parts)
    assert serialise(row) == before
    assert re.search(ALIGNMENT, before.decode()) is None
