"""The matriks persandingan: one row for each change that a reader of the documents can find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rbdocs.compare.change import Change, ChangeKind
from rbdocs.model.changed_words import ComparedPiece, Presence, compare_words

_KINDS = {
    ChangeKind.ADDED: "Ditambah.",
    ChangeKind.REMOVED: "Dihapus.",
    ChangeKind.CHANGED: "Diubah.",
    ChangeKind.MOVED: "Dipindah.",
    ChangeKind.REWRITTEN: "Penulisan diubah; artinya tetap.",
    ChangeKind.RENAMED: "Nama diganti.",
}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row: where, the old text and the new one in pieces, and what is to be said of it."""

    place: str
    old: tuple[ComparedPiece, ...]
    new: tuple[ComparedPiece, ...]
    remark: str


def matrix_rows(changes: Sequence[Change]) -> list[MatrixRow]:
    """Return the rows of *changes*; what no document shows has none."""
    return [_row(change) for change in changes if change.printed]


def other_rows(changes: Sequence[Change]) -> list[MatrixRow]:
    """Return the rows of what no document shows: registers, notes, settings."""
    return [_row(change) for change in changes if not change.printed]


def _row(change: Change) -> MatrixRow:
    pieces = pieces_of(change)
    several = len(change.places) > 1
    return MatrixRow(
        f"{change.column}, {len(change.places)} tempat" if several else change.places[0],
        tuple(piece for piece in pieces if piece.part is not Presence.ADDED),
        tuple(piece for piece in pieces if piece.part is not Presence.REMOVED),
        "\n".join(_remarks(change)),
    )


def pieces_of(change: Change) -> list[ComparedPiece]:
    """Return the words of *change*: those that stayed, were removed, or were added."""
    if (
        change.kind in (ChangeKind.CHANGED, ChangeKind.REWRITTEN, ChangeKind.RENAMED)
        and not change.renumbers
    ):
        return compare_words(change.old, change.new)
    both = (ComparedPiece(Presence.REMOVED, change.old), ComparedPiece(Presence.ADDED, change.new))
    return [piece for piece in both if piece.text]


def _remarks(change: Change) -> Iterator[str]:
    yield _KINDS[change.kind]
    yield from change.follows
    if len(change.places) > 1:
        yield f"Di {change.listed_places()}."
