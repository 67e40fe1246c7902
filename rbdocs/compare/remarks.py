"""Reviewers' comments in a Word file: where, who, and what they say."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from rbdocs.compare.word_diff import normal
from rbdocs.compare.word_file import Paragraph, WordFile, WordTable, parse_part
from rbdocs.render.package import PackageProblem
from rbdocs.render.template import W

_PART = "word/comments.xml"
_NAME_LENGTH = 60  # letters of a paragraph that name a place


class Remark(NamedTuple):
    """A comment: its place in the document, its author, its text."""

    place: str
    author: str
    text: str


def remarks_of(file: WordFile) -> list[Remark]:
    """Return the comments in *file*, in the order in which they are written."""
    if _PART not in file.parts:
        return []
    try:
        root = parse_part(file.parts[_PART])
    except PackageProblem:
        return []
    places = _places(file)
    return [
        Remark(
            places.get(one.get(f"{W}id", ""), "dokumen"),
            one.get(f"{W}author", ""),
            normal(" ".join(_paragraph(part) for part in one.iter(f"{W}p"))),
        )
        for one in root.iter(f"{W}comment")
    ]


def _paragraph(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _places(file: WordFile) -> dict[str, str]:
    """Where each comment begins, by its number."""
    result: dict[str, str] = {}
    table = 0
    for block in file.blocks:
        if isinstance(block, Paragraph):
            text = normal(block.text.plain)
            short = text if len(text) <= _NAME_LENGTH else f"{text[:_NAME_LENGTH]}…"
            _mark(block.element, f"paragraf «{short}»", result)
        else:
            table += 1
            _mark_rows(block, f"Tabel {table}", result)
    return result


def _mark_rows(block: WordTable, name: str, result: dict[str, str]) -> None:
    for number, row in enumerate(block.rows, start=1):
        here = row.address.kode if row.address else f"baris {number}"
        _mark(row.element, f"{name}, {here}", result)


def _mark(element: etree._Element, place: str, result: dict[str, str]) -> None:
    for one in element.iter(f"{W}commentRangeStart", f"{W}commentReference"):
        result.setdefault(one.get(f"{W}id", ""), place)
