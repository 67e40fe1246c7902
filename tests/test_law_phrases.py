"""What an amending regulation says is composed from data, in the words that the law fixes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from rbdocs.law.phrases import fixed, opening
from rbdocs.model.batang_tubuh import Pasal, Perubahan
from rbdocs.model.citation import Sitasi
from rbdocs.model.numbering import follows, order_of
from rbdocs.model.peraturan import FrasaPerubahan
from rbdocs.model.sentence import Kalimat, concat, parse_emphasis
from tests.loops import at_least_one

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases/phrases.yaml").read_text(encoding="utf-8")
)
SEBUTAN = "Peraturan Bupati"


def as_written(content: Any) -> Any:
    """Keys as the loader gives them: text, whatever they look like."""
    if isinstance(content, dict):
        return {str(kunci): as_written(value) for kunci, value in content.items()}
    return [as_written(item) for item in content] if isinstance(content, list) else content


def perbup(nomor: int, tahun: int, *earlier: Sitasi) -> Sitasi:
    return Sitasi.model_validate(
        {
            "jenis": SEBUTAN,
            "nomor": nomor,
            "tahun": tahun,
            "tentang": "*Road Map*" if tahun == 2020 else "Perubahan",
            "lembaran": [
                {
                    "jenis": "berita-daerah",
                    "daerah": "Kabupaten Batang",
                    "tahun": tahun,
                    "nomor": nomor,
                }
            ],
            "diubah": {"dengan": list(earlier)} if earlier else None,
        }
    )


def pasal_i(*perubahan: dict[str, Any]) -> Pasal:
    return Pasal.model_validate({"pasal": "I", "perubahan": list(perubahan)})


@pytest.mark.parametrize("case", CASES, ids=[case["kalimat"][:50] for case in CASES])
def test_an_amendment_has_the_words_the_law_fixes(case: dict[str, Any]) -> None:
    perubahan = Perubahan.model_validate(as_written(case["perubahan"]))
    assert fixed(perubahan, SEBUTAN).plain == case["kalimat"]


def test_the_comma_before_sehingga_is_the_offices_choice_in_every_phrase() -> None:
    told = [Perubahan.model_validate(as_written(case["perubahan"])) for case in CASES]
    told = [item for item in told if not item.lampiran]
    for item in at_least_one(told):
        usual, without, always = (
            fixed(item, SEBUTAN, FrasaPerubahan(koma_sehingga=choice)).plain
            for choice in (None, False, True)
        )
        assert usual == fixed(item, SEBUTAN).plain
        assert without == usual.replace(", sehingga", " sehingga")
        assert always == without.replace(" sehingga", ", sehingga")


LAMPIRAN = {"jenis": "ubah-lampiran", "nomor": ["II"]}


def test_a_single_amendment_is_part_of_the_opening() -> None:
    found = opening(pasal_i({"jenis": "hapus-pasal", "nomor": ["16"]}), perbup(91, 2020), SEBUTAN)
    assert found.teks.plain == (
        "Pasal 16 dalam Peraturan Bupati Nomor 91 Tahun 2020 tentang Road Map "
        "(Berita Daerah Kabupaten Batang Tahun 2020 Nomor 91) dihapus."
    )
    assert not found.numbered


def test_after_one_amendment_it_is_cited_in_the_opening() -> None:
    found = opening(pasal_i(LAMPIRAN, LAMPIRAN), perbup(91, 2020, perbup(53, 2023)), SEBUTAN)
    assert found.teks.plain == (
        "Beberapa ketentuan dalam Peraturan Bupati Nomor 91 Tahun 2020 tentang Road Map "
        "(Berita Daerah Kabupaten Batang Tahun 2020 Nomor 91) sebagaimana telah diubah dengan "
        "Peraturan Bupati Nomor 53 Tahun 2023 tentang Perubahan "
        "(Berita Daerah Kabupaten Batang Tahun 2023 Nomor 53) diubah sebagai berikut:"
    )
    assert ("Road Map", True) in found.teks.pieces


def test_after_several_amendments_they_are_listed_by_letter() -> None:
    earlier = [perbup(53, 2023), perbup(60, 2024), perbup(12, 2025)]
    found = opening(pasal_i(LAMPIRAN), perbup(91, 2020, *earlier), SEBUTAN)
    assert found.teks.plain == (
        "Peraturan Bupati Nomor 91 Tahun 2020 tentang Road Map (Berita Daerah Kabupaten Batang "
        "Tahun 2020 Nomor 91) yang telah beberapa kali diubah dengan Peraturan Bupati:"
    )
    assert [item.plain for item in found.daftar] == [
        f"Nomor {nomor} Tahun {tahun} (Berita Daerah Kabupaten Batang Tahun {tahun} Nomor {nomor});"
        for nomor, tahun in ((53, 2023), (60, 2024), (12, 2025))
    ]
    assert found.penutup
    assert found.penutup.plain == "diubah sebagai berikut:"


def test_after_several_amendments_a_legal_basis_cites_the_last() -> None:
    cited = perbup(91, 2020, perbup(53, 2023), perbup(60, 2024)).sentence.plain
    assert "sebagaimana telah beberapa kali diubah terakhir dengan" in cited
    assert "Nomor 60 Tahun 2024" in cited
    assert "Nomor 53 Tahun 2023" not in cited


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        ("*Road Map* RB", (("Road Map", True), (" RB", False))),
        (r"3 \* 4 \\ 5", (("3 * 4 \\ 5", False),)),
        (r"*a\*b*", (("a*b", True),)),
        ("", (("", False),)),
    ],
)
def test_italics_and_asterisks_can_both_be_written(
    source: str, pieces: tuple[tuple[str, bool], ...]
) -> None:
    assert parse_emphasis(source).pieces == pieces


@pytest.mark.parametrize("source", ["*", "a *b", "2 * 3 * 4", "**tebal**", "* a*"])
def test_an_asterisk_without_a_partner_is_refused(source: str) -> None:
    with pytest.raises(ValidationError, match="tidak berpasangan"):
        TypeAdapter(Kalimat).validate_python(source)


WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1)


@given(st.lists(st.tuples(WORDS.filter(lambda text: text == text.strip()), st.booleans())))
def test_whatever_is_escaped_comes_back(pieces: list[tuple[str, bool]]) -> None:
    def escaped(text: str) -> str:
        return text.replace("\\", r"\\").replace("*", r"\*")

    source = " ".join(
        f"*{escaped(text)}*" if italics else escaped(text) for text, italics in pieces
    )
    assert parse_emphasis(source).plain == " ".join(text for text, _ in pieces)


@given(st.lists(WORDS))
def test_joining_loses_nothing(parts: list[str]) -> None:
    assert concat(*parts).plain == "".join(parts)


@pytest.mark.parametrize(
    ("unit", "numbers"),
    [
        ("pasal", "1 2 2A 2B 3"),
        ("pasal", "I II"),
        ("ayat", "1 1a 1b 2"),
        ("huruf", "a a1 a2 b c"),
        ("bab", "I II IIA III IV"),
    ],
)
def test_inserted_numbers_have_their_place(unit: Any, numbers: str) -> None:
    earlier = None
    for nomor in numbers.split():
        order = order_of(unit, nomor)
        assert order is not None
        assert follows(order, earlier)
        earlier = order
    assert order_of("huruf", "aa") == (27, 0)


@pytest.mark.parametrize(
    ("unit", "nomor"),
    [("pasal", "5a"), ("ayat", "1A"), ("ayat", "0"), ("huruf", "A"), ("bab", "9"), ("pasal", "")],
)
def test_what_is_no_number_of_its_kind_is_none(unit: Any, nomor: str) -> None:
    assert order_of(unit, nomor) is None
