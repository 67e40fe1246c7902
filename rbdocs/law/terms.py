"""A term that gives way to another wherever it stands: «kantor» becomes «dinas».

Words are matched whole and in the case they are given in; the headings of chapters are in capitals.
"""

from __future__ import annotations

import re
from typing import TypeVar

from rbdocs.model.batang_tubuh import Butir, Pasal
from rbdocs.model.sentence import capitals, concat
from rbdocs.model.values import Text

_Part = TypeVar("_Part", bound=Butir)


def replaced(text: Text, kata: Text, pengganti: Text) -> Text:
    """Return *text* with *pengganti* wherever *kata* stands as a word of its own."""
    parts: list[Text] = []
    end = 0
    for hit in re.finditer(rf"(?<![\w-]){re.escape(kata.plain)}(?![\w-])", text.plain):
        parts += [_cut(text, end, hit.start()), pengganti]
        end = hit.end()
    return concat(*parts, _cut(text, end, len(text.plain))) if parts else text


def replaced_in_heading(judul: Text, kata: Text, pengganti: Text) -> Text:
    """Return the title of a division with *pengganti* for *kata*, in capitals too."""
    result = replaced(judul, kata, pengganti)
    return result if result != judul else replaced(judul, capitals(kata), capitals(pengganti))


def still_says(text: str, kata: Text, pengganti: Text) -> bool:
    """Whether *text* has *kata*, also in capitals, other than as a part of *pengganti*."""
    for old, new in ((kata, pengganti), (capitals(kata), capitals(pengganti))):
        rest = text.replace(new.plain, "\0")
        if re.search(rf"(?<![\w-]){re.escape(old.plain)}(?![\w-])", rest):
            return True
    return False


def reworded(pasal: Pasal, kata: Text, pengganti: Text) -> Pasal:
    """Return *pasal* with *pengganti* for *kata* in all that it says."""
    new = _reworded(pasal, kata, pengganti)
    ayat = {nomor: _reworded(part, kata, pengganti) for nomor, part in pasal.ayat.items()}
    return new.model_copy(update={"ayat": ayat})


def _reworded(butir: _Part, kata: Text, pengganti: Text) -> _Part:
    update: dict[str, object] = {
        name: {nomor: _reworded(part, kata, pengganti) for nomor, part in listing.items()}
        for name, listing in (("huruf", butir.huruf), ("angka", butir.angka))
    }
    if butir.teks is not None:
        update["teks"] = replaced(butir.teks, kata, pengganti)
    return butir.model_copy(update=update)


def _cut(text: Text, start: int, end: int) -> Text:
    """The part of *text* from *start* up to *end*, italics kept."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for piece, italics in text.pieces:
        pieces.append((piece[max(start - at, 0) : max(end - at, 0)], italics))
        at += len(piece)
    return Text(tuple(pieces))
