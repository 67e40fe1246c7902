"""What stands in one cell of a table: a value, a text, several paragraphs, a bullet list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from rbdocs.model.sentence import parse_emphasis
from rbdocs.model.values import ITALICS, Nilai, Text, format_number


@dataclass(frozen=True, slots=True)
class ButirSel:
    """A bullet list; each item is one paragraph."""

    items: tuple[Text, ...]


Block = Text | ButirSel


@dataclass(frozen=True, slots=True)
class Isi:
    """The content of a cell in paragraphs and bullet lists, in printed order.

    *nilai* is its value where the cell holds one text or number and nothing else.
    """

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

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.dari)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return what a source may write here, for editors."""
        return {"anyOf": [ITALICS, {"type": "number"}, _BULLETS, _PARAGRAPHS]}


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
