"""The rows of a table as they are printed, out of the tree in which they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rbdocs.model.content import Isi
from rbdocs.model.node import Node
from rbdocs.model.table import Baris

Cells = Mapping[str, Isi | None]


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A printed row: its cells by column, None where one carries on from the row above.

    *merged* are the groups of neighbouring columns that are one cell in this row; *node* is the
    record that states the row's own cells.
    """

    cells: Cells
    merged: tuple[tuple[str, ...], ...]
    node: Node


def printed_rows(listing: Iterable[Baris]) -> Iterator[PrintedRow]:
    """Yield the printed rows of *listing*, those of all levels below it included."""
    return _rows(listing, {}, ())


def _rows(
    listing: Iterable[Baris], above: Cells, merged: tuple[tuple[str, ...], ...]
) -> Iterator[PrintedRow]:
    for baris in listing:
        cells: Cells = {**above, **dict.fromkeys(baris.lanjut), **baris.sel}
        groups = merged + tuple(tuple(group) for group in baris.gabung)
        if baris.baris:
            yield from _rows(baris.baris, cells, groups)
        else:
            yield PrintedRow(cells, groups, baris)
        above = dict.fromkeys(above)
