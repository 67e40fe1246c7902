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
from rbdocs.report.snippet import Source
from rbdocs.report.text import Ink, finding_as_text, summary

_MOST_OF_A_RULE = 3  # findings of one rule that are shown in full
_MOST_GALAT = 10
_MOST_NEW = 5  # warnings that are shown in full
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
