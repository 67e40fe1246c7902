"""Kinds of change, each told as a reader would: one change for one thing that was done."""

from __future__ import annotations

import io
import itertools
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from rbdocs.cli import main
from rbdocs.compare import changes as comparing
from rbdocs.compare import redlines
from rbdocs.compare.budget import compare_budgets
from rbdocs.compare.change import Change
from rbdocs.compare.changes import compare
from rbdocs.compare.consequences import with_consequences
from rbdocs.model.regulation import Regulation
from tests.clean import copy_printable
from tests.mutations import cached, copy_sources
from tests.profiles import sampled
from tests.sample import ROOT, regulation_of, replace_text

__all__ = ["cached"]  # the fixture
pytestmark = pytest.mark.usefixtures("cached")
Edit = Callable[[Path], None]
CHAPTERS = "sources/2023/lampiran-1"


@pytest.fixture
def edited(
    enacted: Regulation, tmp_path: Path
) -> Callable[[Edit], tuple[Regulation, Regulation, list[Change]]]:
    """2023 as it is, as an edit leaves it, and what is told of that."""

    def run(edit: Edit) -> tuple[Regulation, Regulation, list[Change]]:
        copy_sources(ROOT, tmp_path)
        edit(tmp_path)
        new = regulation_of(tmp_path, 2023)
        return enacted, new, with_consequences(compare(enacted, new).changes, enacted, new)

    return run


def texts(pairs: dict[str, list[tuple[str, str]]]) -> Edit:
    def edit(folder: Path) -> None:
        for name, replacements in pairs.items():
            for old, new in replacements:
                replace_text(folder / "sources" / name, old, new)

    return edit


def set_budget(kode: str, amount: str) -> Edit:
    def edit(folder: Path) -> None:
        path = folder / "sources/2023/lampiran-2.yaml"
        text = path.read_text(encoding="utf-8")
        start = text.index(f"kode: {kode}\n")
        changed = re.sub(r"anggaran: \S+", f"anggaran: {amount}", text[start:], count=1)
        path.write_text(text[:start] + changed, encoding="utf-8")

    return edit


# --- one thing done is one change


@pytest.mark.parametrize(("item", "other"), [("bab-2.md", "bab-3.md"), ("bab-1.md", "bab-5.md")])
def test_two_chapters_in_each_others_place_are_moves_and_nothing_else(
    edited: Any, item: str, other: str
) -> None:
    def swap(folder: Path) -> None:
        path = folder / CHAPTERS / "naskah.yaml"
        text = path.read_text(encoding="utf-8")
        for old, new in ((item, "#"), (other, item), ("#", other)):
            text = text.replace(f"berkas: {old}\n", f"berkas: {new}\n")
        path.write_text(text, encoding="utf-8")

    _, _, told = edited(swap)
    assert {str(change.kind) for change in told} == {"dipindah"}
    assert 1 <= len(told) <= 2, [change.places for change in told]
    assert all("BAB" in change.places[0] for change in told)


def test_a_grouped_heading_with_another_name_is_one_change(edited: Any) -> None:
    _, _, told = edited(
        texts(
            {
                "2023/lampiran-1/tabel-2-4.yaml": [
                    ("judul: Target Tahunan\n", "judul: Sasaran akhir\n")
                ]
            }
        )
    )
    assert [(str(item.kind), item.old, item.new) for item in told] == [
        ("diubah", "Target Tahunan", "Sasaran akhir")
    ]


def test_a_cell_that_spells_an_office_otherwise_has_not_renamed_it(edited: Any) -> None:
    def respell(folder: Path) -> None:
        path = folder / "sources/2023/lampiran-4.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count("pelaksana: DPMPTSP\n") > 2
        path.write_text(text.replace("pelaksana: DPMPTSP\n", "pelaksana: Dpmptsp\n"), "utf-8")
        register = folder / "sources/perangkat-daerah.yaml"
        text = register.read_text(encoding="utf-8")
        names = "singkat: DPMPTSP\n    tercetak:\n"
        new = text.replace(names, f"{names}      - Dpmptsp\n")
        assert new != text
        register.write_text(new, encoding="utf-8")

    _, _, told = edited(respell)
    assert "berganti nama" not in {str(item.kind) for item in told}
    printed = [item for item in told if item.printed]
    assert {(item.old, item.new) for item in printed} == {("DPMPTSP", "Dpmptsp")}
    assert len(printed) > 2


def test_letters_of_menimbang_and_parts_of_a_figure_are_told_one_by_one(edited: Any) -> None:
    _, _, told = edited(
        texts(
            {
                "2023/peraturan.yaml": [("saing daerah belum optimal", "saing daerah lemah")],
                "2023/lampiran-1/gambar-3-1.yaml": [
                    ("{panah: maju, label: arah", "{panah: dua-arah, label: arah"),
                    ("- Menerjemahkan kebijakan makro", "- Menjabarkan kebijakan makro"),
                ],
            }
        )
    )
    assert [(item.places[0].rpartition(", ")[2][:10], item.printed) for item in told] == [
        ("Menimbang ", True),
        ("Arah panah", True),
        ("Butir «Men", True),
    ]
    assert told[1].new == "dua arah"  # as people write it


