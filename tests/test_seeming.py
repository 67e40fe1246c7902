"""What seems to be in the sources and is not is told: letters, files, branches, offices."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from rbdocs.check.engine import check
from rbdocs.check.rule import load_rules
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.characters import find_doubles
from rbdocs.model.finding import Finding
from rbdocs.sources.year import load_year
from tests.clean import YEAR, copy_clean
from tests.loops import at_least_one
from tests.profiles import sampled
from tests.sample import replace_text

PLAN = "2024/lampiran-2.yaml"
CHAPTER = "2024/lampiran-1/bab-1.md"
# Letters and digits that look like these, of Cyrillic, Greek, mathematics, and other widths.
DOUBLES = {
    "a": "\u0430",
    "K": "\u039a",
    "n": "\U0001d427",
    "fi": "\ufb01",
    "1": "\uff11",
    "3": "\u0663",
}


def findings_of(project: Project) -> list[Finding]:
    return load_year(project, Edition(YEAR)).findings


def test_a_letter_that_only_looks_latin_is_told_at_its_place(tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    for name in (PLAN, CHAPTER):
        path = project.sources / name
        text = path.read_text("utf-8")
        every = (
            sampled(re.finditer(rf"(?<=\w){letter}", text), 1, f"{name}{letter}")
            for letter in DOUBLES
        )
        for hit in at_least_one(itertools.chain.from_iterable(every)):
            letter, double = hit[0], DOUBLES[hit[0]]
            path.write_text(text[: hit.start()] + double + text[hit.end() :], "utf-8")
            found = [item for item in findings_of(project) if item.code == "MUAT27"]
            line, column = (
                text.count("\n", 0, hit.start()) + 1,
                hit.start() - text.rfind("\n", 0, hit.start()),
            )
            assert [(item.location.line, item.location.column) for item in found] == [
                (line, column)
            ]
            assert f"U+{ord(double):04X}" in found[0].message
            assert f"Ketik ulang sebagai {letter}" in found[0].hint
        path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    "text", ["μm Δt m² ½ § 10⁻³ H₂O", "姉妹都市 dan إندونيسيا", "café – “naïve” №3", "Москва"]
)
def test_letters_of_other_scripts_by_themselves_are_let_pass(text: str) -> None:
    assert list(find_doubles(text)) == []


@pytest.mark.parametrize("name", ["lampiran-2.yml", "Lampiran 2.yaml", "lampiran_2.YAML.txt"])
def test_a_file_of_almost_the_right_name_is_named(tmp_path: Path, name: str) -> None:
    project = copy_clean(tmp_path)
    path = project.sources / PLAN
    path.rename(path.with_name(name))
    (told,) = [item for item in findings_of(project) if item.code == "MUAT01"]
    assert f"«{name}»" in told.hint
    assert "lampiran-2.yaml" in told.hint


def branches(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every list of records in *content*."""
    items = content.items() if isinstance(content, dict) else enumerate(content)
    own = [path] if isinstance(content, list) and isinstance(content[0], dict) else []
    return own + [
        found
        for key, value in items
        if isinstance(value, dict | list)
        for found in branches(value, (*path, key))
    ]


def test_no_branch_of_a_plan_can_be_emptied_unseen(tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    for name in (PLAN, "2024/lampiran-3.yaml"):
        path = project.sources / name
        text = path.read_text("utf-8")
        for place in at_least_one(sampled(branches(yaml.safe_load(text)), 6, name)):
            content = yaml.safe_load(text)
            holder = content
            for step in place[:-1]:
                holder = holder[step]
            holder[place[-1]] = []
            path.write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")
            regulation = load_year(project, Edition(YEAR)).regulation
            codes = {item.code for item in findings_of(project)}
            codes |= (
                {item.code for item in check(regulation, load_rules())} if regulation else set()
            )
            assert codes & {"MUAT10", "LKP02"}, place
        path.write_text(text, "utf-8")


def test_an_office_is_not_above_the_office_above_it(tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    replace_text(
        project.sources / "perangkat-daerah.yaml",
        "    singkat: Setda\n",
        "    singkat: Setda\n    induk: bagian-organisasi\n",
    )
    found = [item.message for item in findings_of(project) if item.code == "MUAT14"]
    assert [re.findall("«(.*?)»", message) for message in found] == [
        ["setda"],
        ["bagian-organisasi"],
    ]
