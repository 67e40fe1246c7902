"""Edits made in Word come home: generate, edit, serap, generate gives the edited text exactly."""

from __future__ import annotations

import copy
import difflib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from docx.document import Document

from rbdocs.cli import main
from rbdocs.documents.make import make_documents
from rbdocs.files import Project
from tests.sample import ROOT, copy_enacted, regulation_of, replace_text
from tests.word_edits import (
    cells,
    find_row,
    main_table,
    open_document,
    rewritten,
    set_text,
)
from tests.word_text import shown

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
    """A copy of the sources and templates, with less in the plans that stay as they are."""
    return copy_enacted(tmp_path / "proyek", short=(2, 3))


@pytest.fixture
def enacted(tmp_path: Path) -> Path:
    """A copy of the project's sources and templates."""
    return copy_enacted(tmp_path / "proyek")


def generate(root: Path, nama: str, target: Path) -> Path:
    """The document *nama* as the sources in *root* make it."""
    regulation = regulation_of(root, 2023)
    (made,) = make_documents(Project(root), regulation, only=nama)
    target.write_bytes(made.content)
    return target


def edited(root: Path, nama: str, folder: Path, edit: Callable[[Document], None]) -> Path:
    path = generate(root, nama, folder / nama)
    document = open_document(path)
    edit(document)
    document.save(str(path))
    return path


def absorbed(
    root: Path, file: Path, capsys: pytest.CaptureFixture[str], *, write: bool = True
) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    command = ["serap", str(file), "--akar", str(root), "--format", "json"]
    status = main([*command, "--terapkan"] if write else command)
    output = capsys.readouterr()
    assert output.out, output.err
    data: dict[str, Any] = json.loads(output.out)
    return status, data


def changed_lines(root: Path, name: str) -> list[str]:
    """The lines of a source that are not as in the project, as ``diff`` shows them."""
    old, new = ((base / name).read_text("utf-8").split("\n") for base in (ROOT, root))
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


