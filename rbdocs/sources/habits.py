"""Marks of other kinds of Markdown, which people type by habit and which would not print so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

_TABLE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?|\|\s*:?-+:?\s*\|")

# How each is written, what is told of it and what to do; {} is the mark.
_MARKS = (
    (
        re.compile(r"\A(#{1,6})(?=[\w*])"),
        "«{}» tanpa spasi tidak menjadikan baris ini judul, jadi tercetak.",
        "Tulis satu spasi sesudah {}; tanda pagar yang dicetak ditulis \\#.",
    ),
    (
        re.compile(r"\A\s*(\[[^\]^][^\]]*\]):\s+<?(?:https?:|www\.|#|mailto:)"),
        "Alamat yang ditulis sesudah {}: tidak menjadi tautan, jadi tercetak.",
        "Alamat web ditulis di antara < dan >; kurung siku yang dicetak ditulis \\[.",
    ),
    (
        re.compile(r"(?<!\\)(\[\^[^\]\s]+\])"),
        "Catatan kaki {} tidak dikenal, jadi tercetak sebagai teks biasa.",
        "Tulis isinya dalam kalimat; kurung siku yang dicetak ditulis \\[.",
    ),
)


class Habit(NamedTuple):
    """A mark: its line, counted from 0 in the paragraph, how it is written, and what to do."""

    line: int
    shown: str
    message: str
    hint: str


def habits(inline: Token) -> Iterator[Habit]:
    """Yield the marks in the paragraph *inline* that would be read otherwise than meant."""
    children, line = inline.children or [], 0
    for index, child in enumerate(children):
        line += child.type in ("softbreak", "hardbreak")
        if child.type in ("em_open", "em_close") and _between_digits(children, index):
            yield Habit(
                line,
                "*",
                "Tanda * di samping angka ini menjadikan teksnya miring, dan tidak tercetak.",
                "Tanda kali ditulis ×; tanda * yang dicetak ditulis \\*.",
            )
    for number, text in enumerate(inline.content.split("\n")):
        for pattern, message, hint in _MARKS:
            if hit := pattern.search(text):
                yield Habit(number, hit[1], message.format(hit[1]), hint.format(hit[1]))
        if _TABLE.fullmatch(text.strip()):
            yield Habit(
                number,
                text.strip(),
                "Tabel tidak ditulis dengan garis tegak |, jadi tercetak sebagai teks biasa.",
                "Tulis tabelnya dalam berkas tabel-....yaml, lalu tempatkan: ![](tabel-2-1.yaml).",
            )
            return


def _between_digits(children: list[Token], index: int) -> bool:
    """Whether the mark at *index* stands between two digits, as a sign of multiplication does."""
    before, after = (
        "".join(child.content for child in side if child.type.startswith("text"))
        for side in (children[:index], children[index + 1 :])
    )
    return before[-1:].isdigit() and after[:1].isdigit()
