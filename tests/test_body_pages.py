"""The body on paper: each page as a person would look at it."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import pytest

from rbdocs.documents.provisions import blocks
from rbdocs.model.values import Text
from tests.conftest import Once
from tests.loops import at_least_one
from tests.office import to_pdf
from tests.sample import enacted_regulation, make_project
from tests.test_body_document import build, change
from tests.test_pages import MM, Page, read_pages

F4 = (215 * MM, 330 * MM)
SIGNATURE = ("Ditetapkan", "LANI", "Diundangkan", "YUDIANTO", "BERITA", "Salinan", "NIP.")


@pytest.fixture(scope="module")
def pages(built: Path) -> list[Page]:
    return read_pages(built / "perbup.pdf")


@pytest.fixture(scope="module")
def lengthened(once: Once) -> list[list[Page]]:
    """The body with more and more lines before it, so that pages end at every kind of place."""

    def make(folder: Path) -> None:
        project = make_project(folder / "proyek")
        documents = []
        for count in range(0, 64, 4):
            change(project, menimbang=[f"bahwa {number};" for number in range(count + 1)])
            documents.append(folder / f"{count}.docx")
            shutil.copy(build(project), documents[-1])
        to_pdf(documents, folder)

    return [read_pages(pdf) for pdf in sorted(once("panjang", make).glob("*.pdf"))]


def test_paper_is_f4_portrait_in_bookman_12(pages: list[Page]) -> None:
    for page in at_least_one(pages):
        assert page.size == pytest.approx(F4, abs=1)
        assert all("Bookman" in font for font in at_least_one(page.fonts)), page.fonts
        assert {round(word["bottom"] - word["top"]) for word in at_least_one(page.body)} == {12}
        assert {round(word["bottom"] - word["top"]) for word in page.furniture} <= {10}
    assert not pages[0].furniture
    assert all(len(page.furniture) == 3 for page in at_least_one(pages[1:]))


def test_text_stays_between_the_margins(pages: list[Page]) -> None:
    for page in at_least_one(pages):
        width, height = page.size
        assert min(word["x0"] for word in page.words) >= 29 * MM
        assert max(word["x1"] for word in page.words) <= width - 22 * MM
        assert max(word["bottom"] for word in page.words) <= height - 20 * MM


def test_pages_are_numbered_from_the_second(pages: list[Page]) -> None:
    assert pages[0].text[0] == "BUPATI"
    for number, page in at_least_one(enumerate(pages[1:], start=2)):
        assert page.text[:3] == ["-", str(number), "-"]
        middle = (page.words[0]["x0"] + page.words[2]["x1"]) / 2
        assert middle == pytest.approx((30 * MM + page.size[0] - 23 * MM) / 2, abs=2)


def test_entries_hang_in_columns(pages: list[Page]) -> None:
    first = pages[0]
    label = first.words[first.text.index("Menimbang")]
    line = [word for word in first.words if abs(word["top"] - label["top"]) < 1]
    assert [word["text"] for word in line[:4]] == ["Menimbang", ":", "a.", "bahwa"]
    below = [word for word in first.words if word["top"] > label["top"] + 1]
    left = line[3]["x0"]
    letters = ("b.", "c.", "d.", "1.", "2.", "Mengingat", ":")
    assert all(
        word["x0"] >= left - 0.5 for word in at_least_one(below) if word["text"] not in letters
    )


def test_a_heading_never_ends_a_page(lengthened: list[list[Page]]) -> None:
    asked = 0
    for pages in at_least_one(lengthened):
        for page in at_least_one(pages[:-1]):
            asked += 1
            assert page.text[-2] != "Pasal"
            assert page.text[-1] not in ("MEMUTUSKAN:", "berikut:")
    assert asked > len(lengthened)


def test_signatures_stay_together_with_text_above_them(lengthened: list[list[Page]]) -> None:
    spilled = 0
    for pages in at_least_one(lengthened):
        (page,) = [item for item in pages if "Ditetapkan" in item.text]
        assert [word for word in SIGNATURE if word not in page.text] == []
        assert page is pages[-1]
        assert page.text.index("Agar") < page.text.index("Ditetapkan")
        spilled += page.text.index("Agar") == 3  # only the page number stands before it
    assert spilled  # in some the block did not fit below the articles, so the question arose


@pytest.mark.parametrize("length", range(1, 32, 3))
def test_a_long_opening_does_not_push_what_follows_off_its_page(length: int) -> None:
    """What is kept together from Pasal I on is a dozen lines at most, of 70 letters."""
    peraturan = copy.deepcopy(enacted_regulation().peraturan)
    assert peraturan.mengubah is not None
    peraturan.mengubah.tentang = Text.dari(" ".join(["Rencana Aksi Reformasi Birokrasi"] * length))
    kept, longest = 0, 0
    for block in at_least_one([*blocks(peraturan)]):
        # What leads to nothing may break after its first line.
        kept += (-(-len(block.isi.plain) // 70) or 1) if block.leads else 1
        longest = max(longest, kept)
        kept = kept if block.leads else 0
    assert 3 < longest <= 12
