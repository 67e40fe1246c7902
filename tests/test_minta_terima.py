"""Sheets go out to offices and come home: what was typed is in the sources, and nothing else."""

from __future__ import annotations

import io
import json
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from rbdocs.cli import main
from rbdocs.excel.form_in import read_form
from rbdocs.excel.judging import judge
from rbdocs.excel.plan_rows import PlanRows, PlanState
from rbdocs.excel.plan_writing import new_texts
from rbdocs.files import Project
from rbdocs.model.open_cells import open_cells
from tests import offices
from tests.clean import copy_printable
from tests.conftest import Once
from tests.loops import at_least_one
from tests.office import convert_with_office
from tests.profiles import examples
from tests.sample import make_project, regulation_of

YEAR = 2025


@pytest.fixture(scope="module")
def enacted(once: Once, drafted: Path) -> Path:
    """The real regulation with the draft of 2024, and the sheets that ask for what is open."""

    def make(folder: Path) -> None:
        shutil.copytree(drafted, folder, dirs_exist_ok=True)
        assert main(["minta", "2024", "--akar", str(folder)]) == 0

    return once("enacted-asked", make)


@pytest.fixture(scope="module")
def asked(once: Once) -> Path:
    """A small project with the draft of 2025, and the sheets that ask for what is open in it."""

    def make(folder: Path) -> None:
        copy_printable(folder)
        assert main(["revisi", "2025", "--dari", "2024", "--akar", str(folder)]) == 0
        due = ["--batas", "15 Januari 2025", "--kepada", "Bagian Organisasi"]
        assert main(["minta", "2025", *due, "--akar", str(folder)]) == 0

    return once("asked", make)


@pytest.fixture
def root(asked: Path, tmp_path: Path) -> Path:
    """A copy of it without last year's sheets, to write into."""
    folder = tmp_path / "proyek"
    shutil.copytree(asked / "sources", folder / "sources")
    shutil.copytree(asked / "templates", folder / "templates")
    return folder


def sheet(asked: Path, name: str) -> Path:
    return asked / f"output/{YEAR}/permintaan/{name}.xlsx"


def tree(root: Path, number: int = 2) -> Any:
    return yaml.safe_load((root / f"sources/{YEAR}/lampiran-{number}.yaml").read_text("utf-8"))


def actions(node: Any) -> dict[str, Any]:
    """Every action in a plan's source, by kode."""
    if isinstance(node, dict):
        below = {key: value for part in node.values() for key, value in actions(part).items()}
        return {node["kode"]: node, **below} if "kode" in node else below
    if isinstance(node, list):
        return {key: value for part in node for key, value in actions(part).items()}
    return {}


def take(root: Path, *files: Path, status: int = 0, more: tuple[str, ...] = ()) -> None:
    names = [str(file) for file in files]
    assert main(["terima", *names, "--terapkan", *more, "--akar", str(root)]) == status


def told(
    root: Path, capsys: pytest.CaptureFixture[str], *files: Path, status: int | None = None
) -> dict[str, Any]:
    """What ``terima`` says, as data, when nothing is written."""
    capsys.readouterr()
    names = [str(file) for file in files]
    found = main(["terima", *names, "--format", "json", "--akar", str(root)])
    assert status is None or found == status
    return dict(json.loads(capsys.readouterr().out))


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def simple(row: str, key: str) -> Any:
    """What an office fills in: four numbers and their sum."""
    values = {"tw1": 1, "tw2": "-", "tw3": 2, "tw4": 4, "total": 7, "anggaran": 125_000_000}
    return values.get(key, "80")


def only_g05(row: str, key: str) -> Any:
    """The same, for one action."""
    return simple(row, key) if row == "G-05/1" and key != "target" else None


def test_every_open_value_is_asked_of_one_office(enacted: Path) -> None:
    wanted = {
        (cell.kode, cell.isian) for cell in open_cells(regulation_of(enacted, 2024)) if cell.kode
    }
    asked_for: list[tuple[str, str]] = []
    count = 0
    for path in at_least_one(sorted((enacted / "output/2024/permintaan").glob("*.xlsx"))):
        if path.name == "ringkasan.xlsx":
            continue
        for _, row, key, _cell in offices.yellow(load_workbook(path)):
            count += 1
            if not key.startswith("target"):
                asked_for.append((row, key))
    assert {(row.partition("/")[0], key) for row, key in asked_for} == wanted
    assert len(asked_for) == len(set(asked_for))
    assert count == len(list(open_cells(regulation_of(enacted, 2024))))


def test_an_office_that_shares_sees_who_answers(enacted: Path) -> None:
    """G-22 is carried out by four offices: the one that coordinates it answers."""
    folder = enacted / "output/2024/permintaan"
    book = load_workbook(folder / "bagian-adpem.xlsx")
    assert not offices.cell_of(book, "G-22/1", "tw1").protection.locked
    shared = offices.cell_of(load_workbook(folder / "bapelitbang.xlsx"), "G-22/1", "tw1")
    assert shared.value == "bersama: diisi Bagian Adpem Setda"
    assert shared.protection.locked


