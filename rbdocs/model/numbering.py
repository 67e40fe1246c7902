"""Numbers of provisions (5, 5A, 1a, a1, IXA, Kedua A), which follows which, and their addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

import roman

ProvisionUnit = Literal["bab", "bagian", "paragraf", "pasal", "ayat", "huruf", "angka", "lampiran"]

# The name of the file or folder of a Lampiran: lampiran-2, lampiran-2a.
LAMPIRAN_FILE = r"lampiran-[1-9]\d?[a-z]?(?![0-9A-Za-z])"
_ARABIC = re.compile(r"([1-9]\d{0,3})([A-Z]?|[a-z]?)")
_LETTER = re.compile(r"([a-z])(\1?)([1-9]?)")
_ORDINAL = re.compile(r"([A-Z][a-z]+(?: [a-z]+)*)(?: ?([A-Z]))?", re.ASCII)
_ORDINALS = 99  # no chapter has more bagian
_LABELS: dict[ProvisionUnit, str] = {
    "bab": "BAB {}",
    "bagian": "Bagian {}",
    "paragraf": "Paragraf {}",
    "pasal": "Pasal {}",
    "ayat": "ayat ({})",
    "huruf": "huruf {}",
    "angka": "angka {}",
    "lampiran": "Lampiran {}",
}


class Order(NamedTuple):
    """Where a number stands: its own count, and that of the insertion after it (0: none)."""

    number: int
    inserted: int = 0


def label(unit: ProvisionUnit, nomor: str) -> str:
    """Return how a sentence names a provision: ``Pasal 5``, ``ayat (1)``, ``huruf a``."""
    if unit == "pasal" and is_diktum(nomor):
        return f"Diktum {nomor}"
    return _LABELS[unit].format(nomor).strip()


def is_diktum(nomor: str) -> bool:
    """Whether *nomor* is that of a diktum, as decrees have instead of articles: KESATU, KEDUA A."""
    return nomor.startswith(("KE", "PERTAMA"))  # no Roman numeral has a K


# How a text names the number of a diktum: KESATU, KEDUA BELAS, KEDUA PULUH SATU, KEDUA A.
_DIGITS = "SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN|SEMBILAN"
DIKTUM_NAMED = (
    rf"(?:(?i:PERTAMA|KE(?:{_DIGITS}|SEPULUH|SEBELAS)(?: BELAS| PULUH(?: (?:{_DIGITS}))?)?)\b"
    r"(?: [A-Z]\b)?)"
)


def diktum_number(place: int) -> str:
    """Return the number of the diktum at *place*, counted from 1.

    >>> diktum_number(12)
    'KEDUA BELAS'
    """
    return next(word for word, number in _ordinals().items() if number == place).upper()


def order_of(unit: ProvisionUnit, nomor: str) -> Order | None:
    """Return the place of *nomor* among its kind; None where it is no number of that kind."""
    if unit == "huruf":
        hit = _LETTER.fullmatch(nomor)
        return hit and Order(ord(hit[1]) - 96 + 26 * bool(hit[2]), int(hit[3] or 0))
    if unit == "pasal" and is_diktum(nomor):
        return _ordinal(nomor[:1] + nomor[1:].lower()) or _inserted_diktum(nomor)
    if unit in ("bab", "lampiran") or (unit == "pasal" and nomor.isalpha()):
        return _roman(nomor)
    if unit == "bagian":
        return _ordinal(nomor)
    hit = _ARABIC.fullmatch(nomor)
    if hit is None or (hit[2] and hit[2].isupper() != (unit in ("pasal", "paragraf"))):
        return None
    return Order(int(hit[1]), ord(hit[2].upper()) - 64 if hit[2] else 0)


def is_roman(nomor: str) -> bool:
    """Whether *nomor* is that of an article of an amending regulation: I, II."""
    return _roman(nomor) is not None


def follows(later: Order, earlier: Order | None) -> bool:
    """Whether *later* is next to *earlier*, which is None at the beginning."""
    if earlier is None:
        return later == Order(1)
    return later in (Order(earlier.number + 1), Order(earlier.number, earlier.inserted + 1))


def _ordinal(nomor: str) -> Order | None:
    """The place of a bagian: Kesatu, Kedua, and Kedua A inserted after it."""
    hit = _ORDINAL.fullmatch(nomor)
    number = _ordinals().get(hit[1].lower()) if hit else None
    if hit is None or number is None:
        return None
    return Order(number, ord(hit[2]) - 64 if hit[2] else 0)


def _inserted_diktum(nomor: str) -> Order | None:
    """The place of a diktum that was inserted after another: KEDUA A."""
    words, _, inserted = nomor.rpartition(" ")
    number = _ordinals().get(words.lower())
    if number is None or not (len(inserted) == 1 and "A" <= inserted <= "Z"):
        return None
    return Order(number, ord(inserted) - 64)


@cache
def _ordinals() -> dict[str, int]:
    """The ordinal words by what they count."""
    from num2words import num2words  # type: ignore[import-untyped]

    words = {num2words(number, lang="id", to="ordinal"): number for number in range(2, _ORDINALS)}
    return {"kesatu": 1, "pertama": 1, **words}


def _roman(nomor: str) -> Order | None:
    if nomor == "XC":  # no regulation has 90 chapters: it is the third inserted after X
        return Order(10, 3)
    for numeral, inserted in ((nomor, ""), (nomor[:-1], nomor[-1:])):
        if numeral.isupper() and (inserted.isalpha() or not inserted):
            try:
                return Order(roman.fromRoman(numeral), ord(inserted) - 64 if inserted else 0)
            except roman.RomanError:
                continue
    return None


def letter(index: int) -> str:
    """Return the letter of an entry, counted from 0: a to z, then aa, bb."""
    return chr(97 + index % 26) * (index // 26 + 1)


@dataclass(frozen=True, slots=True)
class ProvisionAddress:
    """The way to a provision, from the article downwards."""

    bagian: tuple[tuple[ProvisionUnit, str], ...] = ()

    def below(self, unit: ProvisionUnit, nomor: str) -> ProvisionAddress:
        """Return the address of the provision *nomor* in this one."""
        return ProvisionAddress((*self.bagian, (unit, nomor)))

    @property
    def kunci(self) -> str:
        """The address as a key: ``pasal-5-ayat-1-huruf-a``."""
        return "-".join(f"{unit}-{nomor.replace(' ', '')}" for unit, nomor in self.bagian)

    def __str__(self) -> str:
        return " ".join(label(unit, nomor) for unit, nomor in self.bagian)
