"""Load and check a year: what both ``periksa`` and ``bangun`` begin with."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rbdocs.commands.result import DONE, FOUND, UNREADABLE, Result
from rbdocs.edition import Edition
from rbdocs.files import LARGEST, Project, read_regular

if TYPE_CHECKING:
    from rbdocs.check.rule import Rule
    from rbdocs.model.finding import Finding
    from rbdocs.model.lock import Kunci
    from rbdocs.model.regulation import Regulation
    from rbdocs.report.data import Source
    from rbdocs.report.screen import Screen
    from rbdocs.report.text import Ink


@dataclass(slots=True)
class Checked:
    """What loading and checking a year came to.

    *regulation* is None where the sources do not all fit; rules have run only on what does, which
    is *readable*. *chosen* are the rules that alone were to run, None where nothing was chosen.
    """

    tahun: Edition
    regulation: Regulation | None
    findings: list[Finding]
    gaps: list[dict[str, Any]] = field(default_factory=list)
    chosen: Mapping[str, Rule] | None = None
    readable: Regulation | None = None
    known: frozenset[int] = frozenset()  # numbers of findings that were known before
    whole: bool = False  # everything is shown, not only what is new

    @property
    def status(self) -> int:
        """The exit status of a command that does no more than this."""
        if self.regulation is None:
            return UNREADABLE
        return FOUND if any(finding.blocks for finding in self.findings) else DONE


def check_year(
    project: Project,
    tahun: Edition,
    rules: Mapping[str, Rule] | None = None,
    *,
    to_lock: bool = False,
) -> Checked:
    """Load the sources of *tahun* and run *rules* on them, by default all that are usual.

    With *to_lock* an enacted text is judged as strictly as a draft.
    """
    from rbdocs.check.engine import check, nothing_checked
    from rbdocs.model.lock import are_known
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
    lock = _lock(readable)
    known = frozenset(are_known(findings, lock.temuan if lock else ()))
    return Checked(tahun, loaded.regulation, findings, gaps, rules, readable, known)


def without(checked: Checked, left_out: Callable[[Finding], bool]) -> Checked:
    """Return *checked* without the findings that are *left_out*."""
    kept = [
        (number in checked.known, finding)
        for number, finding in enumerate(checked.findings)
        if not left_out(finding)
    ]
    known = frozenset(number for number, (was_known, _) in enumerate(kept) if was_known)
    return replace(checked, findings=[finding for _, finding in kept], known=known)


def _lock(regulation: Regulation | None) -> Kunci | None:
    """The lock of *regulation*, or of the year that a draft follows; None where there is none."""
    while regulation is not None and regulation.kunci is None:
        regulation = regulation.sebelumnya
    return regulation.kunci if regulation else None


def tell(
    checked: Checked, project: Project, *, rinci: bool, target: Path | None = None
) -> Iterator[str]:
    """Yield the lines that tell *checked*, in the file *target* or at the terminal.

    What is wrong and what is new, and everything where *checked* is whole. *rinci* shows all and
    waived findings too.
    """
    from rbdocs.report.screen import counted, first_screen
    from rbdocs.report.text import as_text, gaps_as_text

    screen, ink = _screen(checked), choose_ink(target)
    if checked.whole or rinci:
        yield from as_text(
            checked.findings,
            source_lines(project),
            waived=rinci,
            mendable=screen.mendable,
            ink=ink,
        )
        if checked.regulation is not None:  # else it is not known whether these are all
            yield from gaps_as_text(checked.gaps)
        screen = replace(screen, gaps=0, shown=True)
    else:
        yield from first_screen(screen, source_lines(project), ink)
    *rest, counts = counted(screen)
    if checked.regulation is None:
        unread = sum(
            finding.code.startswith("MUAT") and finding.blocks for finding in checked.findings
        )
        counts += f" Sumber belum dapat dibaca seluruhnya: {unread} kesalahan."
    yield from rest
    yield counts


def _screen(checked: Checked) -> Screen:
    from rbdocs.model.lock import KnownGap
    from rbdocs.report.screen import Screen
    from rbdocs.report.text import gaps_as_text

    regulation = checked.regulation
    if regulation is None:
        return Screen(
            checked.tahun, checked.findings, checked.known, origin_of_known(checked.readable)
        )
    lock = _lock(regulation)
    known = lock.celah if lock else []
    new = [gap for gap in checked.gaps if KnownGap.of(gap["kode"], gap["catatan"]) not in known]
    return Screen(
        checked.tahun,
        checked.findings,
        checked.known,
        origin_of_known(regulation),
        gaps=len(checked.gaps) - len(new),
        new_gaps=list(gaps_as_text(new))[1:],
        choices=regulation.pilihan.aturan,
        owed=_owed(regulation, checked.findings),
        mendable=regulation.peraturan.status == "rancangan",
    )


def origin_of_known(regulation: Regulation | None) -> str:
    """Which text the known findings are of; "" where nothing is known."""
    if regulation is None or _lock(regulation) is None:
        return ""
    if regulation.kunci is not None:
        return "naskah ditetapkan"
    return "yang sudah ada dalam naskah tahun lalu"


def _owed(regulation: Regulation, findings: Sequence[Finding]) -> Counter[str]:
    """How many open values each office owes, where they are findings at all."""
    from rbdocs.model.open_cells import open_cells

    if not any(item.code.startswith("ISI") for item in findings):
        return Counter()
    return Counter(
        cell.owner.office or "perangkat daerah yang belum ditentukan"
        for cell in open_cells(regulation)
    )


def unread(findings: Sequence[Finding], outcome: str) -> Result:
    """Return what a command says that needs all sources of a year, and why they are not read."""
    from rbdocs.report.data import as_data

    blocking = [finding for finding in findings if finding.blocks]
    lines = [f"{finding.location}  {finding.message} {finding.hint}" for finding in blocking]
    lines.append(f"{outcome} Betulkan dahulu sumber tahun itu.")
    return Result(UNREADABLE, {"temuan": [as_data(finding) for finding in blocking]}, lines)


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
