"""Which regulation of which year: the name of its folder in ``sources/``.

A year's first regulation has the year alone, 2024; further ones a letter from b on, 2024-b. Their
numbers are no names: a draft has none yet, and a folder that were renamed would be another one to
all that was made of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PATTERN = r"(?:19|20)[0-9]{2}(?:-[b-z])?"  # of the name of a folder, within other patterns
_NAME = re.compile(r"((?:19|20)[0-9]{2})(?:-([b-z]))?")
_LIKE = re.compile(r"\d{4}[-_. ]?\w{0,3}")


@dataclass(frozen=True, order=True, slots=True)
class Edition:
    """A regulation of the sources: its year, and its letter where it is not the year's first.

    They are ordered as they were made: by year, then by letter, the one without it first.

    >>> sorted([Edition(2025), Edition(2024, "b"), Edition(2024)])[1]
    Edition(year=2024, letter='b')
    """

    year: int
    letter: str = ""

    def __str__(self) -> str:
        return f"{self.year}-{self.letter}" if self.letter else str(self.year)

    def as_value(self) -> int | str:
        """Return it as reports and sources write it: a year's first is a number."""
        return str(self) if self.letter else self.year

    @property
    def next_year(self) -> Edition:
        """The first regulation of the year after."""
        return Edition(self.year + 1)

    @property
    def before_in_year(self) -> Edition | None:
        """The one before it in its year; None for the first."""
        if not self.letter:
            return None
        return Edition(self.year, "" if self.letter == "b" else chr(ord(self.letter) - 1))

    @property
    def next_in_year(self) -> Edition | None:
        """The one after it in its year; None after z."""
        if self.letter == "z":
            return None
        return Edition(self.year, chr(ord(self.letter) + 1) if self.letter else "b")


def read_edition(text: str) -> Edition | None:
    """Return the regulation that *text* names; None where it is no such name.

    >>> str(read_edition("2024-b"))
    '2024-b'
    """
    hit = _NAME.fullmatch(text)
    return Edition(int(hit[1]), hit[2] or "") if hit else None


def seems_edition(text: str) -> bool:
    """Whether *text* begins with a year and may be meant for the name of a regulation."""
    return _LIKE.fullmatch(text) is not None


def why_no_edition(text: str) -> str:
    """Return what is wrong with *text*, which names no regulation, as users are told it."""
    if not seems_edition(text):
        return f"«{text[:40]}» bukan tahun; tulis misalnya 2023"
    year, letter = text[:4], text[4:].lstrip("-_. ").lower()
    if len(letter) == 1 and "b" <= letter <= "z" and letter.isascii():
        return f"«{text}» bukan nama peraturan; tulis {year}-{letter}"
    return (
        f"«{text}» bukan nama peraturan: yang pertama dalam setahun {year}, berikutnya {year}-b, "
        f"{year}-c dan seterusnya"
    )
