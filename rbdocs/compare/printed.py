"""What a printed text is made of, and the texts by which a filled template says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from rbdocs.model.chapter import Block
from rbdocs.model.composed import Stretch
from rbdocs.model.finding import Location
from rbdocs.model.node import KeyPath, Node
from rbdocs.model.plan import Address
from rbdocs.model.plan_columns import Cell
from rbdocs.model.sentence import format_date
from rbdocs.model.values import BELUM_DIISI, TITIK, Nilai, Text
from rbdocs.word.unbroken import loosen_spaces
from rbdocs.word.values import OWNED, OWNER, OWNER_END, Loop, Marked, MarkedNumber, Table, owned

# What a value is to its source: a text; a printed value, number or text; what stands in a cell of
# a chapter's table; a whole number; a number that may have letters; a day.
Kind = Literal["teks", "nilai", "isi", "bilangan", "nomor", "tanggal"]
_OWN = re.compile(f"{OWNER}(\\d+){OWNED}([^{OWNER_END}]*){OWNER_END}")
_SIGNS = re.compile(f"[{OWNER}{OWNED}{OWNER_END}]")
_TEMPLATE = "teks ini berasal dari templat; ubah di sana dengan Word"


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


_CAPITALS = "dicetak dengan huruf kapital; ubah sendiri dalam sumber"
_OTHER_LINES = "tercetak tanpa pergantian baris dalam sumbernya; ubah sendiri di sana"
Fields = Mapping[str, tuple[PrintedPiece, ...]]
_KINDS: tuple[tuple[type, Kind], ...] = ((int, "bilangan"), (Nilai, "nilai"), (date, "tanggal"))


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


def composed(stretch: Stretch, reason: str) -> PrintedPiece:
    """Return a stretch of a composed sentence; where the program says it, no edit can change it."""
    node, field = stretch.node, stretch.field
    if not field:
        return fixed(str(stretch.text), node.location(), reason)
    content = getattr(node, field)
    # Of what composes sentences only citations have numbers, which may be written as such.
    otherwise: Kind = "nomor" if field == "nomor" else "teks"
    kind = next((kind for of, kind in _KINDS if isinstance(content, of)), otherwise)
    return value(node, field, marks=isinstance(content, Text), kind=kind)


def filtered(piece: PrintedPiece, text: str) -> PrintedPiece:
    """*piece* as it is printed: what is in capitals or in one line is not as it is written."""
    if text == piece.text or piece.place is None:
        return piece
    if text == loosen_spaces(piece.text):  # an unbreakable space of the source's own
        return piece._replace(text=text)
    same = " ".join(text.split()) == " ".join(piece.text.split())
    reason = piece.reason or (_OTHER_LINES if same else _CAPITALS)
    return fixed(text, piece.place, reason)


class Owners:
    """Numbers the pieces of the texts that a template prints, and finds them in the document."""

    def __init__(self) -> None:
        self._pieces: list[PrintedPiece] = []

    def own(
        self,
        context: Mapping[str, Any],
        fields: Fields,
        listings: Mapping[str, Iterable[Fields]],
    ) -> dict[str, Any]:
        """Return *context*, what fills a template, with each text of *fields* and *listings* owned.

        What a condition sees of it stays the same.
        """
        result = {name: self._value(name, content, fields) for name, content in context.items()}
        for name, rows in listings.items():
            content = context[name]
            result[name] = (
                self._loop(content, rows)
                if isinstance(content, Loop)
                else self._table(content, rows)
            )
        return result

    def printed(self, text: str, template: Location) -> PrintedText:
        """Return *text* of a document that owned texts were printed in, in its pieces."""
        return PrintedText(
            tuple(finding for finding in self._found(text, template) if finding.text)
        )

    def _found(self, text: str, template: Location) -> Iterator[PrintedPiece]:
        end = 0
        for hit in _OWN.finditer(text):
            yield fixed(_SIGNS.sub("", text[end : hit.start()]), template, _TEMPLATE)
            yield filtered(self._pieces[int(hit[1])], hit[2])
            end = hit.end()
        yield fixed(_SIGNS.sub("", text[end:]), template, _TEMPLATE)

    def _value(self, name: str, content: Any, fields: Fields) -> Any:
        if isinstance(content, Mapping):
            return {
                below: self._value(f"{name}.{below}", item, fields)
                for below, item in content.items()
            }
        pieces = fields.get(name, ())
        return self._owned(content, pieces) if pieces else content

    def _owned(self, content: Any, pieces: Sequence[PrintedPiece]) -> Any:
        """The text or number *content*, which is printed as *pieces*."""
        start = len(self._pieces)
        self._pieces += pieces
        shown = "".join(
            owned(start + n, piece.text) for n, piece in enumerate(pieces) if piece.text
        )
        if isinstance(content, int):
            return MarkedNumber(content, shown)
        return Marked(str(content), shown)

    def _loop(self, loop: Loop, rows: Iterable[Fields]) -> Loop:
        listing = [
            {
                name: self._owned(text, row[name]) if name in row else text
                for name, text in entry.items()
            }
            for entry, row in zip(loop.listing, rows, strict=True)
        ]
        return Loop(loop.columns, listing)

    def _table(self, table: Table, rows: Iterable[Fields]) -> Table:
        listing: list[tuple[Sequence[Cell], Address | None]] = [
            (
                [
                    cell._replace(content=self._owned(cell.content, row[name]))
                    if name in row
                    else cell
                    for name, cell in zip(table.columns, cells, strict=True)
                ],
                address,
            )
            for (cells, address), row in zip(table.listing(), rows, strict=True)
        ]
        return Table(table.columns, lambda: listing, table.bookmarks)
