"""The document of a chapter: every kind of block in its style, whatever template and text hold."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from rbdocs.documents import chapters as document
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.sources.year import load_year
from rbdocs.word.identity import key_bookmark
from rbdocs.word.package import read_package, write_package
from rbdocs.word.picture import Picture, picture_xml
from rbdocs.word.problems import TemplateProblem
from tests.clean import YEAR, copy_clean
from tests.docx_reader import W, read_body, read_paragraphs
from tests.loops import at_least_one
from tests.sample import ROOT
from tests.test_valid_word import mistakes

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU_PER_MM = 36000
CHAPTER = """\
BAB I
PENDAHULUAN
===========

## 1.1. Latar *Belakang*

Teks {{ judul }} & <https://contoh.go.id/?a=1&b=2> {% for %} 3 < 4, lihat tabel [](#tabel-1-1).

### 1.1.1. Isu

1). Birokrasi

    Lanjutan butir.

    a. Sub butir

       - Sub sub butir

         Lanjutan sub sub butir.

2). Lain

![](tabel-1-1.yaml)

![](tabel-1-2.yaml)

![](gambar-1-1.yaml)
"""
FIGURE = """\
nomor: "1.1"
judul: Alur
isi: [{kotak: Satu}, {panah: maju}, {kotak: Dua}]
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The clean regulation with a chapter that has every kind of block."""
    project = copy_clean(tmp_path / "proyek")
    folder = project.sources / str(YEAR) / "lampiran-1"
    (folder / "bab-1.md").write_text(CHAPTER, "utf-8")
    table = (folder / "tabel-1-1.yaml").read_text("utf-8")
    (folder / "tabel-1-2.yaml").write_text(table.replace('"1.1"', '"1.2"'), "utf-8")
    (folder / "gambar-1-1.yaml").write_text(FIGURE, "utf-8")
    shutil.copytree(ROOT / "templates", project.templates, dirs_exist_ok=True)
    return project


def compose(project: Project, change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The document of Lampiran I, from a template whose parts *change* has changed."""
    template = (ROOT / "templates/lampiran-naskah.docx").read_bytes()
    if change:
        parts = read_package(template)
        template = write_package({name: change(name, data) for name, data in parts.items()})
    loaded = load_year(project, Edition(YEAR))
    assert loaded.regulation is not None, loaded.findings
    return document.compose(template, project, loaded.regulation, loaded.regulation.naskah[0])


def saved(folder: Path, data: bytes) -> Path:
    path = folder / "lampiran-1.docx"
    path.write_bytes(data)
    return path


