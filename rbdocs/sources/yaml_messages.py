"""What is told of YAML: libyaml's complaints, and values that it reads otherwise than a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from rbdocs.model.finding import Level
from rbdocs.model.values import reads_two_ways

_COMMON = (
    "Tata tulis YAML di sini tidak dapat dibaca.",
    "Periksa tanda petik, kurung, titik dua dan lekukan di baris ini dan baris sebelumnya.",
)
# Part of libyaml's problem text -> what it means to the user, and what to do.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    (
        "'\\t'",
        "Ada tanda tab di sini.",
        "Ganti tab dengan spasi; lekukan YAML memakai dua spasi.",
    ),
    (
        "tab character",
        "Ada tanda tab di sini.",
        "Ganti tab dengan spasi; lekukan YAML memakai dua spasi.",
    ),
    (
        "mapping values are not allowed",
        "Ada titik dua yang tidak pada tempatnya, atau lekukan baris ini berbeda.",
        'Samakan lekukan dengan baris sejajarnya; teks yang berisi ": " diapit tanda petik.',
    ),
    (
        "block sequence entries are not allowed",
        "Tanda - di sini dibaca sebagai butir daftar.",
        'Tulis tiap butir di barisnya sendiri; teks yang diawali "- " diapit tanda petik.',
    ),
    (
        "could not find expected ':'",
        "Titik dua sesudah nama isian tidak ditemukan.",
        "Tulis «nama: isi» dengan spasi sesudah titik dua.",
    ),
    (
        "did not find expected '-' indicator",
        "Lekukan baris ini tidak sejajar dengan daftar di atasnya.",
        "Samakan lekukannya dengan isian sejajarnya, atau tanda - dengan butir lain.",
    ),
    (
        "did not find expected key",
        "Lekukan baris ini tidak sejajar, atau tanda petik sebelumnya tidak ditutup.",
        "Samakan lekukan dengan baris sejajarnya dan periksa tanda petik.",
    ),
    (
        "did not find expected ',' or",
        "Kurung tidak ditutup, atau koma di antara nilai tertinggal.",
        "Periksa kurung [ ] atau { } di baris ini dan sebelumnya.",
    ),
    (
        "found unexpected end of stream",
        "Tanda petik dibuka tetapi tidak ditutup.",
        "Tutup tanda petik itu.",
    ),
    (
        "cannot start any token",
        "Karakter ini tidak boleh mengawali isian.",
        'Apit teksnya dengan tanda petik, misalnya "%" atau "@nama".',
    ),
    (
        "nesting depth",
        "Susunan terlalu dalam.",
        "Periksa kurung [ dan { yang tidak ditutup.",
    ),
    (
        "undefined alias",
        "Teks yang diawali * dibaca sebagai alias YAML.",
        'Apit teks itu dengan tanda petik ("").',
    ),
    (
        "alphabetic or numeric character",
        "Teks yang diawali * atau & dibaca sebagai alias YAML.",
        'Apit teks itu dengan tanda petik ("").',
    ),
    (
        "escape character",
        "Garis miring terbalik (\\) di dalam petik ganda salah dipakai.",
        "Pakai petik tunggal ('...'), atau tulis \\\\.",
    ),
)


def translate(problem: str, info: str) -> tuple[str, str]:
    """Return message and hint in Indonesian for libyaml's *problem* and *info*."""
    for part, message, hint in _MEANINGS:
        if part in problem or part in info:
            return message, hint
    return _COMMON


# Lists of texts that anybody may lengthen, so that one item too many is noticed by no rule.
_FREE_LISTS = frozenset({"alinea", "butir", "ejaan", "tercetak"})
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PLAIN_ESCAPES = frozenset('"\\/\n\r')  # they print the character, or join two lines
_SHOWN = 40  # characters of a text that a message repeats


class Misread(NamedTuple):
    """What to tell of a value that was perhaps not meant as it is read."""

    code: str
    level: Level
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class ListedValue:
    """A value of a list: from where to where it stands, what it is, whether without quotes."""

    start: int
    end: int
    value: Any
    plain: bool


