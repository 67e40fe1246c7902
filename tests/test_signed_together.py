"""What is signed stands on one page, with what belongs to it, however long the regulation is."""

from __future__ import annotations

from pathlib import Path

import pytest

from rbdocs.cli import main
from rbdocs.documents.body import compose
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Text
from rbdocs.pdf.convert import convert
from rbdocs.pdf.metadata import Book
from rbdocs.pdf.office import find_office
from rbdocs.pdf.words import parts_closing
from rbdocs.pdf.year import pdf_name, publish
from rbdocs.word.closing import closing_of, with_closing_below
from rbdocs.word.finished import mark_draft
from tests.loops import at_least_one
from tests.print_page import read_pages
from tests.sample import ROOT, regulation_of

KINDS = {
    "bupati": ("Kabupaten Maju", ()),
    "provinsi": ("Provinsi Maju", ("--jenis", "Perda")),
    "keputusan": ("Kabupaten Maju", ("--jenis", "Keputusan")),
}


def begun(folder: Path, government: str, options: tuple[str, ...]) -> Regulation:
    """The regulation that a new project has."""
    command = ["mulai", "--akar", str(folder), "--pemerintah", government, "--tahun", "2026"]
    assert main([*command, "--provinsi", "Jawa Tengah", *options, "--terapkan"]) == 0
    return regulation_of(Project(folder), Edition(2026))


def lengthened(regulation: Regulation, lines: int) -> bytes:
    """The draft of *regulation* with so many considerations."""
    regulation.peraturan.menimbang[:] = [Text.dari(f"bahwa {n};") for n in range(lines)]
    return mark_draft(compose((ROOT / "templates/perbup.docx").read_bytes(), regulation))


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], Regulation]:
    folder = tmp_path_factory.mktemp("panjang")
    result = {}
    for kind, (government, options) in KINDS.items():
        regulation = begun(folder / kind, government, options)
        for lines in range(1, 26, 3):
            result[f"{kind}-{lines}.docx"] = lengthened(regulation, lines)
    return result, regulation


def test_no_signature_is_parted_or_stands_alone(
    drafts: tuple[dict[str, bytes], Regulation], tmp_path: Path
) -> None:
    documents, regulation = drafts
    published = publish(
        find_office(),
        documents,
        Book.of(regulation),
        archive=False,
        there={},
        progress=lambda *_: None,
    )
    assert not published.problem
    begins: dict[str, set[bool]] = {}
    for name in at_least_one(documents):
        path = tmp_path / pdf_name(name)
        path.write_bytes(published.content[path.name])
        pages = read_pages(path)
        last = " ".join(word.text for word in pages[-1].words)
        before = "KETIGA" if "keputusan" in name else "Agar setiap orang"
        others = [] if "keputusan" in name else ["Diundangkan di", "NAMA SEKRETARIS", "TAHUN 2026"]
        places = [last.rfind(text) for text in (before, "Ditetapkan di", *others)]
        assert -1 not in places, (name, last)
        assert places == sorted(places), (name, last)
        # On the second page only the number of the page may stand before it.
        begins.setdefault(name.split("-")[0], set()).add(places[0] == len("- 2 - "))
    assert all(found == {True, False} for found in begins.values()), begins  # pages ended anywhere


def test_libreoffice_parts_what_word_keeps_together(
    drafts: tuple[dict[str, bytes], Regulation],
) -> None:
    """The mending is asked for: without it some are parted, and with it none of them is."""
    documents = {name: data for name, data in drafts[0].items() if name.startswith("bupati")}
    made = convert(find_office(), documents)
    parted = [name for name, pdf in made.items() if parts_closing(pdf, documents[name])]
    mended = {name: with_closing_below(documents[name]) for name in at_least_one(parted)}
    cut = {name: document for name, document in mended.items() if document is not None}
    assert cut.keys() == set(parted)
    for name, pdf in convert(find_office(), cut).items():
        assert not parts_closing(pdf, documents[name]), name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("perbup", ("Agar setiap", "Ditetapkan di", "Diundangkan di", "BERITA DAERAH", "NIP.")),
        ("lampiran-1", ("Kesuksesan pelaksanaan", "BUPATI BATANG", "LANI DWI REJEKI")),
        ("lampiran-2", ("Pj. BUPATI BATANG", "LANI DWI REJEKI")),
    ],
)
def test_the_end_of_each_document_is_kept_together(
    name: str, kept: tuple[str, ...], built: Path
) -> None:
    """In the Word file itself, which Word prints: from the first line of the end to its last."""
    closing = closing_of((built / f"{name}.docx").read_bytes())
    assert closing.first.startswith(kept[0]), closing
    assert all(text in closing.others for text in kept[1:]), closing
