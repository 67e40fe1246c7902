"""What a Word document asks of its pages: paper, margins, words, header rows, who signs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = 20  # a point
# What paragraphs are for, by the names of their styles in the templates.
_SIGNED = re.compile("TempatTanggal|JabatanPenandaTangan|TandaTangan|Penetapan")
_ROMAN = re.compile("[IVXLC]+")
_ANNOUNCING = re.compile("Heading|Judul(?!Gambar)|BabPeraturan|PasalPeraturan|Diktum")
# LibreOffice and Word may break a line after these within a word.
_PIECE = re.compile(r"[^-/–]*[-/–]+|[^-/–]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A Word document as its pages must show it; sizes in points.

    *headers* are the texts of each table's header rows, *headings* those that announce what
    follows them, *signature* the first words of the block that closes the document.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    words: list[str]
    headers: list[list[str]]
    headings: list[list[str]]
    signature: list[str]

    @property
    def annex(self) -> str:
        """The number of the Lampiran that the document's heading names; empty if it names none."""
        if self.words[:1] == ["LAMPIRAN"] and _ROMAN.fullmatch(number := self.words[1]):
            return number
        return ""

    @property
    def known(self) -> set[str]:
        """The words, and the pieces of them that may stand at the end or the start of a line."""
        return set(self.words) | {piece for word in self.words for piece in pieces(word)}


def pieces(word: str) -> list[str]:
    """Return *word* cut where a line may be broken: after a hyphen, a dash or a slash."""
    return _PIECE.findall(word)


def read_source(path: Path) -> Source:
    """Return what the Word document at *path* asks of its pages."""
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml")).find(f"{_W}body")
    assert body is not None
    size, margin = (list(body.iter(f"{_W}{tag}"))[-1] for tag in ("pgSz", "pgMar"))
    sides = [_points(margin, side) for side in ("left", "right", "top", "bottom")]
    paragraphs = list(body.iter(f"{_W}p"))
    headers = [_header(table) for table in body.iter(f"{_W}tbl")]
    return Source(
        _points(size, "w"),
        _points(size, "h"),
        *sides,
        words=[word for paragraph in paragraphs for word in _text(paragraph).split()],
        headers=[header for header in headers if header],
        headings=list(_styled(paragraphs, _ANNOUNCING)),
        signature=next(_styled(paragraphs, _SIGNED), []),
    )


def _points(node: Any, name: str) -> float:
    return int(node.get(f"{_W}{name}")) / _TWIPS


def _text(node: Any) -> str:
    return "".join(_runs(node))


def _runs(node: Any) -> Iterator[str]:
    for item in node.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        yield (item.text or "") if item.tag == f"{_W}t" else " "


def _header(table: Any) -> list[str]:
    """Return the words of the header rows of *table*, in the order in which they are set."""
    result: list[str] = []
    for row in table.findall(f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}tblHeader") is None:
            break
        for paragraph in row.iter(f"{_W}p"):
            result += _text(paragraph).split()
    return result


def _styled(paragraphs: list[Any], style: re.Pattern[str]) -> Iterator[list[str]]:
    """Yield the words of each paragraph that has some, and a style that *style* fits."""
    for paragraph in paragraphs:
        name = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if (
            name is not None
            and style.match(name.get(f"{_W}val"))
            and (words := _text(paragraph).split())
        ):
            yield words
