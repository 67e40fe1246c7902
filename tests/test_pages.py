"""The action plans on paper: each page as a person would look at it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from rbdocs.cli import main
from tests.docx_reader import read_docx
from tests.loops import at_least_one
from tests.office import to_pdf
from tests.sample import aksi, make_project, plan
from tests.test_gap_marks import marks

MM = 72 / 25.4  # points
F4 = (330 * MM, 215 * MM)
HEAD = 18 * MM  # the margin in which the page number and the name of the Lampiran stand
SIDE = 12 * MM
NAMES = ("lampiran-2", "lampiran-3", "lampiran-4")
BOLD = re.compile("Demi|Bold")
SENTENCE = "Kalimat biasa yang cukup panjang untuk satu sel. "


@dataclass
class Page:
    """A page of a PDF: its size, its words with their places, and the fonts on it."""

    size: tuple[float, float]
    words: list[dict[str, Any]]
    fonts: set[str]

    @property
    def furniture(self) -> list[dict[str, Any]]:
        """The words in the margin at the top, which are no part of the document's text."""
        return [word for word in self.words if word["bottom"] < HEAD]

    @property
    def body(self) -> list[dict[str, Any]]:
        """The words of the document's text."""
        return [word for word in self.words if word["bottom"] >= HEAD]

    @property
    def text(self) -> list[str]:
        return [word["text"] for word in self.words]


def read_pages(pdf: Path) -> list[Page]:
    with pdfplumber.open(pdf) as opened:
        return [
            Page(
                (page.width, page.height),
                page.extract_words(
                    x_tolerance_ratio=0.22, y_tolerance=0.5, extra_attrs=["fontname"]
                ),
                {char["fontname"].split("+")[-1] for char in page.chars},
            )
            for page in opened.pages
        ]


@pytest.fixture(scope="session")
def pages(built: Path) -> dict[str, list[Page]]:
    """The pages of Lampiran II, III and IV of 2023."""
    return {nama: read_pages(built / f"{nama}.pdf") for nama in NAMES}


@pytest.mark.parametrize("nama", NAMES)
def test_paper_is_f4_landscape_in_bookman(nama: str, pages: dict[str, list[Page]]) -> None:
    for page in at_least_one(pages[nama]):
        assert page.size == pytest.approx(F4, abs=1)
        assert all("Bookman" in font for font in at_least_one(page.fonts)), page.fonts


@pytest.mark.parametrize("nama", NAMES)
def test_heading_stands_at_the_upper_right_of_the_first_page(
    nama: str, pages: dict[str, list[Page]]
) -> None:
    first = pages[nama][0]
    heading = first.words[: first.text.index("RENCANA")]
    assert heading[-1]["bottom"] < 50 * MM
    width = first.size[0]
    assert not first.furniture
    assert min(word["x0"] for word in heading) > width / 2
    # Every line begins at the same place, and the longest ends little before the right margin:
    # it has room to spare, so that another make of Bookman does not break it.
    lines = [word for word in heading if word["text"] in ("LAMPIRAN", "TENTANG")]
    assert len({word["x0"] for word in lines}) == 1
    assert len({word["top"] for word in heading}) == 6
    assert SIDE <= width - max(word["x1"] for word in heading) < SIDE + 10 * MM
    assert not any("LAMPIRAN" in page.text for page in pages[nama][1:])


@pytest.mark.parametrize("nama", NAMES)
def test_header_rows_are_whole_on_every_page(
    nama: str, pages: dict[str, list[Page]], built: Path
) -> None:
    rows = read_docx(built / f"{nama}.docx").kepala_tabel
    expected = Counter(" ".join(cell.text for row in rows for cell in row.cells).split())
    for page in at_least_one(pages[nama]):
        bold = [word["text"] for word in page.words if BOLD.search(word["fontname"])]
        assert Counter(bold) == expected


@pytest.mark.parametrize("nama", NAMES)
def test_no_word_is_broken_by_a_narrow_column(
    nama: str, pages: dict[str, list[Page]], built: Path
) -> None:
    documents = read_docx(built / f"{nama}.docx")
    cells = [cell.text for row in (*documents.kepala_tabel, *documents.row) for cell in row.cells]
    known = _whole([*documents.before, *cells, *documents.after])
    slanted = known | _whole(at_least_one(marks(built / f"{nama}.docx")))  # the marks of gaps
    assert not [
        word["text"]
        for page in at_least_one(pages[nama])
        for word in page.body
        if word["text"] not in (slanted if "Italic" in word["fontname"] else known)
    ]


def _whole(texts: Iterable[str]) -> set[str]:
    """The words of *texts*, and the pieces of them that a hyphen ends."""
    words = " ".join(texts).split()
    return {piece for word in words for piece in (word, *re.findall(r"[^-]+-?|-", word))}


def test_signature_never_stands_alone_on_a_page(tmp_path: Path) -> None:
    documents: list[Path] = []
    for count in range(10, 18):  # the table ends at each line near the foot of the page
        project = make_project(tmp_path / str(count), plan(aksi(n) for n in range(1, count + 1)))
        documents.append(_build(project, tmp_path / f"baris-{count}.docx"))
    alone: list[str] = []
    ends: set[int] = set()
    for pdf in at_least_one(to_pdf(documents, tmp_path)):
        pages = read_pages(pdf)
        ends.add(len(pages))
        last = pages[-1].text
        assert "BUPATI" in last
        if "Dokumen" not in last:
            alone.append(pdf.stem)
    assert not alone
    assert ends == {1, 2}  # some did not fit on one page, so the question really arose


def test_a_row_stays_whole_and_one_taller_than_a_page_is_printed_to_its_end(
    tmp_path: Path,
) -> None:
    tall = SENTENCE * 120
    assert len(tall) > 3000
    actions = [aksi(n, uraian=f"mulai{n} {SENTENCE * 6}selesai{n}") for n in range(1, 13)]
    actions.append(aksi(13, uraian=f"mulai13 {tall}selesai13"))
    project = make_project(tmp_path / "proyek", plan(actions))
    (pdf,) = to_pdf([_build(project, tmp_path / "baris.docx")], tmp_path)
    pages = read_pages(pdf)
    where = {word: number for number, page in enumerate(pages) for word in page.text}
    for number in range(1, 13):
        assert where[f"mulai{number}"] == where[f"selesai{number}"], number
    assert where["selesai13"] - where["mulai13"] >= 2
    assert sum(page.text.count("Kalimat") for page in pages) == 12 * 6 + 120


def _build(project: Path, destination: Path) -> Path:
    assert main(["bangun", "--tanpa-pdf", "--akar", str(project)]) == 0
    shutil.copy(project / "output" / "2023" / "lampiran-2.docx", destination)
    return destination