def xml(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def test_every_block_has_the_style_of_its_kind(project: Project, tmp_path: Path) -> None:
    path = saved(tmp_path, compose(project))
    shown = [(item.style, item.text) for item in read_body(path) if item.kind == "teks"]
    assert shown[5:-3] == [
        ("JudulLampiran", "PETA JALAN REFORMASI BIROKRASI"),
        ("JudulBagian", "A. UMUM"),
        ("Heading1", "BAB I PENDAHULUAN"),
        ("Heading2", "1.1. Latar Belakang"),
        (
            "IsiNaskah",
            "Teks {{ judul }} & https://contoh.go.id/?a=1&b=2 {% for %} 3 < 4, lihat tabel 1.1.",
        ),
        ("Heading3", "1.1.1. Isu"),
        ("Butir1", "1). Birokrasi"),
        ("LanjutanButir1", "Lanjutan butir."),
        ("Butir2", "a. Sub butir"),
        ("Butir3", "- Sub sub butir"),
        ("LanjutanButir3", "Lanjutan sub sub butir."),
        ("Butir1", "2). Lain"),
        ("JudulTabel", "Tabel 1.1. Target Tahunan"),
        ("JudulTabel", "Tabel 1.2. Target Tahunan"),
        ("JudulGambar", "Gambar 1.1. Alur"),
    ]
    assert mistakes(path) == []


def test_tables_do_not_touch_and_captions_stand_where_they_belong(
    project: Project, tmp_path: Path
) -> None:
    kinds = [(item.kind, item.style) for item in read_body(saved(tmp_path, compose(project)))]
    body = [f"{kind} {style}".strip() for kind, style in kinds]
    start = body.index("teks JudulTabel")
    assert body[start : start + 6] == [
        "teks JudulTabel",
        "tabel",
        "teks JudulTabel",
        "tabel",
        "gambar Gambar",
        "teks JudulGambar",
    ]
    for table in at_least_one(xml(saved(tmp_path, compose(project))).iter(f"{W}tbl")):
        after = table.getnext()
        assert after is not None
        assert after.tag == f"{W}p"


def test_a_figure_says_what_it_is_and_stays_within_the_text(
    project: Project, tmp_path: Path
) -> None:
    root = xml(saved(tmp_path, compose(project)))
    (extent,) = root.iter(f"{WP}extent")
    assert 0 < int(extent.get("cx", 0)) <= 165 * EMU_PER_MM
    (description,) = root.iter(f"{WP}docPr")
    assert description.get("descr") == "Gambar 1.1. Alur. Isinya: Satu; Dua."


@pytest.mark.parametrize(
    ("pixels", "printed"),
    [
        ((1000, 4000), (25, 100)),  # too high
        ((4000, 1000), (100, 25)),  # too wide
        ((600, 300), (50.8, 25.4)),  # at 300 pixels an inch, and not enlarged
    ],
)
def test_a_picture_too_large_for_the_page_is_shrunk_in_proportion(
    pixels: tuple[int, int], printed: tuple[float, float]
) -> None:
    room = 100 * EMU_PER_MM
    text = picture_xml(1, Picture(b"", *pixels), "Gambar", room, room)
    found = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', text)
    assert found
    assert [int(group) / EMU_PER_MM for group in found.groups()] == pytest.approx(printed, abs=0.01)


def test_every_block_has_a_bookmark_and_references_lead_to_one(
    project: Project, tmp_path: Path
) -> None:
    root = xml(saved(tmp_path, compose(project)))
    names = [item.get(f"{W}name") for item in root.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names) == 14
    assert "_rb_n_1_1_1_b1_ba_b_p1" in names
    (link,) = root.iter(f"{W}hyperlink")
    assert link.get(f"{W}anchor") == "_rb_n_tabel_1_1"
    assert link.get(f"{W}anchor") in names


def test_bookmarks_of_the_template_stay_their_own(project: Project, tmp_path: Path) -> None:
    mark = b'<w:bookmarkStart w:id="7" w:name="Milik"/><w:bookmarkEnd w:id="7"/></w:p>'

    def change(name: str, data: bytes) -> bytes:
        return data.replace(b"</w:p>", mark, 1) if name == "word/document.xml" else data

    path = saved(tmp_path, compose(project, change))
    numbers = [item.get(f"{W}id") for item in xml(path).iter(f"{W}bookmarkStart")]
    assert len(set(numbers)) == len(numbers)
    assert mistakes(path) == []


def test_a_long_key_keeps_a_bookmark_of_its_own() -> None:
    long = "b-penyelenggaraan-pertanggungjawaban-keuangan-b1"
    names = {key_bookmark(f"{long}-p{n}") for n in range(20)}
    assert len(names) == 20
    assert all(re.fullmatch(r"_rb_n_\w{1,35}", name) for name in at_least_one(names))


def test_the_document_is_the_same_bytes_every_time(project: Project) -> None:
    assert compose(project) == compose(project)


def test_missing_styles_are_all_told_by_name(project: Project) -> None:
    def change(name: str, data: bytes) -> bytes:
        if name != "word/styles.xml":
            return data
        return data.replace(b'"Butir 1"', b'"Poin 1"').replace(b'"heading 2"', b'"judul kedua"')

    with pytest.raises(TemplateProblem) as problem:
        compose(project, change)
    assert [(mistake.tempat, mistake.message) for mistake in problem.value.mistakes] == [
        ("gaya", "gaya paragraf «heading 2» tidak ada"),
        ("gaya", "gaya paragraf «Butir 1» tidak ada"),
    ]
    assert "Buat gaya paragraf bernama «Butir 1»" in problem.value.mistakes[1].hint


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"{{p isi }}", b"Isi", "tempat isi naskah tidak ditemukan"),
        (b"{{p isi }}", b"Di sini: {{p isi }}", "menghapus paragraf tempatnya berada"),
        (b"{{p isi }}", b"Isi: {{ isi }}", "awalan tag «isi» keliru"),
        (b"{{ judul }}", b"{{ judull }}", "judull"),
    ],
)
def test_a_template_without_its_fields_is_told(
    project: Project, old: bytes, new: bytes, message: str
) -> None:
    def change(name: str, data: bytes) -> bytes:
        return data.replace(old, new) if name == "word/document.xml" else data

    with pytest.raises(TemplateProblem) as problem:
        compose(project, change)
    assert any(message in mistake.message for mistake in problem.value.mistakes)
    assert all(item.hint for item in at_least_one(problem.value.mistakes))


def test_a_style_that_word_renamed_in_another_language_is_found(
    project: Project, tmp_path: Path
) -> None:
    """Word in Indonesian saves the style «heading 1» under the id Judul1."""

    def change(name: str, data: bytes) -> bytes:
        return data.replace(b'"Heading1"', b'"Judul1"')

    path = saved(tmp_path, compose(project, change))
    assert ("Judul1", "BAB I PENDAHULUAN") in read_paragraphs(path)
