"""The number of a Lampiran (II, IIA inserted after it), and the name that its files have."""

from __future__ import annotations

import re
from typing import Annotated

import roman
from pydantic import StringConstraints

from rbdocs.model.numbering import Order, order_of

# I to LXXXIX, with a letter where it was inserted, but none that is a numeral of these itself: no
# regulation of a region has as many.
LAMPIRAN_PATTERN = r"^(?:(?:L?X{1,3}|XL|L)(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3})[A-HJKM-UWYZ]?$"
NomorLampiran = Annotated[str, StringConstraints(pattern=LAMPIRAN_PATTERN)]
# What texts name: Lampiran II, Lampiran IIA.
LAMPIRAN_NAMED = r"[IVXL]+[A-Z]?\b"
_FILE = re.compile(r"lampiran-([1-9]\d?)([a-z]?)", re.IGNORECASE)
_WHOLE = re.compile(LAMPIRAN_PATTERN)


def is_lampiran(nomor: str) -> bool:
    """Whether *nomor* is a number that a Lampiran can have."""
    return _WHOLE.match(nomor) is not None


def lampiran_order(nomor: str) -> Order:
    """Return where Lampiran *nomor* stands among the others; before all where it is no number."""
    return order_of("lampiran", nomor) or Order(0)


def lampiran_file_name(nomor: str) -> str:
    """Return the name of the files of Lampiran *nomor*, without its end: ``lampiran-2a``."""
    order = lampiran_order(nomor)
    letter = chr(96 + order.inserted) if order.inserted else ""
    return f"lampiran-{order.number}{letter}"


def lampiran_of_file(name: str) -> str | None:
    """Return the Lampiran whose files are named *name*, as IIA; None where it is none's."""
    hit = _FILE.fullmatch(name)
    if hit is None:
        return None
    nomor = lampiran_numeral(Order(int(hit[1]), ord(hit[2].lower()) - 96 if hit[2] else 0))
    return nomor if is_lampiran(nomor) else None


def lampiran_numeral(order: Order) -> str:
    """Return the number that stands at *order*: IIA for the first inserted after II."""
    inserted = chr(64 + order.inserted) if order.inserted else ""
    return f"{roman.toRoman(order.number)}{inserted}"


def plain_numbers(count: int) -> list[str]:
    """Return the first *count* numbers: I, II, III, with none inserted."""
    return [roman.toRoman(number) for number in range(1, count + 1)]
