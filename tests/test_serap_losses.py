"""What serap must never do to the sources, and what it says instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from rbdocs import storing
from rbdocs.cli import main
from rbdocs.compare import rewriting
from rbdocs.compare.absorb import absorb
from rbdocs.compare.change import Change, ChangeKind
from rbdocs.compare.hand_edits import HandEdit
from rbdocs.compare.verify import rebuild
from rbdocs.compare.word_changes import compare_files
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.word.package import write_package
from rbdocs.word.reader import read_file, read_word
from rbdocs.word.seen import normal
from tests.clean import YEAR, copy_printable
from tests.loops import at_least_one
from tests.profiles import examples, sampled
from tests.sample import replace_text
from tests.test_serap_places import clean_document, document, plain, retyped, units, written
from tests.word_edits import absorbed, cells, find_row, main_table, open_document, set_text

PLAN = "sources/2024/lampiran-2.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The clean regulation with the project's templates."""
    folder = tmp_path / "proyek"
    copy_printable(folder)
    return folder


def edited(root: Path, nama: str, edit: Callable[[Document], None]) -> Path:
    """The document *nama* of the clean regulation, with an edit, in the project *root*."""
    return edited_copy(root, nama, edit, clean_document(nama))


def edited_copy(root: Path, nama: str, edit: Callable[[Document], None], content: bytes) -> Path:
    path = root / nama
    path.write_bytes(content)
    opened = open_document(path)
    edit(opened)
    opened.save(str(path))
    return path


def sources(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in (root / "sources").rglob("*")
        if path.is_file()
    }


def action_line(root: Path, kode: str) -> int:
    lines = (root / PLAN).read_text("utf-8").split("\n")
    (found,) = (i for i, line in enumerate(lines, start=1) if f"kode: {kode}" in line)
    return found


def _mark_deleted(row: Any) -> None:
    """Delete a row with Track Changes on: the row is marked, and so are the runs in it."""
    properties = row.get_or_add_trPr()
    mark = OxmlElement("w:del")
    mark.set(qn("w:id"), "901")
    mark.set(qn("w:author"), "Peninjau")
    properties.append(mark)


