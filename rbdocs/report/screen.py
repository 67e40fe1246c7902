"""The first screen: what is wrong, then what is new; the rest is counted.

An office that builds an enacted year a hundred times is told of its text once, when it is locked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rbdocs.edition import Edition
from rbdocs.model.aturan import PilihanAturan
from rbdocs.model.finding import Finding
from rbdocs.report.data import Source
from rbdocs.report.text import Ink, finding_as_text, summary

_ROOM = 20  # lines of findings in full that a terminal's window has room for, with the counts
_WIDTH = 110  # letters of a line that tells all findings of a rule
_MOST_RULES = 9  # that have a line
_MOST_UNREAD = 2  # mistakes that keep a file from being read
_MOST_OFFICES = 4  # of those that owe values
_READING, _OPEN = "MUAT", "ISI"


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
    """Yield the lines of *screen*, but for the counts at its end (see ``counted``).

    Findings are told in full where they fit the window of a terminal; else a line for each rule.
    """
    galat = sorted(filter(_blocks, screen.findings), key=_gravest)
    owed = [item for item in galat if item.code.startswith(_OPEN)] if screen.owed else []
    unread = [item for item in galat if item.code.startswith(_READING)]
    others = [item for item in galat if item not in owed and item not in unread]
    warnings = list(_new(screen))
    full = [line for item in (*others, *warnings) for line in _in_full(item, screen, source, ink)]
    for item in unread[:_MOST_UNREAD]:
        yield from _in_full(item, screen, source, ink)
    if len(full) <= _ROOM:
        rest = unread[_MOST_UNREAD:]
        yield from full
    else:
        rest = [*unread[_MOST_UNREAD:], *others]
    yield from _by_rule(rest, _MOST_RULES, ink)
    if owed:
        yield _owed(screen, len(owed))
    if len(full) > _ROOM:
        yield from _by_rule(warnings, max(_MOST_RULES - len({i.code for i in rest}), 2), ink)
    if rest or len(full) > _ROOM:
        yield _more(screen, [*rest, *warnings])
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


def _in_full(finding: Finding, screen: Screen, source: Source | None, ink: Ink) -> Iterator[str]:
    yield from finding_as_text(finding, source, ink, mendable=screen.mendable)
    yield ""


def _by_rule(listing: Sequence[Finding], most: int, ink: Ink) -> Iterator[str]:
    """Yield a line for each of *most* rules: how often, where first, and what; the rest counted."""
    rules: dict[str, list[Finding]] = {}
    for finding in listing:
        rules.setdefault(finding.code, []).append(finding)
    told = list(rules.values())
    shown = told[:most] if len(told) > most + 1 else told  # one that is left out is no shorter
    cells = [_cells(group) for group in shown]
    wide = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for group, row in zip(shown, cells, strict=True):
        level = str(group[0].level)
        padded = (f"{cell:<{width}}" for cell, width in zip(row, wide, strict=True) if width)
        line = "  ".join((*padded, group[0].message))
        room = _WIDTH - len(level) - 1
        line = line if len(line) <= room else f"{line[: room - 1].rstrip()}…"
        yield f"{ink.level(group[0].level, level)} {line}"
    if len(shown) < len(told):
        left = told[len(shown) :]
        rules_left = ", ".join(f"{group[0].code} {len(group)}" for group in left)
        yield f"dan {sum(map(len, left))} {left[0][0].level} lagi: {rules_left}."


def _cells(group: Sequence[Finding]) -> tuple[str, str, str]:
    """The rule of *group* and how often it found something; where first: file and line; kode."""
    first = group[0]
    count = f" {len(group)}×" if len(group) > 1 else ""
    line = f":{first.location.line}" if first.location.line else ""
    return f"{first.code}{count}", f"{first.location.file.rpartition('/')[2]}{line}", first.kode


def _more(screen: Screen, listing: Sequence[Finding]) -> str:
    """How to see what the screen has no room for, and what the program can mend of it."""
    tahun = screen.tahun
    mend = screen.mendable and any(finding.repairs for finding in listing)
    return (
        f"Selengkapnya: periksa {tahun} --semua, --aturan {listing[0].code}, atau --format html"
        f"{'; sebagian dapat diperbaiki otomatis: --perbaiki' if mend else ''}."
    )


def _owed(screen: Screen, rows: int) -> str:
    offices = ", ".join(f"{name} {count}" for name, count in screen.owed.most_common(_MOST_OFFICES))
    rest = (
        f" dan {len(screen.owed) - _MOST_OFFICES} lagi" if len(screen.owed) > _MOST_OFFICES else ""
    )
    return (
        f"Belum diisi (ISI01): {screen.owed.total()} isian di {rows} tempat, dari {offices}{rest}; "
        f"daftarnya: periksa {screen.tahun} --aturan ISI01."
    )


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
