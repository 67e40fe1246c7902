"""What a printed value measures, apart from the words that are printed around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rbdocs.model.values import Nilai

_LABEL = re.compile(r"^[^:]*:\s+")
_NOTE = re.compile(r"\s*\(([^()]*)\)\s*$")
_LEVEL = re.compile(r"^(level)\s+(\d+)$", re.IGNORECASE)
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: a *number*, or a *word* (``WTP``); a level is a number with its word.

    *note* is what was printed in brackets behind it (``Memuaskan``), *tahun* where that was a year.
    """

    number: Decimal | None
    word: str = ""
    persen: bool = False
    note: str = ""
    tahun: int | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is measured: an empty cell or a dash."""
        return self.number is None and not self.word

    def same(self, other: Measure) -> bool:
        """Whether both measure the same, however printed: 68,00 and 68; WTP and wtp; 91% and 91."""
        return self.number == other.number and self.word == other.word


def measure(nilai: Nilai) -> Measure:
    """Return what *nilai* measures.

    >>> measure(Nilai.dari("Persentase Penduduk Miskin: 9,68")).number
    Decimal('9.68')
    >>> measure(Nilai.dari("80(Memuaskan)")).same(measure(Nilai.dari("80 (memuaskan)")))
    True
    >>> measure(Nilai.dari("61,6 (2022)")).tahun
    2022
    """
    if nilai.empty:
        return Measure(None)
    if nilai.number is not None:
        return Measure(nilai.number, persen=nilai.persen)
    text = _LABEL.sub("", nilai.text.strip())
    note = _NOTE.search(text)
    shown = note[1].strip() if note and note.start() else ""
    if shown and note:
        text = text[: note.start()]
    tahun = int(shown) if _YEAR.fullmatch(shown) else None
    level = _LEVEL.match(text)
    bare = Nilai.dari(level[2] if level else text)
    if bare.number is None:
        return Measure(None, " ".join(text.casefold().split()), note=shown, tahun=tahun)
    word = level[1].casefold() if level else ""
    return Measure(bare.number, word, bare.persen, shown, tahun)
