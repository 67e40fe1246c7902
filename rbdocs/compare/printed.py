"""What a printed text is made of: values of the sources, and what template and program add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from rbdocs.model.chapter import Block
from rbdocs.model.finding import Location
from rbdocs.model.node import KeyPath, Node
from rbdocs.model.sentence import format_date
from rbdocs.model.values import BELUM_DIISI, TITIK
from rbdocs.word.unbroken import loosen_spaces

# What a value is to its source: a text; a printed value, number or text; what stands in a cell of
# a chapter's table; a whole number; a number that may have letters; a day.
Kind = Literal["teks", "nilai", "isi", "bilangan", "nomor", "tanggal"]


@dataclass(frozen=True, slots=True)
class YamlValue:
    """A value of a YAML source; *marks* says whether ``*`` marks italics in it."""

    node: Node
    path: KeyPath
    marks: bool = False
    kind: Kind = "teks"

    @property
    def content(self) -> object:
        """The value as the model has it; None where it is still to come, or in a table's cell."""
        content: object = self.node
        for step in self.path:
            if isinstance(step, str):
                below = content.get(step) if isinstance(content, dict) else None
                content = below or getattr(content, step, None)
            else:
                content = content[step] if isinstance(content, list) else None
        return content

    @property
    def location(self) -> Location:
        """Where it stands."""
        return self.node.location(*self.path)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from all others: its file and its path in it."""
        return (self.location.file, *self.node.keys(*self.path))


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A block of a chapter in Markdown; *next_line* is where the next one begins, 0 at the end."""

    block: Block
    next_line: int

    @property
    def location(self) -> Location:
        """Where it stands."""
        return self.block.location

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from all others: its file and line."""
        return (self.location.file, self.location.line)


Owner = YamlValue | ChapterText


class PrintedPiece(NamedTuple):
    """A stretch of a printed text, and whose it is.

    Where edits of it cannot go into the sources it has no *owner*, but the *location* of what it
    is printed from, and the *reason*: a sentence that says what to do instead.
    """

    text: str
    owner: Owner | None = None
    location: Location | None = None
    reason: str = ""

    @property
    def place(self) -> Location | None:
        """Where it comes from."""
        return self.location if self.owner is None else self.owner.location


class PrintedText(NamedTuple):
    """A printed text, a paragraph or all of a cell, in pieces."""

    pieces: tuple[PrintedPiece, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece.text for piece in self.pieces)


Fields = Mapping[str, tuple[PrintedPiece, ...]]


def shown(content: object) -> str:
    """Return a value of the model as documents print it; what is still to come as an ellipsis."""
    if content is None:
        return TITIK
    if isinstance(content, date):
        return format_date(content)
    text = str(content)
    return TITIK if text == BELUM_DIISI else text


def value(node: Node, *path: str | int, marks: bool = False, kind: Kind = "teks") -> PrintedPiece:
    """Return the value at *path* of *node* as a piece that edits can change.

    What the model reads as None is still to come.
    """
    owner = YamlValue(node, path, marks, kind)
    return PrintedPiece(shown(owner.content), owner)


def fixed(text: str, location: Location, reason: str) -> PrintedPiece:
    """Return a piece that is printed from *location*, but that no edit can change."""
    return PrintedPiece(text, None, location, reason)


def filtered(piece: PrintedPiece, text: str) -> PrintedPiece:
    """*piece* as a template prints it: what is in capitals cannot say how it is written."""
    if text == piece.text or piece.place is None:
        return piece
    if text == loosen_spaces(piece.text):  # an unbreakable space of the source's own
        return piece._replace(text=text)
    reason = piece.reason or "dicetak dengan huruf kapital; ubah sendiri dalam sumber"
    return fixed(text, piece.place, reason)
