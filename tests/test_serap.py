"""Edits made in Word come home: generate, edit, serap, generate gives the edited text exactly."""

from __future__ import annotations

import copy
import difflib
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from docx.document import Document

from rbdocs.cli import main
from rbdocs.documents.make import make_documents
from rbdocs.files import Project
from tests.clean import FOLDER as CLEAN
from tests.clean import copy_printable
from tests.conftest import Once
from tests.profiles import sampled
from tests.sample import ROOT, commit, copy_enacted, regulation_of, replace_text
from tests.word_edits import (
    absorbed,
    cells,
    find_row,
    main_table,
    open_document,
    rewritten,
    set_text,
)
from tests.word_kinds import SAME, SORTS, Doc, W
from tests.word_text import shown

ACTION = "a. Memperbaiki rumah"  # of the clean regulation
# What YAML or Markdown would take for something else than text.
HAZARDS = ["yes", "12:30", "# pagar", "a: b", "[x]", "{y}", "'petik'", '"ganda"', "*bintang*"]
HAZARDS += [
    "\\n",
    "- butir",
    "1) a",
    "null",
    "0x1F",
    "01",
    "1e3",
    "& dan *",
    "~",
    "|",
    "<b>",
    "_x_",
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the clean regulation with the project's templates."""
    return copy_printable(tmp_path / "proyek").root


@pytest.fixture(scope="module")
def edited_enacted(once: Once) -> Path:
    """The enacted regulation with three documents edited, and what LibreOffice made of them.

    Of the plans that stay as they are it has less. The unit that is typed is registered.
    """

    def make(folder: Path) -> None:
        root = copy_enacted(folder / "proyek", short=(2, 3))
        register = root / "sources/satuan.yaml"
        unit = "  - {kunci: berkas, jenis: cacah, ejaan: [Berkas]}\n"
        register.write_text(register.read_text("utf-8").rstrip() + "\n" + unit, "utf-8")
        documents = [edited(root, nama, folder, edit) for nama, edit in EDITS.items()]
        rewritten(documents, folder / "office")

    return once("serap", make)


@pytest.fixture
def enacted(edited_enacted: Path, tmp_path: Path) -> Path:
    """A copy of it, to write into."""
    return shutil.copytree(edited_enacted / "proyek", tmp_path / "proyek")


def generate(root: Path, nama: str, target: Path) -> Path:
    """The document *nama* as the sources in *root* make it."""
    year = max(Project(root).years())
    (made,) = make_documents(Project(root), regulation_of(root, year), only=nama)
    target.write_bytes(made.content)
    return target


def edited(root: Path, nama: str, folder: Path, edit: Callable[[Document], None]) -> Path:
    path = generate(root, nama, folder / nama)
    document = open_document(path)
    edit(document)
    document.save(str(path))
    return path


def changed_lines(before: Path, root: Path, name: str) -> list[str]:
    """The lines of a source that are not as *before*, as ``diff`` shows them."""
    old, new = ((base / name).read_text("utf-8").split("\n") for base in (before, root))
    return [item for item in difflib.ndiff(old, new) if item[0] in "+-"]


def spaces(content: Any) -> Any:
    """What is shown, stretches of spaces as one: LibreOffice writes some otherwise."""
    if isinstance(content, str):
        return " ".join(content.split())
    if isinstance(content, tuple):
        return spaces(content[2])
    return [spaces(item) for item in content]


def assert_comes_home(root: Path, nama: str, file: Path, folder: Path) -> None:
    """The document made of the sources now says what *file* says."""
    again = generate(root, nama, folder / "lagi.docx")
    assert spaces(shown(again)) == spaces(shown(file))


def _edit_plan(document: Document) -> None:
    row = find_row(document, "a. Membentuk Tim Verifikasi")
    own = cells(document, row)
    set_text(own[0], "Tantangan resesi: global & «baru»")
    set_text(own[3], "7,25")
    set_text(own[8], own[8].text.replace("Verifikasi Teknis", "Verifikasi Lapangan"))
    set_text(own[10], "Berkas")
    set_text(own[12], "6.900")
    set_text(own[19], "700.000.000")
    below = cells(document, row + 1)
    set_text(below[21], "DPMPTSP dan Diskominfo")
    set_text(below[18], "# pagar: bukan komentar")


def _retype(paragraph: Any, text: str) -> None:
    """Type another text over all of a paragraph, its first run's looks kept."""
    first, *rest = paragraph.runs
    for item in rest:
        item._r.getparent().remove(item._r)
    first.text = text


def _paragraph(document: Document, text: str) -> Any:
    found = [
        paragraph
        for paragraph in document.paragraphs
        if text in paragraph.text.replace("\u00a0", " ")
    ]
    assert len(found) == 1, (text, len(found))
    return found[0]


def _replace_in_tables(document: Document, old: str, new: str) -> None:
    for table in document.tables:
        for text in table._tbl.iter("{*}t"):
            if text.text and old in text.text:
                text.text = text.text.replace(old, new)


def _edit_body(document: Document) -> None:
    paragraph = _paragraph(document, "mulai berlaku pada tanggal diundangkan")
    _retype(paragraph, "Peraturan Bupati ini mulai berlaku tiga bulan *setelah* diundangkan.")
    for run in _paragraph(document, "BAB VI : PENUTUP").runs:
        run.text = run.text.replace("PENUTUP", "AKHIR: BAGIAN")
    _replace_in_tables(document, "maka perlu diubah;", "sehingga diubah;")


def _edit_chapters(document: Document) -> None:
    _retype(
        _paragraph(document, "Ekspektasi Presiden, masyarakat"),
        "Alinea [baru] dengan *bintang*, <tag>, dan 1) nomor_di_tengah.",
    )
    run = next(
        item for item in _paragraph(document, "2.2.\tPenajaman").runs if "Kegiatan" in item.text
    )
    run.text = run.text.replace("Kegiatan Utama", "Kegiatan Pokok")
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if "nilai orientasi pelayanan" in run.text:
                run.text = run.text.replace("orientasi pelayanan", "berorientasi pelayanan")
    for table in document.tables:
        for text in table._tbl.iter("{*}t"):
            if text.text == "8,56":
                text.text = "8,57"


EDITS = {
    "perbup.docx": _edit_body,
    "lampiran-1.docx": _edit_chapters,
    "lampiran-4.docx": _edit_plan,
}


@pytest.mark.parametrize(
    ("nama", "count"), [("perbup.docx", 3), ("lampiran-1.docx", 5), ("lampiran-4.docx", 8)]
)
def test_edits_come_home_through_libreoffice(
    nama: str,
    count: int,
    edited_enacted: Path,
    enacted: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = edited_enacted / "office" / nama
    status, data = absorbed(enacted, file, capsys)
    assert (status, data["tidak_ditempatkan"]) == (0, [])
    assert len(data["diserap"]) == count
    assert_comes_home(enacted, nama, file, tmp_path)
    if nama == "lampiran-4.docx":
        lines = changed_lines(ROOT, enacted, "sources/2023/lampiran-4.yaml")
        assert len(lines) == 16, lines
        new = [line[2:].strip() for line in lines if line[0] == "+"]
        assert "tw: [6900, 4124, 0, 0]" in new
        assert "anggaran: 700000000" in new


def test_without_a_word_from_the_user_nothing_is_written(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(document: Document) -> None:
        set_text(cells(document, find_row(document, ACTION))[13], "210")

    file = edited(project, "lampiran-3.docx", tmp_path, edit)
    status, data = absorbed(project, file, capsys, write=False)
    assert (status, data["diterapkan"]) == (0, False)
    (datum,) = data["diserap"]
    assert (datum["lama"], datum["baru"]) == ("207", "210")
    assert (datum["berkas"], datum["baris"]) == ("sources/2024/lampiran-3.yaml", 29)
    assert changed_lines(CLEAN, project, "sources/2024/lampiran-3.yaml") == []
    assert main(["serap", str(file), "--akar", str(project)]) == 0
    assert "Belum ada yang ditulis" in capsys.readouterr().out


@pytest.mark.parametrize("number", [2, 3, 4])
def test_any_cells_of_a_plan_come_home(
    number: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_enacted(tmp_path / "proyek", short={2, 3, 4} - {number})
    random = Random(number)
    nama = f"lampiran-{number}.docx"

    def edit(document: Document) -> None:
        table = main_table(document)
        rows = [n for n, tr in enumerate(table._tbl.tr_lst) if "TandaCelah" not in tr.xml]
        for _ in range(25):
            own = cells(document, random.choice(rows[2:]))
            # Columns of free text: units and offices must be in their registers.
            cell = own[random.choice([4, 6, 11, 12] if number == 2 else [8, 9, 11, 17, 18])]
            if cell._tc.tcPr.find(f"{{{cell._tc.nsmap['w']}}}vMerge") is None and cell.text:
                set_text(cell, random.choice(HAZARDS) + random.choice(["", " lagi", " 2 dan 3"]))

    file = edited(root, nama, tmp_path, edit)
    status, data = absorbed(root, file, capsys)
    assert (status, data["tidak_ditempatkan"]) == (0, [])
    assert len(data["diserap"]) > 10
    assert_comes_home(root, nama, file, tmp_path)


def test_what_cannot_be_placed_is_listed_and_the_rest_comes_home(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(document: Document) -> None:
        table = main_table(document)
        row = find_row(document, ACTION)
        set_text(cells(document, row)[13], "210")
        set_text(cells(document, 1)[10], "Satuan Ukuran")  # a header
        copied = table._tbl.tr_lst[row + 1]
        removed = table._tbl.tr_lst[find_row(document, "c. Memperbaiki jalan")]
        new = copy.deepcopy(copied)
        for mark in [*new.iter("{*}bookmarkStart"), *new.iter("{*}bookmarkEnd")]:
            mark.getparent().remove(mark)
        for text in new.iter("{*}t"):
            text.text = "baris tambahan"
        table._tbl.tr_lst[-1].addnext(new)
        removed.getparent().remove(removed)
        _retype(_paragraph(document, "LAMPIRAN III"), "LAMPIRAN KETIGA")

    file = edited(project, "lampiran-3.docx", tmp_path, edit)
    status, data = absorbed(project, file, capsys)
    assert status == 1
    assert [datum["baru"] for datum in data["diserap"]] == ["210"]
    reasons = [datum["alasan"] for datum in data["tidak_ditempatkan"]]
    assert sum("baris ditambah" in reason for reason in reasons) == 1
    assert sum("baris dihapus" in reason for reason in reasons) == 1
    assert sum("berasal dari templat" in reason for reason in reasons) == 1
    assert sum("menentukan folder atau berkas" in reason for reason in reasons) == 1
    assert len(reasons) == 4
    assert len(changed_lines(CLEAN, project, "sources/2024/lampiran-3.yaml")) == 2


def test_an_edit_that_the_sources_cannot_hold_is_refused_and_the_one_beside_it_comes_home(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(document: Document) -> None:
        own = cells(document, find_row(document, ACTION))
        set_text(own[10], "Satuan Tak Dikenal")
        set_text(own[13], "210")

    file = edited(project, "lampiran-3.docx", tmp_path, edit)
    status, data = absorbed(project, file, capsys)
    assert status == 1
    assert [datum["baru"] for datum in data["diserap"]] == ["210"]
    (refused,) = data["tidak_ditempatkan"]
    assert "Satuan «Satuan Tak Dikenal» tidak ada" in refused["alasan"]
    assert (refused["berkas"], refused["baris"]) == ("sources/2024/lampiran-3.yaml", 27)
    lines = changed_lines(CLEAN, project, "sources/2024/lampiran-3.yaml")
    assert [line[2:].strip() for line in lines if line[0] == "+"] == ["tw: [0, 210, 0, 59]"]


def test_a_file_as_it_was_generated_has_nothing_to_bring_home(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = generate(project, "lampiran-2.docx", tmp_path / "lampiran-2.docx")
    assert absorbed(project, file, capsys) == (
        0,
        {
            "diterapkan": True,
            "diserap": [],
            "tidak_ditempatkan": [],
            "berkas": [],
            "ikut_berubah": [],
            "komentar": [],
            "status": 0,
        },
    )


def test_sources_that_went_on_are_not_turned_back(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(project)

    def edit(document: Document) -> None:
        row = find_row(document, ACTION)
        set_text(cells(document, row)[13], "210")
        set_text(cells(document, row)[15], "60")

    file = edited(project, "lampiran-3.docx", tmp_path, edit)
    source = project / "sources/2024/lampiran-3.yaml"
    replace_text(source, "tw: [0, 207, 0, 59]", "tw: [0, 207, 0, 58]")
    replace_text(source, "Jumlah rumah yang diperbaiki", "Banyaknya rumah yang diperbaiki")
    commit(project)  # the newest is not the one that the file was made of
    status, data = absorbed(project, file, capsys)
    assert status == 1
    assert [datum["baru"] for datum in data["diserap"]] == ["210"]
    (conflict,) = data["tidak_ditempatkan"]
    assert "kini «58»" in conflict["alasan"]
    text = source.read_text("utf-8")
    assert "tw: [0, 210, 0, 58]" in text
    assert "Banyaknya rumah yang diperbaiki" in text


def test_without_the_sources_it_was_made_of_a_file_is_refused(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(document: Document) -> None:
        set_text(cells(document, find_row(document, ACTION))[13], "210")

    file = edited(project, "lampiran-3.docx", tmp_path, edit)
    replace_text(
        project / "sources/2024/lampiran-3.yaml", "Jumlah rumah yang", "Banyaknya rumah yang"
    )
    assert main(["serap", str(file), "--akar", str(project)]) == 2
    assert "tidak ditemukan" in capsys.readouterr().err


def test_a_foreign_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serap", str(ROOT / "templates/perbup.docx")]) == 2
    assert "bukan dokumen buatan program ini" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["perbup.docx", "lampiran-2.docx", "lampiran-3.docx"])
def test_a_number_that_word_made_a_list_of_stays_in_the_source(
    name: str, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doc = Doc.read(generate(project, name, tmp_path / name).read_bytes())
    sort, make_list = SAME["typed_number_made_a_list"]
    # Where the number stands in a cell of its own, there is no text of its own to edit.
    places = [item for item in SORTS[sort](doc) if len("".join(item.itertext()).split()) > 2]
    (paragraph,) = sampled(places, 1, name)
    *_, last = paragraph.iter(f"{W}t")
    typed = "".join(paragraph.itertext())[:3].strip()
    make_list(doc, paragraph)
    last.text = f"{(last.text or '').rstrip('. ')} diperbarui"
    file = tmp_path / "kiriman.docx"
    file.write_bytes(doc.bytes())
    status, data = absorbed(project, file, capsys)
    assert (status, data["tidak_ditempatkan"]) == (0, [])
    assert [datum["baru"].split()[0] for datum in data["diserap"]] == [typed]
    assert absorbed(project, file, capsys)[1]["diserap"] == []  # the sources print it now
