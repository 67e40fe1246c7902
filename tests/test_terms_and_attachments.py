"""A title, a term or a table can be what an amendment changes, and is carried out as it says."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rbdocs.check.rules.lampiran_diubah_UBH03_05_06 import lampiran_disebut
from rbdocs.documents.consolidated import fields
from rbdocs.law.amend import amend
from rbdocs.law.attachment_parts import changed, parts
from rbdocs.law.consolidate import Consolidation
from rbdocs.law.extent import measure
from rbdocs.law.terms import replaced
from rbdocs.model.batang_tubuh import Butir, DaftarPasal, Perubahan, addresses
from rbdocs.model.chapter import Heading, Paragraph, Run
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import parse_emphasis
from tests.test_amendment_forms import BASE
from tests.test_law_phrases import as_written

TEXTS = st.lists(st.sampled_from(["tim", "Tim", "*tim*", "timur", "tim-tim", "a", ",", "."]))


def base() -> Consolidation:
    daftar = DaftarPasal.model_validate(as_written(yaml.safe_load(BASE)))
    return Consolidation.of(daftar.pasal, lengkap=True)


def amended(**content: object) -> Consolidation:
    known = base()
    amend(known, [Perubahan.model_validate(as_written(content))], "Peraturan")
    return known


def said(known: Consolidation) -> dict[str, str]:
    listing = [item.pasal for item in known.ordered()]
    return {
        str(alamat): butir.teks.plain
        for alamat, butir in addresses([*listing])
        if isinstance(butir, Butir) and butir.teks
    }


@given(TEXTS)
def test_a_term_is_replaced_as_a_word_of_its_own_and_nothing_else_is(words: list[str]) -> None:
    text = parse_emphasis(" ".join(words))
    new = {"tim": "*regu* kerja", "*tim*": "*regu* kerja"}
    expected = parse_emphasis(" ".join(new.get(word, word) for word in words))
    assert replaced(text, parse_emphasis("tim"), parse_emphasis("*regu* kerja")) == expected


def test_a_term_gives_way_in_every_article_and_its_history_says_so() -> None:
    before, known = base(), amended(jenis="ganti-kata", kata="Dinas", pengganti="Badan")
    assert known.obstacles == []
    old, new = said(before), said(known)
    differing = {name for name in old if old[name] != new[name]}
    assert differing == {name for name in old if "Dinas" in old[name]}
    assert len(differing) > 2
    assert not any("Dinas" in text for text in new.values())
    told = {item.pasal.pasal for item in known.ordered() if item.history}
    assert told == {name.split()[1] for name in differing}


def test_a_term_gives_way_only_in_the_articles_named_and_in_headings_otherwise() -> None:
    some = amended(jenis="ganti-kata", kata="Dinas", pengganti="Badan", nomor=[8])
    old, new = said(base()), said(some)
    assert [name for name in old if old[name] != new[name]] == ["Pasal 8"]
    everywhere = amended(jenis="ganti-kata", kata="Pembiayaan", pengganti="Pendanaan")
    titles = [heading.judul.plain for way in everywhere.divisions().values() for heading in way]
    assert "PENDANAAN" in titles
    assert "PEMBIAYAAN" not in titles


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"kata": "Kantor", "pengganti": "Badan"}, "Tidak ada pasal yang memuat “Kantor”."),
        ({"kata": "Dinas", "pengganti": "Badan", "nomor": [2]}, "Pasal 2 tidak memuat “Dinas”."),
        ({"kata": "Dinas", "pengganti": "Badan", "nomor": [99]}, "Pasal 99 tidak ada."),
        ({"kata": "Dinas", "pengganti": "Dinas"}, "“Dinas” diganti dengan kata yang sama."),
    ],
)
def test_a_term_that_is_not_there_is_told(content: dict[str, object], told: str) -> None:
    known = amended(jenis="ganti-kata", **content)
    assert [obstacle.message for obstacle in known.obstacles] == [told]


def with_amendment(enacted: Regulation, *listing: dict[str, object]) -> Regulation:
    pasal = enacted.peraturan.batang_tubuh[0]
    perubahan = [Perubahan.model_validate(as_written(content)) for content in listing]
    changed_body = pasal.model_copy(update={"perubahan": perubahan})
    body = [changed_body, *enacted.peraturan.batang_tubuh[1:]]
    peraturan = enacted.peraturan.model_copy(update={"batang_tubuh": body})
    return replace(enacted, peraturan=peraturan, sebelumnya=enacted)


def test_the_consolidated_text_bears_its_new_title(enacted: Regulation) -> None:
    base_cited = enacted.peraturan.mengubah
    assert base_cited is not None
    new = with_amendment(enacted, {"jenis": "ubah-judul", "judul": "Peta Jalan *Baru*"})
    assert "PETA JALAN" in str(fields(new, base_cited)["tentang"])
    assert "PETA JALAN" not in str(fields(enacted, base_cited)["tentang"])


def test_every_chapter_and_table_that_changes_is_found_and_no_other(enacted: Regulation) -> None:
    (naskah,) = enacted.naskah
    assert changed(naskah, naskah) == []
    chapters = {block.plain.split("\n")[0] for block in naskah.blocks if isinstance(block, Heading)}
    assert {"BAB I", "BAB VI", "Tabel 2.4", "Tabel 5.2"} <= set(parts(naskah))
    for key, tabel in naskah.tabel.items():
        other = tabel.model_copy(update={"judul": f"{tabel.judul} baru"})
        new = replace(naskah, tabel={**naskah.tabel, key: other})
        names = [part.name for part in changed(naskah, new)]
        assert len(names) == 1
        assert names == [tabel.sebutan] or (tabel.nomor is None and names[0] in chapters)
    chapter = ""
    for index, block in enumerate(naskah.blocks):
        if isinstance(block, Heading) and block.level <= 1:
            chapter = block.plain.split("\n")[0]
        if isinstance(block, Paragraph):
            blocks = [*naskah.blocks]
            blocks[index] = replace(block, runs=(*block.runs, Run(" Baru.")))
            (part,) = changed(naskah, replace(naskah, blocks=blocks))
            assert chapter.startswith(part.name)


@pytest.mark.parametrize(
    ("listing", "told"),
    [
        ([{"jenis": "ubah-tabel-lampiran", "nomor": ["2.4"]}], []),
        ([{"jenis": "ubah-bab-lampiran", "nomor": ["II"]}], []),
        (
            [{"jenis": "ubah-tabel-lampiran", "nomor": ["9.9", "2.4"]}],
            ["Tabel 9.9 dalam Lampiran I tidak ada."],
        ),
        (
            [{"jenis": "ubah-tabel-lampiran", "nomor": ["2.2"]}],
            [
                "Tabel 2.2 dalam Lampiran I tidak berubah.",
                "Tabel 2.4 dalam Lampiran I berubah, tetapi tidak disebut dalam Pasal I.",
            ],
        ),
    ],
)
def test_what_is_named_of_a_lampiran_is_what_changes(
    enacted: Regulation, listing: list[dict[str, object]], told: list[str]
) -> None:
    (naskah,) = enacted.naskah
    key, tabel = next((key, item) for key, item in naskah.tabel.items() if item.nomor == "2.4")
    other = tabel.model_copy(update={"judul": "Penetapan Target"})
    new = with_amendment(
        enacted,
        *({**content, "lampiran": "I"} for content in listing),
        {"jenis": "ubah-lampiran", "nomor": ["II", "III", "IV"]},
    )
    new = replace(new, naskah=[replace(naskah, tabel={**naskah.tabel, key: other})])
    found = [item.message for item in lampiran_disebut(new)]
    assert found == told


def test_a_lampiran_that_stays_is_counted_unchanged_and_an_added_one_as_new(
    enacted: Regulation,
) -> None:
    added = {"jenis": "tambah-lampiran", "setelah": "III", "nomor": ["IV"]}
    draft = with_amendment(enacted, added)
    kept = draft.peraturan.model_copy(update={"lampiran": ["IV"], "warisan": {"II": 2023}})
    earlier = replace(
        enacted, lampiran=[item for item in enacted.lampiran if item.lampiran != "IV"]
    )
    draft = replace(draft, peraturan=kept, lampiran=[enacted.lampiran[-1]], sebelumnya=earlier)
    found = {part.nama: part for part in measure(draft).bagian}
    assert found["Lampiran II"].share == 0
    assert found["Lampiran II"].total > 1000
    assert found["Lampiran IV"].share == 1
    assert found["Lampiran IV"].came == found["Lampiran IV"].total > 100
    assert "Lampiran III" not in found
