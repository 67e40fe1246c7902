"""What a new year takes over from the regulation that it revises: waivers, targets, remarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rbdocs.check.engine import check
from rbdocs.check.rule import usual_rules
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.pengecualian import Pengecualian
from rbdocs.model.regulation import Regulation
from rbdocs.revise.attach import Choice
from rbdocs.revise.plan import Target
from rbdocs.revise.years import Years
from rbdocs.sources.year_files import naskah_folder


def waived(project: Project, regulation: Regulation, choice: Choice) -> list[Pengecualian]:
    """Return the waivers about the Lampiran that are drafted anew, in the order of the sources."""
    inherited = regulation.pengecualian_warisan.values()
    waivers = [*regulation.pengecualian, *(waiver for listing in inherited for waiver in listing)]
    named = {waiver.aturan for waiver in waivers}
    rules = {code: rule for code, rule in usual_rules().items() if code in named}
    prefixes = tuple(
        project.show(naskah_folder(project.sources / str(since), nomor)) + end
        for nomor, since in choice.replaced.items()
        for end in ("/", ".yaml")
    )
    found = [
        finding
        for finding in check(regulation, rules)
        if finding.location.file.startswith(prefixes)
    ]
    return [
        waiver
        for waiver in waivers
        if any(finding.waiver == waiver.alasan and waiver.covers(finding) for finding in found)
    ]


def targets(regulation: Regulation, year: Edition) -> Target:
    """Return how to find the target of an indicator in *year*, as a source writes it."""

    def target(kunci: str) -> Any:
        known = regulation.indikator.by_key.get(kunci)
        nilai = known.target.get(year.year) if known else None
        return None if nilai is None else nilai.as_source()

    return target


def skipped(project: Project, years: Years) -> Iterator[str]:
    """Yield what the drafter must know of the time between the two years."""
    between = [edition for edition in project.years() if years.old < edition < years.new]
    if between:
        names = ", ".join(map(str, between))
        yield f"Antara {years.old} dan {years.new} ada {names}, yang tidak ikut dibawa."
    elif years.new.year > years.old.year + 1:
        yield f"Antara {years.old} dan {years.new} ada tahun yang dilewati."