def test_a_cited_law_is_told_as_its_sentence(edited: Any) -> None:
    _, _, told = edited(
        texts({"2023/peraturan.yaml": [("{jenis: berita-negara, tanggal: 1950-08-08}",
                                        "{jenis: berita-negara, tanggal: 1950-08-09}")]})
    )  # fmt: skip
    (change,) = told
    assert "(Berita Negara Republik Indonesia tanggal 9 Agustus 1950)" in change.new
    assert change.new.startswith("Undang-Undang Nomor 13 Tahun 1950 tentang Pembentukan")


def test_words_that_are_italic_now_are_named(edited: Any) -> None:
    _, _, told = edited(
        texts(
            {
                "2023/lampiran-1/gambar-3-1.yaml": [
                    ("sebagai *leading institution*", "sebagai leading institution")
                ]
            }
        )
    )
    (change,) = told
    assert change.old == change.new
    assert change.follows == (
        "Yang dicetak miring: semula «leading institution», menjadi tidak ada.",
    )


def test_a_picture_put_for_a_drawing_is_told_and_the_drawing_no_longer_printed(
    edited: Any,
) -> None:
    def edit(folder: Path) -> None:
        Image.new("RGB", (2000, 1000)).save(folder / CHAPTERS / "gambar-3-1.png")
        figure = folder / CHAPTERS / "gambar-3-1.yaml"
        replace_text(figure, "- Menerjemahkan kebijakan makro", "- Menjabarkan kebijakan makro")

    _, _, told = edited(edit)
    assert [(item.column, item.printed) for item in told] == [
        ("Berkas gambar", True),
        ("Butir", False),
    ]


# --- budgets


def test_every_office_whose_budget_changes_is_named_and_why(edited: Any) -> None:
    _, _, told = edited(set_budget("G-23", str(50_491_000 + 1_354_045)))
    (change,) = told
    assert "Bagian Organisasi Setda" in change.offices
    told_of = [
        follow
        for follow in change.follows
        if follow.startswith("Anggaran Bagian Organisasi Setda ")
    ]
    assert any("(+50.491.000)" in item for item in told_of)
    assert any(
        "G-23 dan G-51 semula sama dan dihitung sekali" in follow for follow in change.follows
    )


KODES = ["G-01", "G-04", "G-12", "G-19", "G-23", "G-46", "G-51"]
AMOUNTS = ["1", "50491000", "belum diisi", '"-"']


@pytest.mark.parametrize(("kode", "amount"), sampled(itertools.product(KODES, AMOUNTS), 9))
def test_no_office_whose_budget_changes_is_left_out(edited: Any, kode: str, amount: str) -> None:
    old, new, told = edited(set_budget(kode, amount))
    before, after = compare_budgets(old, new)
    names = {*before.names(), *after.names()}
    changed = {
        name
        for name in names
        if (before.money.get(name), before.open.get(name))
        != (after.money.get(name), after.open.get(name))
    }
    sentences = [sentence for item in told for sentence in item.follows]
    untold = [
        name
        for name in changed
        if not any(item.startswith(f"Anggaran {name} seluruhnya: ") for item in sentences)
    ]
    assert untold == []


def test_budgets_that_change_because_the_register_reads_a_name_otherwise_are_told(
    edited: Any,
) -> None:
    """No change of a plan is there to tell it with."""
    name, other = "      - Bagian Organisasi\n", "      - Bagian Hukum\n"
    moved = texts({"perangkat-daerah.yaml": [(name, ""), (other, f"{other}{name}")]})
    old, new, told = edited(moved)
    assert not any(item.printed for item in told)
    before, after = (budget.money for budget in compare_budgets(old, new))
    sentences = [sentence for item in told for sentence in item.follows]
    for office in ("Bagian Organisasi Setda", "Bagian Hukum Setda"):
        assert before[office] != after[office]
        assert any(item.startswith(f"Anggaran {office} seluruhnya: ") for item in sentences)


def test_an_amount_that_is_to_come_is_never_nought(edited: Any) -> None:
    old, new, told = edited(set_budget("G-23", "belum diisi"))
    office = "Bagian Organisasi Setda + Inspektorat Daerah"
    (change,) = told
    assert f"Anggaran {office} seluruhnya: 50.491.000 menjadi belum diisi." in change.follows
    assert compare_budgets(old, new)[1].told(office) == "belum diisi"
    _, after = compare_budgets(old, new)
    assert office not in after.money


