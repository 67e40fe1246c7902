"""Every PDF can be read aloud: tagged, in order, with what stands for its figures (PDF/UA-1)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from rbdocs.pdf.metadata import Book
from rbdocs.pdf.whole import bind
from tests.loops import at_least_one
from tests.pdf_accessible import defects, defects_of, elements, role
from tests.sample import enacted_regulation
from tests.test_archive import archive  # noqa: F401  the folder in the archival form

WHOLE = "perbup-lengkap.pdf"


@pytest.fixture(params=["built", "archive"])
def folder(request: pytest.FixtureRequest) -> Path:
    """The folder of 2023, in the usual and in the archival form."""
    path: Path = request.getfixturevalue(request.param)
    return path


def test_every_pdf_keeps_the_standard(folder: Path) -> None:
    found = {path.name: defects(path.read_bytes()) for path in folder.glob("*.pdf")}
    assert WHOLE in found
    assert not {name: wrong for name, wrong in found.items() if wrong}


def kinds(path: Path) -> dict[str, list[Any]]:
    with Pdf.open(path) as pdf:
        result: dict[str, list[Any]] = {}
        for element, _ in elements(pdf):
            alt = str(element.get("/Alt", ""))
            result.setdefault(role(pdf, element), []).append(alt)
        return result


def test_the_whole_holds_the_structure_of_each_part(built: Path) -> None:
    whole = kinds(built / WHOLE)
    parts = [
        kinds(built / f"{name}.pdf") for name in ("perbup", *map("lampiran-{}".format, "1234"))
    ]
    for kind in ("P", "H1", "H2", "Table", "TR", "TH", "TD", "Figure", "Link"):
        assert len(whole[kind]) == sum(len(part.get(kind, [])) for part in parts), kind
    assert len(whole["Part"]) == len(parts)


def test_a_figure_is_told_by_what_its_source_says(built: Path) -> None:
    regulation = enacted_regulation()
    figures = list(regulation.naskah[0].gambar.values())
    told = kinds(built / "lampiran-1.pdf")["Figure"]
    assert sorted(told) == sorted(figure.description for figure in figures)
    for figure in at_least_one(figures):
        assert figure.description.startswith(f"Gambar {figure.nomor}. {figure.judul}. Isinya: ")
    assert "Pemerintahan yang baik dan bersih" in " ".join(told)


def _untagged(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _foreign(pdf: Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("en-US")


def _title(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = "Lain"


def _no_alt(pdf: Pdf) -> None:
    next(item for item, _ in elements(pdf) if "/Alt" in item).Alt = pikepdf.String(" ")


def _no_scope(pdf: Pdf) -> None:
    del next(item for item, _ in elements(pdf) if role(pdf, item) == "TH")["/A"]


def _loose(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 9 9 re f")


def _lost_mark(pdf: Pdf) -> None:
    item = next(i for i, _ in elements(pdf) if role(pdf, i) == "P" and i.get("/K") is not None)
    item.K = Array()


def _moved(pdf: Pdf) -> None:
    pdf.pages[0].obj.StructParents = int(pdf.pages[1].obj.StructParents)


def _orphan(pdf: Pdf) -> None:
    elements(pdf)[3][0].P = pdf.Root.StructTreeRoot


def _skipped(pdf: Pdf) -> None:
    next(item for item, _ in elements(pdf) if role(pdf, item) == "H2").S = Name.H4


def _cell(pdf: Pdf) -> None:
    next(item for item, _ in elements(pdf) if role(pdf, item) == "TR").S = Name.P


def _unknown(pdf: Pdf) -> None:
    elements(pdf)[3][0].S = Name.Karangan


def _link(pdf: Pdf) -> None:
    """A link that the structure does not know, that says nothing and has no place in the order."""
    add_link(pdf, 0, 1)


def _hidden_title(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences = Dictionary()


def _unmarked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=False)


SPOILT: dict[Callable[[Pdf], None], str] = {
    _untagged: "7.1 tanpa struktur",
    _foreign: "7.2",
    _title: "7.1 judul",
    _no_alt: "7.3",
    _no_scope: "7.5 kepala",
    _loose: "7.1 halaman 1: 1 tanpa tanda",
    _lost_mark: "7.1 halaman",
    _moved: "7.1 halaman 1",
    _orphan: "7.1 P tidak menunjuk induknya",
    _skipped: "7.4.2",
    _cell: "7.5 T",
    _unknown: "7.1 jenis Karangan",
    _link: "7.18.3",
    _hidden_title: "7.1 judul tidak ditampilkan",
    _unmarked: "7.1 tidak ditandai",
}


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_what_breaks_the_standard_is_seen(spoil: Callable[[Pdf], None], built: Path) -> None:
    with Pdf.open(built / "lampiran-1.pdf") as pdf:
        spoil(pdf)
        assert any(wrong.startswith(SPOILT[spoil]) for wrong in defects_of(pdf))


def add_link(pdf: Pdf, start: int, end: int) -> None:
    """Put a link to the page *end* on the page *start* of *pdf*."""
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([0, 0, 9, 9]),
        StructParent=end,
        Dest=Array([pdf.pages[end].obj, Name.Fit]),
    )
    pdf.pages[start].obj.Annots = Array([pdf.make_indirect(link)])


def blank(pages: int) -> Pdf:
    """A tagged document of empty pages, with a link from each to the last."""
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    for number in range(pages - 1):
        add_link(pdf, number, pages - 1)
    tree = Dictionary(
        K=Array([pdf.make_indirect(Dictionary(S=Name.Document))]),
        ParentTree=Dictionary(Nums=Array([0, Array(), pages - 1, Array()])),
    )
    pdf.Root.StructTreeRoot = pdf.make_indirect(tree)
    return pdf


def test_a_link_of_the_whole_leads_where_it_led_in_its_part() -> None:
    """Also to a page that comes later, by as many pages as stand before its part."""
    book = Book("Peraturan", "hal", "Kabupaten", "1", 2024, date(2024, 1, 2))
    with Pdf.open(io.BytesIO(bind([blank(2), blank(4)], book, archive=False))) as whole:
        assert links(whole) == [(0, 1), (2, 5), (3, 5), (4, 5)]
        notes = [page.obj.Annots[0] for page in whole.pages if "/Annots" in page.obj]
        # The first part has the entries 0 and 1 of the tree, so those of the second come after.
        assert [int(note.StructParent) for note in notes] == [1, 5, 5, 5]


def links(pdf: Pdf) -> list[tuple[int, int]]:
    """From which page to which page each link inside the document leads."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return [
        (number, numbers[note.Dest[0].objgen])
        for number, page in enumerate(pdf.pages)
        for note in page.obj.get("/Annots", Array())
    ]