def test_edits_of_a_plan_come_home_through_libreoffice(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = project / "sources/satuan.yaml"
    unit = "  - {kunci: berkas, jenis: cacah, ejaan: [Berkas]}\n"
    register.write_text(register.read_text("utf-8").rstrip() + "\n" + unit, "utf-8")
    path = edited(project, "lampiran-4.docx", tmp_path, _edit_plan)
    (file,) = rewritten([path], tmp_path / "office")
    status, data = absorbed(project, file, capsys)
    assert (status, data["tidak_ditempatkan"]) == (0, [])
    assert len(data["diserap"]) == 8
    assert_comes_home(project, "lampiran-4.docx", file, tmp_path)
    lines = changed_lines(project, "sources/2023/lampiran-4.yaml")
    assert len(lines) == 16, lines
    new = [line[2:].strip() for line in lines if line[0] == "+"]
    assert "tw: [6900, 4124, 0, 0]" in new
    assert "anggaran: 700000000" in new


def test_without_a_word_from_the_user_nothing_is_written(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(document: Document) -> None:
        set_text(cells(document, find_row(document, "a. Membentuk Tim"))[12], "6.900")

    file = edited(project, "lampiran-4.docx", tmp_path, edit)
    status, data = absorbed(project, file, capsys, write=False)
    assert (status, data["diterapkan"]) == (0, False)
    (datum,) = data["diserap"]
    assert (datum["lama"], datum["baru"]) == ("6.893", "6.900")
    assert (datum["berkas"], datum["baris"]) == ("sources/2023/lampiran-4.yaml", 34)
    assert changed_lines(project, "sources/2023/lampiran-4.yaml") == []
    assert main(["serap", str(file), "--akar", str(project)]) == 0
    assert "Belum ada yang ditulis" in capsys.readouterr().out


@pytest.mark.parametrize("number", [2, 3, 4])
def test_any_cells_of_a_plan_come_home(
    number: int, enacted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
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

    file = edited(enacted, nama, tmp_path, edit)
    status, data = absorbed(enacted, file, capsys)
    assert (status, data["tidak_ditempatkan"]) == (0, [])
    assert len(data["diserap"]) > 10
    assert_comes_home(enacted, nama, file, tmp_path)


def _paragraph(document: Document, text: str) -> Any:
    found = [
        paragraph
        for paragraph in document.paragraphs
        if text in paragraph.text.replace("\u00a0", " ")
    ]
    assert len(found) == 1, (text, len(found))
    return found[0]


def _retype(paragraph: Any, text: str) -> None:
    """Type another text over all of a paragraph, its first run's looks kept."""
    first, *rest = paragraph.runs
    for item in rest:
        item._r.getparent().remove(item._r)
    first.text = text


def test_edits_of_the_body_come_home_through_libreoffice(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(document: Document) -> None:
        paragraph = _paragraph(document, "mulai berlaku pada tanggal diundangkan")
        _retype(paragraph, "Peraturan Bupati ini mulai berlaku tiga bulan *setelah* diundangkan.")
        for run in _paragraph(document, "BAB VI : PENUTUP").runs:
            run.text = run.text.replace("PENUTUP", "AKHIR: BAGIAN")
        for table in document.tables:
            for row in table._tbl.tr_lst:
                for text in row.iter("{*}t"):
                    if text.text and "perlu diubah;" in text.text:
                        text.text = text.text.replace("maka perlu diubah", "sehingga diubah")

    path = edited(project, "perbup.docx", tmp_path, edit)
    (file,) = rewritten([path], tmp_path / "office")
    status, data = absorbed(project, file, capsys)
    assert data["tidak_ditempatkan"] == []
    assert status == 0
    assert len(data["diserap"]) == 3
    assert_comes_home(project, "perbup.docx", file, tmp_path)


def _with_lampiran_1(root: Path) -> bool:
    regulation = regulation_of(root, 2023)
    return "I" in regulation.peraturan.lampiran


def test_edits_of_the_chapters_come_home_through_libreoffice(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not _with_lampiran_1(project):
        replace_text(project / "sources/2023/peraturan.yaml", "lampiran: [II,", "lampiran: [I, II,")

    def edit(document: Document) -> None:
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
            for cell in table._tbl.iter("{*}tc"):
                for text in cell.iter("{*}t"):
                    if text.text == "8,56":
                        text.text = "8,57"

    path = edited(project, "lampiran-1.docx", tmp_path, edit)
    (file,) = rewritten([path], tmp_path / "office")
    status, data = absorbed(project, file, capsys)
    assert (status, data["tidak_ditempatkan"]) == (0, [])
    assert len(data["diserap"]) == 5
    assert_comes_home(project, "lampiran-1.docx", file, tmp_path)


def test_what_cannot_be_placed_is_listed_and_the_rest_comes_home(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(document: Document) -> None:
        table = main_table(document)
        row = find_row(document, "a. Membentuk Tim Verifikasi")
        set_text(cells(document, row)[12], "6.900")
        set_text(cells(document, 1)[10], "Satuan Ukuran")  # a header
        copied = table._tbl.tr_lst[row + 1]
        removed = table._tbl.tr_lst[find_row(document, "e. Rapat Koordinasi")]
        new = copy.deepcopy(copied)
        for mark in [*new.iter("{*}bookmarkStart"), *new.iter("{*}bookmarkEnd")]:
            mark.getparent().remove(mark)
        for text in new.iter("{*}t"):
            text.text = "baris tambahan"
        table._tbl.tr_lst[-1].addnext(new)
        removed.getparent().remove(removed)
        _retype(_paragraph(document, "LAMPIRAN IV"), "LAMPIRAN KEEMPAT")

    file = edited(project, "lampiran-4.docx", tmp_path, edit)
    status, data = absorbed(project, file, capsys)
    assert status == 1
    assert [datum["baru"] for datum in data["diserap"]] == ["6.900"]
    reasons = [datum["alasan"] for datum in data["tidak_ditempatkan"]]
    assert sum("baris ditambah" in reason for reason in reasons) == 1
    assert sum("baris dihapus" in reason for reason in reasons) == 1
    assert sum("berasal dari templat" in reason for reason in reasons) == 1
    assert sum("menentukan folder atau berkas" in reason for reason in reasons) == 1
    assert len(reasons) == 4
    assert len(changed_lines(project, "sources/2023/lampiran-4.yaml")) == 2


def test_an_edit_that_the_sources_cannot_hold_is_refused_and_the_one_beside_it_comes_home(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(document: Document) -> None:
        own = cells(document, find_row(document, "a. Membentuk Tim"))
        set_text(own[10], "Satuan Tak Dikenal")
        set_text(own[12], "6.900")

    file = edited(project, "lampiran-4.docx", tmp_path, edit)
    status, data = absorbed(project, file, capsys)
    assert status == 1
    assert [datum["baru"] for datum in data["diserap"]] == ["6.900"]
    (refused,) = data["tidak_ditempatkan"]
    assert "Satuan «Satuan Tak Dikenal» tidak ada" in refused["alasan"]
    assert (refused["berkas"], refused["baris"]) == ("sources/2023/lampiran-4.yaml", 32)
    lines = changed_lines(project, "sources/2023/lampiran-4.yaml")
    assert [line[2:].strip() for line in lines if line[0] == "+"] == ["tw: [6900, 4124, 0, 0]"]


def test_a_file_as_it_was_generated_has_nothing_to_bring_home(
    enacted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = generate(enacted, "lampiran-2.docx", tmp_path / "lampiran-2.docx")
    assert absorbed(enacted, file, capsys) == (
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
    git = ["git", "-c", "user.name=Uji", "-c", "user.email=uji@contoh.id"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "awal"]):
        subprocess.run([*git, *arguments], cwd=project, check=True)

    def edit(document: Document) -> None:
        row = find_row(document, "a. Membentuk Tim Verifikasi")
        set_text(cells(document, row)[12], "6.900")
        set_text(cells(document, row)[13], "4.200")

    file = edited(project, "lampiran-4.docx", tmp_path, edit)
    source = project / "sources/2023/lampiran-4.yaml"
    replace_text(source, "tw: [6893, 4124, 0, 0]", "tw: [6893, 4125, 0, 0]")
    replace_text(source, "Jumlah ijin yang diverifikasi", "Jumlah izin yang diverifikasi")
    status, data = absorbed(project, file, capsys)
    assert status == 1
    assert [datum["baru"] for datum in data["diserap"]] == ["6.900"]
    (conflict,) = data["tidak_ditempatkan"]
    assert "kini «4.125»" in conflict["alasan"]
    text = source.read_text("utf-8")
    assert "tw: [6900, 4125, 0, 0]" in text
    assert "Jumlah izin yang diverifikasi" in text


def test_without_the_sources_it_was_made_of_a_file_is_refused(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(document: Document) -> None:
        set_text(cells(document, find_row(document, "a. Membentuk Tim"))[12], "6.900")

    file = edited(project, "lampiran-4.docx", tmp_path, edit)
    replace_text(project / "sources/2023/lampiran-4.yaml", "Jumlah ijin yang", "Jumlah izin yang")
    assert main(["serap", str(file), "--akar", str(project)]) == 2
    assert "tidak ditemukan" in capsys.readouterr().err


def test_a_foreign_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serap", str(ROOT / "templates/perbup.docx")]) == 2
    assert "bukan dokumen buatan program ini" in capsys.readouterr().err
