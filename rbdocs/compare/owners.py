"""Texts that say whose they are when a template prints them, and what a document then says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rbdocs.compare.printed import Fields, PrintedPiece, PrintedText, filtered, fixed
from rbdocs.model.finding import Location
from rbdocs.model.plan import Address
from rbdocs.model.plan_columns import Cell
from rbdocs.word.marked import OWNED, OWNER, OWNER_END, Marked, MarkedNumber, owned
from rbdocs.word.values import Loop, Table

_OWN = re.compile(f"{OWNER}(\\d+){OWNED}([^{OWNER_END}]*){OWNER_END}")
_SIGNS = re.compile(f"[{OWNER}{OWNED}{OWNER_END}]")
_TEMPLATE = "teks ini berasal dari templat; ubah di sana dengan Word"


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
        result = {name: self._value(name, value, fields) for name, value in context.items()}
        for name, rows in listings.items():
            value = context[name]
            result[name] = (
                self._loop(value, rows) if isinstance(value, Loop) else self._table(value, rows)
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

    def _value(self, name: str, value: Any, fields: Fields) -> Any:
        if isinstance(value, Mapping):
            return {
                below: self._value(f"{name}.{below}", item, fields) for below, item in value.items()
            }
        pieces = fields.get(name, ())
        return self._owned(value, pieces) if pieces else value

    def _owned(self, value: Any, pieces: Sequence[PrintedPiece]) -> Any:
        """The text or number *value*, which is printed as *pieces*."""
        start = len(self._pieces)
        self._pieces += pieces
        shown = "".join(
            owned(start + n, piece.text) for n, piece in enumerate(pieces) if piece.text
        )
        if isinstance(value, int):
            return MarkedNumber(value, shown)
        return Marked(str(value), shown)

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
