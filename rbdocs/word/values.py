"""What the fields of a template may hold besides text and numbers: what it may loop over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rbdocs.model.plan import Address
from rbdocs.model.plan_columns import Cell
from rbdocs.word.bookmarks import bookmark_name
from rbdocs.word.marked import KEEP, Marked, marked_cell


@dataclass(frozen=True, slots=True)
class Loop:
    """What a template may loop over: the columns that every row has, and the rows."""

    columns: Sequence[str]
    listing: Sequence[Mapping[str, object]]

    def rows(self) -> list[Mapping[str, object]]:
        """Return the rows, each a mapping of all columns."""
        return list(self.listing)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of many rows, whose cells may be merged with those above.

    *listing* gives the cells of each row with its address; the columns in *bookmarks* bear one,
    with what its name ends with. *mandatory* are the columns that a template must print.
    """

    columns: Sequence[str]
    listing: Callable[[], Iterable[tuple[Sequence[Cell], Address | None]]]
    bookmarks: Mapping[str, str] = field(default_factory=dict)
    mandatory: Sequence[str] = ()

    def rows(self) -> list[Mapping[str, object]]:
        """Return the rows as docxtpl takes them, each cell with the marks of its looks."""
        result = [
            {
                name: marked_cell(cell, self._bookmark(name, address))
                for name, cell in zip(self.columns, row, strict=True)
            }
            for row, address in self.listing()
        ]
        if result:  # a signature must not stand alone on a page
            result[-1] = {
                name: Marked(text, KEEP + text.printed) for name, text in result[-1].items()
            }
        return list(result)

    def _bookmark(self, column: str, address: Address | None) -> str:
        if address is None or column not in self.bookmarks:
            return ""
        return bookmark_name(address, self.bookmarks[column])
