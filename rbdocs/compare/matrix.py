"""The matriks persandingan: one row for each change that a reader of the documents can find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rbdocs.compare.change import Change, Kind
from rbdocs.model.changed_words import Part, Piece, compare_words

_KINDS = {
    Kind.ADDED: "Ditambah.",
    Kind.REMOVED: "Dihapus.",
    Kind.CHANGED: "Diubah.",
    Kind.MOVED: "Dipindah.",
    Kind.REWRITTEN: "Penulisan diubah; artinya tetap.",
    Kind.RENAMED: "Nama diganti.",
}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row: where, the old text and the new one in pieces, and what is to be said of it."""

    place: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    remark: str


def matrix_rows(changes: Sequence[Change]) -> list[MatrixRow]:
    """Return the rows of *changes*; what no document shows has none."""
    return [_row(one) for one in changes if one.printed]


def other_rows(changes: Sequence[Change]) -> list[MatrixRow]:
    """Return the rows of what no document shows: registers, notes, settings."""
    return [_row(one) for one in changes if not one.printed]


def _row(change: Change) -> MatrixRow:
    pieces = pieces_of(change)
    several = len(change.places) > 1
    return MatrixRow(
        f"{change.column}, {len(change.places)} tempat" if several else change.places[0],
        tuple(one for one in pieces if one.part is not Part.ADDED),
        tuple(one for one in pieces if one.part is not Part.REMOVED),
        "\n".join(_remarks(change)),
    )


def pieces_of(change: Change) -> list[Piece]:
    """Return the words of *change*: those that stayed, were removed, or were added."""
    if change.kind in (Kind.CHANGED, Kind.REWRITTEN, Kind.RENAMED) and not change.renumbers:
        return compare_words(change.old, change.new)
    both = (Piece(Part.REMOVED, change.old), Piece(Part.ADDED, change.new))
    return [one for one in both if one.text]


def _remarks(change: Change) -> Iterator[str]:
    yield _KINDS[change.kind]
    yield from change.follows
    if len(change.places) > 1:
        yield f"Di {change.listed_places()}."
