"""What the reference text has lost is seen on paper, and is never taken for the law."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph
from lxml import etree

from rbdocs.cli import main
from rbdocs.documents.make import make_documents
from rbdocs.files import Project
from rbdocs.word.gap_marks import REDRAWN
from rbdocs.word.reader import read_file
from tests.loops import at_least_one
from tests.sample import ROOT, copy_enacted, enacted_regulation, regulation_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARK = "TandaCelah"


def marks(path: Path) -> list[str]:
    """The marks in the Word file at *path*."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return [
        "".join(text.text or "" for text in paragraph.iter(f"{W}t")).replace("\u00a0", " ")
        for paragraph in root.iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None
        and style.get(f"{W}val") == MARK
    ]


def test_each_gap_of_2023_is_shown_once_in_its_document(built: Path) -> None:
    regulation = enacted_regulation()
    shown = {path.stem: marks(path) for path in built.glob("*.docx")}
    for location, _, note in at_least_one(regulation.celah()):
        document = Path(location.file).parts[2].removesuffix(".yaml")
        said = " ".join(note.split()).replace("[", "(").replace("]", ")").rstrip(".")
        assert sum(said in text for text in shown[document]) >= 1, note
    assert len(shown["lampiran-3"]) == 12
    assert shown["lampiran-1"].count(REDRAWN) == 7
    assert not shown["perbup"]
    every = [text for texts in shown.values() for text in texts if text != REDRAWN]
    assert all(text.startswith("[naskah acuan ") and text.endswith("]") for text in every)


def test_marks_tear_no_merged_cell(built: Path) -> None:
    """A cell that carries on has one above it that it carries on from."""
    for name in ("lampiran-2", "lampiran-3", "lampiran-4"):
        with zipfile.ZipFile(built / f"{name}.docx") as package:
            root = etree.fromstring(package.read("word/document.xml"))
        above: dict[int, bool] = {}
        for row in at_least_one(root.iter(f"{W}tr")):
            column, now = 0, {}
            for cell in at_least_one(row.findall(f"{W}tc")):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is not None and merged.get(f"{W}val") != "restart":
                    assert above.get(column), (name, "".join(row.itertext()))
                now[column] = merged is not None
                column += 1 if span is None else int(span.get(f"{W}val", "1"))
            above = now


def test_turned_off_no_mark_is_printed_and_the_text_is_the_same(
    built: Path, tmp_path: Path
) -> None:
    root = copy_enacted(tmp_path / "proyek")
    with (root / "sources/2023/peraturan.yaml").open("a", encoding="utf-8") as source:
        source.write("\ntanda_celah: tidak\n")
    for document in at_least_one(make_documents(Project(root), regulation_of(root, 2023))):
        path = tmp_path / document.nama
        path.write_bytes(document.content)
        assert not marks(path), path.name
        assert list(read_file(path).lines()) == list(read_file(built / path.name).lines())


def test_marks_are_no_edit_of_a_word_file_and_neither_is_taking_one_out(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document, copy = built / "lampiran-4.docx", tmp_path / "lampiran-4.docx"
    copy.write_bytes(document.read_bytes())
    serap = ["serap", str(copy), "--akar", str(ROOT)]
    assert main(serap) == 0
    capsys.readouterr()
    with zipfile.ZipFile(document) as package, zipfile.ZipFile(copy, "w") as fewer:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                style = next(s for s in root.iter(f"{W}pStyle") if s.get(f"{W}val") == MARK)
                row = next(style.iterancestors(f"{W}tr"))
                above = row.getparent()
                assert above is not None
                above.remove(row)
                data = etree.tostring(root)
            fewer.writestr(name, data)
    assert main(serap) == 0
    assert "terputus" not in capsys.readouterr().out


def test_what_a_person_writes_in_the_style_of_marks_is_text(built: Path, tmp_path: Path) -> None:
    document = docx.Document(str(built / "lampiran-4.docx"))
    paragraph = next(
        p
        for row in document.tables[-1]._tbl.tr_lst
        for cell in row.tc_lst
        for p in cell.p_lst
        if p.style == MARK
    )
    Paragraph(paragraph, document).runs[0].text = "Naskah aslinya: kekuatan hukum"
    copy = tmp_path / "ditulis.docx"
    document.save(str(copy))
    assert any("Naskah aslinya: kekuatan hukum" in line for line in read_file(copy).lines())
