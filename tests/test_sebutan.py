"""Rules see every value printed for an indicator, whatever the shape of its place."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.measure import measure
from rbdocs.model.mention import IndicatorMention
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai, format_number
from rbdocs.sources.year import load_year
from tests.conftest import ROOT
from tests.loops import at_least_one

Value = tuple[str, str, int | None, str]


@pytest.fixture(scope="module")
def regulation() -> Regulation:
    loaded = load_year(Project(ROOT), Edition(2023))
    assert loaded.regulation is not None, loaded.findings
    return loaded.regulation


@pytest.fixture(scope="module")
def places(regulation: Regulation) -> list[IndicatorMention]:
    return list(regulation.sebutan())


def values_of(places: list[IndicatorMention], key: str) -> list[Value]:
    return [
        (place.tempat, value.jenis, value.tahun, value.nilai.text)
        for place in places
        if place.acuan == key
        for value in place.nilai
    ]


def test_an_indicator_is_found_in_every_table_and_plan(places: list[IndicatorMention]) -> None:
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


def test_a_year_printed_with_the_value_is_its_year(places: list[IndicatorMention]) -> None:
    assert ("Tabel 2.3", "baseline", 2022, "61,6 (2022)") in values_of(places, "indeks-berakhlak")


def test_an_indicator_without_a_target_is_named(
    places: list[IndicatorMention],
) -> None:
    aset = [p for p in places if p.acuan == "indeks-pengelolaan-aset"]
    assert [(p.tempat, len(p.nilai)) for p in aset] == [
        ("Tabel 2.4", 3),
        ("SASARAN STRATEGIS 1", 0),
        ("Lampiran II", 1),
    ]


def test_a_place_tells_activity_offices_and_location(places: list[IndicatorMention]) -> None:
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
    regulation: Regulation, places: list[IndicatorMention]
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
    assert {place.acuan for place in named} == set(regulation.indikator.by_key)
    for place in at_least_one(named):
        item = regulation.indikator.by_key[place.acuan or ""]
        assert not place.nama or place.nama in set(item.names()), place


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
    item = measure(Nilai.dari(text))
    assert (item.number, item.word, item.note) == (number and Decimal(number), word, note)
    assert item.empty == (text in ("", "-"))
    assert item.tahun == (2022 if "2022" in text else None)


@given(
    st.decimals(0, 10**6, places=2),
    st.sampled_from(["{}", "{}%", "{} (Baik)", "{}(Baik)", "Indeks: {}", " {} (2022)"]),
    st.sampled_from(["{}", "{}%", "{} (memuaskan)"]),
)
def test_the_words_around_a_number_make_no_other_measure(
    number: Decimal, text: str, other: str
) -> None:
    printed = format_number(number)
    left, right = (measure(Nilai.dari(shape.format(printed))) for shape in (text, other))
    assert left.same(right)
    assert left.number == number
