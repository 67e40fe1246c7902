"""Sentences of the body: texts in which ``*word*`` stands for a word in italics, and their parts.

A person who edits a regulation's sentences writes the same mark as in the chapters of Lampiran I.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from rbdocs.model.values import Text

# A mark taken literally (\* and \\), a stretch in italics, or a mark that stands alone.
_MARKS = re.compile(r"\\(?P<literal>[*\\])|\*(?P<italics>(?:\\[*\\]|[^*\\])+)\*|(?P<alone>\*)")
_LITERAL = re.compile(r"\\([*\\])")
_MONTHS = [
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
]


def parse_emphasis(source: str) -> Text:
    r"""Return *source* with ``*...*`` as italics, ``\*`` as an asterisk and ``\\`` as a backslash.

    Raises PydanticCustomError where an asterisk has no partner, or spaces inside its pair: such a
    text would be printed otherwise than its writer thinks.
    """
    pieces: list[tuple[str, bool]] = []
    end = 0
    for hit in _MARKS.finditer(source):
        pieces.append((source[end : hit.start()], False))
        end = hit.end()
        italics = hit["italics"]
        if hit["literal"]:
            pieces.append((hit["literal"], False))
        elif italics is None or italics != italics.strip():
            raise PydanticCustomError("kalimat", "tanda * tidak berpasangan")
        else:
            pieces.append((_LITERAL.sub(r"\1", italics), True))
    pieces.append((source[end:], False))
    return _merged(pieces)


def write_emphasis(text: Text) -> str:
    """Return *text* as a source writes it; the reverse of parse_emphasis."""
    return "".join(
        f"*{_escape(piece)}*" if italics else _escape(piece) for piece, italics in text.pieces
    )


def _escape(piece: str) -> str:
    return piece.replace("\\", "\\\\").replace("*", "\\*")


def concat(*parts: Text | str) -> Text:
    """Return *parts* one after the other as one text; italics stay."""
    pieces: list[tuple[str, bool]] = []
    for part in parts:
        pieces += [(part, False)] if isinstance(part, str) else part.pieces
    return _merged(pieces)


def enumerated(names: Sequence[str]) -> str:
    """Return *names* as a sentence lists them: a; a dan b; a, b, dan c."""
    if len(names) < 3:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"


def capitals(text: Text) -> Text:
    """Return *text* in capitals; italics stay."""
    return Text(tuple((piece.upper(), italics) for piece, italics in text.pieces))


def format_date(day: date) -> str:
    """Return *day* as a regulation prints it: ``22 November 2023``."""
    from babel.dates import format_date as babel_date

    return babel_date(day, "d MMMM y", locale="id")


def months() -> list[str]:
    """Return the months in small letters, as a regulation prints them."""
    return list(_MONTHS)


def _merged(pieces: list[tuple[str, bool]]) -> Text:
    result: list[tuple[str, bool]] = []
    for text, italics in pieces:
        if result and result[-1][1] == italics:
            result[-1] = (result[-1][0] + text, italics)
        elif text:
            result.append((text, italics))
    return Text(tuple(result) or (("", False),))


def _sentence(content: object) -> object:
    return parse_emphasis(content) if isinstance(content, str) else content


Kalimat = Annotated[Text, BeforeValidator(_sentence)]
