"""A change is told by its own words: what was put before others, moved, or named by a number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rbdocs.compare.change import Change
from tests.mutations import cached
from tests.test_banding_kinds import CHAPTERS, Edit, edited, texts

__all__ = ["cached", "edited"]  # the fixtures
pytestmark = pytest.mark.usefixtures("cached")
BODY = "sources/2023/peraturan.yaml"
NEW = "bahwa untuk kepastian hukum perlu penataan ulang dokumen perencanaan daerah;"


def on_body(change: Any) -> Edit:
    def edit(folder: Path) -> None:
        path = folder / BODY
        data = yaml.safe_load(path.read_text("utf-8"))
        change(data)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")

    return edit


def told(changes: list[Change]) -> list[tuple[str, str]]:
    return [(str(change.kind), change.places[0].rpartition(", ")[2]) for change in changes]


# --- a letter put before another that is reworded


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("belum optimal sehingga diperlukan penajaman", "masih rendah, maka perlu perbaikan"),
        ("penyelarasan kondisi yang akan dicapai pada level dampak", "penyesuaian kondisi"),
    ],
)
def test_a_recital_reworded_and_pushed_down_is_changed_and_not_added(
    edited: Any, old: str, new: str
) -> None:
    def change(data: Any) -> None:
        first = " ".join(data["menimbang"][0].split())
        assert old in first
        data["menimbang"][:1] = [NEW, first.replace(old, new)]

    _, _, changes = edited(on_body(change))
    assert told(changes) == [("ditambah", "Menimbang huruf a"), ("diubah", "Menimbang huruf b")]
    assert changes[0].new == NEW
    assert old in changes[1].old
    assert new in changes[1].new


@pytest.mark.parametrize("index", range(5))
def test_a_letter_reworded_and_pushed_down_keeps_its_text_beside_the_new_one(
    edited: Any, index: int
) -> None:
    def change(data: Any) -> None:
        article = data["batang_tubuh"][0]["perubahan"][0]["menjadi"][0]
        letters = article["ayat"][1]["huruf"]
        rows = list(letters.values())
        words = rows[index].split()
        rows[index] = " ".join([*words[:3], "SERTA", "PENJELASANNYA", *words[4:]])
        rows.insert(index, "GAMBARAN UMUM DAERAH;")
        article["ayat"][1]["huruf"] = dict(zip("abcdefg", rows, strict=True))

    _, _, changes = edited(on_body(change))
    letter, pushed = "abcdefg"[index], "abcdefg"[index + 1]
    added = [item for item in changes if str(item.kind) == "ditambah"]
    assert [item.new for item in added] == [f"Nomor: {letter}\nTeks: GAMBARAN UMUM DAERAH;"]
    (reworded,) = [item for item in changes if item.column == "Teks"]
    assert reworded.places[0].endswith(f"huruf {pushed}")
    assert "SERTA PENJELASANNYA" in reworded.new
    assert "GAMBARAN" not in reworded.new
    (numbers,) = [item for item in changes if item.column == "Nomor"]
    assert numbers.old == ", ".join("abcdef"[index:])
    assert numbers.new == ", ".join("abcdefg"[index + 1 :])
    assert len(changes) == 3


def test_a_letter_wholly_rewritten_in_its_place_is_changed(edited: Any) -> None:
    _, _, changes = edited(
        texts({"2023/peraturan.yaml": [('c: "BAB III : ARAH KEBIJAKAN DAN STRATEGI PELAKSANAAN '
                                        'REFORMASI BIROKRASI GENERAL TAHUN 2022-2024;"',
                                        'c: "Hal-hal lain yang dianggap perlu;"')]})
    )  # fmt: skip
    assert told(changes) == [("diubah", "huruf c")]


def test_the_last_letter_wholly_rewritten_before_a_new_one_is_changed(edited: Any) -> None:
    def change(data: Any) -> None:
        article = data["batang_tubuh"][0]["perubahan"][0]["menjadi"][0]
        letters = article["ayat"][1]["huruf"]
        letters["f"] = "Hal-hal lain yang dianggap perlu oleh tim pengarah; dan"
        letters["g"] = "Lampiran yang memuat seluruh rencana aksi."

    _, _, changes = edited(on_body(change))
    assert told(changes) == [("diubah", "huruf f"), ("ditambah", "huruf g")]


@pytest.mark.parametrize(
    ("name", "edit", "change"),
    [
        ("bab-5.md", ("3. Menjaga", "4. Menjaga"), ("Nomor", "3.", "4.")),
        ("bab-2.md", ("### 2.5.2.", "## 2.5.2."), ("Bentuk", "judul tingkat 3", "judul tingkat 2")),
    ],
)
def test_what_stands_before_a_paragraph_of_a_chapter_is_told_as_that(
    edited: Any, name: str, edit: tuple[str, str], change: tuple[str, str, str]
) -> None:
    _, _, (item,) = edited(texts({f"2023/lampiran-1/{name}": [edit]}))
    assert (item.column, item.old, item.new) == change
    assert item.printed


# --- what was moved, and how it is called


def test_a_law_that_was_moved_is_called_by_its_name(edited: Any) -> None:
    def change(data: Any) -> None:
        laws = data["mengingat"]
        laws[1], laws[2] = laws[2], laws[1]

    _, _, (moved,) = edited(on_body(change))
    assert str(moved.kind) == "dipindah"
    assert "«Undang-Undang Nomor " in moved.places[0]
    assert moved.old.startswith("sesudah Mengingat angka ")
    assert "Batang tubuh" not in moved.old + moved.new  # it stayed in its list


def test_an_added_law_is_told_as_its_sentence_alone(edited: Any) -> None:
    def change(data: Any) -> None:
        law = {"jenis": "Undang-Undang", "nomor": 12, "tahun": 2011, "tentang": "Pembentukan Hukum",
               "lembaran": [{"jenis": "lembaran-negara", "tahun": 2011, "nomor": 82}]}  # fmt: skip
        data["mengingat"].insert(1, law)

    _, _, (added,) = edited(on_body(change))
    assert added.new == (
        "Kalimat: Undang-Undang Nomor 12 Tahun 2011 tentang Pembentukan Hukum "
        "(Lembaran Negara Republik Indonesia Tahun 2011 Nomor 82)"
    )


def test_a_row_is_called_by_what_it_prints_and_not_by_a_note(edited: Any) -> None:
    rows = ["      - {indikator: 2. Indeks Reformasi Hukum}\n",
            "      - {indikator: 3. Indeks Kualitas Kebijakan}\n"]  # fmt: skip
    name = CHAPTERS.removeprefix("sources/") + "/tabel-2-1.yaml"
    _, _, (moved,) = edited(texts({name: [("".join(rows), "".join(reversed(rows)))]}))
    assert "Baris «Penataan Peraturan Perundang/Deregulasi Kebijakan»" in moved.places[0]


def test_changes_are_told_in_the_order_of_the_documents(edited: Any) -> None:
    _, _, changes = edited(texts({"instansi.yaml": [("LANI DWI REJEKI", "BUDI SANTOSO")]}))
    assert [change.part for change in changes] == [
        "Batang tubuh", "Lampiran I", "Lampiran II", "Lampiran IV", "Daftar pejabat",
    ]  # fmt: skip


def test_which_waiver_changed_is_said(edited: Any) -> None:
    def change(folder: Path) -> None:
        path = folder / "sources/2023/pengecualian.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("alasan: ", "alasan: Baru. ", 1), "utf-8")

    _, _, (changed,) = edited(change)
    waiver = changed.edits[0].entry
    assert changed.places[0].startswith(f"Pengecualian, {waiver.values['aturan']} ")
    assert not changed.printed


# --- what no reader sees is not told as printed, and what one sees is


def test_a_column_under_another_key_changes_nothing_that_is_printed(edited: Any) -> None:
    def change(folder: Path) -> None:
        path = folder / CHAPTERS / "tabel-2-1.yaml"
        path.write_text(path.read_text("utf-8").replace("area", "bidang"), "utf-8")

    _, _, (changed,) = edited(change)
    assert (changed.column, changed.old, changed.new) == ("Kunci", "area", "bidang")
    assert not changed.printed


def test_cells_that_are_joined_with_those_above_are_told_as_printed(edited: Any) -> None:
    def change(folder: Path) -> None:
        path = folder / "sources/2023/lampiran-4.yaml"
        text = path.read_text("utf-8")
        start = text.index("kode: I-02\n")
        cells = (28 * " ").join(["", "koordinator: Bapelitbang\n", "pelaksana: DPMPTSP\n"])
        joined = f"{28 * ' '}lanjut: [koordinator, pelaksana]\n"
        assert cells in text[start:]
        path.write_text(text[:start] + text[start:].replace(cells, joined, 1), "utf-8")

    _, _, changes = edited(change)
    joined = [item for item in changes if "bersambung" in item.column]
    assert [item.new for item in joined] == ["koordinator", "pelaksana"]
    assert all(item.printed for item in changes)