def test_only_yellow_and_pale_cells_can_be_typed_into(asked: Path) -> None:
    book = load_workbook(sheet(asked, "diskominfo"))
    for part in at_least_one(offices.sheets(book)):
        assert part.protection.sheet
        unlocked = {
            cell.fill.fgColor.rgb
            for row in part.iter_rows()
            for cell in row
            if not cell.protection.locked
        }
        assert unlocked == {"FFFFF2A8", "FFFFFBE6"}
        assert part.column_dimensions["A"].hidden
        assert part.row_dimensions[offices.KEY_ROW].hidden
        assert part.print_title_rows == "$5:$5"
        assert part.page_setup.paperSize == "14" or part.page_setup.paperSize == 14
        assert part.page_setup.orientation == "landscape"
    assert book["Petunjuk"].protection.sheet
    lines = [str(row[1].value) for row in book["Petunjuk"].iter_rows(min_row=5, max_row=9)]
    assert [line[:2] for line in lines] == ["1.", "2.", "3.", "4.", "5."]
    assert "15 Januari 2025" in lines[4]
    assert "Bagian Organisasi" in lines[4]


def test_what_an_office_types_is_in_the_sources_and_nothing_else(
    asked: Path, root: Path, tmp_path: Path
) -> None:
    before = text_of(root / "sources/2025/lampiran-2.yaml").splitlines()
    answer = tmp_path / "in/diskominfo.xlsx"
    count = offices.fill(sheet(asked, "diskominfo"), answer, simple)
    took = main(["terima", str(answer), "--terapkan", "--akar", str(root)])
    assert took in (0, 1)  # what is typed here meets no target
    after = text_of(root / "sources/2025/lampiran-2.yaml").splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert sum(old.count("belum diisi") for old, _ in changed) == count
    assert all("belum diisi" in old for old, _ in at_least_one(changed))
    assert [new.strip() for _, new in changed if "total: 7 " in new][-1] == "total: 7 # 2024: 1.700"
    action = actions(tree(root))["G-05"]
    assert action["tw"] == [1, "-", 2, 4]
    assert action["sub_kegiatan"][0]["anggaran"] == 125_000_000
    name = f"sources/{YEAR}/lampiran-3.yaml"
    assert text_of(root / name) == text_of(asked / name)
    record = regulation_of(root, YEAR).jawaban
    assert record is not None
    assert [item.perangkat_daerah for item in record.jawaban] == ["Diskominfo"]
    assert len(record.jawaban[0].isian) == count


