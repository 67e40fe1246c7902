"""Which part of an edited text belongs to which of the pieces that were printed as one."""

from __future__ import annotations

import re

from rbdocs.compare.printed import PrintedPiece, PrintedText
from rbdocs.model.finding import Location
from rbdocs.model.values import TITIK, Text
from rbdocs.sources.edit_yaml import cut

_WORDS = re.compile(r"\s+|\S+")
Parts = list[tuple[PrintedPiece, Text | None]]


def parted(pieces: tuple[PrintedPiece, ...], new: Text) -> Parts | None:
    """Return what *new* makes of each of *pieces*, None for those left as they are.

    The whole is None when *new* cannot be parted over them.

    An edit of one piece is looked for first; then one of several, with what is fixed between.
    """
    texts = [item.text for item in pieces]
    whole = new.plain
    fitting = []
    for index, piece in enumerate(pieces):
        begin = re.match(_spaced("".join(texts[:index])), whole)
        end = re.search(_spaced("".join(texts[index + 1 :])) + r"\Z", whole)
        if piece.owner and begin and end and begin.end() <= end.start():
            fitting.append((index, cut(new, begin.end(), end.start())))
    if fitting:
        index, text = next(((i, t) for i, t in fitting if texts[i] == TITIK), fitting[0])
        return [(piece, text if i == index else None) for i, piece in enumerate(pieces)]
    return _several(pieces, new)


def _spaced(text: str) -> str:
    """The pattern of *text*, whatever spaces stand where it has some."""
    return "".join(
        r"\s+" if found.isspace() else re.escape(found) for found in _WORDS.findall(text)
    )


def _several(pieces: tuple[PrintedPiece, ...], new: Text) -> Parts | None:
    """Values between which everything fixed stands as before, each up to the next fixed text."""
    whole, ends, end = new.plain, list[int](), 0
    for index, piece in enumerate(pieces):
        following = pieces[index + 1].text if index + 1 < len(pieces) else ""
        if piece.owner is None:
            end = end + len(piece.text) if whole.startswith(piece.text, end) else -1
        elif not following:
            end = len(whole)
        else:
            end = -1 if pieces[index + 1].owner else whole.find(following, end + 1)
        if end < 0:
            return None
        ends.append(end)
    if end != len(whole):
        return None
    return [
        (piece, None if whole[start:stop] == piece.text else cut(new, start, stop))
        for piece, start, stop in zip(pieces, [0, *ends], ends, strict=False)
    ]


def touched(pieces: tuple[PrintedPiece, ...], new: str) -> PrintedPiece:
    """Return the first piece that *new* has otherwise."""
    start = 0
    for index, piece in enumerate(pieces):
        if not new.startswith(piece.text, start):
            return _worded(pieces, index)
        start += len(piece.text)
    return _worded(pieces, len(pieces) - 1)


def _worded(pieces: tuple[PrintedPiece, ...], index: int) -> PrintedPiece:
    """The piece at *index*; where it is a mark alone, the nearest before or after with words."""
    nearest = [*reversed(pieces[: index + 1]), *pieces[index + 1 :]]
    return next((piece for piece in nearest if any(map(str.isalnum, piece.text))), pieces[index])


def first_place(printed: PrintedText | None, old: str, new: str) -> Location | None:
    """Return where the first stretch of *new* that differs from *printed* comes from."""
    if printed is None or not printed.pieces:
        return None
    return touched(printed.pieces, new).place
