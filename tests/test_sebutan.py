"""Rules see every value printed for an indicator, whatever the shape of its place."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbdocs.files import Project
from rbdocs.model.measure import ukuran
from rbdocs.model.mention import SebutanIndikator
from rbdocs.model.regulation import Regulasi
from rbdocs.model.values import Nilai, format_number
from rbdocs.sources.year import load_year
from tests.conftest import ROOT
from tests.loops import at_least_one

Value = tuple[str, str, int | None, str]


@pytest.fixture(scope="module")
def regulasi() -> Regulasi:
    loaded = load_year(Project(ROOT), 2023)
    assert loaded.regulasi is not None, loaded.findings
    return loaded.regulasi


@pytest.fixture(scope="module")
def places(regulasi: Regulasi) -> list[SebutanIndikator]:
    return list(regulasi.sebutan())


def values_of(places: list[SebutanIndikator], key: str) -> list[Value]:
    return [
        (place.tempat, value.jenis, value.tahun, value.nilai.text)
        for place in places
        if place.acuan == key
        for value in place.nilai
    ]


def test_an_indicator_is_found_in_every_table_and_plan(places: list[SebutanIndikator]) -> None:
    assert values_of(places, "indeks-spbe") == [
        ("Tabel 2.3", "baseline", 2021, "3,24"),
        ("Tabel 2.3", "target", 2023, "3,4"),
        ("Tabel 2.3", "target", 2024, "3,5"),
        ("Tabel 2.4", "baseline", 2022, "2,85"),
        ("Tabel 2.4", "target", 2023, "3,4"),
        ("Tabel 2.4", "target", 2024, "3,5"),
        ("Tabel 4.1", "baseline", None, "2,85"),
        ("Tabel 4.1", "target", None, "3,5"),
        ("SASARAN STRATEGIS 1", "target", 2024, "3,5"),
        ("Lampiran II", "target", 2023, "3,4"),
    ]


def test_a_year_printed_with_the_value_is_its_year(places: list[SebutanIndikator]) -> None:
    assert ("Tabel 2.3", "baseline", 2022, "61,6 (2022)") in values_of(places, "indeks-berakhlak")


def test_an_indicator_without_a_target_is_named(
    places: list[SebutanIndikator],
) -> None:
    aset = [p for p in places if p.acuan == "indeks-pengelolaan-aset"]
    assert [(p.tempat, len(p.nilai)) for p in aset] == [
        ("Tabel 2.4", 3),
        ("SASARAN STRATEGIS 1", 0),
        ("Lampiran II", 1),
    ]


def test_a_place_tells_activity_offices_and_location(places: list[SebutanIndikator]) -> None:
    apip = [p for p in places if p.acuan == "kapabilitas-apip"]
    assert [(p.tempat, p.kegiatan, p.koordinator) for p in apip] == [
        ("Tabel 2.4", "Penguatan Upaya Pencegahan Korupsi", ("Inspektorat Daerah",)),
        ("SASARAN STRATEGIS 1", "Meningkatnya Kualitas Pengawasan", ("Inspektorat Daerah",)),
        ("Lampiran II", "Penguatan Upaya Pencegahan Korupsi", ("Inspektorat Daerah",)),
    ]
    for place in at_least_one(apip):
        for value in at_least_one(place.nilai):
            lines = (ROOT / value.location.file).read_text(encoding="utf-8").split("\n")
            line = lines[value.location.line - 1]
            assert line[value.location.column - 1 :].startswith("Level 3")


def test_every_place_names_an_indicator_of_the_register(
    regulasi: Regulasi, places: list[SebutanIndikator]
) -> None:
    named = [place for place in places if place.acuan]
    assert Counter(place.tempat for place in named) == {
        "Tabel 2.2": 3,
        "Tabel 2.3": 6,
        "Tabel 2.4": 24,
        "Tabel 4.1": 3,
        "Tabel 4.2": 4,
        "SASARAN STRATEGIS 1": 18,
        "SASARAN STRATEGIS 2": 6,
        "Lampiran II": 30,
        "Lampiran III": 8,
        "Lampiran IV": 2,
    }
    assert {place.acuan for place in named} == set(regulasi.indikator.by_key)
    for place in at_least_one(named):
        one = regulasi.indikator.by_key[place.acuan or ""]
        assert not place.nama or place.nama in set(one.names()), place


@pytest.mark.parametrize(
    ("text", "number", "word", "note"),
    [
        ("8,34", "8.34", "", ""),
        ("6.893", "6893", "", ""),
        ("91%", "91", "", ""),
        ("Persentase Penduduk Miskin: 9,68", "9.68", "", ""),
        ("80(Memuaskan)", "80", "", "Memuaskan"),
        ("60,09 (Baik)", "60.09", "", "Baik"),
        ("61,6 (2022)", "61.6", "", "2022"),
        ("Level 3", "3", "level", ""),
        ("WTP", None, "wtp", ""),
        ("-", None, "", ""),
        ("", None, "", ""),
        ("(Baik)", None, "(baik)", ""),
    ],
)
def test_what_a_printed_value_measures(text: str, number: str | None, word: str, note: str) -> None:
    one = ukuran(Nilai.dari(text))
    assert (one.number, one.word, one.note) == (number and Decimal(number), word, note)
    assert one.empty == (text in ("", "-"))
    assert one.tahun == (2022 if "2022" in text else None)


@given(
    st.decimals(0, 10**6, places=2),
    st.sampled_from(["{}", "{}%", "{} (Baik)", "{}(Baik)", "Indeks: {}", " {} (2022)"]),
    st.sampled_from(["{}", "{}%", "{} (memuaskan)"]),
)
def test_the_words_around_a_number_make_no_other_measure(
    number: Decimal, one: str, other: str
) -> None:
    printed = format_number(number)
    left, right = (ukuran(Nilai.dari(shape.format(printed))) for shape in (one, other))
    assert left.same(right)
    assert left.number == number