def test_a_sum_with_an_open_amount_is_at_least_what_it_says(edited: Any) -> None:
    old, new, _ = edited(set_budget("G-04", "belum diisi"))
    shown = compare_budgets(old, new)[1].told("Bagian Organisasi Setda")
    assert re.fullmatch(r"sekurang-kurangnya [\d.]+ \(1 belum diisi\)", shown)


# --- a Lampiran that stays in force


def amended(folder: Path) -> None:
    """Make of the clean 2024 one whose Lampiran II stays in force as 2023 has it."""
    year = folder / "sources/2024"
    replace_text(year / "peraturan.yaml", "lampiran: [I, II, III]", "lampiran: [I, III]\n"
                 "warisan: {II: 2023}")  # fmt: skip
    (year / "lampiran-2.yaml").unlink()


def test_a_lampiran_that_stays_in_force_is_not_deleted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_printable(tmp_path)
    amended(tmp_path)
    assert main(["banding", "2023", "2024", "--akar", str(tmp_path), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)["perubahan"]
    of_two = [item for item in told if item["bagian"] == "Lampiran II"]
    assert [(item["jenis"], item["kolom"]) for item in of_two] == [("diubah", "Keberlakuan")]
    assert "tetap berlaku sebagaimana ditetapkan Tahun 2023" in of_two[0]["baru"]


# --- what the command says


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("lama", "baru"):
        copy_printable(tmp_path / name)
    return tmp_path / "lama", tmp_path / "baru"


def run(versions: tuple[Path, Path], *more: str) -> int:
    old, new = map(str, versions)
    return main(["banding", old, new, "--akar", new, *more])


def test_documents_that_differ_with_nothing_told_are_a_mistake_of_the_program(
    versions: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    replace_text(versions[1] / "sources/2024/lampiran-2.yaml", 'target: "80%"', 'target: "81%"')
    real = comparing.compare
    silent = lambda a, b: comparing.Comparison(  # noqa: E731
        (found := real(a, b)).old, found.new, found.matching, []
    )
    monkeypatch.setattr(comparing, "compare", silent)
    for view in ("docx", "matriks"):  # several files, put into a folder
        (versions[0] / f"hasil-{view}").mkdir()
    for view in ("teks", "json", "html", "docx", "matriks"):
        assert run(versions, "--format", view, "--ke", str(versions[0] / f"hasil-{view}")) != 0
        told = capsys.readouterr()
        assert "Kesalahan program" in told.err
        assert "lampiran-2.docx" in told.err
        assert "Tidak ada perubahan" not in told.out


def test_documents_that_differ_with_nothing_told_as_printed_are_a_mistake_of_the_program(
    versions: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    register = versions[1] / "sources/perangkat-daerah.yaml"
    replace_text(register, "nama: Dinas Sosial", "nama: Dinas Sosial Kabupaten")
    made = redlines.Redlines(added=["lampiran-9.docx"])
    monkeypatch.setattr("rbdocs.compare.compared.redline_year", lambda *_: made)
    assert run(versions, "--semua") != 0
    told = capsys.readouterr()
    assert "Kesalahan program" in told.err
    assert "lampiran-9.docx" in told.err


def test_what_is_not_printed_is_folded_after_everything_else(
    versions: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    new = versions[1] / "sources"
    replace_text(
        new / "perangkat-daerah.yaml", "nama: Dinas Sosial", "nama: Dinas Sosial Kabupaten"
    )
    replace_text(new / "2024/lampiran-2.yaml", 'target: "80%"', 'target: "81%"')
    assert run(versions) == 1
    shown = capsys.readouterr().out
    assert "1 perubahan tidak tercetak" in shown
    assert "Dinas Sosial Kabupaten" not in shown
    assert run(versions, "--semua") == 1
    shown = capsys.readouterr().out
    order = ["{+81", "Tidak tercetak dalam dokumen", "{+ Kabupaten"]
    assert sorted(order, key=shown.index) == order
    assert run(versions, "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)["perubahan"]
    assert [item["tercetak"] for item in told] == [True, False]
    assert run(versions, "--format", "html", "--ke", str(new / "a.html")) == 1
    page = (new / "a.html").read_text(encoding="utf-8")
    order = ["<ins>81", '<details class="lipat">', "<ins> Kabupaten"]
    assert sorted(order, key=page.index) == order


def test_words_that_a_template_has_otherwise_are_told(
    versions: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = versions[1] / "templates/perbup.docx"
    package = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as target:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/document.xml":
                assert data.count(b"Menimbang") == 1
                data = data.replace(b"Menimbang", b"Mempertimbangkan")
            target.writestr(name, data)
    assert run(versions) == 1
    shown = capsys.readouterr().out
    assert "Templat perbup.docx" in shown
    assert "Mempertimbangkan" in shown
