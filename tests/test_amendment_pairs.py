"""What is derived from any two texts of a regulation brings about exactly the second of them."""

from __future__ import annotations

from random import Random
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml.comments import CommentedMap

from rbdocs.check.engine import check_sources
from rbdocs.law.amend import amend
from rbdocs.law.consolidate import Consolidation
from rbdocs.law.derive import Turunan, derive
from rbdocs.law.phrases import fixed
from rbdocs.model.batang_tubuh import Butir, DaftarPasal, Pasal
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.printed_text import placed
from rbdocs.model.regulation import SourcesRead
from rbdocs.revise.perubahan import amendments
from rbdocs.revise.yaml_tree import dump
from tests.bodies import Body, anyhow, body, edited, nested
from tests.profiles import examples
from tests.sample import ROOT
from tests.test_law_phrases import as_written


def listing(items: Body) -> DaftarPasal:
    return DaftarPasal.model_validate(as_written({"pasal": nested(items)}))


def said(butir: Butir) -> list[Any]:
    """All that a provision says, in the order in which it is printed."""
    below = [(unit, list(map(pair, items.items()))) for unit, items in butir.parts()]
    return [butir.teks and butir.teks.pieces, butir.status, below]


def pair(item: tuple[str, Butir]) -> tuple[str, list[Any]]:
    return item[0], said(item[1])


def printed(daftar: DaftarPasal) -> list[Any]:
    return [(item.headings, item.pasal.pasal, said(item.pasal)) for item in placed(daftar.pasal)]


def carried_out(base: DaftarPasal, found: Turunan) -> list[Any]:
    """What the base reads after the amendments that were found."""
    before = Consolidation.of(base.pasal, lengkap=True)
    amend(before, found.perubahan, "Peraturan Bupati Nomor 1 Tahun 2024")
    assert before.obstacles == []
    return [(i.headings, i.pasal.pasal, said(i.pasal)) for i in before.ordered()]


@given(st.randoms(use_true_random=False))
@settings(max_examples=examples(40))
def test_every_edit_that_has_a_phrase_is_derived_exactly(random: Random) -> None:
    base = body(random)
    wanted = edited(random, base)
    old, new = listing(base), listing(wanted)
    found = derive(Consolidation.of(old.pasal, lengkap=True), new.pasal)
    assert [obstacle.message for obstacle in found.obstacles] == []
    assert carried_out(old, found) == printed(new)
    assert bool(found.perubahan) == (printed(old) != printed(new))
    sentences = [fixed(item, "Peraturan Bupati").plain for item in found.perubahan]
    assert len(set(sentences)) == len(sentences)


@given(st.randoms(use_true_random=False))
@settings(max_examples=examples(40))
def test_nothing_is_silent_whatever_a_drafter_writes(random: Random) -> None:
    base = body(random)
    wanted = anyhow(random, base)
    old, new = listing(base), listing(wanted)
    found = derive(Consolidation.of(old.pasal, lengkap=True), new.pasal)
    if not found.obstacles:
        assert carried_out(old, found) == printed(new)
        assert bool(found.perubahan) == (printed(old) != printed(new))


@given(st.randoms(use_true_random=False))
@settings(max_examples=examples(30))
def test_what_was_derived_is_what_a_source_may_say(random: Random) -> None:
    base = body(random)
    new = listing(edited(random, base)).pasal
    derived = derive(Consolidation.of(listing(base).pasal, lengkap=True), new).perubahan
    if not derived:
        return
    text = dump(CommentedMap(pasal="I", perubahan=amendments(derived)))
    written = Pasal.model_validate(as_written(yaml.safe_load(text)))
    assert written.perubahan == derived
    source = (ROOT / "sources/2023/peraturan.yaml").read_text("utf-8")
    peraturan = Peraturan.model_validate(as_written(yaml.safe_load(source)))
    clean = {finding.message for finding in check_sources(SourcesRead(peraturan=peraturan))}
    rest = peraturan.batang_tubuh[1:]
    amending = peraturan.model_copy(update={"batang_tubuh": [written, *rest]})
    found = check_sources(SourcesRead(peraturan=amending))
    assert [item.message for item in found if item.message not in clean] == []