def test_all_sheets_come_home_and_the_draft_is_built(
    enacted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, root = tmp_path / "kembali", tmp_path / "proyek"
    for name in ("sources", "templates"):
        shutil.copytree(enacted / name, root / name)
    sent = enacted / "output/2024/permintaan"
    for path in at_least_one(sorted(sent.glob("*.xlsx"))):
        if path.name != "ringkasan.xlsx":
            offices.fill(path, folder / path.name, simple)
    shutil.copy(sent / "ringkasan.xlsx", folder)  # it stands beside them, and is no answer
    (folder / "~$bkd.xlsx").write_bytes(b"dibuka di Excel")
    main(["terima", str(folder), "--terapkan", "--format", "json", "--akar", str(root)])
    found = json.loads(capsys.readouterr().out)
    assert len(found["berkas"]) == 22
    assert found["tidak_dibaca"] == []
    assert sum(len(file["isian"]) for file in found["berkas"]) == 550
    assert list(open_cells(regulation_of(root, 2024))) == []
    arguments = ["bangun", "2024", "--rancangan", "--tanpa-pdf", "--akar", str(root)]
    assert main(arguments) in (0, 1)
    assert "Semua isian rencana aksi sudah terisi." in capsys.readouterr().out
    assert (root / "output/2024/lampiran-2.docx").exists()


def test_taking_the_same_file_again_changes_nothing(
    asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = tmp_path / "diskominfo.xlsx"
    offices.fill(sheet(asked, "diskominfo"), answer, simple)
    main(["terima", str(answer), "--terapkan", "--akar", str(root)])
    before = {path: path.read_bytes() for path in (root / "sources").rglob("*.yaml")}
    capsys.readouterr()
    take(root, answer)
    assert "sudah diterima" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in (root / "sources").rglob("*.yaml")} == before


def test_an_office_can_correct_its_own_answer_but_not_what_a_drafter_wrote(
    asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    offices.fill(sheet(asked, "diskominfo"), first, only_g05)
    main(["terima", str(first), "--terapkan", "--akar", str(root)])
    path = root / "sources/2025/lampiran-2.yaml"
    text = text_of(path)
    drafted = text.replace("tw: [1, ", "tw: [5, ", 1)
    assert drafted != text
    path.write_text(drafted, "utf-8")
    values = {("G-05/1", "tw1"): 9, ("G-05/1", "total"): 15}
    offices.fill(sheet(asked, "diskominfo"), second, values)
    found = told(root, capsys, second, status=1)["berkas"][0]
    (problem,) = found["masalah"]
    assert "sesudah permintaan sumber sudah berisi «5»" in problem["pesan"]
    assert "jawabannya «9»" in problem["pesan"]
    assert [(item["kolom"], item["lama"], item["baru"]) for item in found["isian"]] == [
        ("total", "7", "15")
    ]
    take(root, second, status=1)
    assert text_of(path) == drafted  # a file is taken whole or not at all
    take(root, second, status=1, more=("--sebagian",))
    assert text_of(path) == drafted.replace("total: 7 ", "total: 15 ", 1)


# What people do to a sheet: how, and what must come of it.
Edit = Callable[[Workbook], None]


def _answers(book: Workbook) -> None:
    for _, row, key, cell in offices.yellow(book):
        offices.put(cell, simple(row, key))


def _sorted(book: Workbook) -> None:
    (part,) = offices.sheets(book)
    last = part.max_row
    rows = [[cell.value for cell in row] for row in part.iter_rows(offices.FIRST_ROW, last)]
    random.Random(7).shuffle(rows)
    for number, row in enumerate(rows, start=offices.FIRST_ROW):
        for column, value in enumerate(row, start=1):
            part.cell(number, column).value = value


def _filtered(book: Workbook) -> None:
    (part,) = offices.sheets(book)
    for number in range(offices.FIRST_ROW, part.max_row, 2):
        part.row_dimensions[number].hidden = True


def _moved_down(book: Workbook) -> None:
    offices.sheets(book)[0].insert_rows(1, 3)


def _column_inserted(book: Workbook) -> None:
    part = offices.sheets(book)[0]
    part.insert_cols(6)
    part.cell(7, 6).value = "tambahan"


def _renamed(book: Workbook) -> None:
    offices.sheets(book)[0].title = "Punya kami"


def _another_sheet(book: Workbook) -> None:
    book.create_sheet("Hitungan")["A1"] = "coret-coret"


def _no_keys(book: Workbook) -> None:
    offices.sheets(book)[0].delete_rows(offices.KEY_ROW)


def _no_names(book: Workbook) -> None:
    part = offices.sheets(book)[0]
    for number in range(offices.FIRST_ROW, part.max_row + 1):
        if not str(part.cell(number, 1).value).startswith("+"):
            part.cell(number, 1).value = None


def _unprotected(book: Workbook) -> None:
    for part in book.worksheets:
        part.protection.sheet = False


def _cover_gone(book: Workbook) -> None:
    del book["Petunjuk"]


def _blank_rows(book: Workbook) -> None:
    offices.sheets(book)[0].insert_rows(offices.FIRST_ROW + 2, 2)


def _row_twice(book: Workbook) -> None:
    part = offices.sheets(book)[0]
    for column in range(1, part.max_column + 1):
        part.cell(40, column).value = part.cell(offices.FIRST_ROW, column).value


KEPT = [
    *(_sorted, _filtered, _moved_down, _column_inserted, _renamed, _another_sheet, _no_keys),
    *(_no_names, _unprotected, _cover_gone, _blank_rows, _row_twice),
]


@pytest.fixture(scope="module")
def plain(asked: Path, tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str, str]]:
    """What the answers come to in a sheet to which nothing was done."""
    path = tmp_path_factory.mktemp("biasa") / "diskominfo.xlsx"
    offices.edited(sheet(asked, "diskominfo"), path, _answers)
    state = PlanState(PlanRows.of(regulation_of(asked, YEAR)))
    answered = judge(read_form(path.read_bytes()), state, path.name, "", {})
    return {(*answer.slot.name, answer.new) for answer in at_least_one(answered.answers)}


@pytest.mark.parametrize("change", KEPT, ids=[change.__name__[1:] for change in KEPT])
def test_answers_are_found_whatever_was_done_to_the_sheet(
    change: Edit,
    plain: set[tuple[str, str, str]],
    asked: Path,
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def edit(book: Workbook) -> None:
        _answers(book)
        change(book)

    changed = offices.edited(sheet(asked, "diskominfo"), tmp_path / "diskominfo.xlsx", edit)
    (found,) = told(root, capsys, changed)["berkas"]
    assert not [p for p in found["masalah"] if not p["pesan"].startswith("galat ")]
    assert found["usulan"] == []
    assert {(item["baris"], item["kolom"], item["baru"]) for item in found["isian"]} == plain


def test_cells_that_were_merged_answer_once_and_are_told(
    asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def merge(book: Workbook) -> None:
        for key, value in {"tw1": 4, "tw2": 5, "tw3": 6}.items():
            _one(book, "G-05/1", key, value)
        first, last = (offices.cell_of(book, "G-05/1", key).coordinate for key in ("tw1", "tw2"))
        offices.sheets(book)[0].merge_cells(f"{first}:{last}")

    answer = offices.edited(sheet(asked, "diskominfo"), tmp_path / "diskominfo.xlsx", merge)
    (found,) = told(root, capsys, answer)["berkas"]
    given = {(item["baris"], item["kolom"]): item["baru"] for item in found["isian"]}
    assert given == {("G-05/1", "tw1"): "4", ("G-05/1", "tw3"): "6"}
    (remark,) = (item for item in found["catatan_program"] if "sel digabung" in item)
    place = next(item["tempat"] for item in found["isian"] if item["kolom"] == "tw1")
    assert remark.startswith(f"{place}:")
    take(root, answer)
    assert actions(tree(root))["G-05"]["tw"] == [4, "belum diisi", 6, "belum diisi"]


def test_rows_and_columns_that_were_deleted_are_told_and_stay_open(
    asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def delete(book: Workbook) -> None:
        _answers(book)
        (part,) = offices.sheets(book)
        cell = offices.cell_of(book, "G-05/1", "tw2")
        part.delete_rows(cell.row)
        part.delete_cols(cell.column)

    answer = offices.edited(sheet(asked, "diskominfo"), tmp_path / "diskominfo.xlsx", delete)
    (found,) = told(root, capsys, answer)["berkas"]
    remarks = found["catatan_program"]
    assert "baris G-05/1 tidak ada lagi; isinya tetap terbuka" in remarks
    assert [item for item in remarks if item.startswith("kolom ")] == [
        "kolom TW 2 2025 tidak ada lagi; isinya tetap terbuka"
    ]
    given = {(item["baris"], item["kolom"]) for item in at_least_one(found["isian"])}
    assert not [place for place in given if place[0] == "G-05/1" or place[1] == "tw2"]
    assert ("G-04/1", "tw3") in given
    assert found["belum_dijawab"] >= 6
    take(root, answer)
    assert actions(tree(root))["G-05"]["tw"] == ["belum diisi"] * 4
    assert actions(tree(root))["G-04"]["tw"] == [1, "belum diisi", 2, 4]


def _one(book: Workbook, row: str, key: str, value: Any) -> None:
    offices.put(offices.cell_of(book, row, key), value)


def _locked(book: Workbook) -> None:
    _one(book, "G-05/1", "uraian", "Diganti sendiri")
    _one(book, "G-05/1", "lalu:tw1", 99)
    _one(book, "G-05/1", "tw1", 4)


def test_nothing_in_a_locked_cell_is_taken(
    asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = offices.edited(sheet(asked, "diskominfo"), tmp_path / "diskominfo.xlsx", _locked)
    (found,) = told(root, capsys, answer)["berkas"]
    assert [(item["baris"], item["kolom"]) for item in found["isian"]] == [("G-05/1", "tw1")]
    assert any("sel terkunci diubah" in remark for remark in found["catatan_program"])
    take(root, answer)
    assert "Diganti sendiri" not in text_of(root / "sources/2025/lampiran-2.yaml")


def test_a_sheet_that_claims_more_than_it_was_asked_gets_nothing(
    asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The hidden sheet is somebody else's word: what is not open in the sources stays."""

    def forge(book: Workbook) -> None:
        meta = book["rbdocs"]
        for row in meta.iter_rows(min_row=2):
            if row[1].value == "G-05/1":
                content = json.loads(row[2].value)
                content["buka"] += ["uraian", "satuan"]
                row[2].value = json.dumps(content)
        _one(book, "G-05/1", "uraian", "Diganti lewat lembar tersembunyi")
        _one(book, "G-05/1", "satuan", "Orang")

    answer = offices.edited(sheet(asked, "diskominfo"), tmp_path / "diskominfo.xlsx", forge)
    (found,) = told(root, capsys, answer, status=1)["berkas"]
    assert found["isian"] == []
    assert len(found["masalah"]) == 2
    before = text_of(root / "sources/2025/lampiran-2.yaml")
    take(root, answer, status=1, more=("--sebagian",))
    assert text_of(root / "sources/2025/lampiran-2.yaml") == before


def test_what_cannot_be_read_is_told_with_its_cell_and_keeps_the_file_out(
    asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(book: Workbook) -> None:
        _one(book, "G-05/1", "tw1", "lima")
        _one(book, "G-05/1", "tw2", 5)

    answer = offices.edited(sheet(asked, "diskominfo"), tmp_path / "in/diskominfo.xlsx", change)
    (found,) = told(root, capsys, answer, status=1)["berkas"]
    (problem,) = found["masalah"]
    assert problem["tempat"] == "Lampiran II!I8"
    assert "«lima» bukan angka" in problem["pesan"]
    assert not found["diambil"]
    before = text_of(root / "sources/2025/lampiran-2.yaml")
    take(root, answer, status=1, more=("--kembalikan", str(tmp_path / "ulang")))
    assert text_of(root / "sources/2025/lampiran-2.yaml") == before
    back = load_workbook(tmp_path / "ulang/diskominfo.xlsx")["Lampiran II"]["I8"]
    assert "«lima» bukan angka" in back.comment.text
    assert back.fill.fgColor.rgb == "FFF8CBAD"
    # What comes back mended is taken whole.
    mended = offices.edited(
        tmp_path / "ulang/diskominfo.xlsx",
        tmp_path / "dua/diskominfo.xlsx",
        lambda b: _one(b, "G-05/1", "tw1", 5),
    )
    take(root, mended)
    assert actions(tree(root))["G-05"]["tw"][:2] == [5, 5]


def test_rules_are_judged_at_the_door(
    asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def values(row: str, key: str) -> Any:
        numbers = {"tw1": 1, "tw2": 1, "tw3": 1, "tw4": 1, "total": 9}
        return numbers.get(key) if row == "G-05/1" else None

    answer = tmp_path / "diskominfo.xlsx"
    offices.fill(sheet(asked, "diskominfo"), answer, values)
    (found,) = told(root, capsys, answer, status=1)["berkas"]
    assert [(p["baris"], p["pesan"][:11]) for p in found["masalah"]] == [("G-05", "galat TW01:")]
    total = next(a["tempat"] for a in found["isian"] if a["kolom"] == "total")
    assert [p["tempat"] for p in found["masalah"]] == [total]  # the cell that is told is that one
    assert found["diambil"]  # a draft may hold faults; what was answered is clear
    take(root, answer, status=1, more=("--kembalikan", str(tmp_path / "ulang")))
    assert actions(tree(root))["G-05"]["total"] == 9
    assert (tmp_path / "ulang/diskominfo.xlsx").exists()


def test_two_offices_that_answer_one_value_are_told_of_each_other(
    asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a/diskominfo.xlsx", tmp_path / "b/bkd lagi.xlsx"
    for path, value in ((first, 4), (second, 5)):
        offices.edited(
            sheet(asked, "diskominfo"), path, lambda b, v=value: _one(b, "G-05/1", "tw1", v)
        )
    found = told(root, capsys, first, second, status=1)["berkas"]
    for file in at_least_one(found):
        (problem,) = file["masalah"]
        for part in ("«4»", "«5»", "diskominfo.xlsx", "bkd lagi.xlsx"):
            assert part in problem["pesan"]
        assert file["isian"] == []


def test_what_changed_since_the_request_is_told(
    asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "sources/2025/lampiran-2.yaml"
    text = text_of(path)
    head, _, rest = text.partition("- kode: G-05")
    rest = rest.replace("satuan: Dokumen", "satuan: Orang", 1)
    path.write_text(f"{head}- kode: G-05{rest}", "utf-8")
    answer = offices.edited(
        sheet(asked, "diskominfo"),
        tmp_path / "diskominfo.xlsx",
        lambda b: _one(b, "G-05/1", "tw1", 4),
    )
    (found,) = told(root, capsys, answer)["berkas"]
    assert any("Satuan berubah dari «Dokumen»" in remark for remark in found["catatan_program"])


def test_a_new_action_is_proposed_with_the_next_kode(
    asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(book: Workbook) -> None:
        values = {
            "konteks": "Indeks SPBE",
            "uraian": "=a. Menyusun manajemen talenta",
            "satuan": "Dokumen",
            "indikator": "Jumlah dokumen",
            **{"tw1": "-", "tw2": 1, "tw3": "1", "tw4": "-", "total": 2},
            "sub_kegiatan": "Pengelolaan talenta",
            "anggaran": "Rp 50.000.000,-",
        }
        for key, value in values.items():
            _one(book, "+1", key, value)
        _one(book, "+2", "konteks", "Indeks SPBE")
        _one(book, "+2", "uraian", "b. Menyusun lagi")

    answer = offices.edited(sheet(asked, "diskominfo"), tmp_path / "diskominfo.xlsx", change)
    numbers = [int(kode[2:]) for kode in actions(tree(root)) if kode.startswith("G-")]
    first, second = f"G-{max(numbers) + 1:02}", f"G-{max(numbers) + 2:02}"
    (found,) = told(root, capsys, answer)["berkas"]
    assert [item["kode"] for item in found["usulan"]] == [first, second]
    main(["terima", str(answer), "--terapkan", "--akar", str(root)])
    made = actions(tree(root))
    assert made[first] == {
        "kode": first,
        "uraian": "=a. Menyusun manajemen talenta",
        "satuan": "Dokumen",
        "indikator": "Jumlah dokumen",
        "tw": ["-", 1, 1, "-"],
        "total": 2,
        "sub_kegiatan": [{"nama": "Pengelolaan talenta", "anggaran": 50_000_000}],
        "koordinator": "Diskominfo",
        "pelaksana": "Diskominfo",
    }
    assert made[second]["tw"] == ["belum diisi"] * 4
    row = next(row for row in regulation_of(root, YEAR).baris if row.kode == first)
    assert row.kelompok.indikator.nama.plain == "Indeks SPBE"


def test_how_a_total_follows_is_written_beside_it(asked: Path, root: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for key, value in {"tw1": 1, "tw2": 2, "tw3": 3, "tw4": 3, "total": 3}.items():
            _one(book, "G-04/1", key, value)
        _one(book, "G-04/1", "cara", "Akhir")

    take(root, offices.edited(sheet(asked, "diskominfo"), tmp_path / "diskominfo.xlsx", change))
    action = actions(tree(root))["G-04"]
    assert (action["total"], action["cara"]) == (3, "akhir")


def test_notes_and_comments_reach_the_drafter(
    asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(book: Workbook) -> None:
        _one(book, "G-05/1", "catatan", "=Sudah dilakukan 2023, mohon dihapus")
        book["Petunjuk"]["C11"] = "Budi, Kasubag Umum"
        offices.cell_of(book, "G-05/1", "tw1").comment = Comment("ragu", "Budi")

    answer = offices.edited(sheet(asked, "diskominfo"), tmp_path / "diskominfo.xlsx", change)
    (found,) = told(root, capsys, answer)["berkas"]
    assert found["catatan"] == {"G-05/1": "=Sudah dilakukan 2023, mohon dihapus"}
    assert found["oleh"] == "Budi, Kasubag Umum"
    assert any("komentar «ragu»" in remark for remark in found["catatan_program"])
    take(root, answer)
    capsys.readouterr()
    main(["bangun", "2025", "--rancangan", "--tanpa-pdf", "--akar", str(root)])
    shown = capsys.readouterr().out
    assert "Sudah dilakukan 2023, mohon dihapus" in shown
    assert "Budi, Kasubag Umum" in shown


def _zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _bomb(source: Path) -> bytes:
    return _with(source, "xl/worksheets/sheet9.xml", b"<worksheet>" + b" " * 200_000_000)


def _with(source: Path, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(source) as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    return _zip({**parts, name: content})


_ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
REFUSED: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "xls": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Excel lama (.xls)"),
    "csv": (lambda _: b"kode;tw1\nG-05;5\n", ".csv"),
    "ods": (lambda _: _zip({"mimetype": b"application/vnd.oasis.opendocument"}), ".xlsx"),
    "pdf": (lambda _: b"%PDF-1.7", "PDF"),
    "foto": (lambda _: b"\xff\xd8\xff\xe0\0\x10JFIF", "foto"),
    "kosong": (lambda _: b"", "kosong"),
    "sandi": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "sandi",
    ),
    "makro": (lambda path: _with(path, "xl/vbaProject.bin", b"x"), "makro"),
    "sambungan": (
        lambda path: _with(path, "xl/externalLinks/externalLink1.xml", b"<a/>"),
        "sambungan ke berkas",
    ),
    "objek": (lambda path: _with(path, "xl/embeddings/oleObject1.bin", b"x"), "objek"),
    "bom": (_bomb, "terlalu besar"),
    "entitas": (lambda path: _with(path, "xl/worksheets/sheet9.xml", _ENTITIES), "XML"),
    "terpotong": (lambda path: path.read_bytes()[:5000], "utuh"),
    "asing": (
        lambda path: path.with_name("ringkasan.xlsx").read_bytes(),
        "bukan lembar permintaan",
    ),
    "word": (lambda _: _zip({"word/document.xml": b"<a/>"}), "serap"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_answer_is_refused_with_what_to_do(
    kind: str, asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, words = REFUSED[kind]
    path = tmp_path / f"{kind}.xlsx"
    path.write_bytes(make(sheet(asked, "diskominfo")))
    found = told(root, capsys, path, status=2)
    (refused,) = found["tidak_dibaca"]
    assert words in refused["alasan"]
    assert refused["alasan"].endswith(".") or "." in refused["alasan"]


def test_a_sheet_of_another_regulation_is_refused(
    asked: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def another(book: Workbook) -> None:
        head = json.loads(book["rbdocs"]["B1"].value)
        book["rbdocs"]["B1"].value = json.dumps(head | {"instansi": "Pemerintah Kota Lain"})

    def year(book: Workbook) -> None:
        head = json.loads(book["rbdocs"]["B1"].value)
        book["rbdocs"]["B1"].value = json.dumps(head | {"tahun": 2031})

    for name, change in (("a", another), ("b", year)):
        path = offices.edited(sheet(asked, "diskominfo"), tmp_path / f"{name}.xlsx", change)
        assert told(root, capsys, path, status=2)["tidak_dibaca"]
    text = text_of(root / "sources/2025/peraturan.yaml")
    assert "status: rancangan" in text
    enacted = offices.edited(sheet(asked, "diskominfo"), tmp_path / "c.xlsx", lambda _: None)
    assert told(root, capsys, enacted, status=0)["berkas"][0]["isian"] == []


@pytest.fixture(scope="module")
def office_answer(asked: Path, once: Once) -> Path:
    """An answer, once more saved by LibreOffice: as it is, and by way of its own format."""

    def make(folder: Path) -> None:
        path = offices.edited(sheet(asked, "diskominfo"), folder / "diskominfo.xlsx", _with_words)
        convert_with_office([path], "ods", folder)
        ods = (folder / "diskominfo.ods").rename(folder / "lewat-ods.ods")
        convert_with_office([path, ods], "xlsx", folder / "disimpan")

    return once("excel-libreoffice", make)


def _with_words(book: Workbook) -> None:
    _answers(book)
    for key, value in {
        "uraian": "=a. Menyusun @pedoman",
        "konteks": "Indeks SPBE",
        "satuan": "Dokumen",
        "indikator": "-5 dokumen",
        "sub_kegiatan": "+62",
    }.items():
        _one(book, "+1", key, value)
    _one(book, "G-05/1", "catatan", "@kepala; =1+1")


@pytest.mark.parametrize("name", ["diskominfo", "lewat-ods"])
def test_libreoffice_changes_no_answer(
    name: str, office_answer: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def answers(path: Path) -> Any:
        (found,) = told(root, capsys, path)["berkas"]
        return found["isian"], found["catatan"], found["usulan"], found["masalah"]

    saved = answers(office_answer / "disimpan" / f"{name}.xlsx")
    assert saved == answers(office_answer / "diskominfo.xlsx")
    assert saved[0]
    assert saved[2]


VALUES = st.one_of(
    st.integers(0, 10**9),
    st.sampled_from(["-", "1.200", " 5 ", None]),
    st.decimals(0, 100, places=1).map(float),
)


@settings(max_examples=examples(6))
@given(st.data())
def test_what_comes_home_is_what_was_typed(
    asked: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """For any values in any of the offices' cells: written, they say what was typed."""
    folder = tmp_path_factory.mktemp("acak")
    name = data.draw(st.sampled_from(["diskominfo", "dinsos", "bapelitbang"]))
    typed = {}

    def value(row: str, key: str) -> Any:
        typed[row, key] = data.draw(VALUES, label=f"{row}.{key}")
        return typed[row, key]

    offices.fill(sheet(asked, name), folder / "a.xlsx", value)
    state = PlanState(PlanRows.of(regulation_of(asked, YEAR)))
    form = read_form((folder / "a.xlsx").read_bytes())
    answered = judge(form, state, "a.xlsx", "", {})
    refused = {(problem.row, problem.label) for problem in answered.problems}
    due = {place for place, value in typed.items() if value is not None}
    labels = {place: state.slot(*place) for place in due}
    assert {answer.slot.name for answer in answered.answers} == {
        place
        for place, slot in labels.items()
        if slot is not None and (place[0], slot.label) not in refused
    }
    texts = new_texts(Project(asked), state, answered.answers, [])
    shutil.copytree(asked / "sources", folder / "sources")
    for file, content in texts.after.items():
        (folder / file).write_bytes(content)
    after = PlanState(PlanRows.of(regulation_of(folder, YEAR)))
    new = {answer.slot.name: answer.new for answer in answered.answers}
    for row in at_least_one(state.plans.rows):
        for key, field in row.fields.items():
            found = after.field(row.id, key)
            assert found is not None
            if field.begins and row.fields[key].node is not None:
                assert found.text == new.get((row.id, key), field.text)


@pytest.fixture(scope="module")
def reporting(once: Once) -> Path:
    """The small regulation, asked what was reached up to the second quarter."""

    def make(folder: Path) -> None:
        copy_printable(folder)
        assert main(["minta", "2024", "--realisasi", "TW2", "--akar", str(folder)]) == 0

    return once("reporting", make)


def test_what_was_reached_comes_home_quarter_by_quarter(
    reporting: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "proyek"
    for name in ("sources", "templates"):
        shutil.copytree(reporting / name, root / name)

    def change(book: Workbook) -> None:
        values = {
            **{"tw1": 1200, "tw2": "1.600", "bukti2": "SK: =5", "kendala2": "server lambat"},
            **{"solusi2": "@tambah server", "serapan": "Rp 5.000.000,-"},
        }
        for key, value in values.items():
            _one(book, "G-05/1", key, value)

    sent = reporting / "output/2024/permintaan/realisasi-tw2/diskominfo.xlsx"
    answer = offices.edited(sent, tmp_path / "diskominfo.xlsx", change)
    take(root, answer)
    shown = capsys.readouterr().out
    assert "Sesudah itu masih terbuka:" in shown  # who is late
    assert "BKD 2" in shown
    found = yaml.safe_load((root / "sources/2024/realisasi.yaml").read_text("utf-8"))["realisasi"]
    entry = next(item for item in found if item["kode"] == "G-05")
    assert entry == {
        "kode": "G-05",
        "tw": [1200, 1600, "belum diisi", "belum diisi"],
        "anggaran": 5_000_000,
        "triwulan": [
            {
                "tw": 2,
                "bukti": "SK: =5",
                "kendala": "server lambat",
                "solusi": "@tambah server",
            }
        ],
    }
    others = [item for item in found if item["kode"] != "G-05"]
    assert all(item["tw"] == ["belum diisi"] * 4 for item in at_least_one(others))
    # The next quarter: what is known is locked, what comes is added beside it.
    assert main(["minta", "2024", "--realisasi", "TW3", "--akar", str(root)]) == 0
    sent = root / "output/2024/permintaan/realisasi-tw3/diskominfo.xlsx"
    assert offices.cell_of(load_workbook(sent), "G-05/1", "tw2").protection.locked
    later = offices.edited(
        sent,
        tmp_path / "tw3.xlsx",
        lambda book: [_one(book, "G-05/1", key, "9") for key in ("tw3", "bukti3", "serapan")],
    )
    take(root, later)
    regulation = regulation_of(root, 2024)
    assert regulation.realisasi is not None
    reached = regulation.realisasi.by_kode["G-05"]
    assert [str(value) for value in reached.tw] == ["1.200", "1.600", "9", "belum diisi"]
    assert str(reached.anggaran) == "9"
    assert reached.told("bukti") == "TW 2: SK: =5\nTW 3: 9"
    assert main(["bangun", "2024", "--tanpa-pdf", "--akar", str(root)]) == 0
    assert (root / "output/2024/evaluasi.docx").exists()


def test_a_plan_of_any_layout_is_asked_and_answered(tmp_path: Path) -> None:
    """Other levels, other keys, months instead of quarters: no code knows of them."""
    root = make_project(tmp_path / "p")
    layouts = root / "sources/susunan"
    layouts.mkdir()
    months = ", ".join(f"B{number}" for number in range(1, 13))
    (layouts / "bulanan.yaml").write_text(
        f"""\
judul: Rencana bulanan
tingkat:
  - {{kunci: tujuan, nama: Tujuan, isian: rencana}}
  - {{kunci: langkah, nama: Langkah, kode: true}}
periode:
  - {{kunci: bulan, judul: [{months}]}}
kolom:
  - {{kunci: tujuan, judul: Tujuan, tingkat: tujuan, isian: nama, lebar: 20}}
  - {{kunci: kerja, judul: Yang dikerjakan, tingkat: langkah, makna: uraian, lebar: 20}}
  - {{kunci: ukuran, judul: Ukuran, tingkat: langkah, makna: satuan, lebar: 6}}
  - {{kunci: bln, sebutan: Bulan, tingkat: langkah, makna: target, periode: bulan, lebar: 3}}
  - {{kunci: setahun, judul: Setahun, tingkat: langkah, makna: total, dari: [bln], lebar: 6}}
  - {{kunci: dinas, judul: Dinas, tingkat: langkah, makna: pelaksana, lebar: 12}}
""",
        "utf-8",
    )
    opened = ", ".join(["belum diisi"] * 12)
    (root / "sources/2023/lampiran-2.yaml").write_text(
        f"""\
lampiran: II
jenis: bulanan
tahun: 2023
judul: RENCANA BULANAN
tanda_tangan:
  pejabat: bupati
rencana:
  - nama: Pelayanan cepat
    langkah:
      - kode: B-01
        kerja: Menyusun pedoman
        ukuran: Dokumen
        bln: [{opened}] # tiap bulan
        setahun: belum diisi
        dinas: BKD
""",
        "utf-8",
    )
    path = root / "sources/2023/peraturan.yaml"
    text = path.read_text("utf-8")
    head = "" if "\nstatus: ditetapkan" in text else "status: rancangan\n"
    path.write_text(head + text.replace("\nstatus: ditetapkan", "\nstatus: rancangan"), "utf-8")
    (root / "templates/lampiran-rencana-aksi-bulanan.docx").write_bytes(
        (root / "templates/lampiran-rencana-aksi-general.docx").read_bytes()
    )
    assert main(["minta", "2023", "--akar", str(root)]) == 0

    def value(row: str, key: str) -> Any:
        return 12 if key == "setahun" else 1

    answer = tmp_path / "bkd.xlsx"
    count = offices.fill(root / "output/2023/permintaan/bkd.xlsx", answer, value)
    assert count == 13
    book = load_workbook(answer)
    _one(book, "+1", "konteks", "Pelayanan cepat")
    _one(book, "+1", "kerja", "Menyusun laporan")
    _one(book, "+1", "ukuran", "Laporan")
    _one(book, "+1", "bln12", 1)
    book.save(answer)
    main(["terima", str(answer), "--terapkan", "--akar", str(root)])
    found = yaml.safe_load((root / "sources/2023/lampiran-2.yaml").read_text("utf-8"))
    first, second = found["rencana"][0]["langkah"]
    assert (first["bln"], first["setahun"]) == ([1] * 12, 12)
    assert second == {
        "kode": "B-02",
        "kerja": "Menyusun laporan",
        "ukuran": "Laporan",
        "bln": [*["belum diisi"] * 11, 1],
        "setahun": "belum diisi",
        "dinas": "BKD",
    }
    assert main(["lembar", "2023", "--akar", str(root)]) == 0
