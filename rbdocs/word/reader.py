"""A Word file as a person sees it, whoever wrote it last: the one reader of such files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from rbdocs.files import FileProblem
from rbdocs.word.comments import Comment, read_comments
from rbdocs.word.gap_marks import without_marks
from rbdocs.word.package import MAIN, MAX_SIZE, PackageProblem, refusal, unpack
from rbdocs.word.relations import at_the_door
from rbdocs.word.revisions import accept_all, has_revisions
from rbdocs.word.seen import Block, SeenParagraph, WordTable
from rbdocs.word.stories import DocumentReading, Story, read_all
from rbdocs.word.xml import parse

_HEAD = 4000  # bytes in which a file says what it is


@dataclass
class WordFile:
    """A document: its package, the XML of its text with all changes accepted, and its name.

    *tracked* says whether changes were tracked in it, anywhere in what is printed.
    """

    parts: dict[str, bytes]
    root: etree._Element
    name: str
    tracked: bool = False

    @cached_property
    def reading(self) -> DocumentReading:
        """All that it prints. Raises FileProblem where a part of it cannot be read."""
        try:
            return read_all(self.parts, self.root, MAIN)
        except PackageProblem as problem:
            raise _problem(self.name, problem) from problem

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
