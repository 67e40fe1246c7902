"""Lampiran through amendment after amendment: what Pasal I says brings about what is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rbdocs.law.attachments import Attachments, derive_attachments, misnumbered
from rbdocs.law.phrases import fixed
from rbdocs.model.batang_tubuh import Pasal, Perubahan
from rbdocs.model.lampiran_number import lampiran_numeral, lampiran_order
from rbdocs.model.numbering import Order
from rbdocs.model.peraturan import Peraturan
from tests.profiles import examples
from tests.sample import ROOT
from tests.test_law_phrases import as_written

ENACTED = Peraturan.model_validate(
    as_written(yaml.safe_load((ROOT / "sources/2023/peraturan.yaml").read_text("utf-8")))
)
NUMBERS = [lampiran_numeral(Order(number)) for number in range(1, 45)]


def regulation(year: int, lampiran: Sequence[str], perubahan: Sequence[Perubahan]) -> Peraturan:
    """An amendment; where it amends nothing, the regulation as it was first enacted."""
    first = ENACTED.model_copy(update={"mengubah": None, "batang_tubuh": []})
    body = [Pasal(pasal="I", perubahan=[*perubahan])] if perubahan else []
    base = ENACTED if perubahan else first
    return base.model_copy(update={"tahun": year, "lampiran": [*lampiran], "batang_tubuh": body})


def wanted(random: Random, known: Attachments) -> tuple[list[str], list[str], list[str]]:
    """What a drafter may want: some replaced, some put in, some deleted."""
    live = list(known.in_force)
    fates = {nomor: random.choice(["", "", "ganti", "ganti", "hapus"]) for nomor in live}
    there = known.numbers()
    added: list[str] = []
    for at, nomor in enumerate(there):
        order = lampiran_order(nomor)
        last = at + 1 == len(there)
        count = random.choice([0, 0, 0, 1, 2])
        if last:
            added += [lampiran_numeral(Order(order.number + n)) for n in range(1, count + 1)]
        elif lampiran_order(there[at + 1]).number > order.number:  # there is room for letters
            further = [Order(order.number, order.inserted + n) for n in range(1, count + 1)]
            added += [lampiran_numeral(item) for item in further]
    replaced = [nomor for nomor, fate in fates.items() if fate == "ganti"]
    return replaced, added, [nomor for nomor, fate in fates.items() if fate == "hapus"]


@given(st.randoms(use_true_random=False))
@settings(max_examples=examples(60))
def test_up_to_five_amendments_bring_about_exactly_the_lampiran_that_were_wanted(
    random: Random,
) -> None:
    start = NUMBERS[: random.choice([1, 3, 4, 9, 40])]
    chain = [regulation(2020, start, [])]
    texts, used = dict.fromkeys(start, 2020), [*start]
    for year in range(2021, 2021 + random.randint(1, 5)):
        before = Attachments.after(chain)
        replaced, added, deleted = wanted(random, before)
        changes = derive_attachments(before, replaced, added, deleted)
        assert bool(changes) == bool(replaced or added or deleted)
        for item in changes:
            assert misnumbered(before, item) is None
            before.carry_out(item, chain[0])
        assert before.numbers() == sorted({*used, *added}, key=lampiran_order)
        told = [nomor for item in changes for nomor in item.nomor]
        assert sorted(told) == sorted([*replaced, *added, *deleted])
        firsts = [lampiran_order(item.nomor[0]) for item in changes]
        assert firsts == sorted(firsts)
        sentences = [fixed(item, "Peraturan Bupati").plain for item in changes]
        assert len(set(sentences)) == len(sentences)
        chain.append(regulation(year, [*replaced, *added], changes))
        texts |= dict.fromkeys([*replaced, *added], year)
        for nomor in deleted:
            del texts[nomor]
        used += added
        after = Attachments.after(chain)
        assert {nomor: item.tahun for nomor, item in after.in_force.items()} == texts
        assert after.numbers() == sorted(used, key=lampiran_order)
        assert after.lengkap


@given(st.randoms(use_true_random=False))
@settings(max_examples=examples(40))
def test_a_lampiran_under_a_number_that_does_not_fit_is_never_silent(random: Random) -> None:
    start = NUMBERS[: random.randint(1, 5)]
    before = Attachments.after([regulation(2020, start, [])])
    right = {tuple(item) for item in [[NUMBERS[len(start)]], NUMBERS[len(start) : len(start) + 2]]}
    right |= {(f"{nomor}A",) for nomor in start[:-1]}
    right |= {(f"{nomor}A", f"{nomor}B") for nomor in start[:-1]}
    free = [*NUMBERS[len(start) : 9], *(f"{n}{letter}" for n in start for letter in "ABC")]
    added = tuple(sorted(random.sample(free, random.randint(1, 2)), key=lampiran_order))
    changes = derive_attachments(before, [], added, [])
    found = []
    for item in changes:
        found += [wrong] if (wrong := misnumbered(before, item)) else []
        before.carry_out(item, ENACTED)
    singly = [(nomor,) for nomor in added]
    assert bool(found) == (added not in right and not all(item in right for item in singly))


def test_each_fate_has_its_phrase_in_the_order_of_the_numbers() -> None:
    before = Attachments.after([regulation(2020, NUMBERS[:6], [])])
    changes = derive_attachments(
        before, ["I", "II", "IV", "VI"], ["IIA", "IIB", "VII", "VIII"], ["III", "V"]
    )
    end = "yang merupakan bagian tidak terpisahkan dari Peraturan Bupati ini."
    assert [fixed(item, "Peraturan Bupati").plain for item in changes] == [
        "Ketentuan Lampiran I dan Lampiran II diubah menjadi sebagaimana tercantum dalam "
        f"Lampiran I dan Lampiran II {end}",
        "Di antara Lampiran II dan Lampiran III disisipkan 2 (dua) lampiran, yakni Lampiran IIA "
        f"dan Lampiran IIB sebagaimana tercantum dalam Lampiran IIA dan Lampiran IIB {end}",
        "Lampiran III dihapus.",
        f"Ketentuan Lampiran IV diubah menjadi sebagaimana tercantum dalam Lampiran IV {end}",
        "Lampiran V dihapus.",
        f"Ketentuan Lampiran VI diubah menjadi sebagaimana tercantum dalam Lampiran VI {end}",
        "Setelah Lampiran VI ditambahkan 2 (dua) lampiran, yakni Lampiran VII dan Lampiran VIII "
        f"sebagaimana tercantum dalam Lampiran VII dan Lampiran VIII {end}",
    ]


def test_runs_that_stay_are_passed_over_and_parts_keep_their_place() -> None:
    before = Attachments.after([regulation(2020, NUMBERS[:5], [])])
    table = Perubahan(jenis="ubah-tabel-lampiran", lampiran="III", nomor=["3.1"])
    changes = derive_attachments(before, ["I", "II", "III", "V"], [], [], [table])
    assert [(item.jenis, item.nomor) for item in changes] == [
        ("ubah-lampiran", ["I", "II"]),
        ("ubah-tabel-lampiran", ["3.1"]),
        ("ubah-lampiran", ["V"]),
    ]
    deleted = derive_attachments(before, [], [], ["II", "IV", "V"])
    assert [fixed(item, "Peraturan Bupati").plain for item in deleted] == [
        "Lampiran II, Lampiran IV, dan Lampiran V dihapus."
    ]
