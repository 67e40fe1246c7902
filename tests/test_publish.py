"""The PDF of a year: all of them, made again where content changed, never at Word's cost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from rbdocs.cli import main
from rbdocs.pdf.convert import ConversionProblem
from rbdocs.pdf.office import VARIABLE, Office, find_office
from tests.fake_office import WORKS, fake_office
from tests.loops import at_least_one
from tests.sample import aksi, make_project, plan

WHOLE = "perbup-lengkap.pdf"

Says = pytest.CaptureFixture[str]


class Converter:
    """Gives a ready PDF in place of LibreOffice, and notes what it was asked for."""

    def __init__(self, sample: bytes) -> None:
        self.sample = sample
        self.asked: list[list[str]] = []

    def __call__(
        self,
        _: object,
        documents: Mapping[str, bytes],
        finish: Callable[[str, bytes], bytes],
        **__: object,
    ) -> dict[str, bytes]:
        self.asked.append(list(documents))
        return {name: finish(name, self.sample) for name in documents}


@pytest.fixture
def converter(built: Path, monkeypatch: pytest.MonkeyPatch) -> Converter:
    result = Converter((built / "lampiran-4.pdf").read_bytes())
    monkeypatch.setattr("rbdocs.pdf.year.convert", result)
    # The ready PDF is of another document than those that are asked for.
    monkeypatch.setattr("rbdocs.pdf.words.lost_words", lambda pdf, document: [])
    return result


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "proyek", plan([aksi(1)]))


def build(project: Path, *options: str) -> int:
    return main(["bangun", "--akar", str(project), *options])


def texts(pdf: Path) -> list[str]:
    """What each page says."""
    with PdfDocument(pdf) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def test_every_document_has_its_pdf_and_the_whole_has_them_all_in_order(built: Path) -> None:
    lampiran = sorted(path for path in built.glob("*.docx") if path.stem != "perbup")
    parts = [built / "perbup.docx", *lampiran]
    assert len(parts) == 5
    assert texts(built / WHOLE) == [
        text for part in parts for text in texts(part.with_suffix(".pdf"))
    ]


def bookmarks(pdf: Path) -> list[tuple[int, str, str]]:
    """Level and title of each bookmark, and the text of the page that it leads to."""
    result = []
    with PdfDocument(pdf) as opened:
        for item in at_least_one(opened.get_toc()):
            target = item.get_dest()
            assert target is not None
            text = opened[target.get_index()].get_textpage().get_text_range()
            result.append((item.level, item.get_title(), " ".join(text.split())))
    return result


def test_the_whole_is_in_order_with_a_bookmark_to_each_part(built: Path) -> None:
    parts = [(title, text) for level, title, text in bookmarks(built / WHOLE) if level == 0]
    names = [title.partition(":")[0] for title, _ in parts]
    body = "Peraturan Bupati Batang Nomor 53 Tahun 2023"
    assert names == [body, "Lampiran I", "Lampiran II", "Lampiran III", "Lampiran IV"]
    for (_, text), starts in zip(
        parts, ["BUPATI BATANG PROVINSI", *(f"{name.upper()} " for name in names[1:])], strict=True
    ):
        assert text.startswith(starts)


def test_a_viewer_counts_pages_as_they_are_printed(built: Path) -> None:
    labels = PdfReader(built / WHOLE).page_labels
    ends = ["perbup", "lampiran-1", "lampiran-2", "lampiran-3", "lampiran-4"]
    sizes = [len(texts(built / f"{name}.pdf")) for name in ends]
    assert labels == [
        f"{part}{number}"
        for part, size in zip(["", "I-", "II-", "III-", "IV-"], sizes, strict=True)
        for number in range(1, size + 1)
    ]


def test_chapters_and_articles_have_bookmarks_that_lead_to_them(built: Path) -> None:
    below = [(level, title, text) for level, title, text in bookmarks(built / WHOLE) if level]
    titles = [title for _, title, _ in below]
    chapters = [title.split()[1] for title in titles if title.startswith("BAB ")]
    assert chapters == ["I", "II", "III", "IV", "V", "VI"]
    assert {"Pasal I", "Pasal II", "1.3.1. Isu Strategis di Tingkat Hulu"} <= set(titles)
    assert not [
        title for _, title, text in at_least_one(below) if " ".join(title.split()) not in text
    ]


def test_properties_tell_the_regulation(built: Path) -> None:
    told = PdfReader(built / WHOLE).metadata
    assert told is not None
    assert told.title == (
        "Peraturan Bupati Batang Nomor 53 Tahun 2023 tentang Perubahan atas Peraturan Bupati "
        "Nomor 91 Tahun 2020 tentang Road Map Reformasi Birokrasi Tahun 2020-2024"
    )
    assert told.subject == "Peraturan Bupati Batang Nomor 53 Tahun 2023"
    assert (told["/Nomor"], told["/Tahun"]) == ("53", "2023")
    assert told.creation_date_raw == "D:20231122000000Z"
    part = PdfReader(built / "lampiran-3.pdf").metadata
    assert part is not None
    assert part.subject == f"Lampiran III {told.subject}"


def test_pdf_made_alone_has_the_same_bytes(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "2023")
    (tmp_path / "2023" / "lampiran-4.pdf").unlink()
    (tmp_path / "2023" / WHOLE).unlink()
    root = Path(__file__).parents[1]
    assert main(["bangun", "2023", "--akar", str(root), "--keluaran", str(tmp_path)]) == 0
    for name in ("lampiran-4.pdf", WHOLE):
        assert (tmp_path / "2023" / name).read_bytes() == (built / name).read_bytes(), name


def test_only_a_changed_document_is_converted_again(
    converter: Converter, tmp_path: Path, capsys: Says
) -> None:
    project = tmp_path / "proyek"
    root = Path(__file__).parents[1]
    for name in ("sources", "templates"):
        shutil.copytree(root / name, project / name)
    assert build(project) == 0
    assert [len(item) for item in converter.asked] == [len(list(project.rglob("output/*/*.docx")))]
    assert build(project) == 0
    assert len(converter.asked) == 1
    assert "Tidak ada yang berubah" in capsys.readouterr().out

    source = project / "sources" / "2023" / "lampiran-4.yaml"
    text = source.read_text("utf-8")
    source.write_text(text.replace("RENCANA AKSI", "RENCANA  AKSI", 1), "utf-8")
    assert build(project) == 0
    assert converter.asked[1:] == [["lampiran-4.docx"]]


@pytest.mark.parametrize("what", ["arsip", "ulang", "office", "pdf"])
def test_pdf_are_made_again_when_asked_or_no_longer_the_same(
    what: str, converter: Converter, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(project) == 0
    if what == "office":
        monkeypatch.setattr("rbdocs.pdf.office._office", lambda it: Office(it, "lain"))
    elif what == "pdf":
        (project / "output/2023/lampiran-2.pdf").unlink()
    options = [f"--{what}"] if what in ("arsip", "ulang") else []
    assert build(project, *options) == 0
    both = ["perbup.docx", "lampiran-2.docx"]
    assert converter.asked == [both, both[1:] if what == "pdf" else both]
    assert build(project, *(set(options) - {"--ulang"})) == 0
    assert len(converter.asked) == 2


def test_a_pdf_edited_by_hand_is_set_aside(
    converter: Converter, project: Path, capsys: Says
) -> None:
    assert build(project) == 0
    pdf = project / "output/2023/lampiran-2.pdf"
    pdf.write_bytes(b"dengan catatan")
    assert build(project) == 0
    aside = pdf.with_name("lampiran-2 (suntingan 1).pdf")
    assert aside.read_bytes() == b"dengan catatan"
    assert aside.name in capsys.readouterr().out


def test_without_office_word_is_made_and_the_status_says_it(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Says
) -> None:
    monkeypatch.setenv(VARIABLE, "tidak/ada")
    assert build(project) == 3
    lines = capsys.readouterr().out.splitlines()
    assert (project / "output/2023/lampiran-2.docx").exists()
    assert [line for line in lines if "LibreOffice" in line] == [lines[-1]]
    assert build(project, "--tanpa-pdf") == 0
    assert "LibreOffice" not in capsys.readouterr().out


def test_without_office_pdf_of_the_same_documents_still_count(
    converter: Converter, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(project) == 0
    monkeypatch.setenv(VARIABLE, "tidak/ada")
    assert build(project) == 0
    assert build(project, "--rinci") == 0
    assert build(project, "--arsip") == 3


def test_pdf_that_no_longer_follow_their_document_are_named(
    converter: Converter, project: Path, capsys: Says
) -> None:
    assert build(project) == 0
    source = project / "sources/2023/lampiran-2.yaml"
    source.write_text(source.read_text("utf-8").replace("Rencana aksi 1", "Diubah"), "utf-8")
    assert build(project, "--tanpa-pdf") == 0
    expected = f"Belum mengikuti dokumen Word: lampiran-2.pdf, {WHOLE}."
    assert expected in capsys.readouterr().out


@pytest.mark.parametrize("archive", [[], ["--arsip"]])
def test_pdf_that_follow_their_document_are_not_called_old_when_only_word_is_made_again(
    converter: Converter, project: Path, capsys: Says, archive: list[str]
) -> None:
    assert build(project, *archive) == 0
    for again in (["--ulang"], ["--rinci"], ["--ulang", "--rinci"]):
        capsys.readouterr()
        assert build(project, "--tanpa-pdf", *again) == 0
        assert "Belum mengikuti" not in capsys.readouterr().out


def test_what_could_be_made_is_kept_when_the_rest_fails(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Says
) -> None:
    sample = (built / "lampiran-4.pdf").read_bytes()

    def fail(*_: object, **__: object) -> dict[str, bytes]:
        raise ConversionProblem("LibreOffice mogok.", {"lampiran-3.docx": sample})

    monkeypatch.setattr("rbdocs.pdf.year.convert", fail)
    root = Path(__file__).parents[1]
    arguments = ["bangun", "2023", "--akar", str(root), "--keluaran", str(tmp_path)]
    assert main([*arguments, "--format", "json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["pdf"]["masalah"] == "LibreOffice mogok."
    assert [Path(item["berkas"]).name for item in told["pdf"]["berkas"]] == ["lampiran-3.pdf"]
    assert {path.name for path in (tmp_path / "2023").glob("*.pdf")} == {"lampiran-3.pdf"}


def test_a_pdf_that_another_program_holds_does_not_stop_the_rest(
    converter: Converter, project: Path, capsys: Says
) -> None:
    folder = project / "output/2023"
    folder.mkdir(parents=True)
    (folder / ".~lock.lampiran-2.pdf#").write_text("")
    assert build(project) == 3
    assert "sedang dibuka" in capsys.readouterr().out
    assert (folder / WHOLE).exists()
    (folder / ".~lock.lampiran-2.pdf#").unlink()
    assert build(project) == 0
    assert (folder / "lampiran-2.pdf").exists()


def test_a_broken_pdf_is_told_and_not_taken(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Says
) -> None:
    fake_office(tmp_path, WORKS, monkeypatch)  # ends as a PDF does, but is none
    assert build(project) == 3
    assert "Belum menjadi PDF: lampiran-2.docx" in capsys.readouterr().out
    assert not list(project.rglob("*.pdf"))


def test_progress_is_silent_where_nobody_looks(
    converter: Converter, project: Path, capsys: Says
) -> None:
    assert build(project) == 0
    assert capsys.readouterr().err == ""


def test_progress_shows_on_a_terminal_and_leaves_nothing(
    converter: Converter, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Says
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert build(project) == 0
    shown = capsys.readouterr().err
    assert "Membuat PDF" in shown
    assert shown.endswith("\r")


def test_a_stand_in_office_is_used_when_named(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Says
) -> None:
    fake_office(tmp_path, "exit 5\n", monkeypatch)
    assert find_office().program == tmp_path / "soffice"
    assert build(project) == 3
    assert "(status 5)" in capsys.readouterr().out
