"""A comparison reports every change and nothing else."""

from __future__ import annotations

import copy
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rbdocs.compare.change import Change
from rbdocs.compare.changes import Comparison, compare
from rbdocs.compare.consequences import Consequences
from rbdocs.compare.outline import outline
from rbdocs.files import Project
from rbdocs.model.batang_tubuh import Butir, Pasal
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Text
from rbdocs.sources.layouts import packaged
from rbdocs.sources.yaml_file import read
from tests.apply_changes import apply, plain
from tests.profiles import examples
from tests.sample import ROOT, enacted_regulation, regulation_of
from tests.seeded_edits import Data, Editor, Expected, action_lists

PROJECT = Project(ROOT)


@cache
def _plan(number: int) -> Data:
    content = read(PROJECT, ROOT / f"sources/2023/lampiran-{number}.yaml").content
    assert isinstance(content, dict)
    return content


@pytest.fixture
def plan() -> Data:
    return _plan(4)


def _regulation(enacted: Regulation, data: Data, offices: Data | None = None) -> Regulation:
    return Regulation(
        enacted.peraturan,
        enacted.instansi,
        enacted.satuan,
        enacted.perangkat_daerah
        if offices is None
        else DaftarPerangkatDaerah.model_validate(offices),
        [packaged("tematik").model_validate(data)],
    )


def _told(change: Change) -> Expected:
    return (str(change.kind), change.kode, change.column, change.old, change.new)


def _agrees(told: Expected, expected: Expected) -> bool:
    return all(want in (None, got) for got, want in zip(told, expected, strict=True))


def test_a_version_compared_with_itself_has_no_change(enacted: Regulation) -> None:
    again = regulation_of(ROOT, 2023)
    assert compare(enacted, again).changes == []


def test_seeded_edits_are_reported_exactly(enacted: Regulation) -> None:
    plan = _plan(3)
    old = _regulation(enacted, plan)
    kinds = set()
    for seed in range(examples()):
        editor = Editor(plan, seed)
        editor.run()
        told = [_told(change) for change in compare(old, _regulation(enacted, editor.data)).changes]
        assert len(told) == len(editor.expected), (seed, told, editor.expected)
        for expected in editor.expected:
            assert sum(_agrees(item, expected) for item in told) == 1, (seed, expected, told)
            kinds.add(expected[0])
    assert kinds == {"diubah", "ditulis ulang", "dihapus", "ditambah", "dipindah"}


