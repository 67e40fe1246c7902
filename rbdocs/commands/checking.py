"""Load and check a year: what both ``periksa`` and ``bangun`` begin with."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rbdocs.commands.result import DONE, FOUND, UNREADABLE
from rbdocs.files import LARGEST, Project, read_regular

if TYPE_CHECKING:
    from rbdocs.check.rule import Rule
    from rbdocs.model.finding import Finding
    from rbdocs.model.regulation import Regulation
    from rbdocs.report.snippet import Source
    from rbdocs.report.text import Ink


@dataclass(slots=True)
class Checked:
    """What loading and checking a year came to.

    *regulation* is None where the sources do not all fit; rules have run only on what does, which
    is *readable*. *chosen* are the rules that alone were to run, None where nothing was chosen.
    """

    tahun: int
    regulation: Regulation | None
    findings: list[Finding]
    gaps: list[dict[str, Any]] = field(default_factory=list)
    chosen: Mapping[str, Rule] | None = None
    readable: Regulation | None = None

    @property
    def status(self) -> int:
        """The exit status of a command that does no more than this."""
        if self.regulation is None:
            return UNREADABLE
        return FOUND if any(finding.blocks for finding in self.findings) else DONE


def check_year(
    project: Project,
    tahun: int,
    rules: Mapping[str, Rule] | None = None,
    *,
    to_lock: bool = False,
) -> Checked:
    """Load the sources of *tahun* and run *rules* on them, by default all that are usual.

    With *to_lock* an enacted text is judged as strictly as a draft.
    """
    from rbdocs.check.engine import check, nothing_checked
    from rbdocs.report.data import gap_as_data
    from rbdocs.sources.year import load_year

    loaded = load_year(project, tahun)
    readable = loaded.regulation or loaded.partial
    if readable is None:
        files = (finding.location.file for finding in loaded.findings if finding.blocks)
        findings = [*loaded.findings, nothing_checked(tahun, files)]
    else:
        readable.to_lock = to_lock
        findings = [*loaded.findings, *check(readable, rules)]
    findings.sort(key=lambda finding: (finding.location, finding.code))
    gaps = [gap_as_data(celah) for celah in readable.celah()] if readable else []
    return Checked(tahun, loaded.regulation, findings, gaps, rules, readable)


def tell(
    checked: Checked, project: Project, *, rinci: bool, target: Path | None = None
) -> Iterator[str]:
    """Yield the lines that tell *checked*, in the file *target* or at the terminal.

    *rinci* shows waived findings too.
    """
    from rbdocs.report.text import as_text, gaps_as_text, summary

    yield from as_text(
        checked.findings,
        source_lines(project),
        waived=rinci,
        mendable=checked.regulation is not None
        and checked.regulation.peraturan.status == "rancangan",
        ink=choose_ink(target),
    )
    if checked.regulation is not None:  # else it is not known whether these are all
        yield from gaps_as_text(checked.gaps)
    counts = f"Pemeriksaan tahun {checked.tahun}: {summary(checked.findings)}."
    if checked.regulation is None:
        unread = sum(
            finding.code.startswith("MUAT") and finding.blocks for finding in checked.findings
        )
        counts += f" Sumber belum dapat dibaca seluruhnya: {unread} kesalahan."
    yield counts


def source_lines(project: Project) -> Source:
    """Return a function that gives the lines of a source file, named as findings name it."""

    @cache
    def lines(file: str) -> Sequence[str]:
        path = project.root / file
        try:
            if project.inside(path):
                return read_regular(path, LARGEST).decode("utf-8-sig").split("\n")
        except (OSError, ValueError):
            pass
        return ()

    return lines


def choose_ink(target: Path | None = None) -> Ink:
    """Colours where the output is a terminal that shows them and NO_COLOR is not set.

    None in the file *target*, where it goes into one.
    """
    from rbdocs.report.text import Ink

    shows = os.name != "nt" or "WT_SESSION" in os.environ or "ANSICON" in os.environ
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Ink(target is None and sys.stdout.isatty() and shows and wanted)