@pytest.mark.parametrize("how", ["terlacak", "terlacak dengan isi", "dihapus", "dikosongkan"])
@pytest.mark.parametrize("kode", ["G-01", "G-03", "G-05"])
def test_a_row_that_is_gone_is_one_loss_with_its_line_and_nothing_is_written(
    how: str, kode: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        (row,) = (
            item
            for item in main_table(opened)._tbl.tr_lst
            if any(
                mark.get(qn("w:name")) == f"_rb_{kode.replace('-', '_')}_a" for mark in item.iter()
            )
        )
        if how == "dihapus":
            row.getparent().remove(row)
            return
        if how.startswith("terlacak"):
            _mark_deleted(row)
        for run in [*row.iter(qn("w:r"))] if how != "terlacak" else []:
            run.getparent().remove(run)

    file = edited(project, "lampiran-2.docx", edit)
    before = sources(project)
    status, data = absorbed(project, file, capsys)
    assert status == 1
    assert data["diserap"] == []
    assert sources(project) == before
    told = [datum for datum in data["tidak_ditempatkan"] if kode in datum["tempat"]]
    assert len(told) == 1, data["tidak_ditempatkan"]
    assert (told[0]["berkas"], told[0]["baris"]) == (PLAN, action_line(project, kode))
    assert "hapus sendiri" in told[0]["alasan"]
    assert told[0]["baru"] == ""


def test_one_row_of_several_of_an_action_is_a_loss_of_its_sub_kegiatan(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        row = find_row(opened, "Pengelolaan Data Kepegawaian")
        for cell in cells(opened, row):
            if cell.text:
                set_text(cell, "")

    file = edited(project, "lampiran-2.docx", edit)
    before = sources(project)
    status, data = absorbed(project, file, capsys)
    (lost,) = data["tidak_ditempatkan"]
    assert (status, data["diserap"], sources(project)) == (1, [], before)
    assert "baris ini dikosongkan seluruhnya" in lost["alasan"]
    lines = (project / PLAN).read_text("utf-8").split("\n")
    assert "Pengelolaan Data Kepegawaian" in lines[lost["baris"] - 1]


@pytest.mark.parametrize("column", [7, 10, 13])
def test_a_column_that_was_emptied_is_one_loss_and_an_edit_beside_it_comes_home(
    column: int, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        for row in range(2, len(main_table(opened)._tbl.tr_lst)):
            if cells(opened, row)[column].text:
                set_text(cells(opened, row)[column], "")
        row = find_row(opened, "a. Menyusun dokumen sistem kerja")
        set_text(cells(opened, row)[4], "a. Menyusun naskah sistem kerja")

    file = edited(project, "lampiran-2.docx", edit)
    status, data = absorbed(project, file, capsys)
    assert status == 1
    assert [datum["baru"] for datum in data["diserap"]] == ["a. Menyusun naskah sistem kerja"]
    (lost,) = data["tidak_ditempatkan"]
    assert "sel kolom ini dikosongkan sekaligus" in lost["alasan"]
    assert lost["berkas"] == PLAN


@pytest.mark.parametrize("nama", ["lampiran-1.docx", "lampiran-2.docx", "perbup.docx"])
def test_a_table_that_is_gone_is_told_and_nothing_is_written(
    nama: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        table = main_table(opened)._tbl
        table.getparent().remove(table)

    file = edited(project, nama, edit)
    before = sources(project)
    status, data = absorbed(project, file, capsys)
    assert (status, data["diserap"], sources(project)) == (1, [], before)
    (lost,) = data["tidak_ditempatkan"]
    assert "tabel dihapus" in lost["alasan"]
    assert lost["berkas"].startswith("sources/2024/")


def test_every_paragraph_that_is_deleted_is_told_with_its_source(project: Path) -> None:
    for nama in ("perbup.docx", "lampiran-1.docx"):
        content = clean_document(nama)
        paragraphs = [
            (number, unit)
            for number, unit in enumerate(units(read_word(content, nama)))
            if plain(unit).strip() and unit.element.tag == qn("w:p")
        ]
        for number, unit in at_least_one(sampled(paragraphs, 8, nama)):
            file = read_word(content, nama)
            gone = list(units(file))[number].element
            parent = gone.getparent()
            assert parent is not None
            parent.remove(gone)
            parts = {**file.parts, "word/document.xml": etree.tostring(file.root)}
            found = absorb(Project(project), read_word(write_package(parts), nama))
            assert found.placed == []
            (lost,) = found.unplaced
            assert lost.file, plain(unit)
            assert lost.line or lost.file.startswith("templates/")


def test_a_paragraph_and_a_row_that_were_added_are_told_with_what_to_do(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        opened.paragraphs[-1].insert_paragraph_before("Catatan peninjau di luar tabel.")
        main_table(opened).add_row().cells[4].text = "d. Menyusun laporan"

    file = edited(project, "lampiran-2.docx", edit)
    before = sources(project)
    status, data = absorbed(project, file, capsys)
    assert (status, data["diserap"], sources(project)) == (1, [], before)
    reasons = {datum["baru"].strip(): datum["alasan"] for datum in data["tidak_ditempatkan"]}
    assert "tidak ada sumbernya" in reasons["Catatan peninjau di luar tabel."]
    assert any("baris ditambah" in reason for reason in reasons.values())


def test_text_in_the_lower_part_of_a_merged_cell_is_told_and_the_upper_part_comes_home(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        row = find_row(opened, "Pembinaan Disiplin ASN")
        set_text(cells(opened, row)[4], "b. Mendampingi semua pegawai")
        set_text(cells(opened, row + 1)[4], "tulisan di sel bawah")

    file = edited(project, "lampiran-2.docx", edit)
    status, data = absorbed(project, file, capsys)
    assert status == 1
    assert [datum["baru"] for datum in data["diserap"]] == ["b. Mendampingi semua pegawai"]
    (told,) = data["tidak_ditempatkan"]
    assert told["baru"] == "tulisan di sel bawah"
    assert "sel gabungan" in told["alasan"]
    assert told["berkas"] == PLAN
    assert "tulisan di sel bawah" not in (project / PLAN).read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "code"), [("a\u202eb", "U+202E"), ("a\u200bb", "U+200B"), ("a\u0085b", "U+0085")]
)
def test_characters_that_nobody_sees_are_named_and_not_written(
    text: str, code: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        row = find_row(opened, "a. Menyusun dokumen sistem kerja")
        set_text(cells(opened, row)[6], text)

    file = edited(project, "lampiran-2.docx", edit)
    before = sources(project)
    status, data = absorbed(project, file, capsys)
    (refused,) = data["tidak_ditempatkan"]
    assert (status, sources(project)) == (1, before)
    assert code in refused["alasan"]


def test_spaces_that_word_made_hard_are_plain_ones_in_the_source(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        row = find_row(opened, "a. Menyusun dokumen sistem kerja")
        set_text(cells(opened, row)[6], "Jumlah\u00a0dokumen\u2009kerja")

    file = edited(project, "lampiran-2.docx", edit)
    assert absorbed(project, file, capsys)[0] == 0
    assert "indikator: Jumlah dokumen kerja\n" in (project / PLAN).read_text("utf-8")


def test_a_text_of_a_book_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def edit(opened: Document) -> None:
        row = find_row(opened, "a. Menyusun dokumen sistem kerja")
        set_text(cells(opened, row)[6], "kata " * 5000)

    file = edited(project, "lampiran-2.docx", edit)
    (refused,) = absorbed(project, file, capsys)[1]["tidak_ditempatkan"]
    assert "terlalu panjang" in refused["alasan"]


def test_line_ends_and_comments_of_a_source_stay(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = project / PLAN
    replace_text(source, "total: 3\n", "total: 3 # dari Bagian Organisasi\n")
    source.write_bytes(b"\xef\xbb\xbf" + source.read_bytes().replace(b"\n", b"\r\n"))
    before = source.read_bytes()

    def edit(opened: Document) -> None:
        row = find_row(opened, "a. Menyusun dokumen sistem kerja")
        set_text(cells(opened, row)[8], "2")
        set_text(cells(opened, row)[11], "4")

    made = document(Project(project), "lampiran-2.docx")
    file = edited_copy(project, "lampiran-2.docx", edit, made)
    assert absorbed(project, file, capsys)[0] == 0
    expected = before.replace(b'["-", 1, "-", 2]', b'["-", 2, "-", 2]')
    expected = expected.replace(b"total: 3 #", b"total: 4 #")
    assert source.read_bytes() == expected


def test_a_failure_half_way_leaves_every_source_as_it_was(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(opened: Document) -> None:
        row = find_row(opened, "a. Menyusun dokumen sistem kerja")
        set_text(cells(opened, row)[6], "Jumlah dokumen kerja")
        for paragraph in opened.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace("NOMOR\u00a07", "NOMOR\u00a08")

    file = edited(project, "lampiran-2.docx", edit)
    before = sources(project)
    stage = storing.stage

    def failing(path: Path, content: bytes) -> Path:
        if path.name == "peraturan.yaml":
            raise OSError(28, "penuh")
        return stage(path, content)

    monkeypatch.setattr(storing, "stage", failing)
    assert main(["serap", str(file), "--akar", str(project), "--terapkan"]) == 2
    assert "ruang penyimpanan habis" in capsys.readouterr().err
    assert sources(project) == before


def test_a_value_that_prints_in_other_documents_says_where(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        for paragraph in opened.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace("NOMOR\u00a07", "NOMOR\u00a08")

    file = edited(project, "lampiran-2.docx", edit)
    status, data = absorbed(project, file, capsys)
    assert status == 0
    named = {datum.split(":")[0] for datum in data["ikut_berubah"]}
    assert named == {"perbup.docx", "lampiran-1.docx", "lampiran-3.docx"}


def test_words_made_italic_come_home_where_the_source_can_say_so(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        row = find_row(opened, "a. Menyusun dokumen sistem kerja")
        for column in (5, 6):  # a unit is one of a register; an indicator is a text
            for run in cells(opened, row)[column].paragraphs[0].runs:
                run.italic = True

    file = edited(project, "lampiran-2.docx", edit)
    for arguments in (["verifikasi", str(file)], ["banding", "2023", str(file)]):
        capsys.readouterr()
        assert main([*arguments, "--akar", str(project)]) == 1
        told = capsys.readouterr().out
        assert "2 perubahan" in told
        assert "Huruf miring: kini miring «Jumlah dokumen sistem kerja yang disusun»." in told
    status, data = absorbed(project, file, capsys)
    assert status == 1
    (refused,) = data["tidak_ditempatkan"]
    assert "huruf miring" in refused["alasan"]
    assert (refused["berkas"], refused["baris"]) == (PLAN, 18)
    text = (project / PLAN).read_text("utf-8")
    assert '[{miring: "Jumlah dokumen sistem kerja yang disusun"}]' in text


def test_words_made_italic_that_would_not_print_so_are_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What writes the edit is made to lose what it is about."""

    def written_upright(*arguments: Any) -> tuple[dict[str, bytes], list[HandEdit]]:
        files, unsafe = rewriting.written(*arguments)
        assert b"miring" in files[PLAN]
        return {PLAN: re.sub(rb"\[\{miring: (.*?)\}\]", rb"\1", files[PLAN])}, unsafe

    monkeypatch.setattr("rbdocs.compare.trial.written", written_upright)

    def edit(opened: Document) -> None:
        row = find_row(opened, "a. Menyusun dokumen sistem kerja")
        cells(opened, row)[6].paragraphs[0].runs[0].italic = True

    found = absorb(Project(project), read_file(edited(project, "lampiran-2.docx", edit)))
    assert found.placed == []
    (refused,) = found.unplaced
    assert "tidak dapat ditulis ke sumber sehingga tercetak persis begitu" in refused.reason


def test_comments_of_reviewers_are_listed_with_place_and_author(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        row = find_row(opened, "b. Mendampingi pegawai")
        run = cells(opened, row)[4].paragraphs[0].runs[0]
        opened.add_comment(run, "Mohon dijelaskan.", author="Peninjau")

    file = edited(project, "lampiran-2.docx", edit)
    _, data = absorbed(project, file, capsys)
    (datum,) = data["komentar"]
    assert (datum["penulis"], datum["teks"]) == ("Peninjau", "Mohon dijelaskan.")
    assert "G-02" in datum["tempat"]


TYPED = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff"),
    max_size=60,
)


@settings(max_examples=examples(10), suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_is_typed_comes_back_as_it_was_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("ketik")
    copy_printable(folder)
    project = Project(folder)
    nama = data.draw(st.sampled_from(["lampiran-1.docx", "lampiran-2.docx", "lampiran-3.docx"]))
    content = clean_document(nama)
    base = list(units(read_word(content, nama)))
    filled = [number for number, entry in enumerate(base) if plain(entry).strip()]
    chosen = data.draw(st.lists(st.sampled_from(filled), min_size=1, max_size=6, unique=True))
    edits = {number: data.draw(TYPED) for number in chosen}
    found = absorb(project, retyped(content, nama, edits))
    target = written(project, found, folder / "sesudah")
    made = rebuild(target, Edition(YEAR), nama)
    assert made is not None
    for after, before in zip(units(made), base, strict=True):
        said = normal(plain(after))
        allowed = {normal(entry.expected) for entry in found.placed if entry.old == plain(before)}
        moved = any(said[:60] in ripple for ripple in found.ripples)
        assert said == normal(plain(before)) or said in allowed or moved
    for item in found.unplaced:
        assert item.reason


@pytest.mark.parametrize(
    ("part", "column", "kind"),
    [
        ("Kotak teks", "Kotak teks", ChangeKind.ADDED),
        ("Catatan kaki", "Catatan kaki", ChangeKind.ADDED),
        ("Kaki halaman", "Paragraf", ChangeKind.CHANGED),
        ("Halaman", "Ukuran halaman", ChangeKind.CHANGED),
        ("Teks", "Paragraf", ChangeKind.MOVED),
    ],
)
def test_whatever_else_the_comparison_tells_is_listed_beside_what_comes_home(
    part: str, column: str, kind: ChangeKind, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = "" if kind is ChangeKind.ADDED else "21,5 cm"
    change = Change(kind, part, (f"{part} 1",), "", column, old, "33 cm", True)
    monkeypatch.setattr(
        "rbdocs.compare.verify.compare_files", lambda a, b: [*compare_files(a, b), change]
    )

    def edit(opened: Document) -> None:
        row = find_row(opened, "a. Menyusun dokumen sistem kerja")
        set_text(cells(opened, row)[6], "Jumlah dokumen kerja")

    file = read_file(edited(project, "lampiran-2.docx", edit))
    found = absorb(Project(project), file)
    assert [item.new.plain for item in found.placed] == ["Jumlah dokumen kerja"]
    (listed,) = found.unplaced
    assert listed.place == f"{part} 1"
    assert "tidak ada sumbernya" in listed.reason
    assert "templates/lampiran-rencana-aksi-general.docx" in listed.reason


_SUB = " " * 18 + "- "


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("koordinator: Diskominfo", "koordinator: BKD"),
        (f"{_SUB}nama: Pengelolaan Data Kepegawaian\n{_SUB[:-2]}  anggaran: 25000000\n", ""),
    ],
)
def test_an_edit_that_would_change_what_nobody_edited_is_refused(
    old: str, new: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text or a whole row elsewhere: what writes the edit is made to change them, too."""

    def written_too_much(*arguments: Any) -> tuple[dict[str, bytes], list[HandEdit]]:
        files, unsafe = rewriting.written(*arguments)
        assert old.encode() in files[PLAN]
        return {PLAN: files[PLAN].replace(old.encode(), new.encode(), 1)}, unsafe

    monkeypatch.setattr("rbdocs.compare.trial.written", written_too_much)

    def edit(opened: Document) -> None:
        row = find_row(opened, "a. Menyusun dokumen sistem kerja")
        set_text(cells(opened, row)[6], "Jumlah dokumen kerja")

    found = absorb(Project(project), read_file(edited(project, "lampiran-2.docx", edit)))
    assert found.placed == []
    assert found.files == {}
    (refused,) = found.unplaced
    assert "mengubahnya juga mengubah tempat lain yang tidak disunting" in refused.reason


@pytest.mark.parametrize("column", [0, 4, 5, 8, 11])
@pytest.mark.parametrize("how", ["cellDel", "dihapus", "disisipkan"])
def test_cells_that_moved_to_another_column_take_nothing_into_the_sources(
    how: str, column: int, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        index = find_row(opened, "a. Menyusun dokumen sistem kerja")
        row = main_table(opened)._tbl.tr_lst[index]
        cell = row.tc_lst[column]
        if how == "cellDel":
            mark = OxmlElement("w:cellDel")
            mark.set(qn("w:id"), "901")
            mark.set(qn("w:author"), "Peninjau")
            cell.get_or_add_tcPr().append(mark)
        elif how == "dihapus":
            row.remove(cell)
        else:
            new = OxmlElement("w:tc")
            new.append(OxmlElement("w:p"))
            cell.addprevious(new)

    file = edited(project, "lampiran-2.docx", edit)
    before = sources(project)
    status, data = absorbed(project, file, capsys)
    assert (status, data["diserap"], sources(project)) == (1, [], before)
    assert data["tidak_ditempatkan"]


@pytest.mark.parametrize("column", [2, 4, 6, 9])
def test_cells_merged_into_one_do_not_put_the_text_of_all_into_its_column(
    column: int, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        index = find_row(opened, "a. Menyusun dokumen sistem kerja")
        row = main_table(opened)._tbl.tr_lst[index]
        first, second = row.tc_lst[column : column + 2]
        first.merge(second)

    file = edited(project, "lampiran-2.docx", edit)
    before = sources(project)
    status, data = absorbed(project, file, capsys)
    assert (status, data["diserap"], sources(project)) == (1, [], before)


@pytest.mark.parametrize(
    ("new", "named"),
    [
        ("\u0430. Menyusun dokumen sistem kerja", "U+0430"),
        ("a. Menyusun d\u03bfkumen \u039futput", "U+039F"),
        ("a. Menyusun dokumen sistem kerja \u0661", "U+0661"),
        ("a. Men\u200byusun dokumen sistem kerja", "U+200B"),
        ("a. Menyusun dokumen sistem kerja [PAGE]", "[PAGE]"),
        ("a. Menyusun dokumen sistem kerja [DATE]", "[DATE]"),
    ],
)
def test_letters_that_look_like_others_and_counted_fields_are_named_and_not_written(
    new: str, named: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        set_text(cells(opened, find_row(opened, "a. Menyusun dokumen sistem kerja"))[4], new)

    file = edited(project, "lampiran-2.docx", edit)
    before = sources(project)
    status, data = absorbed(project, file, capsys)
    assert (status, data["diserap"], sources(project)) == (1, [], before)
    (refused,) = data["tidak_ditempatkan"]
    assert named in refused["alasan"]
    if named.startswith("U+"):
        assert main(["verifikasi", str(file), "--akar", str(project)]) == 1
        assert named in capsys.readouterr().out


def test_a_comment_alone_is_something_to_decide_in_all_three_commands(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(opened: Document) -> None:
        run = opened.paragraphs[0].runs[0]
        opened.add_comment(run, text="mohon dicek", author="Budi", initials="B")

    base = project / "asli.docx"
    base.write_bytes(clean_document("lampiran-2.docx"))
    file = edited(project, "lampiran-2.docx", edit)
    remarks = []
    for command in (["verifikasi"], ["banding", str(base)], ["banding", str(YEAR)], ["serap"]):
        capsys.readouterr()
        assert main([*command, str(file), "--akar", str(project)]) == 1, command
        shown = capsys.readouterr().out
        assert "Budi: mohon dicek" in shown
        remarks.append([part for part in shown.split("\n") if "komentar: " in part])
    assert remarks == [remarks[0]] * 4
