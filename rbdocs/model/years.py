"""A year that a text names: as its own, not as an end of a range or as that of a regulation."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What takes the year with it: «2020-2023», «2023 - 2026», «Nomor 53 Tahun 2023».
_BEFORE = r"(?P<other>\d\s*[-–]\s*|\bnomor\s+[\w./-]+\s+tahun\s+)?"
_AFTER = r"(?P<range>\s*[-–]\s*\d)?"
_LAST_WORDS = re.compile(r"(?:\S+\s+){0,2}\S*$")
_NEAR = 60  # characters; enough to know the sentence again


@dataclass(frozen=True, slots=True)
class Named:
    """Where a text names a year: the words around it to know it by, and the very words."""

    around: str
    exact: str


def year_named(text: str, tahun: int) -> Named | None:
    """Return where *text* first names *tahun* for itself; None where it does not."""
    for hit in _pattern(tahun).finditer(text):
        if _is_own(hit):
            before = _LAST_WORDS.search(text[: hit.start()])
            exact = f"{before[0] if before else ''}{hit[0]}"
            return Named(_around(text, hit.start(), hit.end()), exact)
    return None


def _around(text: str, start: int, end: int) -> str:
    """The words from *start* to *end* with those near them, whole ones only."""
    start, end = max(start - _NEAR, 0), end + _NEAR
    words = text[start:end].split()
    first = 1 if start and not text[start - 1].isspace() else 0
    last = -1 if end < len(text) and not text[end].isspace() else None
    head, tail = ("… " if start else ""), (" …" if end < len(text) else "")
    return f"{head}{' '.join(words[first:last])}{tail}"


def renew_year(text: str, old: int, new: int) -> str:
    """Return *text* with *new* wherever it names *old* for itself."""
    return _pattern(old).sub(lambda hit: str(new) if _is_own(hit) else hit[0], text)


def _pattern(tahun: int) -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}(?<!\d){tahun}(?!\d){_AFTER}", re.IGNORECASE)


def _is_own(hit: re.Match[str]) -> bool:
    return hit["other"] is None and hit["range"] is None
