"""Findings for people at a terminal: each in full, and the first screen, which counts the rest.

An office that builds an enacted year a hundred times is told of its text once, when it is locked.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from rbdocs.edition import Edition
from rbdocs.model.aturan import PilihanAturan
from rbdocs.model.finding import Finding, Level
from rbdocs.report.data import Source, located, snippet

_RESET = "\033[0m"
_NO_NEWLINE = "\\ No newline at end of file"
_MOST_OF_A_RULE = 3  # findings of one rule that are shown in full
_MOST_GALAT = 10
_MOST_NEW = 5  # warnings that are shown in full
_READING, _OPEN = "MUAT", "ISI"


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


@dataclass(frozen=True, slots=True)
class Screen:
    """What a check came to, for the first screen.

    *known* are the numbers, in *findings*, of those that were known when the text was enacted;
    *origin* says which text that is. *gaps* is how many losses of it are known, *new_gaps* are
    those that are not, as text. *owed* says how many open values each office owes.
    """

    tahun: Edition
    findings: Sequence[Finding]
    known: frozenset[int] = frozenset()
    origin: str = ""
    gaps: int = 0
    new_gaps: Sequence[str] = ()
    owed: Counter[str] = field(default_factory=Counter)
    mendable: bool = False
    shown: bool = False  # everything is shown already
    choices: Sequence[PilihanAturan] = ()


def first_screen(screen: Screen, source: Source | None, ink: Ink) -> Iterator[str]:
    """Yield the lines of *screen*, but for the counts at its end (see ``counted``)."""
    galat = sorted(filter(_blocks, screen.findings), key=_gravest)
    open_ones = [item for item in galat if item.code.startswith(_OPEN)] if screen.owed else []
    yield from _some(
        [item for item in galat if item not in open_ones], _MOST_GALAT, screen, source, ink
    )
    if open_ones:
        yield from _owed(screen, len(open_ones))
    yield from _some(list(_new(screen)), _MOST_NEW, screen, source, ink)
    if screen.new_gaps:
        yield f"Celah naskah ({len(screen.new_gaps)}), tidak tercetak; lengkapi dari naskah asli:"
        yield from screen.new_gaps


def counted(screen: Screen) -> Iterator[str]:
    """Yield the counts: of what is not shown, with the option that shows it, and of everything."""
    hidden = bool(screen.known) and not screen.shown
    rest = [f"{len(screen.known)} peringatan {screen.origin}"] if hidden else []
    rest += [f"{screen.gaps} celah naskah"] if screen.gaps else []
    if rest:
        yield f"{', '.join(rest)}; periksa {screen.tahun} --semua menampilkannya."
    if screen.choices:
        reason = (
            (lambda item: f"{item.told()} ({item.alasan})") if screen.shown else PilihanAturan.told
        )
        yield f"Menurut sources/aturan.yaml: {', '.join(map(reason, screen.choices))}."
    counts = summary(screen.findings)
    if screen.origin:
        new = len(list(_new(screen)))
        told = f"({new} baru)" if new else "(tidak ada yang baru)"
        counts = counts.replace(" peringatan,", f" peringatan {told},")
    yield f"Pemeriksaan tahun {screen.tahun}: {counts}."


def _blocks(finding: Finding) -> bool:
    return finding.blocks


def _gravest(finding: Finding) -> tuple[int, str, int]:
    """What keeps the sources from being read comes first, what is only still open last."""
    rank = 0 if finding.code.startswith(_READING) else 2 if finding.code.startswith(_OPEN) else 1
    return rank, finding.location.file, finding.location.line


def _new(screen: Screen) -> Iterator[Finding]:
    """Yield the warnings that nobody has known before; what could not be checked comes first."""
    listing = [
        finding
        for number, finding in enumerate(screen.findings)
        if number not in screen.known and finding.waiver is None and not finding.blocks
    ]
    yield from sorted(listing, key=lambda item: not item.code.startswith((_READING, "REV", "KEC")))


def _some(
    listing: Sequence[Finding], most: int, screen: Screen, source: Source | None, ink: Ink
) -> Iterator[str]:
    """Yield *most* of *listing* in full, few of each rule, and count the others by rule."""
    shown: list[Finding] = []
    of_rule: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for finding in listing:
        if len(shown) < most and of_rule[finding.code] < _MOST_OF_A_RULE:
            shown.append(finding)
            of_rule[finding.code] += 1
        else:
            left[finding.code] += 1
    for finding in shown:
        yield from finding_as_text(finding, source, ink, mendable=screen.mendable)
        yield ""
    if left:
        rules = ", ".join(f"{code} {count}" for code, count in left.most_common())
        what = "galat" if shown[0].blocks else "peringatan"
        yield f"dan {left.total()} {what} lagi ({rules}); periksa {screen.tahun} --semua."
        yield ""


def _owed(screen: Screen, rows: int) -> Iterator[str]:
    offices = ", ".join(f"{name} {count}" for name, count in screen.owed.most_common(8))
    rest = f" dan {len(screen.owed) - 8} lagi" if len(screen.owed) > 8 else ""
    total = f"{screen.owed.total()} isian di {rows} tempat"
    yield f"Belum diisi (ISI01): {total}, dari {offices}{rest}."
    yield f"Daftarnya: periksa {screen.tahun} --aturan ISI01; rancangannya: bangun --rancangan."
    yield ""


def statistics(findings: Iterable[Finding], rules: dict[str, str]) -> Iterator[str]:
    """Yield how many findings each rule has, the most frequent first; *rules* says what it asks."""
    counts: Counter[str] = Counter()
    waived: Counter[str] = Counter()
    levels: dict[str, str] = {}
    for finding in findings:
        levels[finding.code] = str(finding.level)
        counts[finding.code] += finding.waiver is None
        waived[finding.code] += finding.waiver is not None
    order = sorted(levels, key=lambda code: (levels[code], -counts[code], code))
    for code in order:
        let = f"  (+{waived[code]} dikecualikan)" if waived[code] else ""
        yield f"{counts[code]:>5}  {code:<7} {levels[code]:<11} {rules.get(code, '')}{let}"
