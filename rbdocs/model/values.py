"""Printed values: numbers in Indonesian form, and texts that may hold words in italics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

# PUEBI (Permendikbud 50/2015) III.A and III.B: a full stop separates thousands, a comma decimals.
_NUMBER = re.compile(
    r"(?P<minus>-?)(?P<bulat>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<pecahan>\d+))?", re.ASCII
)
EMPTY = frozenset({"", "-", "–"})
# What a source says where a value of a draft is still to come; printed as an ellipsis.
BELUM_DIISI = "belum diisi"
TITIK = "…"


def format_number(number: int | Decimal) -> str:
    """Return *number* in Indonesian form: 6893 → ``6.893``, 3.4 → ``3,4``."""
    # a normalised decimal writes 40 as 4E+1 unless it is told not to
    shown = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    return shown.translate(str.maketrans(",.", ".,"))


def print_number(number: Decimal, persen: bool = False) -> str:
    """Return a computed *number* as it would be printed: at most four decimals, none that is 0."""
    bulat = number.to_integral_value()
    tidy = format_number(int(bulat) if number == bulat else round(number, 4).normalize())
    return tidy + "%" * persen


def parse_number(text: str) -> Decimal | None:
    """Return the number that *text* prints in Indonesian form, without a ``%``; None if none."""
    hit = _NUMBER.fullmatch(text)
    if not hit:
        return None
    bulat = hit["bulat"].replace(".", "")
    return Decimal(f"{hit['minus']}{bulat}.{hit['pecahan'] or 0}").normalize()


# A full stop before three digits: thousands to whoever writes Indonesian, decimals to YAML.
_TWO_WAYS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII)


def reads_two_ways(written: str) -> bool:
    """Whether a number, *written* as in a source, may mean thousands or decimals: ``1.650``."""
    return _TWO_WAYS.fullmatch(written) is not None


_UNGROUPED = re.compile(r"(\d{4,})(,\d+)?", re.ASCII)
_ENGLISH = re.compile(
    r"(\d{1,3}(?:,\d{3})+)\.(\d+)|(\d{1,3}(?:,\d{3}){2,})|(\d+)\.(\d{1,2})", re.ASCII
)


def mend_number(text: str) -> str | None:
    """Return the Indonesian form of a number that is surely meant; None for any other text.

    Only what can be read in one way is mended: ``1120`` → ``1.120``, ``250,502,500`` →
    ``250.502.500``, ``68.5`` → ``68,5``; ``1,120`` and ``1.120`` are numbers as they stand.
    """
    bare = text.removesuffix("%").rstrip()
    rest = text[len(bare) :]
    if hit := _UNGROUPED.fullmatch(bare):
        return format_number(int(hit[1])) + (hit[2] or "") + rest
    if hit := _ENGLISH.fullmatch(bare):
        whole, decimals = hit[1] or hit[3] or hit[4], hit[2] or hit[5]
        number = format_number(int(whole.replace(",", "")))
        return (f"{number},{decimals}" if decimals else number) + rest
    return None


_RUPIAH = re.compile(
    r"\s*(?:Rp\.?\s*)?(?P<angka>\d[\d.,]*?)(?:,-|,00|\.00)?\s*", re.IGNORECASE | re.ASCII
)


def mend_rupiah(text: str) -> str | None:
    """Return the Indonesian form of an amount in whole rupiah that is surely meant; None if none.

    ``Rp. 250.502.500,-`` and ``250,502,500`` → ``250.502.500``.
    """
    hit = _RUPIAH.fullmatch(text)
    if hit is None:
        return None
    number = parse_number(mend_number(hit["angka"]) or hit["angka"])
    return format_number(int(number)) if number is not None and not number % 1 else None


class Written:
    """What a source writes as one value: ``dari`` reads it, editors are told its *schema*."""

    __slots__ = ()
    schema: ClassVar[dict[str, Any]]

    @classmethod
    def dari(cls, content: object) -> Self:
        """Make one of what a source holds. Raises PydanticCustomError for anything else."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.dari)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return cls.schema


@dataclass(frozen=True, slots=True)
class Nilai(Written):
    """A value as it is printed; *number* is the number it stands for, if it is one.

    ``-``, ``0`` and the empty cell stay three different things.
    """

    schema: ClassVar[dict[str, Any]] = {"type": ["string", "number"]}
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

    @property
    def decimals(self) -> int:
        """How many digits are printed behind the comma: 2 for 68,00 and none for 68."""
        return len(self.text.removesuffix("%").rstrip().partition(",")[2])

    def as_source(self) -> int | float | str:
        """Return the value as a source writes it: a number only where it prints the same."""
        if self.number is None:
            return self.text
        number = int(self.number) if self.number % 1 == 0 else self.number
        if format_number(number) != self.text:  # 68,50 or 1700 would print otherwise
            return self.text
        if reads_two_ways(str(number)):
            return self.text
        return float(number) if isinstance(number, Decimal) else number

    @property
    def open(self) -> bool:
        """Whether the value is still to come."""
        return self.text == BELUM_DIISI

    def __str__(self) -> str:
        return self.text


# A text in the sources, as an editor is told: with words in italics it is a list.
ITALICS: dict[str, Any] = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "array",
            "minItems": 1,
            "items": {
                "anyOf": [
                    {"type": "string"},
                    {
                        "type": "object",
                        "properties": {"miring": {"type": "string"}},
                        "required": ["miring"],
                        "additionalProperties": False,
                    },
                ]
            },
        },
    ]
}


@dataclass(frozen=True, slots=True)
class Text(Written):
    """A text as it is printed; *pieces* are its pieces, each with whether it is in italics."""

    schema: ClassVar[dict[str, Any]] = ITALICS
    pieces: tuple[tuple[str, bool], ...]

    @classmethod
    def dari(cls, content: object) -> Text:
        """Make a Teks of a string, or of a list of strings and ``{miring: ...}``.

        A number is refused, since a year would get a separator; so is a list without italics, or
        with two strings side by side: a comma has parted one text.
        """
        if isinstance(content, Text):
            return content
        if isinstance(content, str):
            return cls(((content, False),))
        if isinstance(content, list) and content:
            pieces = tuple(_piece(parts) for parts in content)
            plain = [not italics for _, italics in pieces]
            if all(plain) or any(flag and other for flag, other in pairwise(plain)):
                raise PydanticCustomError("potongan", "satu teks, bukan beberapa potongan")
            return cls(pieces)
        if isinstance(content, int | Decimal):
            raise PydanticCustomError("string_type", "teks")
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

    @property
    def open(self) -> bool:
        """Whether the text is still to come."""
        return self.plain == BELUM_DIISI

    def __str__(self) -> str:
        return self.plain


def _piece(parts: object) -> tuple[str, bool]:
    if isinstance(parts, str):
        return parts, False
    if isinstance(parts, dict) and set(parts) == {"miring"} and isinstance(parts["miring"], str):
        return parts["miring"], True
    raise PydanticCustomError("teks", "teks, atau daftar teks dan {miring: ...}")
