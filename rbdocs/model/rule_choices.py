"""What a project chooses of the rules: off, another level or bound, more words; with reason."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from rbdocs.model.finding import Level
from rbdocs.model.node import Node


def _number(content: object) -> object:
    if isinstance(content, int | Decimal) and not isinstance(content, bool):
        return Decimal(content)
    if isinstance(content, list | dict):
        raise PydanticCustomError("float_type", "angka")
    raise PydanticCustomError("float_parsing", "angka")


Bound = Annotated[Decimal, BeforeValidator(_number)]


class PilihanAturan(Node):
    """What is chosen of the rule *kode*, or of all with its letters, and why.

    *tingkat* is its level, or that it is off; *ambang* gives bounds of it another value, *kata*
    adds words to its lists (see Aturan).
    """

    kode: str
    tingkat: Literal["mati", "galat", "peringatan"] | None = None
    ambang: dict[str, Bound] = Field(default_factory=dict)
    kata: dict[str, list[str]] = Field(default_factory=dict)
    alasan: str = Field(min_length=10)

    def told(self) -> str:
        """Return in some words what is chosen."""
        parts: list[str] = [self.tingkat] if self.tingkat else []
        parts += [f"{name} {str(value).replace('.', ',')}" for name, value in self.ambang.items()]
        parts += [f"{name} + {', '.join(words)}" for name, words in self.kata.items()]
        return f"{self.kode} {'; '.join(parts)}"


class DaftarPilihan(Node):
    """All that a project chooses of the rules; a code holds before the letters of many."""

    aturan: list[PilihanAturan] = Field(default_factory=list)

    def level(self, code: str) -> Level | Literal["mati"] | None:
        """Return the level chosen for the rule *code*, ``mati`` for off, None for its own."""
        for choice in self._of(code):
            if choice.tingkat == "mati":
                return "mati"
            if choice.tingkat:
                return Level(choice.tingkat)
        return None

    def bound(self, code: str, name: str) -> Decimal | None:
        """Return the value chosen for the bound *name* of the rule *code*; None where none is."""
        values = (item.ambang[name] for item in self._of(code) if name in item.ambang)
        return next(values, None)

    def words(self, code: str, name: str) -> Iterator[str]:
        """Yield the words added to the list *name* of the rule *code*, in small letters."""
        for choice in self._of(code):
            yield from (word.casefold() for word in choice.kata.get(name, ()))

    def _of(self, code: str) -> Iterator[PilihanAturan]:
        subject = code.rstrip("0123456789")
        exact = [item for item in self.aturan if item.kode == code]
        return iter([*reversed(exact), *(c for c in reversed(self.aturan) if c.kode == subject)])
