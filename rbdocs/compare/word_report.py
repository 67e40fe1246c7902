"""What is said of a Word file beside its changes: tracked changes, and comments of reviewers."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.word.comments import Comment
from rbdocs.word.reader import WordFile


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
