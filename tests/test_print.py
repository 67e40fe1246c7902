"""Every document on paper, page by page; and each check is shown a document that it must refuse."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from pikepdf import Pdf

from rbdocs.pdf.inspect import embedded_fonts
from tests import print_checks
from tests.loops import at_least_one
from tests.office import to_pdf
from tests.print_checks import CHECKS, Check
from tests.print_page import Page, read_pages
from tests.print_source import Source, read_source

SAMPLE = "lampiran-4"  # two pages, with a table that runs over both and a signature


@dataclass(frozen=True, slots=True)
class Printed:
    """A document on paper, and what it asks of its pages."""

    pdf: Path
    pages: list[Page]
    source: Source


@pytest.fixture(scope="session")
def printed(built: Path) -> dict[str, Printed]:
    """The documents of 2023 on paper, by name."""
    return {
        path.stem: Printed(
            path.with_suffix(".pdf"), read_pages(path.with_suffix(".pdf")), read_source(path)
        )
        for path in sorted(built.glob("*.docx"))
    }


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_page_of_2023(check: Check, printed: dict[str, Printed]) -> None:
    found = {name: list(check(item.pages, item.source)) for name, item in printed.items()}
    assert len(found) >= 4
    assert not {name: wrong for name, wrong in found.items() if wrong}


def test_fonts_are_embedded_and_of_one_family(printed: dict[str, Printed]) -> None:
    for name, item in at_least_one(printed.items()):
        inside, outside = embedded_fonts(Pdf.open(item.pdf))
        assert not outside, name
        assert inside, name
        assert all("Bookman" in font for font in at_least_one(inside)), (name, inside)


def test_paper_stands_for_text_and_lies_for_plans(printed: dict[str, Printed]) -> None:
    upright = {name for name, item in printed.items() if item.pages[0].height > item.pages[0].width}
    assert upright == printed.keys() - {"lampiran-2", "lampiran-3", "lampiran-4"}


Spoil = Callable[[str], str]


def in_style(style: str, properties: str) -> Spoil:
    """Add *properties* to the paragraphs of *style*."""
    return lambda text: re.sub(
        rf'(<w:pStyle w:val="{style}"\s*/>)', rf"\1{properties}", _plain(text, style)
    )


def _plain(text: str, style: str) -> str:
    """Return *text* with nothing but the style in the paragraphs of *style*."""
    return re.sub(rf'(<w:pPr><w:pStyle w:val="{style}"\s*/>).*?(</w:pPr>)', r"\1\2", text)


def first_paragraph(properties: str) -> Spoil:
    paragraph = f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>TAMBAHAN</w:t></w:r></w:p>"
    return lambda text: text.replace("<w:body>", f"<w:body>{paragraph}", 1)


def substitute(pattern: str, replacement: str) -> Spoil:
    return lambda text: re.sub(pattern, replacement, text)


# What is done to the sample's document.xml, and which check must see it.
SPOILT: Mapping[str, tuple[Spoil, Check]] = {
    "kertas-a4": (
        substitute(r"<w:pgSz [^>]*>", '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'),
        print_checks.paper,
    ),
    "keluar-batas": (first_paragraph('<w:ind w:left="-600"/>'), print_checks.margins),
    "nomor-lima": (
        substitute(r"(<w:pgMar [^>]*>)", r'\1<w:pgNumType w:start="5"/>'),
        print_checks.numbers,
    ),
    "lampiran-lain": (substitute("LAMPIRAN\u00a0IV", "LAMPIRAN V"), print_checks.numbers),
    "kena-garis": (in_style("IsiTabel", '<w:ind w:left="-60"/>'), print_checks.touching),
    "baris-rapat": (
        in_style("IsiTabel", '<w:spacing w:line="90" w:lineRule="exact"/>'),
        print_checks.overlapping,
    ),
    "baris-terpotong": (
        substitute(r"(<w:trPr><w:cantSplit\s*/>)", r'\1<w:trHeight w:val="300" w:hRule="exact"/>'),
        print_checks.complete,
    ),
    "kata-terbelah": (
        substitute("Melakukan", "Mempertanggungjawabkannyasebaikbaiknyalah"),
        print_checks.whole_words,
    ),
    "tanpa-kepala": (substitute(r"<w:tblHeader\s*/>", ""), print_checks.headers),
    "huruf-kecil": (
        substitute("<w:r><w:t", '<w:r><w:rPr><w:sz w:val="13"/></w:rPr><w:t'),
        print_checks.type_size,
    ),
    "halaman-kosong": (
        substitute(
            "<w:body>",
            '<w:body><w:p><w:r><w:t>TAMBAHAN</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/>'
            "</w:r></w:p>",
        ),
        print_checks.filled,
    ),
    "judul-tertinggal": (
        substitute("(<w:tbl>)", r'<w:p><w:r><w:br w:type="page"/></w:r></w:p>\1'),
        print_checks.headings_in_company,
    ),
    "tanda-tangan-sendiri": (
        in_style("JabatanPenandaTangan", "<w:pageBreakBefore/>"),
        print_checks.signature_in_company,
    ),
}


@pytest.fixture(scope="module")
def spoilt(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """The sample, spoilt in each way, on paper."""
    folder = tmp_path_factory.mktemp("rusak")
    documents = [
        _spoil(built / f"{SAMPLE}.docx", folder / f"{name}.docx", spoil)
        for name, (spoil, _) in SPOILT.items()
    ]
    pdfs = to_pdf(documents, folder)
    return {
        document.stem: Printed(pdf, read_pages(pdf), read_source(document))
        for document, pdf in zip(documents, pdfs, strict=True)
    }


def _spoil(document: Path, target: Path, spoil: Spoil) -> Path:
    with zipfile.ZipFile(document) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                changed = spoil(data.decode())
                assert changed != data.decode(), "tidak ada yang berubah"
                data = changed.encode()
            new.writestr(name, data)
    return target


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_page_is_refused(name: str, spoilt: dict[str, Printed]) -> None:
    item, (_, check) = spoilt[name], SPOILT[name]
    assert list(check(item.pages, item.source)), name


def test_every_check_is_shown_something_to_refuse() -> None:
    assert {check for _, check in SPOILT.values()} == set(CHECKS)
