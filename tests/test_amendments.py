"""Amendments are derived from what really changed, and bring about exactly that."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rbdocs.law.amend import amend
from rbdocs.law.consolidate import Consolidation
from rbdocs.law.derive import Turunan, derive, retitled
from rbdocs.law.phrases import fixed
from rbdocs.model.batang_tubuh import DaftarPasal, Pasal, Perubahan
from tests.test_law_phrases import as_written

BASE: list[dict[str, Any]] = [
    {"pasal": 1, "teks": "Istilah."},
    {"pasal": 2, "teks": "Bupati:", "huruf": {"a": "satu;", "b": "dua; dan", "c": "tiga."}},
    {
        "pasal": 3,
        "ayat": {1: "Satu.", 2: {"teks": "Isi:", "huruf": {"a": "x;", "b": "y."}}, 3: "Z."},
    },
    {"pasal": 4, "teks": "Penutup."},
]


def listing(content: list[dict[str, Any]]) -> DaftarPasal:
    return DaftarPasal.model_validate(as_written({"pasal": content}))


def known(content: list[dict[str, Any]], *, lengkap: bool = True) -> Consolidation:
    return Consolidation.of(listing(content).pasal, lengkap=lengkap)


def changed(edit: str, *, lengkap: bool = True) -> Turunan:
    """Derive what *edit*, articles as YAML, makes of the base: those with the same number go."""
    wanted = {str(item["pasal"]): deepcopy(item) for item in BASE}
    wanted |= {str(item["pasal"]): item for item in yaml.safe_load(edit)}
    order = sorted(wanted, key=lambda nomor: (int(nomor.rstrip("ABC")), nomor))
    return derive(known(BASE, lengkap=lengkap), listing([wanted[item] for item in order]).pasal)


@pytest.mark.parametrize(
    ("edit", "sentences"),
    [
        (
            "[{pasal: 4, teks: Lain.}]",
            ["Ketentuan Pasal 4 diubah sehingga berbunyi sebagai berikut:"],
        ),
        ("[{pasal: 4, status: dihapus}]", ["Pasal 4 dihapus."]),
        (
            "[{pasal: 2A, teks: Baru.}, {pasal: 2B, teks: Baru.}]",
            [
                "Di antara Pasal 2 dan Pasal 3 disisipkan 2 (dua) pasal, yakni Pasal 2A dan "
                "Pasal 2B sehingga berbunyi sebagai berikut:"
            ],
        ),
        (
            "[{pasal: 5, teks: Baru.}]",
            [
                "Setelah Pasal 4 ditambahkan 1 (satu) pasal, yakni Pasal 5 sehingga berbunyi "
                "sebagai berikut:"
            ],
        ),
        (
            "[{pasal: 3, ayat: {1: Lain., 2: {teks: 'Isi:', huruf: {a: 'x;', b: y.}}, 3: Z.}}]",
            ["Ketentuan ayat (1) Pasal 3 diubah, sehingga Pasal 3 berbunyi sebagai berikut:"],
        ),
        (
            "[{pasal: 3, ayat: {1: Satu., 1a: Baru., 2: {teks: 'Isi:', huruf: {a: 'x;', b: y.}}, "
            "3: Z.}}]",
            [
                "Di antara ayat (1) dan ayat (2) Pasal 3 disisipkan 1 (satu) ayat, yakni ayat (1a) "
                "sehingga Pasal 3 berbunyi sebagai berikut:"
            ],
        ),
        (
            "[{pasal: 3, ayat: {1: Satu., 2: {teks: 'Isi:', huruf: {a: 'x;', b: y.}}, 3: Z., "
            "4: Baru.}}]",
            [
                "Ketentuan Pasal 3 ditambah 1 (satu) ayat, yakni ayat (4) sehingga Pasal 3 "
                "berbunyi sebagai berikut:"
            ],
        ),
        (
            "[{pasal: 3, ayat: {1: Satu., 2: {status: dihapus}, 3: Z.}}]",
            ["Pasal 3 ayat (2) dihapus sehingga Pasal 3 berbunyi sebagai berikut:"],
        ),
        (
            "[{pasal: 3, ayat: {1: Satu., 2: {teks: 'Isi:', huruf: {a: 'x;', b: 'y; dan', c: z.}}, "
            "3: Z.}}]",
            [
                "Ketentuan ayat (2) Pasal 3 ditambah 1 (satu) huruf, yakni huruf c sehingga "
                "Pasal 3 berbunyi sebagai berikut:"
            ],
        ),
        (
            "[{pasal: 2, teks: 'Bupati:', huruf: {a: 'satu;', b: 'lain; dan', c: tiga.}}]",
            ["Ketentuan huruf b Pasal 2 diubah, sehingga Pasal 2 berbunyi sebagai berikut:"],
        ),
        (
            "[{pasal: 2, teks: 'Bupati:', huruf: {a: 'satu;', a1: 'sela;', b: 'dua; dan', "
            "c: tiga.}}]",
            [
                "Di antara huruf a dan huruf b Pasal 2 disisipkan 1 (satu) huruf, yakni huruf a1 "
                "sehingga Pasal 2 berbunyi sebagai berikut:"
            ],
        ),
        (
            "[{pasal: 3, ayat: {1: Lain., 2: {status: dihapus}, 3: Z., 4: Baru.}}]",
            [
                "Ketentuan Pasal 3 ayat (1) diubah, ayat (2) dihapus, serta ditambahkan 1 (satu) "
                "ayat, yakni ayat (4) sehingga Pasal 3 berbunyi sebagai berikut:"
            ],
        ),
        (
            "[{pasal: 1, teks: Lain.}, {pasal: 3A, teks: Baru.}, {pasal: 4, status: dihapus}]",
            [
                "Ketentuan Pasal 1 diubah sehingga berbunyi sebagai berikut:",
                "Di antara Pasal 3 dan Pasal 4 disisipkan 1 (satu) pasal, yakni Pasal 3A sehingga "
                "berbunyi sebagai berikut:",
                "Pasal 4 dihapus.",
            ],
        ),
    ],
)
def test_each_change_has_its_phrase_in_the_order_of_the_articles(
    edit: str, sentences: list[str]
) -> None:
    found = changed(edit)
    assert [fixed(item, "Peraturan Bupati").plain for item in found.perubahan] == sentences
    assert found.obstacles == []


def test_a_changed_ayat_is_quoted_with_its_article_and_alone_where_the_others_are_unknown() -> None:
    edit = "[{pasal: 3, ayat: {1: Lain., 2: {teks: 'Isi:', huruf: {a: 'x;', b: y.}}, 3: Z.}}]"
    [whole] = changed(edit).perubahan
    assert [list(p.ayat) for p in whole.menjadi if isinstance(p, Pasal)] == [["1", "2", "3"]]
    before = Consolidation()
    amend(before, [of_ayat("{1: Lama., 3: Z.}", [1, 3])], "Nomor 1")
    [part] = derive(before, listing([{"pasal": 3, "ayat": {1: "Lain.", 3: "Z."}}]).pasal).perubahan
    assert [list(p.ayat) for p in part.menjadi if isinstance(p, Pasal)] == [["1"]]
    assert fixed(part, "Peraturan Bupati").plain == (
        "Ketentuan ayat (1) Pasal 3 diubah, sehingga berbunyi sebagai berikut:"
    )
    amend(before, [part], "Nomor 2")
    assert list(before.berlaku["3"].pasal.ayat) == ["1", "3"]
    amend(before, [of_ayat("{1: Baru., 2: Y., 3: Z.}", [1])], "Nomor 3")
    assert (before.obstacles, before.berlaku["3"].sebagian) == ([], False)


def test_an_article_quoted_whole_may_not_lose_or_change_what_is_not_named() -> None:
    for ayat, told in (
        ("{1: Lain., 3: Z.}", "Pasal 3 ayat (2) yang berlaku tidak ada lagi"),
        ("{1: Lain., 2: {teks: 'Isi:', huruf: {a: 'x;', b: y.}}, 3: Lain.}", "tidak menyebutnya"),
    ):
        before = known(BASE)
        amend(before, [of_ayat(ayat, [1])], "Nomor 1")
        assert [told in item.message for item in before.obstacles] == [True]


def of_ayat(ayat: str, nomor: list[int]) -> Perubahan:
    pasal = {"pasal": 3, "ayat": yaml.safe_load(ayat)}
    content = {"jenis": "ubah-ayat", "pasal": 3, "nomor": nomor, "menjadi": [pasal]}
    return Perubahan.model_validate(as_written(content))


@pytest.mark.parametrize(
    ("edit", "told"),
    [("[{pasal: 6, teks: Baru.}]", "Pasal 6 belum dikenal")],
)
def test_of_a_base_known_in_part_nothing_is_made_up(edit: str, told: str) -> None:
    found = changed(edit, lengkap=False)
    assert found.perubahan == []
    assert told in found.obstacles[0].message


def test_an_article_left_out_is_no_deletion() -> None:
    found = derive(known(BASE), listing(BASE[:-1]).pasal)
    assert found.perubahan == []
    assert "Pasal 4 yang berlaku tidak ada lagi" in found.obstacles[0].message


def test_a_deleted_number_is_not_used_again() -> None:
    old = [*BASE[:-1], {"pasal": 4, "status": "dihapus"}]
    found = derive(known(old), listing(BASE).pasal)
    assert found.perubahan == []
    assert "sudah dihapus" in found.obstacles[0].message


CHAPTERS: list[dict[str, Any]] = [
    {"bab": "I", "judul": "KETENTUAN UMUM", "pasal": BASE[:1]},
    {"bab": "II", "judul": "ISI", "pasal": BASE[1:3]},
    {"bab": "III", "judul": "PENUTUP", "pasal": BASE[3:]},
]


def chapters(**titles: str) -> list[dict[str, Any]]:
    """The base in chapters, some of them with another title."""
    return [
        {**chapter, "judul": titles.get(chapter["bab"], chapter["judul"])}
        for chapter in deepcopy(CHAPTERS)
    ]


def test_title_of_a_chapter_is_amended_where_its_articles_stand() -> None:
    wanted = chapters(II="POKOK")
    wanted[0]["pasal"] = [{"pasal": 1, "teks": "Lain."}]
    wanted[2]["pasal"] = [{"pasal": 4, "status": "dihapus"}, {"pasal": 5, "teks": "Baru."}]
    found = derive(known(CHAPTERS), listing(wanted).pasal)
    assert found.obstacles == []
    assert [fixed(item, "Peraturan Bupati").plain for item in found.perubahan] == [
        "Ketentuan Pasal 1 diubah sehingga berbunyi sebagai berikut:",
        "Judul BAB II diubah sehingga berbunyi sebagai berikut:",
        "Pasal 4 dihapus.",
        "Setelah Pasal 4 ditambahkan 1 (satu) pasal, yakni Pasal 5 sehingga berbunyi sebagai "
        "berikut:",
    ]


@pytest.mark.parametrize(
    ("lengkap", "kinds"), [(True, ["hapus-bab"]), (False, ["hapus-pasal"] * 2)]
)
def test_chapter_goes_as_a_whole_where_all_its_articles_are_known(
    lengkap: bool, kinds: list[str]
) -> None:
    wanted = chapters()
    wanted[1]["pasal"] = [{"pasal": item, "status": "dihapus"} for item in (2, 3)]
    before = known(CHAPTERS, lengkap=lengkap)
    found = derive(before, listing(wanted).pasal)
    assert [item.jenis for item in found.perubahan] == kinds
    amend(before, found.perubahan, "Peraturan Bupati Nomor 1 Tahun 2024")
    assert before.obstacles == []
    assert [item.pasal.status for item in before.ordered()] == [
        "berlaku",
        "dihapus",
        "dihapus",
        "berlaku",
    ]


@given(st.lists(st.sampled_from(["I", "II", "III"]), unique=True))
def test_new_titles_are_carried_out_and_told_at_the_first_article(changing: list[str]) -> None:
    wanted = listing(chapters(**{bab: f"BARU {bab}" for bab in changing})).pasal
    before = known(CHAPTERS)
    found = derive(before, wanted)
    amend(before, found.perubahan, "Peraturan Bupati Nomor 1 Tahun 2024")
    assert before.obstacles == []
    assert list(retitled(before, wanted)) == []
    told = [str(step) for item in before.ordered() for step in item.history]
    assert len(told) == len(changing)
    assert all(f"Judul BAB {bab}: diubah dengan" in " ".join(told) for bab in changing)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ("{jenis: ubah-judul-bab, nomor: [IX], judul: BARU}", "BAB IX tidak ada."),
        ("{jenis: ubah-judul-bab, nomor: [II], judul: ISI}", "BAB II sudah berjudul demikian."),
    ],
)
def test_title_that_cannot_be_amended_is_told(edit: str, told: str) -> None:
    before = known(CHAPTERS)
    amend(before, [Perubahan.model_validate(as_written(yaml.safe_load(edit)))], "Peraturan")
    assert [obstacle.message for obstacle in before.obstacles] == [told]


def test_nothing_changed_needs_no_amendment() -> None:
    assert derive(known(CHAPTERS), listing(CHAPTERS).pasal) == Turunan()


@pytest.mark.parametrize("nomor", [1, 2, 3, 4])
def test_an_amendment_that_changes_nothing_is_told(nomor: int) -> None:
    before = known(BASE)
    same = before.berlaku[str(nomor)].pasal
    amend(before, [Perubahan(jenis="ubah-pasal", menjadi=[same])], "Peraturan")
    assert len(before.obstacles) == 1