class Mutator:
    """Changes anything anywhere in plain data, however senseless, within its shape."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def mutate(self, data: Data) -> None:
        for _ in range(self.random.randint(1, 12)):
            lists = _all_lists(data)
            if not lists:
                return
            choice = self.random.choice(lists)
            other = self.random.choice([o for o in lists if _alike(choice, o)])
            match self.random.randint(0, 5):
                case 0 if len(choice) > 1:
                    del choice[self.random.randrange(len(choice))]
                case 1 if len(choice) > 1:
                    moved = choice.pop(self.random.randrange(len(choice)))
                    if not _holds(moved, other):
                        other.insert(self.random.randint(0, len(other)), moved)
                case 2:
                    choice.reverse()
                case 3:
                    copied = copy.deepcopy(self.random.choice(choice))
                    self.fresh(copied)
                    other.append(copied)
                case _:
                    self.reword(self.random.choice(choice))

    def reword(self, record: Data) -> None:
        names = [n for n, content in record.items() if isinstance(content, str) and n != "kode"]
        if names:
            words = ["", "-", "satu", "satu dua", "tiga  empat", "1.000", "1000"]
            record[self.random.choice(names)] = self.random.choice(words)

    def fresh(self, data: Any) -> None:
        """Give copied actions codes of their own."""
        for actions in [*action_lists(data), [data]]:
            for action in actions:
                if "kode" in action:
                    action["kode"] = f"N-{self.random.randint(10, 9999)}"


def _all_lists(data: Any) -> list[list[Data]]:
    if isinstance(data, dict):
        return [item for content in data.values() for item in _all_lists(content)]
    if isinstance(data, list) and data and isinstance(data[0], dict):
        return [data, *(item for content in data for item in _all_lists(content))]
    return []


def _alike(items: list[Data], other: list[Data]) -> bool:
    def shape(data: list[Data]) -> set[str]:
        # An indicator of either level has the same names but for what it holds.
        return set(data[0]) & {
            "kode",
            "turunan",
            "rencana_aksi",
            "anggaran",
            "sasaran",
            "indikator",
        }

    return items is other or (bool(items and other) and shape(items) == shape(other))


def _holds(data: Any, wanted: list[Data]) -> bool:
    if data is wanted:
        return True
    if isinstance(data, dict):
        return any(_holds(datum, wanted) for datum in data.values())
    return isinstance(data, list) and any(_holds(datum, wanted) for datum in data)


@settings(max_examples=examples(25))
@given(st.randoms(use_true_random=False))
def test_applying_the_reported_changes_to_the_old_gives_the_new(random: Random) -> None:
    enacted = enacted_regulation()
    before = copy.deepcopy(_plan(3))
    Mutator(random).mutate(before)
    after = copy.deepcopy(before)
    Mutator(random).mutate(after)
    try:
        old, new = _regulation(enacted, before), _regulation(enacted, after)
    except ValueError:
        return  # no longer a plan at all
    result = compare(old, new)
    edits = [edit for change in result.changes for edit in change.edits]
    assert plain(apply(result.old, edits, result.matching)) == plain(outline(new))
    assert bool(edits) == (plain(outline(old)) != plain(outline(new)))


def _first(data: Data) -> Data:
    return next(action_lists(data))[0]


def _compared(
    enacted: Regulation, plan: Data, new: Data, offices: tuple[Data, Data] | None = None
) -> tuple[Comparison, Consequences]:
    old_offices, new_offices = offices or (None, None)
    a, b = _regulation(enacted, plan, old_offices), _regulation(enacted, new, new_offices)
    comparison = compare(a, b)
    return comparison, Consequences(a, b)


def test_a_new_kode_for_the_same_action_is_no_removal(enacted: Regulation, plan: Data) -> None:
    new = copy.deepcopy(plan)
    _first(new)["kode"] = "I-99"
    changes = compare(_regulation(enacted, plan), _regulation(enacted, new)).changes
    assert [_told(change) for change in changes] == [("diubah", "I-99", "Kode", "I-01", "I-99")]
    assert not changes[0].printed


ANOTHER = {
    "uraian": "Pembangunan gudang arsip",
    "satuan": "unit",
    "indikator": "Gudang yang berdiri",
    "sub_kegiatan": [{"nama": "Belanja modal", "anggaran": 5}],
}


def test_an_action_is_itself_by_its_kode_wherever_it_stands(enacted: Regulation) -> None:
    """Moved to another Lampiran and rewritten there: it is neither removed nor added."""
    plans = [_plan(3), _plan(4)]
    edited = copy.deepcopy(plans)
    target, source = (next(action_lists(plan)) for plan in edited)
    moved = source.pop(1) | ANOTHER | {"keterkaitan": "Arsip terawat"}
    target.append(moved)
    old, new = (
        replace(enacted, lampiran=[packaged("tematik").model_validate(data) for data in side])
        for side in (plans, edited)
    )
    changes = compare(old, new).changes
    assert {change.kode for change in changes} == {moved["kode"]}
    assert {str(change.kind) for change in changes} == {"dipindah", "diubah"}


def test_another_action_in_the_place_of_one_is_no_change_of_it(
    enacted: Regulation, plan: Data
) -> None:
    """Though half of what the two say, what they have to do with the problem, is the same."""
    new = copy.deepcopy(plan)
    _first(new).update(ANOTHER, kode="I-99")
    changes = compare(_regulation(enacted, plan), _regulation(enacted, new)).changes
    told = [(str(change.kind), change.kode) for change in changes]
    assert told == [("dihapus", "I-01"), ("ditambah", "I-99")]


def test_a_renamed_office_is_one_change_with_its_places(enacted: Regulation, plan: Data) -> None:
    register = enacted.perangkat_daerah.model_dump()
    renamed = copy.deepcopy(register)
    office = next(item for item in renamed["perangkat_daerah"] if item["singkat"] == "DPMPTSP")
    office["singkat"] = "DPMPTSPTK"
    office["tercetak"] = [item for item in office["tercetak"] if item != "DPMPTSP"]
    new = copy.deepcopy(plan)
    count = 0
    for actions in action_lists(new):
        for action in actions:
            for name in ("koordinator", "pelaksana"):
                if "DPMPTSP" in str(action.get(name)):
                    action[name] = action[name].replace("DPMPTSP", "DPMPTSPTK")
                    count += 1
    assert count > 1
    comparison, _ = _compared(enacted, plan, new, (register, renamed))
    (change,) = comparison.changes
    assert _told(change) == ("berganti nama", "", "Perangkat daerah", "DPMPTSP", "DPMPTSPTK")
    assert len(change.places) == count + 1  # and the register


def test_a_new_budget_tells_the_new_budget_of_its_office(enacted: Regulation, plan: Data) -> None:
    new = copy.deepcopy(plan)
    _first(new)["sub_kegiatan"][0]["anggaran"] = 677_800_000 + 1_000
    comparison, consequences = _compared(enacted, plan, new)
    (change,) = comparison.changes
    (sentence,) = consequences.of(change)
    assert sentence.startswith("Anggaran DPMPTSP seluruhnya: ")
    assert sentence.endswith("(+1.000).")
    before, after = (d["DPMPTSP"] for d in (consequences.before, consequences.after))
    assert after - before == 1_000


def test_a_quarter_that_the_total_does_not_follow_is_told(enacted: Regulation, plan: Data) -> None:
    new = copy.deepcopy(plan)
    _first(new)["tw"][0] = 7000
    comparison, consequences = _compared(enacted, plan, new)
    (change,) = comparison.changes
    assert consequences.of(change) == [
        "Total tercetak 11.017, padahal menurut triwulannya (cara: jumlah) 11.124."
    ]


def test_a_letter_put_between_others_moves_their_numbers_not_their_texts(
    enacted: Regulation, plan: Data
) -> None:
    data = enacted.peraturan.model_copy(deep=True)
    article = next(item for _, item in data.provisions() if isinstance(item, Pasal) and item.ayat)
    letters = article.ayat["1"].huruf
    texts = [letter.teks for letter in letters.values()]
    new = Text.dari("BAB Baru : SISIPAN DI ANTARA DUA BAB;")
    texts.insert(1, new)
    article.ayat["1"].huruf = {
        "abcdefgh"[index]: Butir.model_construct(teks=text) for index, text in enumerate(texts)
    }
    old, changed = _regulation(enacted, plan), _regulation(enacted, plan)
    changed.peraturan = data
    kinds = [
        (str(change.kind), change.column, change.old, change.new)
        for change in compare(old, changed).changes
    ]
    assert [kind for kind in kinds if kind[0] == "ditambah"] == [
        ("ditambah", "Huruf", "", f"Nomor: b\nTeks: {new}")
    ]
    assert kinds[1:] == [("diubah", "Nomor", "b, c, d, e, f", "c, d, e, f, g")]


def test_the_officer_whom_the_register_prints_is_compared(enacted: Regulation, plan: Data) -> None:
    officers = enacted.instansi.model_copy(deep=True)
    officers.pejabat[0].nama = "ORANG LAIN"
    old, new = _regulation(enacted, plan), _regulation(enacted, plan)
    new.instansi = officers
    printed = [change for change in compare(old, new).changes if change.printed]
    assert [(item.places, item.new) for item in printed] == [
        (("Batang tubuh, Ditetapkan, nama penanda tangan",), "ORANG LAIN"),
        (("Lampiran IV, Tanda tangan, nama penanda tangan",), "ORANG LAIN"),
    ]


def test_an_action_that_has_ended_is_gone_from_the_documents(
    enacted: Regulation, plan: Data
) -> None:
    new = copy.deepcopy(plan)
    _first(new)["keputusan"] = "selesai"
    (change,) = compare(_regulation(enacted, plan), _regulation(enacted, new)).changes
    assert (str(change.kind), change.kode, change.printed) == ("dihapus", "I-01", True)


def test_what_is_kept_of_the_year_before_is_no_part_of_the_sources(
    enacted: Regulation, plan: Data
) -> None:
    old, new = _regulation(enacted, plan), _regulation(enacted, plan)
    new.sebelumnya = enacted
    assert compare(old, new).changes == []


def test_a_name_much_reworded_beside_a_new_one_is_still_the_same(
    enacted: Regulation, plan: Data
) -> None:
    reworded = "Penataan Sistem Birokrasi dan Rencana Kerja Tahunan"
    old, new = copy.deepcopy(plan), copy.deepcopy(plan)
    _first(old)["sub_kegiatan"] = [
        {"nama": "Pelaksanaan Reformasi Birokrasi dan Rencana Aksi Tahunan", "anggaran": 5}
    ]
    _first(new)["sub_kegiatan"] = [
        {"nama": "Monitoring Gedung", "anggaran": 7},
        {"nama": reworded, "anggaran": 5},
    ]
    found = compare(_regulation(enacted, old), _regulation(enacted, new)).changes
    told = [(str(finding.kind), finding.new or "") for finding in found]
    assert ("diubah", reworded) in told, told
    assert ["Monitoring" in text for kind, text in told if kind == "ditambah"] == [True], told
    assert "dihapus" not in [kind for kind, _ in told], told
