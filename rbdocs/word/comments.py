"""What reviewers wrote beside a text: who, when, and on which place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rbdocs.word.blocks import read_blocks
from rbdocs.word.context import related
from rbdocs.word.revisions import accept_all
from rbdocs.word.seen import (
    Block,
    SeenParagraph,
    WordCell,
    WordTable,
    block_place,
    cell_place,
    text_of,
)
from rbdocs.word.stories import DocumentReading
from rbdocs.word.xml import W, parse

_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PARAGRAPH = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"


class Comment(NamedTuple):
    """A reviewer's comment: where it stands, whose it is, what it says, and when (ISO 8601).

    *answer* where it answers another one; *settled* where the reviewers are done with it.
    """

    place: str
    author: str
    text: str
    date: str = ""
    answer: bool = False
    settled: bool = False


def read_comments(parts: Mapping[str, bytes], reading: DocumentReading) -> list[Comment]:
    """Return the comments in the document that *reading* read, in the order of its text.

    Those that no place refers to come last. Raises PackageProblem where they cannot be read.
    """
    found = {}
    threads = _threads(parts)
    for name in related(parts, "comments"):
        root = parse(parts[name])
        accept_all(root)
        for element in root.iterchildren(f"{W}comment"):
            blocks = list(read_blocks(element))
            last = [p.get(_PARAGRAPH) or "" for p in element.iter(f"{W}p")][-1:]
            answer, settled = threads.get(last[0] if last else "", (False, False))
            author = element.get(f"{W}author") or element.get(f"{W}initials") or ""
            found[element.get(f"{W}id") or ""] = Comment(
                "",
                author.strip(),
                text_of(blocks).strip(),
                element.get(f"{W}date") or "",
                answer,
                settled,
            )
    result = []
    for identity, place in _places(reading):
        if (comment := found.pop(identity, None)) is not None:
            result.append(comment._replace(place=place))
    return [*result, *(finding._replace(place="tanpa tempat") for finding in found.values())]


def _threads(parts: Mapping[str, bytes]) -> dict[str, tuple[bool, bool]]:
    """By the id of a comment's last paragraph: whether it is an answer, whether it is settled."""
    result = {}
    for name in related(parts, "commentsExtended"):
        for element in parse(parts[name]).iterchildren(f"{_W15}commentEx"):
            done = element.get(f"{_W15}done") in ("1", "true", "on")
            answer = element.get(f"{_W15}paraIdParent") is not None
            result[element.get(f"{_W15}paraId") or ""] = (answer, done)
    return result


def _places(reading: DocumentReading) -> Iterator[tuple[str, str]]:
    """The comments that the text refers to, each with what readers call its place."""
    yield from _in_blocks(reading.blocks, "")
    for story in reading.stories():
        yield from _in_blocks(story.blocks, f"{story.name}, ")


def _in_blocks(blocks: list[Block], before: str) -> Iterator[tuple[str, str]]:
    number = 0
    for block in blocks:
        if isinstance(block, SeenParagraph):
            yield from ((comment, f"{before}{block_place(block)}") for comment in block.comments)
        else:
            number += 1
            yield from _in_table(block, f"{before}Tabel {number}")


def _in_table(table: WordTable, place: str) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(table.rows, start=1):
        for cell in row.cells:
            if cell.comments or cell.tables:
                where = cell_place(table, row, number, cell.start)
                yield from _in_cell(cell, f"{place}, {where}")


def _in_cell(cell: WordCell, place: str) -> Iterator[tuple[str, str]]:
    yield from ((comment, place) for comment in cell.comments)
    for number, table in enumerate(cell.tables, start=1):
        yield from _in_table(table, f"{place}, tabel di dalamnya {number}")
