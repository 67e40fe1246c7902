"""Numbers in Indonesian words: read from a text, and written."""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
_SCALES = {
    "ribu": 10**3,
    "juta": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
    "trilyun": 10**12,
}
_UNIT = "|".join(_UNITS)
_SCALE = "|".join(("belas", "puluh", "ratus", *_SCALES))
# Also joined, as many write it: duabelas, limapuluh, sejuta.
_WORD = rf"(?:(?:{_UNIT})(?:{_SCALE})?|se(?:{_SCALE})|{_SCALE})"
# A pattern of number words one after the other, to be used without regard to case.
WORDS = rf"\b{_WORD}(?:\s+(?:koma\s+)?{_WORD})*\b"
_PART = re.compile(rf"se(?=(?:{_SCALE})$)|{_UNIT}|{_SCALE}|koma")


def read_words(text: str) -> Decimal | None:
    """Return the number that *text*, number words alone, says; None where it says none.

    >>> read_words("dua puluh lima"), read_words("tiga koma nol lima"), read_words("dua satu")
    (Decimal('25'), Decimal('3.05'), None)
    >>> read_words("satu koma lima miliar")  # satu koma lima, of miliar
    Decimal('1500000000')
    """
    whole, *decimals = (
        [found for word in part.split() for found in _PART.findall(word)]
        for part in re.split(r"\bkoma\b", text.casefold())
    )
    number = _whole(whole)
    if number is None or len(decimals) > 1:
        return None
    after = decimals[0] if decimals else []
    scale = _SCALES[after.pop()] if len(after) > 1 and after[-1] in _SCALES else 1
    digits = _digits(after) if decimals else "0"
    return None if digits is None else (Decimal(f"{number}.{digits}") * scale).normalize() + 0


def write_words(number: Decimal) -> str:
    """Return *number*, nought or more, in words: ``tiga koma empat``."""
    from num2words import num2words  # type: ignore[import-untyped]

    whole = int(number)
    text = " ".join(str(num2words(whole, lang="id")).split())
    digits = f"{number.normalize():f}".partition(".")[2]
    return f"{text} koma {' '.join(_UNITS[int(digit)] for digit in digits)}" if digits else text


def _digits(words: list[str]) -> str | None:
    """The decimals that *words* say, one by one (``dua lima``) or as a number."""
    if words and all(word in _UNITS for word in words):
        return "".join(str(_UNITS.index(word)) for word in words)
    number = _whole(words)
    return None if number is None else str(number)


def _whole(words: list[str]) -> int | None:
    """The whole number that *words* say; each part must be smaller than what stands before it."""
    total, above = 0, 10**15
    group: list[str] = []
    for word in [*words, ""]:
        if word and word not in _SCALES:
            group.append(word)
            continue
        scale = _SCALES.get(word, 1)
        number = _below_thousand(group) if group else 0
        if number is None or scale >= above or (word and not number):
            return None
        total, above, group = total + number * scale, scale, []
    return total if words else None


def _below_thousand(words: list[str]) -> int | None:
    total, unit, least = 0, None, 1000
    for word in words:
        size = {"belas": 10, "puluh": 10, "ratus": 100}.get(word)
        if size is None:
            if unit is not None:
                return None
            unit = 1 if word == "se" else _UNITS.index(word)
            continue
        if not unit or size >= least:
            return None
        total += unit + 10 if word == "belas" else unit * size
        unit, least = None, 1 if word == "belas" else size
    if unit is None:
        return total
    return total + unit if least > 1 and (unit or not total) else None
