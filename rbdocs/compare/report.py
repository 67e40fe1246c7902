"""A comparison for people in the terminal, and as data for programs; reviewers' comments too."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from rbdocs.compare.change import Change, ChangeKind
from rbdocs.compare.typed import is_double
from rbdocs.model.kosakata import Presence, compare_words
from rbdocs.model.values import parse_number
from rbdocs.word.reader import Comment, WordFile

# What a reviewer must see first; a change of numbers comes before one of words.
_RANK = {
    ChangeKind.REMOVED: 0,
    ChangeKind.ADDED: 0,
    ChangeKind.RENAMED: 2,
    ChangeKind.CHANGED: 3,
    ChangeKind.MOVED: 4,
    ChangeKind.REWRITTEN: 5,
}
_NUMBERS, _NOT_PRINTED = 1, 6
_LINES = 4  # lines shown of what was added or removed
_WIDTH = 70  # letters shown of an unchanged stretch, and of a line


def rank(change: Change) -> int:
    """Return how far down *change* is told: 0 is the most important."""
    if not change.printed:
        return _NOT_PRINTED
    numbers = [parse_number(text.removesuffix("%").strip()) for text in (change.old, change.new)]
    if change.kind is ChangeKind.CHANGED and any(number is not None for number in numbers):
        return _NUMBERS
    return _RANK[change.kind]


def folded(changes: Iterable[Change]) -> list[Change]:
    """Return *changes* in their order, but those that no document shows after all others."""
    return sorted(changes, key=lambda change: not change.printed)


def as_text(changes: Iterable[Change], *, every: bool = True) -> Iterator[str]:
    """Yield the lines that tell *changes*, the most important first.

    What no document shows comes last, under a heading of its own; without *every* it is counted.
    """
    listing = sorted(changes, key=rank)
    hidden = [item for item in listing if not item.printed]
    for change in listing[: len(listing) - len(hidden)]:
        yield from _told(change)
    if hidden and not every:
        yield (
            f"{len(hidden)} perubahan tidak tercetak dalam dokumen (daftar, catatan, pengaturan); "
            "tampilkan dengan --semua."
        )
    elif hidden:
        yield "Tidak tercetak dalam dokumen (daftar, catatan, pengaturan):"
        for change in hidden:
            yield from _told(change)


def _told(change: Change) -> Iterator[str]:
    yield f"{change.kind}: {change.places[0]}"
    yield from (f"  {line}" for line in _content(change))
    if len(change.places) > 1:
        yield f"  di {len(change.places)} tempat: {change.listed_places()}"
    yield from (f"  {sentence}" for sentence in change.follows)


def _content(change: Change) -> Iterator[str]:
    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        lines = (change.new or change.old).split("\n")
        sign = "+" if change.kind is ChangeKind.ADDED else "-"
        yield from (f"{sign} {_cut(line)}" for line in lines[:_LINES])
        if len(lines) > _LINES:
            yield f"{sign} … ({len(lines) - _LINES} baris lagi)"
    elif change.kind is ChangeKind.MOVED:
        yield f"dari {change.old}"
        yield f"ke   {change.new}"
    elif change.renumbers:
        yield f"«{_cut(change.old)}» menjadi «{_cut(change.new)}»"
    else:
        yield marked(change.old, change.new)
        if told := unseen(change.old, change.new):
            yield told


def unseen(old: str, new: str) -> str:
    """Return which characters make a difference that nobody sees; "" where it is seen."""
    found = [
        f"U+{ord(text):04X} {unicodedata.name(text, '')}".strip()
        for text in dict.fromkeys(old + new)
        if old.count(text) != new.count(text)
        and (is_double(text) or unicodedata.category(text) in ("Cf", "Cc", "Co", "Mn", "Lm"))
        and text not in "\n\t"
    ]
    listed = ", ".join(found[:_LINES])
    return f"bedanya dalam karakter yang tidak tampak atau mirip: {listed}" if found else ""


def marked(old: str, new: str) -> str:
    """Return the text with what was removed in ``[-…-]`` and what was added in ``{+…+}``."""
    if old == new:  # it is something else of it that changed, told beside it
        return _cut(old)
    pieces = compare_words(old, new)
    if not any(piece.part is Presence.SAME and piece.text.strip() for piece in pieces):
        return f"«{_cut(old)}» menjadi «{_cut(new)}»"
    result = []
    for index, (part, text) in enumerate(pieces):
        if part is Presence.SAME:
            result.append(_shortened(text, index > 0, index < len(pieces) - 1))
        else:
            result.append(f"[-{text}-]" if part is Presence.REMOVED else f"{{+{text}+}}")
    return " ".join("".join(result).split("\n"))


def _shortened(text: str, before: bool, after: bool) -> str:
    """Leave out the middle of a long unchanged stretch; only the end next to a change counts."""
    if len(text) <= _WIDTH:
        return text
    half = _WIDTH // 2
    return f"{text[:half] if before else ''}…{text[-half:] if after else ''}"


def _cut(text: str) -> str:
    line = " ".join(text.split()) if text.strip() else text
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"


def summary(changes: list[Change]) -> str:
    """Return one sentence that counts *changes* by kind."""
    if not changes:
        return "Tidak ada perubahan."
    kinds = Counter(change.kind for change in changes)
    parts = ", ".join(f"{kinds[kind]} {kind}" for kind in ChangeKind if kinds[kind])
    hidden = sum(not change.printed for change in changes)
    note = f" {hidden} di antaranya tidak tercetak dalam dokumen." if hidden else ""
    return f"{len(changes)} perubahan: {parts}.{note}"


def as_data(change: Change) -> dict[str, Any]:
    """Return *change* as plain data, as it goes into JSON."""
    location = change.location
    return {
        "kode": change.kode,
        "jenis": str(change.kind),
        "bagian": change.part,
        "tempat": list(change.places),
        "kolom": change.column,
        "lama": change.old,
        "baru": change.new,
        "akibat": list(change.follows),
        "perangkat_daerah": list(change.offices),
        "tercetak": change.printed,
        "berkas": location.file if location else None,
        "baris": location.line if location else None,
    }


def told_revisions(file: WordFile) -> Iterator[str]:
    """Yield the sentence that changes tracked in *file* were read as accepted, if there are any."""
    if file.tracked:
        yield (
            f"{file.name}: ada perubahan yang dilacak Word (Track Changes); semuanya dibaca seolah "
            "sudah diterima."
        )


def comment_lines(file: WordFile) -> Iterator[str]:
    """Yield the lines that tell the comments in *file*: place, author and text."""
    comments = file.comments
    if not comments:
        return
    yield f"{file.name}: {len(comments)} komentar peninjau."
    for comment in comments:
        yield f"komentar: {comment.place}"
        kind = "balasan " if comment.answer else ""
        settled = " (sudah diselesaikan)" if comment.settled else ""
        yield f"  {kind}{comment.author or 'tanpa nama'}{settled}: {comment.text}"


def comment_data(file: WordFile) -> list[dict[str, object]]:
    """Return the comments in *file* as plain data, as they go into JSON."""
    return [
        {
            "tempat": comment.place,
            "penulis": comment.author,
            "teks": comment.text,
            "tanggal": comment.date or None,
            "balasan": comment.answer,
            "selesai": comment.settled,
        }
        for comment in file.comments
    ]


def same_comments(old: WordFile, new: WordFile) -> bool:
    """Whether both files have the same comments: authors and texts, wherever they stand."""
    return _said(old.comments) == _said(new.comments)


def _said(comments: list[Comment]) -> list[tuple[str, str]]:
    return sorted((comment.author, " ".join(comment.text.split())) for comment in comments)
