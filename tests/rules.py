"""Run one rule over sources that a case describes, and name what it finds as the cases do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from rbdocs.check.engine import check
from rbdocs.check.rule import load_rules, usual_rules
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.finding import Finding
from rbdocs.model.regulation import Regulation
from rbdocs.sources.layouts import packaged
from rbdocs.sources.shape import shape
from rbdocs.sources.yaml_file import read
from rbdocs.sources.year import load_year
from tests import sample
from tests.clean import YEAR, CleanCopy, apply_changes, apply_example, load_clean, read_yaml
from tests.loops import at_least_one
from tests.places import shown
from tests.sample import enacted_regulation

Case = Mapping[str, Any]
LOADING = "MUAT"  # the codes of what cannot be read
# How a case says what it is tried on: actions beside the real registers, or the clean regulation,
# changed as an example changes it (see apply_example), or otherwise (see apply_changes).
ACTIONS, EXAMPLE = "aksi", "contoh"
CHANGES = frozenset({"sumber", "baris", "tambah", "ganti"})


@cache
def _registers() -> Regulation:
    regulation = enacted_regulation()
    return regulation


def load_actions(project: Project, actions: Sequence[Mapping[str, Any]]) -> Regulation:
    """Return a regulation with one plan of *actions*; each has the usual fields unless it says.

    A field whose value is None is left out.
    """
    listing = [
        {name: value for name, value in sample.aksi(n, **action).items() if value is not None}
        for n, action in enumerate(actions, start=1)
    ]
    path = project.root / "lampiran-2.yaml"
    sample.write_yaml(path, sample.plan(listing))
    file = read(project, path)
    lampiran = shape(file, packaged("general"))
    assert lampiran is not None, file.findings
    return replace(_registers(), lampiran=[lampiran], pengecualian=[])


def findings(code: str, case: Case, clean: CleanCopy) -> Iterator[dict[str, Any]]:
    """Yield what *code* has to say of the sources of *case*, made in *clean*, in their order.

    Each as the cases state it: kode, place (``di``), values, all places compared (``tempat``),
    the words concerned, message and hint.
    """
    project = clean.restored()
    if ACTIONS in case:
        regulation = load_actions(project, case[ACTIONS])
    else:
        if EXAMPLE in case:
            apply_example(project, case[EXAMPLE])
        apply_changes(project, case)
        regulation = None if code.startswith(LOADING) else load_clean(project)
    for finding in _found(code, project, regulation):
        place = shown(project, finding.location)
        yield {
            "kode": finding.kode,
            "di": place.removeprefix(f"lampiran-2.yaml#{finding.kode}.")
            if ACTIONS in case
            else place,
            "nilai": finding.values,
            "tempat": [
                [shown(project, other.location), other.at, other.value]
                for other in finding.occurrences
            ],
            "kutipan": finding.excerpt,
            "pesan": finding.message,
            "saran": finding.hint,
        }


def _found(code: str, project: Project, regulation: Regulation | None) -> list[Finding]:
    """What the rule *code* finds, or what loading or the engine say under a code of their own."""
    if regulation is None:
        return [
            finding
            for finding in load_year(project, Edition(YEAR)).findings
            if finding.code == code
        ]
    chosen = load_rules().get(code)
    if chosen is not None:
        return check(regulation, {code: chosen})
    return [item for item in check(regulation, usual_rules()) if item.code == code]


def read_cases(path: Path) -> list[tuple[str, Case]]:
    """Return all cases of the file *path*: each ``lulus`` or ``gagal``, and what it is."""
    cases = []
    cases_of = path.read_text("utf-8").rpartition("\n---\n")[2]  # after the examples, if any
    for verdict, listing in at_least_one(read_yaml(cases_of).items()):
        assert verdict in ("lulus", "gagal"), f"{path.name}: {verdict}"
        cases += [(verdict, item) for item in listing]
    return cases
