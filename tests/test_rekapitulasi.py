"""Budgets added up: what several rows give to one sub kegiatan counts once, in every report."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbdocs.compare.budget import budgets
from rbdocs.files import Project
from rbdocs.model.budget import Biaya, costs
from rbdocs.model.plan import BarisRencana, Kelompok
from rbdocs.model.plan_tree import RencanaAksi, SubKegiatan
from rbdocs.model.recapitulation import Namer, recapitulate
from rbdocs.model.regulation import Regulasi
from rbdocs.model.values import Nilai, Text
from rbdocs.sources.year import load_year
from tests.sample import aksi

ROOT = Path(__file__).parents[1]
# Added up by hand from the rows of the enacted Lampiran II.
BY_HAND = {
    "BKD": (113_565_200, 3_244_613_010, 33_435_400),  # G-03; G-46, G-47, G-49; G-50
    "Disperpuska": (24_117_600, 31_686_500, 982_500, 355_733_400),  # G-12; G-13, G-15, G-17; ...
    "Bagian Organisasi Setda": (211_993_900, 125_966_300, 127_883_800),  # G-04, G-52, ...; G-19
    "Bagian Organisasi Setda + Inspektorat Daerah": (50_491_000,),  # G-23, again in G-51
    "BPKPAD": (201_767_350, 272_977_350, 1_055_000_650, 210_000_000),  # G-39 to G-42
}


@pytest.fixture(scope="module")
def enacted() -> Regulasi:
    regulasi = load_year(Project(ROOT), 2023).regulasi
    assert regulasi is not None
    return regulasi


def test_offices_have_what_is_added_up_by_hand(enacted: Regulasi) -> None:
    namer = Namer(enacted.perangkat_daerah)
    found = {one.nama: one.sekali for one in recapitulate(costs(enacted.baris), namer.owner)}
    assert {name: found[name] for name in BY_HAND} == {
        name: sum(parts) for name, parts in BY_HAND.items()
    }


def test_a_comparison_adds_up_in_the_same_way(enacted: Regulasi) -> None:
    namer = Namer(enacted.perangkat_daerah)
    once = {one.nama: one.sekali for one in recapitulate(costs(enacted.baris), namer.owner)}
    assert budgets(enacted, namer).money == once


NO_GROUP = Kelompok.__new__(Kelompok)  # a cost does not look at what is above its row
Given = tuple[str, int, str]


def cost(name: str, amount: int, office: str) -> Biaya:
    sub = SubKegiatan(nama=Text.dari(name), anggaran=Nilai.dari(amount), pelaksana=office)
    action = RencanaAksi.model_validate(aksi())
    nothing = Text.dari("")
    row = BarisRencana(NO_GROUP, action, nothing, (sub,), "", office, frozenset())
    return Biaya(row, sub, Decimal(amount))


COSTS = st.lists(
    st.tuples(
        st.sampled_from(["", "Fasilitasi", "Fasilitasi ", "Sosialisasi Peraturan", "Rehabilitasi"]),
        st.sampled_from([0, 5, 7, 1_000]),
        st.sampled_from(["A", "B", "C"]),
    ),
    max_size=12,
)


@given(COSTS)
def test_the_parts_are_the_whole_however_it_is_divided(made: list[Given]) -> None:
    listing = [cost(*one) for one in made]
    parts = recapitulate(listing, lambda one: one.baris.pelaksana)
    whole = recapitulate(listing, lambda _: "semua")
    assert sum(one.sekali for one in parts) == sum(one.sekali for one in whole)
    assert sum(one.banyak for one in parts) == sum(one.banyak for one in whole)
    assert sum(one.tertulis for one in parts) == sum(one.jumlah or 0 for one in listing)


@given(COSTS)
def test_writing_a_cost_again_adds_nothing(made: list[Given]) -> None:
    named = [cost(*one) for one in made if one[0]]
    again = [cost(*one) for one in made if one[0]]
    once = recapitulate(named, lambda _: "semua")
    twice = recapitulate([*named, *again], lambda _: "semua")
    assert [one.sekali for one in once] == [one.sekali for one in twice]
    assert [2 * one.tertulis for one in once] == [one.tertulis for one in twice]


def test_names_spelt_nearly_alike_are_one_cost() -> None:
    alike = [
        cost("Fasilitasi Pelayanan Publik dan Tata Laksana", 7, "A"),
        cost("Sub Kegiatan Fasilitas Pelayanan Publik dan Tata Laksana", 7, "A"),
    ]
    other = [cost("Fasilitasi Pelayanan Publik dan Tata Laksana", 8, "A"), cost("", 7, "A")]
    (found,) = recapitulate([*alike, *other], lambda _: "A")
    assert (found.sekali, found.tertulis, found.banyak) == (22, 29, 3)


def test_different_costs_of_the_same_amount_are_counted_both() -> None:
    """Offices name many things alike: only a slip of the pen makes two names one."""
    names = [
        "Penyediaan Bahan Logistik Kantor",
        "Penyediaan Bahan Bacaan Kantor",
        "Penyediaan Alat Tulis Kantor",
    ]
    (found,) = recapitulate([cost(name, 100, "BKD") for name in names], lambda _: "BKD")
    assert (found.sekali, found.banyak) == (300, 3)
