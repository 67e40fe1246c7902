"""Fill a prototype row once for every printed row, as text.

A prototype row is cut at its fields once, in all its forms; a printed row is then put together from
text alone, which is what makes tables of thousands of rows quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from rbdocs.model.nilai import BELUM_DIISI, TITIK, Nilai, Text
from rbdocs.render.addresses import Address, bookmark_name
from rbdocs.render.grid import Cell, Content, Merge
from rbdocs.render.template import Notes, render

# Private-use characters stand for the number and the name of a row's bookmark.
BOOKMARK_ID, BOOKMARK_NAME = "\ue004", "\ue005"
# A number that no bookmark of a template has.
_FIRST_BOOKMARK = 100_000
# An average letter of 10-point type, in twentieths of a point, and a row's height in lines that
# surely fits on a page: LibreOffice cuts a taller row off where it is kept with what follows.
_LETTER, _FITS = 110, 25


@dataclass(frozen=True, slots=True)
class Switch:
    """What ends a run and begins the next: one in italics, one marked as open, one as before."""

    italics: str
    marked: str
    normal: str


@dataclass(slots=True)
class Field:
    """A value's place in a cell: its column, or a Jinja source where it is more than a field."""

    columns: int | None
    source: str
    switch: Switch


@dataclass(slots=True)
class PrototypeCell:
    """A cell of the prototype, cut at its fields, in its three forms."""

    decider: int | None  # the column that says whether the cell is merged
    fields: list[Field]
    width: int  # in twentieths of a point; 0 where the template does not say
    marked: str  # the column by which it bears a bookmark, or ""
    shape: tuple[list[str], list[str], str]  # by Merge: alone, start, continued (no values)


@dataclass(slots=True)
class Prototype:
    """A prototype row, ready to be filled; *last* keeps the table's last row with what follows."""

    columns: Sequence[str]
    opening: str
    closing: str
    cells: list[PrototypeCell]
    last: list[PrototypeCell]
    tempat: str

    def content(
        self, table: Sequence[Sequence[Cell]], addresses: Sequence[Address], notes: Notes
    ) -> str:
        """Return the XML of the rows of *table*, which have *addresses*.

        Mistakes in tags go to *notes*.
        """
        result: list[str] = []
        last = len(table) - 1
        for index, (row, address) in enumerate(zip(table, addresses, strict=True)):
            keep = index == last and self._last_row_fits(table)
            self._fill(row, address, self.last if keep else self.cells, result, notes)
        return "".join(result)

    def _last_row_fits(self, table: Sequence[Sequence[Cell]]) -> bool:
        return all(self._lines(cell, table) <= _FITS for cell in self.cells)

    def _lines(self, cell: PrototypeCell, table: Sequence[Sequence[Cell]]) -> int:
        """About how many lines *cell* takes in the last row, the cell that ends there included."""
        start = table[-1]
        if cell.decider is not None:
            column = cell.decider
            start = next(row for row in reversed(table) if row[column].merge != Merge.CONTINUED)
        letters = max(cell.width // _LETTER, 1)
        texts = [str(start[one.columns].content) for one in cell.fields if one.columns is not None]
        return sum(len(line) // letters + 1 for text in texts for line in text.split("\n"))

    def _fill(
        self,
        row: Sequence[Cell],
        address: Address,
        cells: list[PrototypeCell],
        result: list[str],
        notes: Notes,
    ) -> None:
        result.append(self.opening)
        for prototype in cells:
            decider = prototype.decider
            merge = Merge.NONE if decider is None else row[decider].merge
            if merge is Merge.CONTINUED:
                result.append(prototype.shape[2])
                continue
            pieces: Sequence[str] = prototype.shape[merge]
            if prototype.marked:
                pieces = _bookmarked(pieces, bookmark_name(address, prototype.marked), len(result))
            result.append(pieces[0])
            for fields, after in zip(prototype.fields, pieces[1:], strict=True):
                nilai: Content
                if fields.columns is None:
                    nilai = self._evaluate(fields.source, row, notes)
                else:
                    nilai = row[fields.columns].content
                result.append(xml_content(nilai, fields.switch))
                result.append(after)
        result.append(self.closing)

    def _evaluate(self, source: str, row: Sequence[Cell], notes: Notes) -> str:
        context = {nama: str(cells.content) for nama, cells in zip(self.columns, row, strict=True)}
        return render(source, context, self.tempat, notes)


def _bookmarked(pieces: Sequence[str], name: str, number: int) -> list[str]:
    """*pieces* with the bookmark *name* around the text; *number* is no other bookmark's."""
    own = str(_FIRST_BOOKMARK + number)
    first = pieces[0].replace(BOOKMARK_ID, own).replace(BOOKMARK_NAME, name)
    if len(pieces) == 1:
        return [first]
    return [first, *pieces[1:-1], pieces[-1].replace(BOOKMARK_ID, own)]


def xml_content(content: Content, switch: Switch) -> str:
    """Return *content* as the content of a text element; every character of it is data."""
    if str(content) == BELUM_DIISI:
        return f"{switch.marked}{TITIK}{switch.normal}"
    if isinstance(content, Nilai):
        text = escape(content.text)
    elif isinstance(content, Text) and (len(content.pieces) > 1 or content.pieces[0][1]):
        text = "".join(
            f"{switch.italics}{escape(one)}{switch.normal}" if slanted else escape(one)
            for one, slanted in content.pieces
        )
    else:
        text = escape(str(content))
    if "\n" in text:
        text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return text
