"""A drafter's slips in a chapter are told, all at once, each with its place and what to do."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rbdocs.files import Project
from rbdocs.model.chapter import Block, Heading, ListItem, Naskah, Paragraph, Placement, plain
from rbdocs.model.finding import Finding
from rbdocs.model.values import Text
from rbdocs.sources.chapters import MAX_PARAGRAPH, MAX_SIZE, load_naskah
from rbdocs.sources.dialect import MAX_LEVEL, parse, replacement
from rbdocs.sources.markdown import Keys, read_blocks
from rbdocs.sources.text_file import SourceFile
from tests.links import link_out
from tests.sample import ROOT

DATA = yaml.safe_load(
    (Path(__file__).parent / "cases" / "load" / "naskah.yaml").read_text(encoding="utf-8")
)
CASES = {case["nama"]: case for case in DATA["kasus"]}
TABLE = "judul: Contoh\nkolom: [{kunci: a, judul: A, lebar: 1}]\nbaris: [{a: x}]\n"
FIGURE = "judul: Contoh\nisi: [kotak: a]\n"
HEAD = "lampiran: I\ntahun: 2023\njudul: JUDUL\ntanda_tangan: {pejabat: bupati}\n"


def make_naskah(root: Path, chapter: str | bytes, head: str = "") -> Path:
    """A Lampiran of one chapter, with a figure, a table, and a table without a number."""
    folder = root / "lampiran-1"
    folder.mkdir()
    (folder / "naskah.yaml").write_text(HEAD + (head or "isi: [berkas: bab.md]\n"))
    data = chapter if isinstance(chapter, bytes) else chapter.encode()
    (folder / "bab.md").write_bytes(data)
    (folder / "gambar-1-1.yaml").write_text(f'nomor: "1.1"\n{FIGURE}')
    (folder / "tabel-1-1.yaml").write_text(f'nomor: "1.1"\n{TABLE}')
    (folder / "tabel-x.yaml").write_text(TABLE)
    shutil.copytree(ROOT / "templates" / "huruf", root / "templates" / "huruf")
    return folder


def load(root: Path, chapter: str | bytes, head: str = "") -> tuple[Naskah | None, list[Finding]]:
    return load_naskah(Project(root), make_naskah(root, chapter, head))


def blocks_of(text: str) -> list[Block]:
    file = SourceFile("bab.md")
    blocks = read_blocks(file, text, Keys(), "")
    assert not file.findings, file.findings
    return blocks


@pytest.mark.parametrize("name", CASES)
def test_exactly_the_slips_are_told(tmp_path: Path, name: str) -> None:
    case: dict[str, Any] = CASES[name]
    _, findings = load(tmp_path, case["isi"])
    assert sorted((finding.code, finding.location.line) for finding in findings) == sorted(
        (expected[0], expected[1]) for expected in case["temuan"]
    )
    lines = case["isi"].split("\n")
    for code, line, at, message, hint in case["temuan"]:
        found = [f for f in findings if (f.code, f.location.line) == (code, line)]
        item = next(f for f in found if message in f.message)
        assert item.location.file == "lampiran-1/bab.md"
        assert lines[line - 1][item.location.column - 1 :].startswith(at)
        assert re.search(hint, item.hint)


@pytest.mark.parametrize(
    ("chapter", "code", "message"),
    [
        ("x" * (MAX_SIZE + 1), "MUAT02", "terlalu besar"),
        (f"Teks.\n\n{'x' * (MAX_PARAGRAPH + 1)}", "MUAT02", "terlalu panjang"),
        (b"Teks \xff", "MUAT03", "bukan UTF-8"),
        ("Teks \x07", "MUAT03", "U+0007"),
        ("\uf0b7 butir dari Word", "MUAT03", "U+F0B7"),
    ],
)
def test_a_file_that_is_no_chapter_is_refused(
    tmp_path: Path, chapter: str | bytes, code: str, message: str
) -> None:
    _, (item,) = load(tmp_path, chapter)
    assert (item.code, item.location.file) == (code, "lampiran-1/bab.md")
    assert message in item.message


@pytest.mark.parametrize(
    ("head", "code", "message"),
    [
        ("isi: [berkas: bab-9.md]", "MUAT01", "tidak ada"),
        ("isi: [berkas: ../bab.md]", "MUAT45", "«../bab.md» bukan nama berkas bab"),
        ("isi: [berkas: /bab.md]", "MUAT45", "«/bab.md» bukan nama berkas bab"),
        ("isi: [berkas: bab.yaml]", "MUAT45", "«bab.yaml» bukan nama berkas bab"),
        ("isi: [{berkas: bab.md}, {berkas: bab.md}]", "MUAT47", "sudah disebut"),
        ("isi: [{berkas: bab.md, judul: x}]", "MUAT08", "«judul» tidak dikenal"),
        ("isi: []", "MUAT10", "«isi» tidak boleh kosong"),
    ],
)
def test_a_wrong_list_of_chapters_is_told(
    tmp_path: Path, head: str, code: str, message: str
) -> None:
    _, findings = load(tmp_path, "Teks.", head + "\n")
    assert [finding.code for finding in findings] == [code]
    assert message in findings[0].message


def test_a_chapter_that_is_a_link_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "rahasia.md").write_text("Rahasia.")
    root = tmp_path / "proyek"
    root.mkdir()
    folder = make_naskah(root, "Teks.")
    link_out(folder / "bab.md", tmp_path / "rahasia.md")
    naskah, findings = load_naskah(Project(root), folder)
    assert [(finding.code, finding.location.file) for finding in findings] == [
        ("MUAT01", "lampiran-1/bab.md")
    ]
    assert naskah is not None
    assert not naskah.blocks


def test_what_is_wrong_in_chapters_and_tables_is_told_in_one_run(tmp_path: Path) -> None:
    folder = make_naskah(tmp_path, "Kata <b>.\n\n![](tabel-1-1.yaml)\n")
    (folder / "tabel-1-1.yaml").write_text("judul: Tanpa kolom\nbaris: []\n")
    _, findings = load_naskah(Project(tmp_path), folder)
    assert {(finding.location.file, finding.code) for finding in findings} == {
        ("lampiran-1/bab.md", "MUAT41"),
        ("lampiran-1/tabel-1-1.yaml", "MUAT07"),
    }


def test_a_table_that_no_chapter_places_is_known(tmp_path: Path) -> None:
    naskah, findings = load(tmp_path, "![](tabel-1-1.yaml)\n\n![](gambar-1-1.yaml)\n")
    assert not findings
    assert naskah is not None
    assert [item.file for item in naskah.unplaced] == ["lampiran-1/tabel-x.yaml"]


def test_markers_stay_as_written_and_levels_follow_the_indentation() -> None:
    text = "3) tiga\n   c. huruf\n\n   lanjut\n1) satu\n\n-  strip\n(iv) empat\n\nUsai.\n\n2. dua\n"
    shown = [
        (
            block.marker if isinstance(block, ListItem) else "",
            getattr(block, "level", 0),
            block.plain,
            block.key,
        )
        for block in blocks_of(f"## 2.1. Judul\n\n{text}")[1:]
    ]
    assert shown == [
        ("3)", 1, "tiga", "2-1-b3"),
        ("c.", 2, "huruf", "2-1-b3-bc"),
        ("", 1, "lanjut", "2-1-b3-p1"),
        ("1)", 1, "satu", "2-1-b1"),
        ("-", 1, "strip", "2-1-b"),
        ("(iv)", 1, "empat", "2-1-biv"),
        ("", 0, "Usai.", "2-1-p1"),
        ("2.", 1, "dua", "2-1-2b2"),
    ]


def test_a_second_marker_on_a_line_is_text() -> None:
    (block,) = blocks_of("1) a. Teks\n")
    assert isinstance(block, ListItem)
    assert (block.marker, block.plain) == ("1)", "a. Teks")


def test_what_is_no_marker_is_text() -> None:
    text = "2024. Tahun\n\nA. Yani\n\n1\\) Satu\n\n-5 derajat\n\n1.1. Bukan judul\n\ne. g.\n"
    blocks = blocks_of(text)
    assert [block.plain for block in blocks if isinstance(block, Paragraph)] == [
        "2024. Tahun",
        "A. Yani",
        "1) Satu",
        "-5 derajat",
        "1.1. Bukan judul",
    ]
    assert isinstance(blocks[-1], ListItem)


def test_italics_and_references_are_kept_apart() -> None:
    (block,) = blocks_of("Suatu *kata* [gambar *1*](#gambar-1)[](#b) _miring_.")
    assert [(run.text, run.italic, run.target) for run in block.runs] == [
        ("Suatu ", False, ""),
        ("kata", True, ""),
        (" ", False, ""),
        ("gambar ", False, "gambar-1"),
        ("1", True, "gambar-1"),
        ("", False, "b"),
        (" ", False, ""),
        ("miring", True, ""),
        (".", False, ""),
    ]


def test_an_edit_in_one_section_changes_no_key_of_another() -> None:
    before = "## 1.1. Satu\n\nTeks.\n\n## 1.2. Dua\n\nTeks.\n\n1) a\n2) b\n\nTeks.\n"
    after = before.replace("Teks.\n\n## 1.2.", "Baru.\n\n1) x\n\nTeks.\n\n## 1.2.")
    old, new = blocks_of(before), blocks_of(after)
    assert [item.key for item in new if item.key.startswith("1-2")] == [
        item.key for item in old if item.key.startswith("1-2")
    ]


def test_no_two_blocks_have_one_key() -> None:
    text = "## 1.1. A\n\n- a\n- b\n\nTeks.\n\n- a\n\n## 1.1. A\n\n- a\n\n### 1.1.2. B\n\n## Lain\n"
    keys = [block.key for block in blocks_of(text)]
    assert len(set(keys)) == len(keys)


WORDS = st.text("abcXYZ019.,;()-–/% ", min_size=1).map(lambda text: f"x{' '.join(text.split())}")


@given(st.lists(st.tuples(st.sampled_from(["", "1) ", "b. ", "- ", "1). ", "   "]), WORDS)))
def test_every_letter_that_is_written_is_printed(lines: list[tuple[str, str]]) -> None:
    text = "\n\n".join(start + words for start, words in lines)
    file = SourceFile("bab.md")
    blocks = read_blocks(file, text, Keys(), "")
    printed = "".join(getattr(block, "marker", "") + block.plain for block in blocks)
    assert _dense(printed) == _dense(text)


def _dense(text: str) -> str:
    return "".join(text.split())


@given(st.text("#=-*_[]()<>!`\\&1a.) \n\t|~:", max_size=60))
def test_no_text_can_break_the_reader(text: str) -> None:
    file = SourceFile("bab.md")
    blocks = read_blocks(file, text, Keys(), "")
    count = text.count("\n") + 1
    outside = [
        block for block in (*blocks, *file.findings) if not 1 <= block.location.line <= count
    ]
    assert outside == []
    if not file.findings:
        assert all(block.level <= MAX_LEVEL for block in blocks if isinstance(block, ListItem))


@pytest.mark.parametrize("bit", ["[", "*a **a ", "![[", "](#a)", "1) ", "<a ", ">", "_", "- - "])
def test_a_hostile_line_is_read_and_not_lost(bit: str) -> None:
    tokens, _ = parse(bit * (MAX_PARAGRAPH // len(bit)))
    assert tokens


def test_headings_carry_their_line_breaks(tmp_path: Path) -> None:
    naskah, findings = load(
        tmp_path,
        "BAB I\nPENDAHULUAN\n===\n\n## 1.1. Satu\n",
        "isi:\n  - bagian: A. UMUM\n  - berkas: bab.md\n",
    )
    assert not findings
    assert naskah is not None
    headings = [block for block in naskah.blocks if isinstance(block, Heading)]
    assert [(heading.level, plain(heading.runs), heading.key) for heading in headings] == [
        (0, "A. UMUM", "a"),
        (1, "BAB I\nPENDAHULUAN", "bab-i"),
        (2, "1.1. Satu", "1-1"),
    ]
    assert not [block for block in naskah.blocks if isinstance(block, Placement)]


@pytest.mark.parametrize(
    "start", ["1. ", "1) ", "1). ", "(1) ", "a. ", "ii. ", "- ", "# ", "### ", "> "]
)
@pytest.mark.parametrize("rest", ["teks baru", "*teks* [x](y) `z` <b>"])
def test_a_paragraph_written_back_stays_one_however_it_begins(start: str, rest: str) -> None:
    source = "Alinea lama.\n\nAlinea lain.\n"
    first, second = blocks_of(source)
    naskah: Any = None  # is asked for the numbers of references only
    span = replacement(source, first, second.location.line, Text.dari(start + rest), naskah)
    assert span is not None
    again = blocks_of(f"{source[: span.start]}{span.text}{source[span.end :]}")
    assert [type(block) for block in again] == [Paragraph, Paragraph]
    assert again[0].plain == start + rest