def misread_number(written: str) -> Misread | None:
    """What to tell of a number, *written* without quotes; None where it can be read in one way."""
    if not reads_two_ways(written):
        return None
    thousands, decimal = written.replace(".", ""), written.replace(".", ",")
    return Misread(
        "MUAT28",
        Level.GALAT,
        f"«{written}» dapat dibaca sebagai {thousands} atau sebagai {decimal}.",
        f"Titik dalam sumber adalah koma desimal. Tulis {thousands} bila ribuan (tercetak "
        f'{written}), atau "{decimal}" dalam tanda petik bila pecahan.',
    )


def misread_escapes(written: str) -> Iterator[Misread]:
    r"""Yield what to tell of a text in ``"``, *written* with escapes such as ``\n``: each once."""
    seen = {hit[1] for hit in _ESCAPE.finditer(written)} - _PLAIN_ESCAPES
    for letter in sorted(seen):
        yield Misread(
            "MUAT29",
            Level.PERINGATAN,
            f"«\\{letter}» di dalam tanda petik ganda tidak tercetak begitu: {_name(letter)}.",
            "Garis miring terbalik yang dicetak ditulis \\\\, atau apit teksnya dengan petik "
            "tunggal.",
        )


def misread_list(
    text: str, items: Sequence[ListedValue], *, flow: bool, field: str
) -> Iterator[Misread]:
    """Yield what to tell of a list of *text*; *flow* says that it is written in ``[ ]``."""
    if any(_italic(item.value) for item in items):
        yield from _lost_spaces(items)
    if flow:
        yield from _split_numbers(text, items)
    if flow and field in _FREE_LISTS:
        yield from _split_texts(items)


def _split_numbers(text: str, items: Sequence[ListedValue]) -> Iterator[Misread]:
    """A decimal comma parts two numbers: it alone among the commas has no space after it."""
    pairs = list(pairwise(items))
    gaps = [text[item.end : other.start] for item, other in pairs]
    if all(gap == "," for gap in gaps):
        return  # «[1,2,3,4]»: all are written so
    for (value, other), gap in zip(pairs, gaps, strict=True):
        if gap == "," and value.plain and other.plain:
            left, right = text[value.start : value.end], text[other.start : other.end]
            if left[-1:].isdigit() and right[:1].isdigit():
                yield Misread(
                    "MUAT28",
                    Level.GALAT,
                    f"«{left},{right}» terbaca sebagai dua nilai, {left} dan {right}.",
                    f"Pecahan ditulis dengan titik ({left}.{right.split('%')[0]}) atau dalam tanda "
                    "petik; dua nilai dipisahkan koma dan spasi.",
                )


def _split_texts(items: Sequence[ListedValue]) -> Iterator[Misread]:
    for value, other in pairwise(items):
        left, right = value.value, other.value
        if not (value.plain and other.plain and isinstance(left, str) and isinstance(right, str)):
            continue
        if right[:1].islower() and (" " in left or " " in right):
            yield Misread(
                "MUAT29",
                Level.PERINGATAN,
                f"Koma memisahkan «{_shown(left)}» dan «{_shown(right)}» menjadi dua butir.",
                "Bila satu teks, apit seluruhnya dengan tanda petik; bila memang dua, apit "
                "masing-masing.",
            )


def _lost_spaces(items: Sequence[ListedValue]) -> Iterator[Misread]:
    """Without quotes a piece of a text keeps no space before and after the words in italics."""
    for value, other in pairwise(items):
        left, right = _piece(value.value), _piece(other.value)
        unquoted = value.plain or other.plain
        if unquoted and left[-1:].isalnum() and right[:1].isalnum():
            yield Misread(
                "MUAT29",
                Level.GALAT,
                f"«{_shown(left)}» dan «{_shown(right)}» tercetak bersambung, tanpa spasi.",
                'Apit potongan teks dengan tanda petik, beserta spasinya: ["teks ", {miring: '
                'kata}, " teks"].',
            )


def _italic(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"miring"}


def _piece(value: Any) -> str:
    return str(value["miring"] if _italic(value) else value)


def _name(letter: str) -> str:
    if letter in "nNLPr":
        return "terbaca sebagai ganti baris"
    if letter == "t":
        return "terbaca sebagai tab"
    return "terbaca sebagai karakter lain"


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
