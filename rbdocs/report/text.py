"""Findings, and the difference between two versions of a source, for people at a terminal."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rbdocs.model.finding import Finding, Level
from rbdocs.report.data import Source, located, snippet

_RESET = "\033[0m"
_NO_NEWLINE = "\\ No newline at end of file"


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours, or none of them where *colours* is false."""

    colours: bool = False

    def level(self, level: Level, text: str) -> str:
        """*text* in the colour of *level*."""
        return self._paint("1;31" if level is Level.GALAT else "1;33", text)

    def strong(self, text: str) -> str:
        """*text* in bold."""
        return self._paint("1", text)

    def faint(self, text: str) -> str:
        """*text* set back."""
        return self._paint("2", text)

    def added(self, text: str) -> str:
        """*text* as a line that comes."""
        return self._paint("32", text)

    def removed(self, text: str) -> str:
        """*text* as a line that goes."""
        return self._paint("31", text)

    def _paint(self, code: str, text: str) -> str:
        return f"\033[{code}m{text}{_RESET}" if self.colours else text


def as_text(
    findings: Iterable[Finding],
    source: Source | None = None,
    *,
    waived: bool = False,
    mendable: bool = False,
    ink: Ink | None = None,
) -> Iterator[str]:
    """Yield the lines that tell *findings*, grouped by file; waived ones only if *waived*.

    Where the sources are *mendable*, what can be mended by the program is marked.
    """
    ink = ink or Ink()
    shown = [item for item in findings if waived or item.waiver is None]
    for file, group in groupby(shown, key=lambda item: item.location.file):
        listing = list(group)
        yield ink.strong(file or "(semua sumber)") + ink.faint(f" ({summary(listing)})")
        for finding in listing:
            yield ""
            yield from finding_as_text(finding, source, ink, mendable=mendable)
        yield ""


def summary(findings: Sequence[Finding]) -> str:
    """Return the counts of *findings* by level."""
    blocking = sum(finding.blocks for finding in findings)
    waived = sum(finding.waiver is not None for finding in findings)
    rest = len(findings) - blocking - waived
    return f"{blocking} galat, {rest} peringatan, {waived} dikecualikan"


def gaps_as_text(gaps: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines that list the losses of the reference text."""
    if gaps:
        yield f"Celah naskah ({len(gaps)}), tidak tercetak; lengkapi dari naskah asli bila ada:"
    for gap in gaps:
        kode = f"{gap['kode']}: " if gap["kode"] else ""
        yield f"  {gap['berkas']}:{gap['baris']}  {kode}{gap['catatan']}"


def finding_as_text(
    finding: Finding, source: Source | None, ink: Ink, *, mendable: bool = False
) -> Iterator[str]:
    """Yield the lines that tell *finding*; *mendable* as in ``as_text``."""
    kode = f"  {finding.kode}" if finding.kode else ""
    mark = "  (dikecualikan)" if finding.waiver is not None else ""
    level = ink.level(finding.level, str(finding.level))
    where = finding.location if source is None else located(finding, source)
    place = f"{where}  " if where.file else ""
    yield f"{place}{level} {ink.strong(finding.code)}{kode}{mark}"
    if source is not None:
        yield from _source_line(finding, source, ink)
    yield f"  {finding.message}"
    for occurrence in finding.occurrences:
        at = f"  {occurrence.at}" if occurrence.at else ""
        yield f"    {ink.faint(str(occurrence.location))}{at}  {occurrence.value}"
    if finding.waiver is not None:
        yield f"  Alasan: {finding.waiver}"
    elif finding.hint:
        yield f"  {finding.hint}"
    if mendable and finding.repairs and finding.waiver is None:
        yield "  Dapat diperbaiki otomatis: periksa --perbaiki."


def _source_line(finding: Finding, source: Source, ink: Ink) -> Iterator[str]:
    if (cut := snippet(finding, source)) is None:
        return
    number = str(cut.line)
    yield ink.faint(f"  {number} | ") + cut.text
    marker = ink.level(finding.level, "^" * cut.length)
    yield ink.faint(f"  {' ' * len(number)} | ") + " " * cut.start + marker


def as_diff(name: str, old: bytes, new: bytes, ink: Ink | None = None) -> Iterator[str]:
    """Yield the lines of the unified difference from *old* to *new*, versions of *name*."""
    ink = ink or Ink()
    lines = difflib.unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}")
    for line in lines:
        text = line.removesuffix("\n")
        if line.startswith(("---", "+++")):
            yield ink.strong(text)
        elif line.startswith("+"):
            yield ink.added(text)
        elif line.startswith("-"):
            yield ink.removed(text)
        else:
            yield ink.faint(text) if line.startswith("@") else text
        if not line.endswith("\n"):
            yield _NO_NEWLINE


def _lines(data: bytes) -> list[str]:
    # Not splitlines: it would break at characters that a source's line may hold.
    text = data.decode().split("\n")
    return [line + "\n" for line in text[:-1]] + text[-1:] * bool(text[-1])
