"""A lawyer edits the consolidated text in Word, and Pasal I follows."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from random import Random

import docx
import pytest
import yaml
from docx.document import Document
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from rbdocs.cli import main
from rbdocs.documents.provisions import article_blocks, heading_block
from rbdocs.law.consolidate import Consolidation
from rbdocs.law.printed_lines import UnreadableLine, read_lines, same_articles
from rbdocs.model.printed_text import placed
from rbdocs.model.sentence import concat
from rbdocs.model.values import Text
from tests.bodies import body
from tests.profiles import examples
from tests.sample import make_project
from tests.test_amendment_forms import BASE
from tests.test_amendment_pairs import listing
from tests.test_chain_of_amendments import amendments, enact, revise


def lines(known: Consolidation) -> list[Text]:
    """The articles as the consolidated text prints them, with a tab after each number."""
    result: list[Text] = []
    earlier: tuple[object, ...] = ()
    for item in known.ordered():
        for depth, heading in enumerate(item.headings):
            if item.headings[: depth + 1] != earlier[: depth + 1]:
                block = heading_block(heading)
                name = "BAB " if block.jenis == "bab" else ""
                result += [concat(name, block.nomor), block.isi]
        earlier = item.headings
        for block in article_blocks(item.pasal):
            name = "Pasal " if block.jenis == "pasal" else ""
            tab = "\t" if block.nomor.plain and block.jenis != "pasal" else ""
            result.append(concat(name, block.nomor, tab, block.isi))
    return result


@given(st.randoms(use_true_random=False))
@settings(max_examples=examples(40))
def test_what_is_printed_is_read_back(random: Random) -> None:
    known = Consolidation.of(listing(body(random)).pasal, lengkap=True)
    read = list(placed(read_lines(lines(known))))
    assert same_articles(read, known.sequence())
    assert len(read) == len(known.berlaku)


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (["Pasal 1", "Satu.", "Dua."], "«Dua.» tidak bernomor"),
        (["Satu."], "berdiri di luar pasal"),
        (["Pasal 1", "(1) Satu.", "(1) Dua."], "nomor itu sudah ada"),
        (["BAB I"], "tidak berjudul"),
    ],
)
def test_a_line_that_belongs_nowhere_is_told(printed: list[str], told: str) -> None:
    with pytest.raises(UnreadableLine, match=told):
        read_lines(Text.dari(line) for line in printed)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make_project(tmp_path / "proyek")
    (root / "sources/pasal-91-2020.yaml").write_text(BASE, "utf-8")
    assert revise(root, 2024) == 0
    return root


def consolidated(project: Path, year: int) -> Path:
    return consolidated_as(project, str(year))


def consolidated_as(project: Path, edition: str) -> Path:
    """The consolidated text with *edition*; no PDF is made."""
    build = ["bangun", edition, "--konsolidasi", "--tanpa-pdf", "--akar", str(project)]
    assert main(build) in (0, 1)
    return project / f"output/{edition}/konsolidasi.docx"


def paragraph(document: Document, start: str) -> Paragraph:
    found = (p for p in document.paragraphs if " ".join(p.text.split()).startswith(start))
    return next(found)


def write(document: Document, start: str, old: str, new: str) -> None:
    for run in paragraph(document, start).runs:
        run.text = run.text.replace("\u00a0", " ")
    [run] = [run for run in paragraph(document, start).runs if old in run.text]
    run.text = run.text.replace(old, new)


def add(document: Document, after: str, like: str, text: str) -> None:
    """A paragraph with *text* that looks as the one that begins with *like*, below *after*."""
    model = paragraph(document, like)
    element = copy.deepcopy(model._p)
    paragraph(document, after)._p.addnext(element)
    for run in Paragraph(element, model._parent).runs:
        run.text = ""
    Paragraph(element, model._parent).runs[0].text = text


def edit(path: Path) -> None:
    document = docx.Document(str(path))
    write(document, "b. kegiatan", "kegiatan", "kegiatan pokok")
    write(document, "PEMBIAYAAN", "PEMBIAYAAN", "PENDANAAN")
    add(document, "(Pasal 7:", "Bupati membina.", "Camat membantu pembinaan.")
    add(document, "(Pasal 7:", "Pasal 7", "Pasal 7A")
    document.save(str(path))


def absorb(project: Path, path: Path, *options: str) -> int:
    return main(["serap", str(path), *options, "--akar", str(project)])


@pytest.mark.parametrize("year", [2023, 2024])
def test_edits_in_the_consolidated_text_become_pasal_i(
    project: Path, capsys: pytest.CaptureFixture[str], year: int
) -> None:
    """The text as it is in force, or as the draft will leave it."""
    path = consolidated(project, year)
    wanted = project / "sources/2024/pasal.yaml"
    wanted.write_text(wanted.read_text("utf-8") + "# catatan rapat\n", "utf-8")
    before = wanted.read_bytes()
    edit(path)
    assert absorb(project, path) == 0
    assert "kegiatan{+ pokok+};" in capsys.readouterr().out
    assert wanted.read_bytes() == before
    assert absorb(project, path, "--terapkan") == 0
    assert "# catatan rapat" in wanted.read_text("utf-8")
    assert revise(project, 2024) == 0
    assert [item["jenis"] for item in amendments(project, 2024)] == [
        "ubah-huruf",
        "sisip-pasal",
        "ubah-judul-bab",
        "ubah-lampiran",
    ]
    capsys.readouterr()
    main(["periksa", "2024", "--aturan", "UBH", "--akar", str(project)])
    assert "UBH01" not in capsys.readouterr().out


def test_nothing_edited_is_nothing_to_take_over(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = consolidated(project, 2024)
    assert absorb(project, path, "--terapkan") == 0
    assert "Tidak ada suntingan dalam pasal atau diktum" in capsys.readouterr().out


def test_what_no_phrase_says_is_not_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = consolidated(project, 2024)
    wanted = project / "sources/2024/pasal.yaml"
    before = wanted.read_bytes()
    document = docx.Document(str(path))
    gone = paragraph(document, "Dinas mengawasi.")._p
    above = paragraph(document, "Pasal 8")._p
    for element in (gone, above):
        element.getparent().remove(element)
    document.save(str(path))
    assert absorb(project, path, "--terapkan") == 1
    assert "Pasal 8 yang berlaku tidak ada lagi" in capsys.readouterr().out
    assert wanted.read_bytes() == before


def test_a_text_of_older_sources_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = consolidated(project, 2024)
    source = project / "sources/2024/peraturan.yaml"
    source.write_text(source.read_text("utf-8") + "# lain\n", "utf-8")
    assert absorb(project, path) == 2
    assert "sudah berubah sejak naskah ini dibuat" in capsys.readouterr().err


def test_without_a_draft_it_is_told_how_to_begin_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enact(project, 2024)
    path = consolidated(project, 2024)
    edit(path)
    assert absorb(project, path) == 2
    assert "revisi 2025 --dari 2024" in capsys.readouterr().err
    assert yaml.safe_load((project / "sources/2024/pasal.yaml").read_text("utf-8"))


def without_lampiran(document: Document) -> None:
    table = document.tables[-1]
    table._tbl.remove(table.rows[-1]._tr)


def another_lampiran(document: Document) -> None:
    table = document.tables[-1]
    table._tbl.append(copy.deepcopy(table.rows[-1]._tr))
    table.rows[-1].cells[0].paragraphs[0].runs[0].text = "Lampiran III"


def without_closing(document: Document) -> None:
    element = document.paragraphs[-1]._p
    element.getparent().remove(element)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (without_lampiran, "(dihapus) Lampiran II sebagaimana termuat dalam"),
        (another_lampiran, "Lampiran III sebagaimana termuat dalam"),
        (without_closing, "(dihapus) Naskah ini disusun"),
    ],
)
def test_what_is_edited_beside_the_articles_is_told_also_where_it_is_gone(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[Document], None],
    told: str,
) -> None:
    revise(project, 2024)
    path = consolidated(project, 2024)
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))
    capsys.readouterr()
    assert absorb(project, path) == 1
    said = capsys.readouterr().out
    assert told in said
    assert ("(--lampiran, --hapus-lampiran)" in said) is ("Lampiran" in told)
