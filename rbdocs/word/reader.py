"""A Word file as a person sees it, whoever wrote it last, with reviewers' comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from rbdocs.files import FileProblem
from rbdocs.word.blocks import read_blocks
from rbdocs.word.context import Sign, related
from rbdocs.word.gap_marks import without_marks
from rbdocs.word.lists import AUTOMATIC
from rbdocs.word.package import MAIN, MAX_SIZE, PackageProblem, refusal, unpack
from rbdocs.word.relations import at_the_door
from rbdocs.word.revisions import accept_all, has_revisions
from rbdocs.word.seen import (
    Block,
    SeenParagraph,
    WordCell,
    WordTable,
    block_place,
    cell_place,
    text_of,
)
from rbdocs.word.stories import DocumentReading, Story, read_all
from rbdocs.word.xml import W, parse

_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PARAGRAPH = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_HEAD = 4000  # bytes in which a file says what it is


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


@dataclass
class WordFile:
    """A document: its package, the XML of its text with all changes accepted, and its name.

    *tracked* says whether changes were tracked in it, anywhere in what is printed. *numbers*:
    what automatic lists print is read as part of the text.
    """

    parts: dict[str, bytes]
    root: etree._Element
    name: str
    tracked: bool = False
    numbers: bool = False

    @cached_property
    def reading(self) -> DocumentReading:
        """All that it prints. Raises FileProblem where a part of it cannot be read."""
        try:
            return read_all(self.parts, self.root, MAIN, numbers=self.numbers)
        except PackageProblem as problem:
            raise _problem(self.name, problem) from problem

    @cached_property
    def has_lists(self) -> bool:
        """Whether it has paragraphs that a list numbers, other than as part of their text."""
        if next(related(self.parts, "numbering"), None) is None:
            return False
        holders = [self.blocks, *(story.blocks for story in self.stories())]
        return any(sign.kind == AUTOMATIC for blocks in holders for sign in _signs(blocks))

    def show_numbers(self) -> None:
        """Read it anew, with what its lists print as text of their paragraphs."""
        self.numbers = True
        for name in ("reading", "comments", "has_lists"):
            self.__dict__.pop(name, None)

    @property
    def blocks(self) -> list[Block]:
        """The paragraphs and tables of the text, in order."""
        return self.reading.blocks

    @cached_property
    def comments(self) -> list[Comment]:
        """What reviewers wrote beside it, in the order of the text. Raises FileProblem."""
        try:
            return read_comments(self.parts, self.reading)
        except PackageProblem as problem:
            raise _problem(self.name, problem) from problem

    def tables(self) -> list[WordTable]:
        """Return the tables that stand in the text itself, in order."""
        return [block for block in self.blocks if isinstance(block, WordTable)]

    def stories(self) -> Iterator[Story]:
        """Yield what it prints beside the text: text boxes, notes, heads and feet of pages."""
        yield from self.reading.stories()

    def lines(self) -> Iterator[str]:
        """Yield the text for people and for ``git diff``: a line for each paragraph and cell."""
        yield from _lines(self.blocks)
        told: list[list[str]] = []
        for story in self.stories():
            lines = list(_lines(story.blocks))
            if lines not in told:
                told.append(lines)
                yield f"[{story.name}]"
                yield from lines
        for comment in self.comments:
            yield f"[Komentar {comment.author}, {comment.place}]"
            yield from comment.text.split("\n")


def _signs(blocks: list[Block]) -> Iterator[Sign]:
    for block in blocks:
        if isinstance(block, SeenParagraph):
            yield from block.signs
            continue
        for cell in (cell for row in block.rows for cell in row.cells):
            yield from cell.signs
            yield from _signs(list(cell.tables))


def number_alike(old: WordFile, new: WordFile) -> None:
    """Read numbers of lists as text where one of the two has lists and the other types them.

    Word and others make a list of "a. ..." while people type, which looks the same on paper.
    """
    if old.has_lists != new.has_lists:
        (old if old.has_lists else new).show_numbers()


def _lines(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, SeenParagraph):
            yield block.text.plain
            yield from (f"  [{sign.sentence}]" for sign in block.signs)
        else:
            yield from _table_lines(block, "")


def _table_lines(table: WordTable, indent: str) -> Iterator[str]:
    for number, row in enumerate(table.rows, start=1):
        yield f"{indent}[{row.address.kode if row.address else f'baris {number}'}]"
        for cell in row.cells:
            if text := " ".join(cell.plain.split()):
                yield f"{indent}  {text}"
            yield from (f"{indent}  [{sign.sentence}]" for sign in cell.signs)
            for inner in cell.tables:
                yield from _table_lines(inner, f"{indent}    ")


def read_file(path: Path) -> WordFile:
    """Read the Word file at *path*; tracked changes in it count as accepted.

    Raises FileProblem where it is none, is protected by a password, or is too large.
    """
    shown = path.as_posix()
    try:
        if path.is_dir():
            raise FileProblem(f"{shown}: ini folder. Sebutkan berkas Word (.docx).")
        size = path.stat().st_size
        if not path.is_file():
            raise FileProblem(f"{shown}: ini bukan berkas biasa. Sebutkan berkas Word (.docx).")
        if size > MAX_SIZE:
            raise FileProblem(f"{shown}: berkas ini terlalu besar ({size // 1_000_000} MB).")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = "tidak ada" if isinstance(error, FileNotFoundError) else "tidak dapat dibaca"
        raise FileProblem(f"{shown}: berkas ini {reason}. Periksa nama dan letaknya.") from error
    return read_word(data, shown)


def read_word(data: bytes, name: str) -> WordFile:
    """Return what the Word file *data*, called *name*, says. Raises FileProblem."""
    if (refused := refusal(data)) is not None:
        raise FileProblem(f"{name}: {refused[0]}. {refused[1]}")
    try:
        parts = at_the_door(unpack(data))
        root = parse(parts[MAIN])
        tracked = has_revisions(root) or any(
            has_revisions(parse(parts[part]))
            for part in parts
            if _may_be_tracked(part, parts[part])
        )
        accept_all(root)
        without_marks(root)
    except PackageProblem as problem:
        raise _problem(name, problem) from problem
    return WordFile(parts, root, name, tracked)


def _may_be_tracked(name: str, data: bytes) -> bool:
    """Whether the part *name*, which is not the text itself, holds marks of tracked changes."""
    return (
        name != MAIN
        and name.startswith("word/")
        and name.endswith(".xml")
        and any(item in data for item in (b":ins ", b":del ", b":moveTo ", b"Change "))
        and any(item in data[:_HEAD] for item in (b":hdr", b":ftr", b"notes"))
    )


def _problem(name: str, problem: PackageProblem) -> FileProblem:
    return FileProblem(
        f"{name}: {problem}. Periksa apakah berkasnya benar, atau simpan ulang dari Word "
        "sebagai .docx."
    )
