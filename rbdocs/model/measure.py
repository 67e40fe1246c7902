"""What printed numbers say: what they measure, what is calculated, and of which year they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, DecimalException

from rbdocs.model.values import Nilai, parse_number

MAX_LENGTH = 200  # characters
_TOKEN = re.compile(r"\s*(?:(?P<number>\d[\d.]*(?:,\d+)?)|(?P<sign>[-+*/()]))")


def evaluate(expression: str) -> Decimal:
    """Return the value of *expression*. Raises ValueError where it cannot be calculated.

    >>> evaluate("(67,27-66,30)/66,30").quantize(Decimal("0.0001"))
    Decimal('0.0146')
    """
    if len(expression) > MAX_LENGTH:
        raise ValueError("terlalu panjang")
    parser = _Parser(_tokens(expression))
    try:
        value = parser.sum()
    except DecimalException as error:
        raise ValueError("dibagi nol") from error
    if parser.rest:
        raise ValueError(f"«{parser.rest[0]}» tidak pada tempatnya")
    return value


def _tokens(expression: str) -> list[str]:
    found, end = [], 0
    while end < len(expression.rstrip()):
        hit = _TOKEN.match(expression, end)
        if hit is None:
            raise ValueError(f"«{expression[end:].strip()[0]}» bukan angka atau tanda hitung")
        found.append(hit["number"] or hit["sign"])
        end = hit.end()
    return found


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self.rest = tokens

    def sum(self) -> Decimal:
        value = self._product()
        while self.rest and self.rest[0] in "+-":
            value += self._product() if self.rest.pop(0) == "+" else -self._product()
        return value

    def _product(self) -> Decimal:
        value = self._single()
        while self.rest and self.rest[0] in "*/":
            if self.rest.pop(0) == "*":
                value *= self._single()
            else:
                value /= self._single()
        return value

    def _single(self) -> Decimal:
        if not self.rest:
            raise ValueError("kurang satu angka")
        token = self.rest.pop(0)
        if token == "-":
            return -self._single()
        if token == "(":
            value = self.sum()
            if not self.rest or self.rest.pop(0) != ")":
                raise ValueError("kurung tidak ditutup")
            return value
        number = parse_number(token)
        if number is None:
            raise ValueError(f"«{token}» bukan angka")
        return number


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
