"""What the reference text has lost is seen on paper, and is never taken for the law."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph
from lxml import etree

from rbdocs.cli import main
from rbdocs.word.gap_marks import REDRAWN
from rbdocs.word.reader import read_file
from tests.loops import at_least_one
from tests.sample import copy_enacted, enacted_regulation

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


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The enacted regulation, built."""
    root = copy_enacted(tmp_path_factory.mktemp("celah") / "proyek")
    assert main(["bangun", "2023", "--akar", str(root), "--tanpa-pdf"]) == 0
    return root


def test_turned_off_no_mark_is_printed_and_the_text_is_the_same(project: Path) -> None:
    folder = project / "output" / "2023"
    with_marks = {path.name: list(read_file(path).lines()) for path in folder.glob("*.docx")}
    source = project / "sources" / "2023" / "peraturan.yaml"
    before = source.read_text("utf-8")
    source.write_text(f"{before}\ntanda_celah: tidak\n", "utf-8")
    try:
        target = project / "lain"
        arguments = ["bangun", "2023", "--akar", str(project), "--tanpa-pdf"]
        assert main([*arguments, "--keluaran", str(target)]) == 0
    finally:
        source.write_text(before, "utf-8")
    for path in at_least_one((target / "2023").glob("*.docx")):
        assert not marks(path), path.name
        assert list(read_file(path).lines()) == with_marks[path.name]


def test_marks_are_no_edit_of_a_word_file_and_neither_is_taking_one_out(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = project / "output" / "2023" / "lampiran-4.docx"
    copy = project / "lampiran-4.docx"
    copy.write_bytes(document.read_bytes())
    serap = ["serap", str(copy), "--akar", str(project)]
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


def test_what_a_person_writes_in_the_style_of_marks_is_text(project: Path) -> None:
    document = docx.Document(str(project / "output" / "2023" / "lampiran-4.docx"))
    paragraph = next(
        p
        for row in document.tables[-1]._tbl.tr_lst
        for cell in row.tc_lst
        for p in cell.p_lst
        if p.style == MARK
    )
    Paragraph(paragraph, document).runs[0].text = "Naskah aslinya: kekuatan hukum"
    copy = project / "ditulis.docx"
    document.save(str(copy))
    assert any("Naskah aslinya: kekuatan hukum" in line for line in read_file(copy).lines())
