"""Texts in cells and in the body: sentences with words in italics, and what a cell may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from rbdocs.model.values import ITALICS, Nilai, Text, Written, format_number

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
        starred(piece.replace("\\", "\\\\").replace("*", "\\*"), italics)
        for piece, italics in text.pieces
    )


def starred(literal: str, italics: bool) -> str:
    """Return *literal* with ``*`` around its words where they are in *italics*."""
    inner = literal.strip()
    if not italics or not inner:
        return literal
    before, _, after = literal.partition(inner)
    return f"{before}*{inner}*{after}"


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


def read_day(day: str, month: str, year: str) -> date | None:
    """Return the day of these parts, the month by its name or number; None where there is none."""
    try:
        number = int(month) if month.isdecimal() else _MONTHS.index(month.casefold()) + 1
        return date(int(year), number, int(day))
    except ValueError:
        return None


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


@dataclass(frozen=True, slots=True)
class ButirSel:
    """A bullet list; each item is one paragraph."""

    items: tuple[Text, ...]


Block = Text | ButirSel


_BULLETS: dict[str, Any] = {
    "type": "object",
    "properties": {"butir": {"type": "array", "minItems": 1, "items": ITALICS}},
    "required": ["butir"],
    "additionalProperties": False,
}
_PARAGRAPHS: dict[str, Any] = {
    "type": "object",
    "properties": {
        "alinea": {"type": "array", "minItems": 1, "items": {"anyOf": [ITALICS, _BULLETS]}}
    },
    "required": ["alinea"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Isi(Written):
    """The content of a cell in paragraphs and bullet lists, in printed order.

    *nilai* is its value where the cell holds one text or number and nothing else.
    """

    schema: ClassVar[dict[str, Any]] = {
        "anyOf": [ITALICS, {"type": "number"}, _BULLETS, _PARAGRAPHS]
    }
    blocks: tuple[Block, ...]
    nilai: Nilai | None = None

    @classmethod
    def dari(cls, content: object) -> Isi:
        """Make an Isi of what a source holds.

        That is a number, a text in which ``*word*`` stands for a word in italics,
        ``{butir: [...]}``, or ``{alinea: [...]}`` with several of these one below the other.
        """
        if isinstance(content, Isi):
            return content
        if isinstance(content, str | int | Decimal) and not isinstance(content, bool):
            text = _text(content if isinstance(content, str) else format_number(content))
            return cls((text,), Nilai.dari(text.plain if isinstance(content, str) else content))
        if isinstance(content, dict) and set(content) == {"alinea"}:
            return cls(tuple(_block(value) for value in _listing(content["alinea"])))
        return cls((_block(content),))

    @classmethod
    def literal(cls, text: str) -> Isi:
        """Make an Isi of *text* in which nothing has a meaning of its own."""
        return cls((Text.dari(text),))

    @property
    def plain(self) -> str:
        """The text alone, a line for each paragraph and each item of a list."""
        return "\n".join(text.plain for text in self.texts())

    def texts(self) -> Iterator[Text]:
        """Yield each paragraph and each item of a list."""
        for block in self.blocks:
            yield from block.items if isinstance(block, ButirSel) else (block,)

    @property
    def empty(self) -> bool:
        """Whether nothing stands here: an empty cell or a dash."""
        return all(text.empty for text in self.texts())

    def __str__(self) -> str:
        return self.plain


def _block(content: object) -> Block:
    if isinstance(content, dict):
        if set(content) != {"butir"}:
            raise PydanticCustomError("sel", "isi sel")
        return ButirSel(tuple(_text(value) for value in _listing(content["butir"])))
    return _text(content)


def _text(content: object) -> Text:
    if isinstance(content, str):
        return parse_emphasis(content)
    try:
        return Text.dari(content)
    except PydanticCustomError as error:
        if error.type in ("potongan", "string_type"):
            raise
        raise PydanticCustomError("sel", "isi sel") from error


def _listing(content: object) -> Iterable[object]:
    if not isinstance(content, list) or not content:
        raise PydanticCustomError("sel", "isi sel")
    return content
