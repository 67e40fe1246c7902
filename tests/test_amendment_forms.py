"""What a drafter writes in pasal.yaml becomes the phrase that the technique of law has for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rbdocs.law.amend import amend
from rbdocs.law.consolidate import Consolidation
from rbdocs.law.derive import derive
from rbdocs.law.phrases import fixed
from rbdocs.model.batang_tubuh import DaftarPasal
from rbdocs.model.printed_text import placed
from tests import guide_forms
from tests.test_law_phrases import as_written

CASES = yaml.safe_load((Path(__file__).parent / "cases/amendments.yaml").read_text("utf-8"))
BASE: str = CASES["dasar"]
FORMS: list[dict[str, Any]] = CASES["bentuk"]


def listing(text: str) -> DaftarPasal:
    return DaftarPasal.model_validate(as_written(yaml.safe_load(text)))


def edited(text: str, edits: list[list[str]]) -> str:
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("form", FORMS, ids=[form["nama"] for form in FORMS])
def test_each_form_of_amendment_is_written_as_the_law_writes_it(form: dict[str, Any]) -> None:
    base = edited(BASE, form.get("dasar", []))
    before = Consolidation.of(listing(base).pasal, lengkap=True)
    wanted = listing(edited(base, form["sunting"])).pasal
    found = derive(before, wanted)
    told = " ".join(obstacle.message for obstacle in found.obstacles)
    if "tolak" in form:
        assert form["tolak"] in told
        return
    assert told == ""
    assert [fixed(item, "Peraturan Bupati").plain for item in found.perubahan] == form["frasa"]
    assert form.get("catatan", "") in " ".join(found.notes)
    amend(before, found.perubahan, "Peraturan Bupati Nomor 1 Tahun 2024")
    assert before.obstacles == []
    assert before.sequence() == list(placed(wanted))


def test_the_guide_shows_every_form_with_the_phrase_that_the_program_writes() -> None:
    guide = guide_forms.GUIDE.read_text("utf-8")
    assert guide == guide_forms.renewed(guide), "python3 -m tests.guide_forms"
