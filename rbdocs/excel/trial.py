"""Try answers on a copy of the sources: what must come out is what was typed, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rbdocs.check.engine import check
from rbdocs.edition import Edition
from rbdocs.files import LARGEST, Project
from rbdocs.model.finding import Finding
from rbdocs.model.regulation import Regulation
from rbdocs.scratch import scratch
from rbdocs.sources.year import load_year

_STILL_TO_COME = "ISI"  # what a draft lacks is no fault of an answer


@dataclass(slots=True)
class Tried:
    """What came of a try: the year with the answers in it, None where it cannot be read.

    *findings* are what the rules say of it then; *unreadable* why it cannot be read.
    """

    regulation: Regulation | None
    findings: list[Finding] = field(default_factory=list)
    unreadable: list[Finding] = field(default_factory=list)


def attempt(project: Project, tahun: Edition, contents: Mapping[str, bytes]) -> Tried:
    """Return what the sources of *tahun* say with *contents*, by file name, instead of theirs."""
    with scratch() as folder:
        copy = Project(folder, templates=project.templates)
        shutil.copytree(project.sources, copy.sources, ignore=_vast)
        for file, content in contents.items():
            path = copy.root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        loaded = load_year(copy, tahun)
        if loaded.regulation is None:
            return Tried(None, unreadable=[f for f in loaded.findings if f.blocks])
        found = [*loaded.findings, *check(loaded.regulation)]
    told = [
        finding
        for finding in found
        if finding.waiver is None and not finding.code.startswith(_STILL_TO_COME)
    ]
    return Tried(loaded.regulation, told)


def _vast(folder: str, names: list[str]) -> list[str]:
    """What of *names* in *folder* no source can be."""
    from pathlib import Path

    return [name for name in names if not _can_be_copied(Path(folder, name))]


def _can_be_copied(path: Path) -> bool:
    return path.is_dir() or (path.is_file() and path.stat().st_size <= LARGEST)
