"""A reviewer has only the page of a comparison: what changed, whose it is, which totals fail."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rbdocs.compare.changes import compare
from rbdocs.compare.consequences import with_consequences
from rbdocs.compare.page import Versions, page
from rbdocs.compare.row_facts import row_facts
from rbdocs.files import Project
from rbdocs.model.regulation import Regulation
from tests.loops import at_least_one
from tests.profiles import examples
from tests.sample import ROOT, aksi, make_project, plan, regulation_of, write_yaml

Quarters = tuple[list[int], int]
QUARTERS = st.tuples(st.lists(st.integers(0, 20), min_size=4, max_size=4), st.integers(0, 60))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("penelaah") / "p")


def regulation(root: Path, actions: list[dict[str, object]]) -> Regulation:
    write_yaml(root / "sources/2023/lampiran-2.yaml", plan(actions))
    loaded = regulation_of(root, 2023)
    return loaded


def cards(old: Regulation, new: Regulation) -> tuple[str, dict[str, str]]:
    """The head of the page, and what each card says, by its heading."""
    changes = with_consequences(compare(old, new).changes, old, new)
    text = page(Project(ROOT), Versions("a", "b", None, row_facts(old, new)), changes, [])
    found = re.findall(r"<article .*?</article>", text, re.DOTALL)
    lines = [card.replace("</p>", "\n") for card in found]
    plain = [html.unescape(re.sub("<[^>]+>", "", card)) for card in lines]
    names = [re.findall(r"<h3>(.*?)(?::|</h3>)", card)[0] for card in found]
    return text.split("<main>")[0], dict(zip(names, plain, strict=True))


def row_now(card: str) -> dict[str, str]:
    """The cells of the row as the card says that they read now, spans of quarters taken apart."""
    result = {}
    for part in card.split("Kini: ")[1].split("\n")[0].split(" · "):
        names, text = part.rsplit(": ", 1)
        for name in names.split(", "):
            span = re.fullmatch(r"(.*) (\d)–(\d)", name)
            for number in range(int(span[2]), int(span[3]) + 1) if span else ():
                result[f"{span[1]} {number}"] = text
            if not span:
                result[name] = text
    return result


@settings(max_examples=examples(12))
@given(before=QUARTERS, after=QUARTERS, office=st.sampled_from(["BKD", "DPMPTSP", "Diskominfo"]))
def test_a_card_says_what_changed_whose_it_is_and_whether_the_total_holds(
    root: Path, before: Quarters, after: Quarters, office: str
) -> None:
    old, new = (
        regulation(
            root, [aksi(1, tw=tw, total=total, koordinator="BKD", pelaksana=office), aksi(2)]
        )
        for tw, total in (before, after)
    )
    head, told = cards(old, new)
    wrong = after[1] != sum(after[0])
    assert ("Total yang tidak sesuai (1): " in head and "G-01" in head) == wrong
    assert ("Semua total pada versi yang baru sesuai" in head) != wrong
    assert set(told) == ({"Lampiran II, G-01"} if before != after else set())
    for card in told.values():
        quarters = {f"TW {number}": str(value) for number, value in enumerate(after[0], start=1)}
        now = {"Satuan": "Dokumen", **quarters, "Total": str(after[1])}
        assert row_now(card) == {**now, "Koordinator": "BKD", "Pelaksana": office}
        assert (f"Total tercetak {after[1]}, padahal" in card) == wrong


def test_a_wrong_total_that_nobody_touched_is_told_too(root: Path) -> None:
    rows = [aksi(1), aksi(2, total=7)]
    old = regulation(root, rows)
    new = regulation(root, [aksi(1, satuan="Laporan"), rows[1]])
    head, told = cards(old, new)
    assert "G-02 (tidak berubah)" in head
    assert list(told) == ["Lampiran II, G-01"]


def test_what_is_added_to_an_action_does_not_make_it_a_new_one(root: Path) -> None:
    costs = [{"nama": "Sub kegiatan", "anggaran": 1000000}, {"nama": "Lainnya", "anggaran": 5}]
    one, two = (regulation(root, [aksi(1, sub_kegiatan=costs[:count])]) for count in (1, 2))
    for old, new in at_least_one([(one, two), (two, one)]):
        _, told = cards(old, new)
        (card,) = told.values()
        assert card.lstrip().startswith("diubah")
