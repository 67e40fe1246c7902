"""What the guide says of chapters is what the program does."""

from __future__ import annotations

import re
import zipfile

import pytest
import yaml

from rbdocs.model.chapter import Block, Heading, ListItem, Paragraph, Placement, SusunanNaskah
from rbdocs.sources.dialect import MAX_LEVEL
from rbdocs.sources.markdown import Keys, read_blocks
from rbdocs.sources.text_file import SourceFile
from tests.loops import at_least_one
from tests.sample import ROOT

GUIDE = (ROOT / "docs/panduan.md").read_text(encoding="utf-8")
PART = GUIDE[GUIDE.index("## Menyunting Lampiran I") : GUIDE.index("### Isi tabel")]
EXAMPLES = re.findall(r"```text\n(.*?)```", PART, re.DOTALL)


def blocks_of(text: str) -> list[Block]:
    file = SourceFile("bab.md")
    blocks = read_blocks(file, text, Keys(), "")
    assert not file.findings, [finding.message for finding in file.findings]
    return blocks


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_a_chapter_without_a_finding(example: str) -> None:
    head = "## 1.1. Judul\n\n" if example.startswith("###") else ""
    assert blocks_of(head + example)


def test_headings_of_the_example_have_the_levels_that_the_guide_says() -> None:
    levels = [block.level for block in blocks_of(EXAMPLES[0]) if isinstance(block, Heading)]
    assert levels == [1, 2, 3]


def test_items_and_their_continuations_are_as_the_guide_says() -> None:
    shown = [
        (block.marker if isinstance(block, ListItem) else "", block.level)
        for block in blocks_of(EXAMPLES[1])
        if isinstance(block, ListItem | Paragraph)
    ]
    assert shown == [("1)", 1), ("", 1), ("a.", 2), ("b.", 2), ("", 1), ("2)", 1)]


def test_every_marker_that_the_guide_names_makes_an_item() -> None:
    sentence = PART[PART.index("Penandanya dicetak apa adanya") : PART.index("Apa pun yang")]
    markers = re.findall(r"`([^`\s]+)`", sentence.split("```")[0])
    assert len(markers) >= 10
    for marker in at_least_one(markers):
        (block,) = blocks_of(f"{marker} Teks")
        assert isinstance(block, ListItem), marker
        assert block.marker == marker
    (block,) = blocks_of(r"1\. Teks")
    assert (type(block), block.plain) == (Paragraph, "1. Teks")
    assert MAX_LEVEL == 3
    assert "Paling dalam tiga tingkat" in PART


def test_placement_and_references_are_as_the_guide_says() -> None:
    assert isinstance(blocks_of(EXAMPLES[2])[0], Placement)
    runs = [run for run in blocks_of(EXAMPLES[3])[0].runs if run.target]
    assert [(run.text, run.target) for run in runs] == [
        ("gambar 2.1", "gambar-2-1"),
        ("", "gambar-2-1"),
    ]


def test_the_order_of_chapters_in_the_guide_is_read() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PART, re.DOTALL)
    head = {"lampiran": "I", "tahun": 2023, "judul": "X", "tanda_tangan": {"pejabat": "bupati"}}
    assert len(SusunanNaskah.model_validate(head | yaml.safe_load(example)).isi) == 3


def test_every_style_that_the_guide_names_is_in_the_template() -> None:
    with zipfile.ZipFile(ROOT / "templates/lampiran-naskah.docx") as package:
        styles = package.read("word/styles.xml").decode()
    looks = GUIDE[GUIDE.index("### Rupa dokumen") : GUIDE.index("Daftar tabel dapat dibuat")]
    for name in ("Isi Naskah", "Butir 1", "Butir 3", "Judul Bagian", "Judul Tabel", "Judul Gambar"):
        assert name in looks
        assert f'<w:name w:val="{name}"/>' in styles
