"""Printed values: numbers in Indonesian form, and texts that may hold words in italics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

# PUEBI (Permendikbud 50/2015) III.A and III.B: a full stop separates thousands, a comma decimals.
_NUMBER = re.compile(r"(?P<minus>-?)(?P<bulat>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<pecahan>\d+))?")
EMPTY = frozenset({"", "-", "–"})


def format_number(number: int | Decimal) -> str:
    """Return *number* in Indonesian form: 6893 → ``6.893``, 3.4 → ``3,4``."""
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


def parse_number(text: str) -> Decimal | None:
    """Return the number that *text* prints in Indonesian form, without a ``%``; None if none."""
    hit = _NUMBER.fullmatch(text)
    if not hit:
        return None
    bulat = hit["bulat"].replace(".", "")
    return Decimal(f"{hit['minus']}{bulat}.{hit['pecahan'] or 0}").normalize()


@dataclass(frozen=True, slots=True)
class Nilai:
    """A value as it is printed; *number* is the number it stands for, if it is one.

    ``-``, ``0`` and the empty cell stay three different things.
    """

    text: str
    number: Decimal | None = None
    persen: bool = False

    @classmethod
    def dari(cls, content: object) -> Nilai:
        """Make a Nilai of what a source holds: a text as it stands, or a number."""
        if isinstance(content, Nilai):
            return content
        if isinstance(content, int | Decimal) and not isinstance(content, bool):
            return cls(format_number(content), Decimal(content).normalize())
        if isinstance(content, str):
            persen = content.endswith("%")
            return cls(content, parse_number(content.removesuffix("%").rstrip()), persen)
        raise PydanticCustomError("nilai", "teks atau angka")

    @property
    def empty(self) -> bool:
        """Whether nothing stands here: an empty cell or a dash."""
        return self.text.strip() in EMPTY

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.dari)


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is printed; *pieces* are its pieces, each with whether it is in italics."""

    pieces: tuple[tuple[str, bool], ...]

    @classmethod
    def dari(cls, content: object) -> Text:
        """Make a Teks of a string, a number, or a list of strings and ``{miring: ...}``."""
        if isinstance(content, Text):
            return content
        if isinstance(content, int | Decimal) and not isinstance(content, bool):
            content = format_number(content)
        if isinstance(content, str):
            return cls(((content, False),))
        if isinstance(content, list) and content:
            return cls(tuple(_piece(parts) for parts in content))
        raise PydanticCustomError("teks", "teks, atau daftar teks dan {miring: ...}")

    @property
    def plain(self) -> str:
        """The text alone."""
        if len(self.pieces) == 1:
            return self.pieces[0][0]
        return "".join(text for text, _ in self.pieces)

    @property
    def empty(self) -> bool:
        """Whether nothing stands here: an empty cell or a dash."""
        return self.plain.strip() in EMPTY

    def __str__(self) -> str:
        return self.plain

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.dari)


def _piece(parts: object) -> tuple[str, bool]:
    if isinstance(parts, str):
        return parts, False
    if isinstance(parts, dict) and set(parts) == {"miring"} and isinstance(parts["miring"], str):
        return parts["miring"], True
    raise PydanticCustomError("teks", "teks, atau daftar teks dan {miring: ...}")
