"""Budgets added up: what several rows give to one sub kegiatan counts once, in every report."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rbdocs.compare.budget import budgets
from rbdocs.model.budget import Cost, Namer, costs, recapitulate
from rbdocs.model.plan import ActionRow, ThemeGroup
from rbdocs.model.plan_tree import RencanaAksi, SubKegiatan
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai, Text
from tests.sample import aksi

# Added up by hand from the rows of the enacted Lampiran II.
BY_HAND = {
    "BKD": (113_565_200, 3_244_613_010, 33_435_400),  # G-03; G-46, G-47, G-49; G-50
    "Disperpuska": (24_117_600, 31_686_500, 982_500, 355_733_400),  # G-12; G-13, G-15, G-17; ...
    "Bagian Organisasi Setda": (211_993_900, 125_966_300, 127_883_800),  # G-04, G-52, ...; G-19
    "Bagian Organisasi Setda + Inspektorat Daerah": (50_491_000,),  # G-23, again in G-51
    "BPKPAD": (201_767_350, 272_977_350, 1_055_000_650, 210_000_000),  # G-39 to G-42
}


def test_offices_have_what_is_added_up_by_hand(enacted: Regulation) -> None:
    namer = Namer(enacted.perangkat_daerah)
    found = {item.nama: item.once for item in recapitulate(costs(enacted.baris), namer.owner)}
    assert {name: found[name] for name in BY_HAND} == {
        name: sum(parts) for name, parts in BY_HAND.items()
    }


def test_a_comparison_adds_up_in_the_same_way(enacted: Regulation) -> None:
    namer = Namer(enacted.perangkat_daerah)
    once = {item.nama: item.once for item in recapitulate(costs(enacted.baris), namer.owner)}
    assert budgets(enacted, namer).money == once


NO_GROUP = ThemeGroup.__new__(ThemeGroup)  # a cost does not look at what is above its row
Given = tuple[str, int, str]


def cost(name: str, amount: int, office: str) -> Cost:
    sub = SubKegiatan(nama=Text.dari(name), anggaran=Nilai.dari(amount), pelaksana=office)
    action = RencanaAksi.model_validate(aksi())
    nothing = Text.dari("")
    row = ActionRow(NO_GROUP, action, nothing, (sub,), "", office, frozenset())
    return Cost(row, sub, Decimal(amount))


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
    listing = [cost(*item) for item in made]
    parts = recapitulate(listing, lambda item: item.baris.pelaksana)
    whole = recapitulate(listing, lambda _: "semua")
    assert sum(part.once for part in parts) == sum(item.once for item in whole)
    assert sum(part.count for part in parts) == sum(item.count for item in whole)
    assert sum(part.written for part in parts) == sum(item.jumlah or 0 for item in listing)


@given(COSTS)
def test_writing_a_cost_again_adds_nothing(made: list[Given]) -> None:
    named = [cost(*item) for item in made if item[0]]
    again = [cost(*item) for item in made if item[0]]
    once = recapitulate(named, lambda _: "semua")
    twice = recapitulate([*named, *again], lambda _: "semua")
    assert [item.once for item in once] == [item.once for item in twice]
    assert [2 * item.written for item in once] == [item.written for item in twice]


def test_names_spelt_nearly_alike_are_one_cost() -> None:
    alike = [
        cost("Fasilitasi Pelayanan Publik dan Tata Laksana", 7, "A"),
        cost("Sub Kegiatan Fasilitas Pelayanan Publik dan Tata Laksana", 7, "A"),
    ]
    other = [cost("Fasilitasi Pelayanan Publik dan Tata Laksana", 8, "A"), cost("", 7, "A")]
    (found,) = recapitulate([*alike, *other], lambda _: "A")
    assert (found.once, found.written, found.count) == (22, 29, 3)


def test_different_costs_of_the_same_amount_are_counted_both() -> None:
    """Offices name many things alike: only a slip of the pen makes two names one."""
    names = [
        "Penyediaan Bahan Logistik Kantor",
        "Penyediaan Bahan Bacaan Kantor",
        "Penyediaan Alat Tulis Kantor",
    ]
    (found,) = recapitulate([cost(name, 100, "BKD") for name in names], lambda _: "BKD")
    assert (found.once, found.count) == (300, 3)
