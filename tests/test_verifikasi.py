"""Whether a Word file is as it was generated, also after LibreOffice has written it anew."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document

from rbdocs.cli import main
from tests.conftest import Once
from tests.loops import at_least_one
from tests.mutations import cached
from tests.sample import ROOT, commit, make_project, replace_text
from tests.word_edits import cells, find_row, open_document, rewritten, set_text

__all__ = ["cached"]  # the fixture
pytestmark = pytest.mark.usefixtures("cached")


def verified(
    file: Path, capsys: pytest.CaptureFixture[str], root: Path = ROOT
) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    status = main(["verifikasi", str(file), "--akar", str(root), "--format", "json"])
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return status, data


def edits_of(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(datum["tempat"][0], datum["lama"], datum["baru"]) for datum in data["suntingan"]]


@pytest.fixture(scope="module")
def edited(built: Path, once: Once) -> dict[str, Path]:
    """Documents of 2023 as LibreOffice writes them: untouched ones, and one edited before that."""
    folder = once("suntingan", lambda folder: _edited(built, folder)) / "office"
    return {item.name: item for item in at_least_one(sorted(folder.glob("*.docx")))}


def _edited(built: Path, folder: Path) -> None:
    document = open_document(built / "lampiran-4.docx")
    row = find_row(document, "a. Membentuk Tim Verifikasi")
    set_text(cells(document, row)[12], "6.900")
    set_text(cells(document, row)[10], "Berkas")
    title = next(
        paragraph for paragraph in document.paragraphs if "PENINGKATAN INVESTASI" in paragraph.text
    )
    title.runs[0].text = title.runs[0].text.replace("PENINGKATAN", "KENAIKAN")
    document.save(str(folder / "disunting.docx"))
    names = ["lampiran-1.docx", "lampiran-2.docx", "lampiran-3.docx", "lampiran-4.docx"]
    paths = [built / name for name in names if (built / name).exists()]
    paths.append(folder / "disunting.docx")
    rewritten(paths, folder / "office")


def test_what_was_built_is_unchanged(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents = sorted(built.glob("*.docx"))
    assert documents
    for file in at_least_one(documents):
        status, data = verified(file, capsys)
        assert (status, data["hasil"]) == (0, "utuh"), file.name


def test_what_libreoffice_wrote_anew_is_unchanged(
    edited: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for name, file in at_least_one(edited.items()):
        if name != "disunting.docx":
            status, data = verified(file, capsys)
            assert (status, data["hasil"], edits_of(data)) == (0, "utuh", []), name


def test_edits_are_told_cell_by_cell_also_through_libreoffice(
    edited: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    status, data = verified(edited["disunting.docx"], capsys)
    assert (status, data["hasil"]) == (1, "disunting")
    told = edits_of(data)
    assert told[1:] == [
        ("Tabel 1, I-01, Satuan", "Ijin", "Berkas"),
        ("Tabel 1, I-01, TW I", "6.893", "6.900"),
    ]
    assert "KENAIKAN" in told[0][2]
    assert len(told) == 3


def test_a_file_without_fingerprint_is_not_ours(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "asing.docx"
    with zipfile.ZipFile(built / "lampiran-4.docx") as source, zipfile.ZipFile(file, "w") as to:
        for name in source.namelist():
            if name != "docProps/custom.xml":
                to.writestr(name, source.read(name))
    assert verified(file, capsys)[1]["hasil"] == "bukan hasil program"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project in git, built, whose sources were changed since."""
    root = make_project(tmp_path / "proyek")
    assert main(["bangun", "--tanpa-pdf", "--akar", str(root)]) == 0
    commit(root, "awal")
    replace_text(root / "sources/2023/lampiran-2.yaml", "Rencana aksi 1", "Rencana aksi satu")
    return root


def _edit(file: Path) -> Document:
    document = open_document(file)
    row = find_row(document, "Rencana aksi 1")
    set_text(cells(document, row)[11], "2")
    document.save(str(file))
    return document


def test_a_file_of_older_sources_says_what_the_sources_print_now(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, data = verified(project / "output/2023/lampiran-2.docx", capsys, project)
    assert (status, data["hasil"], data["suntingan"]) == (1, "sumber lama", [])
    (change,) = data["perubahan_sumber"]
    assert (change["lama"], change["baru"]) == ("Rencana aksi 1", "Rencana aksi satu")


def test_edits_of_a_file_of_older_sources_are_told_apart_by_git(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / "output/2023/lampiran-2.docx"
    _edit(file)
    _, data = verified(file, capsys, project)
    assert data["hasil"] == "sumber lama, disunting"
    assert edits_of(data) == [("Tabel 1, G-01, Total", "1", "2")]
    assert [datum["baru"] for datum in data["perubahan_sumber"]] == ["Rencana aksi satu"]
    assert "«awal»" in data["revisi"]


def test_without_the_older_sources_edits_and_changes_are_told_together(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / "output/2023/lampiran-2.docx"
    _edit(file)
    (project / ".git").rename(project / "tanpa-git")
    _, data = verified(file, capsys, project)
    assert data["suntingan"] is None
    assert sorted(datum["baru"] for datum in data["perubahan_sumber"]) == ["1", "Rencana aksi satu"]
    capsys.readouterr()
    main(["verifikasi", str(file), "--akar", str(project)])
    assert "tidak dapat dipisahkan" in capsys.readouterr().out


def test_a_comment_in_the_sources_makes_no_document_old(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_text(project / "sources/2023/lampiran-2.yaml", "Rencana aksi satu", "Rencana aksi 1")
    with (project / "sources/satuan.yaml").open("a", encoding="utf-8") as file:
        file.write("# catatan\n")
    assert verified(project / "output/2023/lampiran-2.docx", capsys, project)[0] == 0


def test_edits_of_the_consolidated_text_are_told_and_never_absorbed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is enacted is not edited: its next amendment is drafted, and takes such edits."""
    main(["bangun", "2023", "--konsolidasi", "--tanpa-pdf", "--keluaran", str(tmp_path)])
    file = tmp_path / "2023" / "konsolidasi.docx"
    capsys.readouterr()
    assert verified(file, capsys)[1]["hasil"] == "utuh"
    document = open_document(file)
    line = next(
        paragraph
        for paragraph in document.paragraphs
        if "disusun dengan sistematika" in paragraph.text
    )
    for run in line.runs:
        run.text = run.text.replace("sistematika", "susunan")
    document.save(str(file))
    _, found = verified(file, capsys)
    assert found["hasil"] == "disunting"
    assert len(found["suntingan"]) == 1
    assert main(["serap", str(file)]) == 2
    assert "sudah ditetapkan. Mulai rancangan perubahannya" in capsys.readouterr().err
