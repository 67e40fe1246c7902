"""What offices fill in on a draft in Word comes to the open values of the sources."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx.document import Document

from rbdocs.cli import main
from rbdocs.compare.absorb import absorb
from rbdocs.compare.origins import plain, units
from rbdocs.compare.printed import YamlValue
from rbdocs.compare.redline import redline
from rbdocs.compare.typed import CannotType, typed
from rbdocs.documents.make import make_documents
from rbdocs.files import Project
from rbdocs.model.values import TITIK, Text
from rbdocs.word.finished import mark_draft
from rbdocs.word.package import read_package, write_package
from rbdocs.word.reader import read_file
from tests.clean import copy_printable
from tests.conftest import Once
from tests.sample import regulation_of
from tests.word_edits import absorbed, cells, find_row, open_document, set_text

PLAN = "sources/2025/lampiran-2.yaml"


@pytest.fixture(scope="session")
def drafted(once: Once) -> Path:
    """The draft of 2025 that ``revisi`` makes of the clean regulation, with its documents."""

    def make(folder: Path) -> None:
        copy_printable(folder)
        assert main(["revisi", "2025", "--dari", "2024", "--akar", str(folder)]) == 0
        build(folder)

    return once("serap-rancangan", make)


@pytest.fixture
def draft(drafted: Path, tmp_path: Path) -> Path:
    """A copy of it to work on."""
    return shutil.copytree(drafted, tmp_path / "proyek")


def build(folder: Path) -> None:
    main(["bangun", "2025", "--rancangan", "--tanpa-pdf", "--akar", str(folder)])


def filled(folder: Path, nama: str, edit: Callable[[Document], None]) -> Path:
    opened = open_document(folder / "output/2025" / nama)
    edit(opened)
    path = folder / f"kiriman-{nama}"
    opened.save(str(path))
    return path


def action(folder: Path, kode: str) -> dict[str, Any]:
    def below(content: Any) -> list[dict[str, Any]]:
        listing = content.values() if isinstance(content, dict) else content
        own = [content] if isinstance(content, dict) and content.get("kode") == kode else []
        return own + [
            hit for item in listing if isinstance(item, dict | list) for hit in below(item)
        ]

    (found,) = below(yaml.safe_load((folder / PLAN).read_text("utf-8")))
    return found


def test_what_an_office_typed_becomes_the_value_that_it_means_and_prints_so(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = {3: "85%", 7: "1.200", 8: "3,4", 9: "-", 10: "0", 11: "1.203,4", 13: "Rp 1.200.000"}

    def edit(opened: Document) -> None:
        row = find_row(opened, "a. Menyusun dokumen sistem kerja")
        for column, text in new.items():
            set_text(cells(opened, row)[column], text)

    file = filled(draft, "lampiran-2.docx", edit)
    before = (draft / PLAN).read_bytes()
    status, data = absorbed(draft, file, capsys, write=False)
    assert (status, len(data["diserap"]), data["tidak_ditempatkan"]) == (0, 7, [])
    assert (draft / PLAN).read_bytes() == before
    assert absorbed(draft, file, capsys)[0] == 0
    row = action(draft, "G-01")
    assert row["tw"] == [1200, 3.4, "-", 0]
    assert row["total"] == 1203.4
    assert row["sub_kegiatan"][0]["anggaran"] == 1200000
    build(draft)
    opened = open_document(draft / "output/2025/lampiran-2.docx")
    own = cells(opened, find_row(opened, "a. Menyusun dokumen sistem kerja"))
    printed = {column: own[column].text for column in new}
    assert printed == {**new, 13: "1.200.000"}
    assert absorbed(draft, filled(draft, "lampiran-2.docx", edit), capsys)[0] == 0


def test_number_and_dates_of_the_regulation_come_home(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ["12 Februari 2025", "13 februari 2025"]

    def edit(opened: Document) -> None:
        left = list(days)
        for paragraph in opened.paragraphs:
            for run in paragraph.runs:
                if TITIK in run.text:
                    new = left.pop(0) if "tanggal" in paragraph.text else "12"
                    run.text = run.text.replace(TITIK, new)

    file = filled(draft, "perbup.docx", edit)
    status, data = absorbed(draft, file, capsys)
    assert (status, data["tidak_ditempatkan"]) == (0, [])
    text = (draft / "sources/2025/peraturan.yaml").read_text("utf-8")
    content = yaml.safe_load(text)
    assert content["nomor"] == 12
    assert str(content["ditetapkan"]["tanggal"]) == "2025-02-12"
    assert str(content["diundangkan"]["tanggal"]) == "2025-02-13"
    assert content["berita_daerah"]["nomor"] == 12
    assert "# menjadi ditetapkan bila" in text


def test_every_open_value_of_a_draft_can_be_filled_in_word(draft: Path) -> None:
    project = Project(draft)
    count = 0
    for nama in ("lampiran-2.docx", "lampiran-3.docx"):

        def edit(opened: Document) -> None:
            for table in opened.tables:
                for row in table._tbl.tr_lst:
                    for text in row.iter("{*}t"):
                        if text.text == TITIK:
                            text.text = "7"

        file = read_file(filled(draft, nama, edit))
        found = absorb(project, file)
        assert found.unplaced == []
        count += len(found.placed)
        for name, content in found.files.items():
            (draft / name).write_bytes(content)
    assert count == 53
    build(draft)
    for nama in ("lampiran-2.docx", "lampiran-3.docx"):
        made = read_file(draft / "output/2025" / nama)
        assert [plain(unit) for unit in units(made) if plain(unit) == TITIK] == []


def test_two_offices_fill_in_two_copies_of_one_draft(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def first(opened: Document) -> None:
        set_text(cells(opened, find_row(opened, "a. Menyusun dokumen"))[7], "1")

    def second(opened: Document) -> None:
        set_text(cells(opened, find_row(opened, "a. Menyusun dokumen"))[7], "2")
        set_text(cells(opened, find_row(opened, "b. Membuka kanal"))[8], "5")

    other = draft / "kedua.docx"
    shutil.copy(filled(draft, "lampiran-2.docx", second), other)
    copies = [filled(draft, "lampiran-2.docx", first), other]
    assert absorbed(draft, copies[0], capsys)[0] == 0
    status, data = absorbed(draft, copies[1], capsys)
    assert status == 1
    assert [datum["baru"] for datum in data["diserap"]] == ["5"]
    (refused,) = data["tidak_ditempatkan"]
    assert "kini tercetak «1»" in refused["alasan"]
    assert action(draft, "G-01")["tw"][0] == 1
    assert action(draft, "G-04")["tw"][1] == 5


@pytest.mark.parametrize("text", ["dua", "71.5.5", "“12”", "1 Februari 2025", "no", "1.2.3", "12x"])
def test_what_is_no_number_is_not_put_where_a_draft_reckons(
    text: str, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        row = find_row(opened, "a. Menyusun dokumen sistem kerja")
        set_text(cells(opened, row)[7], text)
        set_text(cells(opened, row)[8], "2")

    status, data = absorbed(draft, filled(draft, "lampiran-2.docx", edit), capsys)
    assert status == 1
    assert [datum["baru"] for datum in data["diserap"]] == ["2"]
    (refused,) = data["tidak_ditempatkan"]
    assert "bukan angka" in refused["alasan"]
    assert (refused["berkas"], refused["baris"]) == (PLAN, 21)


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("1.200", "1200"),
        ("3,40", "3.40"),
        ("Rp. 1.200.000,-", "1200000"),
        ("250,502,500", "250502500"),
        ("-", '"-"'),
        ("12%", '"12%"'),
        ("1200", '"1200"'),
        (TITIK, "belum diisi"),
    ],
)
def test_a_budget_is_read_as_people_write_it(text: str, literal: str, draft: Path) -> None:
    owner = _budget(draft)
    assert typed(owner, TITIK, Text.dari(text), draft=True).literal == literal


def test_a_day_that_does_not_exist_is_refused(draft: Path) -> None:
    regulation = regulation_of(draft, 2025)
    owner = YamlValue(regulation.peraturan.ditetapkan, ("tanggal",), kind="tanggal")
    for text in ("31 Februari 2025", "12-2-2025", "12 Februaru 2025", "besok"):
        with pytest.raises(CannotType, match="bukan tanggal"):
            typed(owner, TITIK, Text.dari(text), draft=True)


def _budget(folder: Path) -> YamlValue:
    regulation = regulation_of(folder, 2025)
    sub = next(iter(regulation.aksi())).sub_kegiatan
    assert sub
    return YamlValue(sub[0], ("anggaran",), kind="nilai")


def test_numbers_with_decimals_keep_them(draft: Path) -> None:
    found = typed(_budget(draft), TITIK, Text.dari("68,50"), draft=True)
    assert found.literal is not None
    assert Decimal(found.literal).as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("how", "name"),
    [
        *((how, "perbup.docx") for how in ("dikosongkan", "kepala dilepas", "diganti")),
        *((how, "lampiran-2.docx") for how in ("dikosongkan", "kepala dilepas")),
        ("diganti", "lampiran-3.docx"),
    ],
)
def test_rancangan_taken_away_by_hand_is_told(
    how: str, name: str, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = draft / "output/2025" / name
    parts = read_package(made.read_bytes())
    for part in parts:
        if how == "kepala dilepas" and part == "word/document.xml":
            parts[part] = re.sub(rb"<w:headerReference[^>]*/>", b"", parts[part])
        elif how != "kepala dilepas" and "header" in part:
            new = b"" if how == "dikosongkan" else b"SALINAN"
            parts[part] = parts[part].replace(b"RANCANGAN", new)
    file = draft / f"kiriman-{name}"
    file.write_bytes(write_package(parts))
    root = ["--akar", str(draft)]
    assert main(["verifikasi", str(made), *root]) == 0
    capsys.readouterr()
    for command in (["verifikasi"], ["banding", str(made)], ["banding", "2025"], ["serap"]):
        assert main([*command, str(file), *root]) == 1, command
        assert "RANCANGAN" in capsys.readouterr().out


def test_rancangan_written_into_a_final_document_is_told(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project(draft)
    regulation = regulation_of(project, 2024)
    (made,) = make_documents(project, regulation, only="lampiran-2.docx")
    assert b"rancangan" not in read_package(made.content)["docProps/custom.xml"]
    file = draft / "kiriman.docx"
    file.write_bytes(mark_draft(made.content))
    assert main(["verifikasi", str(file), "--akar", str(draft)]) == 1
    assert "RANCANGAN" in capsys.readouterr().out


def test_a_frame_that_a_program_writes_as_a_text_box_is_no_edit(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """LibreOffice saves the frame with RANCANGAN as a text box at the paragraph after it."""
    parts = read_package((draft / "output/2025/lampiran-2.docx").read_bytes())
    part = "word/headerRancangan.xml"
    frame = re.search(rb"<w:p\b.*?</w:p>", parts[part])
    assert frame is not None
    inside = re.sub(rb"<w:framePr[^>]*/>", b"", frame[0])
    box = (
        b'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:1pt">'
        b"<v:textbox><w:txbxContent>" + inside + b"</w:txbxContent></v:textbox></v:shape></w:pict>"
        b"</w:r></w:p></w:hdr>"
    )
    parts[part] = parts[part].replace(frame[0], b"").replace(b"</w:p></w:hdr>", box)
    file = draft / "kiriman.docx"
    file.write_bytes(write_package(parts))
    assert main(["verifikasi", str(file), "--akar", str(draft)]) == 0, capsys.readouterr().out
    made = read_package((draft / "output/2025/lampiran-2.docx").read_bytes())
    assert redline(made, parts, "A", "2025-01-01T00:00:00Z")[1] == 0
