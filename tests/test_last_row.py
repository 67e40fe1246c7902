"""A signature has a row of its table beside it on paper, however the pages fall."""

from __future__ import annotations

from pathlib import Path

from pypdfium2 import PdfDocument

from rbdocs.documents.make import make_documents
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.pdf.convert import convert
from rbdocs.pdf.office import find_office
from rbdocs.pdf.words import ends_alone, lost_words
from rbdocs.sources.year import load_year
from rbdocs.word.finished import text_after_tables, with_last_row_below
from rbdocs.word.package import read_package, write_package
from tests.loops import at_least_one
from tests.sample import aksi, make_project, plan


def pushed(document: bytes, lines: int) -> bytes:
    """*document* with so many empty lines before its table."""
    parts = read_package(document)
    text = parts["word/document.xml"].decode()
    parts["word/document.xml"] = text.replace("<w:tbl>", "<w:p/>" * lines + "<w:tbl>", 1).encode()
    return write_package(parts)


def short_plan(root: Path) -> bytes:
    """A plan of thirty actions, all of one problem."""
    project = Project(make_project(root, plan([aksi(number) for number in range(1, 31)])))
    loaded = load_year(project, Edition(2023))
    assert loaded.regulation is not None, loaded.findings
    return make_documents(project, loaded.regulation, only="lampiran-2.docx")[0].content


def test_a_signature_left_alone_by_libreoffice_gets_the_last_row_beside_it(tmp_path: Path) -> None:
    """A table that ends anywhere on its page: whatever stands alone is mended."""
    office = find_office()
    document = short_plan(tmp_path / "proyek")
    tried = {f"{lines}.docx": pushed(document, lines) for lines in range(0, 24, 4)}
    alone = [name for name, pdf in convert(office, tried).items() if ends_alone(pdf, tried[name])]
    mended = {name: with_last_row_below(tried[name]) for name in at_least_one(alone)}
    cut = {name: document for name, document in mended.items() if document is not None}
    assert cut.keys() == set(alone)
    for name, pdf in convert(office, cut).items():
        assert not ends_alone(pdf, tried[name]), name
        assert not lost_words(pdf, tried[name]), name
        with PdfDocument(pdf) as opened:
            last = opened[len(opened) - 1].get_textpage().get_text_bounded()
        assert last.count("Permasalahan") == 1, name  # the header row


def test_the_end_of_a_document_is_what_follows_its_last_table(built: Path) -> None:
    assert text_after_tables((built / "lampiran-2.docx").read_bytes()).split() == [
        *("Pj.", "BUPATI", "BATANG,", "ttd", "LANI", "DWI", "REJEKI")
    ]


def test_a_table_that_is_not_to_be_kept_stays_whole(built: Path) -> None:
    assert with_last_row_below((built / "perbup.docx").read_bytes()) is None
