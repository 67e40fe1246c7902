"""Spaces that no line may break at, as in ``Pasal 5``: put in last of all, taken out in reading.

This is the one place that knows them. A printed document has them where the words before and after
the space ask for it (``_TIE``), and the reader gives them back as plain ones (``_LOOSE``), so that
sources, comparisons and the way back from Word never see one. A character stands for a character,
so no place in a text moves. Programs do not widen these spaces in a justified line, so there are
no more than needed: a day is tied to its month, but no month to its year. An unbreakable space
that a person typed elsewhere stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from rbdocs.word.package import read_package, write_package
from rbdocs.word.problems import parse_xml
from rbdocs.word.row_height import STYLES, style_size

UNBROKEN = "\u00a0"
_NAMED = (
    "pasal|ayat|angka|butir|nomor|tahun|bab|bagian|paragraf|lampiran|tabel|gambar|grafik|bagan|"
    "triwulan|semester|tahap|halaman"
)
_SHORT = r"Rp\.?|(?i:no|hlm)\.|TW"
_MONTHS = (
    "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|"
    "desember"
)
_START = r"(?<![^\W_])(?<![^\W_]-)"  # where a word begins that is no part of another
_COUNT = r"\(?\d|[IVXLC]{1,6}[A-Z]?(?!\w)|\u2026|\.\.\."  # also one that is still open
_LETTER_NAME = r"[a-zA-Z]{1,2}(?!\w)"
_IN_WORDS = r"%|\((?i:se|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)"
_TIE = re.compile(
    "|".join(
        (
            rf"{_START}(?:{_SHORT}|(?i:{_NAMED})) (?={_COUNT})",
            rf"{_START}(?i:huruf) (?={_LETTER_NAME})",
            rf"{_START}\d{{1,2}} (?=(?i:{_MONTHS})(?!\w))",
            rf"\d (?={_IN_WORDS})",
        )
    )
)
# A space that may have to be tied, by what comes after it: found first, since searching for words
# of any case takes thirty times as long. The longest word before it, and what is seen after it.
_SPACE = re.compile(rf" (?={_COUNT}|{_IN_WORDS}|(?i:{_MONTHS})|(?<=[fF] ){_LETTER_NAME})")
_BEFORE, _AFTER = 10, 12
# What stands before a tied space. What comes after it may have been edited since.
_LOOSE = re.compile(rf"((?i:{_NAMED}|huruf)|{_SHORT}|\d){UNBROKEN}")
_PRINTED = re.compile(r"word/(?:document|(?:header|footer|footnotes|endnotes)\w*)\.xml")
# In the XML, backwards from a place in it.
_WIDTH = re.compile(r'<w:tcW\b[^>]*\bw:w="(\d{1,5})"')
_SIZE = re.compile(r'<w:sz w:val="(\d{1,3})"')
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_TWENTIETHS = 10  # of a point in half a point, in which Word counts type
# Measured on URW Bookman in bold: a capital or a digit, the widest that such a run is made of, in
# ems; and what the margins of a cell take, in twentieths of a point.
_LETTER, _SIDES = 0.72, 160


def tie_spaces(text: str) -> str:
    """Return *text* with an unbreakable space wherever its words ask for one."""
    return _tied(text, _ties(text))


def _ties(text: str) -> Iterator[int]:
    """Yield the places of the spaces in *text* that are to be tied."""
    for hit in _SPACE.finditer(text):
        place = hit.start()
        near = _TIE.finditer(text, max(place - _BEFORE, 0), place + _AFTER)
        if any(tie.end() == place + 1 for tie in near):
            yield place


def _tied(text: str, places: Iterable[int]) -> str:
    """*text* with an unbreakable space at each of *places*."""
    pieces, end = [], 0
    for place in places:
        pieces += [text[end:place], UNBROKEN]
        end = place + 1
    return "".join([*pieces, text[end:]])


def loosen_spaces(text: str) -> str:
    """Return *text* with a plain space wherever :func:`tie_spaces` may have put another."""
    return _LOOSE.sub(r"\1 ", text) if UNBROKEN in text else text


def loosen_pieces(pieces: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Return the *pieces* of one text loosened as a whole: a word processor cuts it anywhere."""
    whole = "".join(text for text, _ in pieces)
    if UNBROKEN not in whole:
        return list(pieces)
    loosened = loosen_spaces(whole)
    result, start = [], 0
    for text, italics in pieces:
        result.append((loosened[start : start + len(text)], italics))
        start += len(text)
    return result


def tie_document(document: bytes) -> bytes:
    """Return the Word *document* with unbreakable spaces in what it prints.

    In a cell only where the words they hold together fit beside each other: a longer run would be
    broken within a word. A cell whose width is not stated keeps its spaces.
    """
    parts = read_package(document)
    page = _Page(parts)
    for name in filter(_PRINTED.fullmatch, parts):
        parts[name] = page.tied(parts[name].decode()).encode()
    return write_package(parts)


@dataclass(slots=True)
class _Page:
    """Ties the spaces in parts of a document whose styles it knows."""

    parts: Mapping[str, bytes]
    _sizes: dict[str, int] = field(default_factory=dict)
    _styles: etree._Element | None = None

    def tied(self, xml: str) -> str:
        """Return the part *xml* with its spaces tied."""
        return _tied(xml, (place for place in _ties(xml) if self._fits(xml, place)))

    def _fits(self, xml: str, place: int) -> bool:
        """Whether *place* is in a text, and the words around it fit beside each other there."""
        if not xml.startswith(("<w:t>", "<w:t "), xml.rfind("<", 0, place)):
            return False
        cell = xml.rfind("<w:tc>", 0, place)
        if cell <= xml.rfind("</w:tc>", 0, place):
            return True
        width = _WIDTH.search(xml, cell, place)
        run = _run(xml, place)
        needed = len(run) * self._size(xml, cell, place) * _TWENTIETHS * _LETTER
        return width is not None and needed + _SIDES <= int(width[1])

    def _size(self, xml: str, cell: int, place: int) -> int:
        """The size of the type at *place* in the *cell*, in half points."""
        start = xml.rfind("<w:r>", cell, place)
        if stated := _SIZE.search(xml, max(start, cell), place):
            return int(stated[1])
        paragraph = xml.rfind("<w:pPr>", cell, place)
        style = _STYLE.search(xml, max(paragraph, cell), place)
        name = "" if style is None else style[1]
        if name not in self._sizes:
            self._sizes[name] = self._size_of(name)
        return self._sizes[name]

    def _size_of(self, style: str) -> int:
        if self._styles is None:
            known = self.parts.get(STYLES)
            self._styles = etree.Element("none") if known is None else parse_xml(known, STYLES)
        return style_size(self._styles, style)


def _run(xml: str, place: int) -> str:
    """The letters that would stand beside each other around *place*, once all spaces are tied."""
    start, end = xml.rfind(">", 0, place) + 1, xml.find("<", place)
    text = tie_spaces(xml[start:end])
    before, after = text[: place - start], text[place - start :]
    return before.rpartition(" ")[2] + after.partition(" ")[0]
