"""Apply each edit to a copy of the enacted sources, and look at what the rules then find."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from rbdocs.check.rule import load_rules
from rbdocs.commands.checking import check_year, source_lines
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.finding import Finding, Location
from rbdocs.report.data import locate
from tests.outside.edits import YEAR, Edit, apply, change, fresh

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """An edit, the new findings about what it changed, and the other new ones."""

    edit: Edit
    found: list[Finding]
    other: list[Finding]


def measure(edits: Sequence[Edit], processes: int = 1) -> list[Outcome]:
    """Return the outcome of each of *edits*, each made alone."""
    parts = [edits[start::processes] for start in range(processes)]
    with TemporaryDirectory() as folder:
        measured = partial(_measured, folder=Path(folder))
        if processes == 1:
            outcomes = measured(parts[0])
        else:
            with ProcessPoolExecutor(processes) as pool:
                outcomes = [item for part in pool.map(measured, parts) for item in part]
    order = {edit.id: number for number, edit in enumerate(edits)}
    return sorted(outcomes, key=lambda item: order[item.edit.id])


@cache
def enacted() -> list[Finding]:
    """Return what the rules find in the enacted text, what is waived too."""
    return _findings(Project(ROOT))


def _findings(project: Project) -> list[Finding]:
    """What is found, each at the very words that it is about."""
    lines = source_lines(project)
    return [
        replace(finding, location=Location(finding.location.file, *place[:2]))
        if (place := locate(finding, lines))
        else finding
        for finding in check_year(project, Edition(YEAR), load_rules()).findings
    ]


def _measured(edits: Sequence[Edit], folder: Path) -> list[Outcome]:
    if not edits:
        return []
    root = folder / edits[0].id
    shutil.copytree(ROOT / "sources", root / "sources")
    shutil.copytree(ROOT / "templates", root / "templates")
    project = Project(root)
    return [_outcome(edit, project, enacted()) for edit in edits]


def _outcome(edit: Edit, project: Project, before: list[Finding]) -> Outcome:
    path = project.root / edit.path
    text = path.read_text("utf-8")
    path.write_text(apply(text, edit), "utf-8", newline="")
    try:
        new = fresh(before, _findings(project))
    finally:
        path.write_text(text, "utf-8", newline="")
    what = change(text, edit)
    found = [finding for finding in new if what.concerns(finding)]
    return Outcome(edit, found, [finding for finding in new if finding not in found])
