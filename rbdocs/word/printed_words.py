"""The words of a Word document that a printed page must hold, each with its row; their digest.

This is the one place that knows how the words of a Word file are found for that.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from rbdocs.files import digest
from rbdocs.word.identity import kode_of
from rbdocs.word.package import read_package
from rbdocs.word.problems import parse_xml
from rbdocs.word.xml import MC, W, is_on, tags

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
# Fields whose result in the file is what is printed; of others it is computed anew (PAGE, DATE).
_KEPT_FIELDS = ("HYPERLINK", "REF")
_SKIPPED = tags("pPr rPr del moveFrom pict object instrText") | {f"{MC}Fallback"}
_GAPS = tags("br cr tab ptab")
# Latin letters, and the dashes and quotes of print, as fonts of texts have them. Others, such as
# the capital of \u00df, are set in fonts that stand in, and come out of a PDF in other orders and
# shapes, or not at all.
_LETTERS = "!-~\u00a1-\u00ac\u00ae-\u017f\u2012-\u2022\u2026"  # without the soft hyphen
_LIGATURES = "\ufb00-\ufb06"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_NO_LETTER = re.compile(f"[^{_LETTERS}]")
_FOREIGN = re.compile(f"[^{_LETTERS}{_UNSEEN}{_LIGATURES}]")
_UNDOTTED = {ord("\u0131"): "i"}  # a text in capitals is printed with I for both
# pdfium gives \ufffe or \x02 for a hyphen at the end of a line, and joins what comes next to it,
# be it of the next cell.
_DASHES = {ord("\u2010"): "-", ord("\u2011"): "-", 0xFFFE: "- ", 0x02: "- "}
_TEXT, _BREAK = re.compile(r"<w:t(?: [^>]*)?>([^<]*)"), "<w:t> </w:t>"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and the kode of the row that it stands in, or ""."""

    key: str
    kode: str


@dataclass(slots=True)
class WordText:
    """The *words* of a document in their order, and those of the rows that repeat on each page.

    *headers* has an entry for each table with such rows. *top* and *bottom* are the smallest
    margins of its pages, in points: headers and footers stand in them.
    """

    words: list[Word] = field(default_factory=list)
    headers: list[tuple[str, ...]] = field(default_factory=list)
    top: float = 0
    bottom: float = 0


def keys(text: str, *, foreign: bool = True) -> Iterator[str]:
    """Yield the words of *text* as they are compared.

    Capitals, ligatures and soft hyphens make no difference. A word with letters that are not Latin
    is left out, or where they may be *foreign*, given by the rest of it.
    """
    for word in unicodedata.normalize("NFC", text.translate(_DASHES)).split():
        if foreign or not _FOREIGN.search(word):
            folded = unicodedata.normalize("NFKC", word).casefold()
            for part in folded.translate(_UNDOTTED).split():  # some letters contain a space
                if key := _NO_LETTER.sub("", part):
                    yield key


def read_words(document: bytes) -> WordText:
    """Return what the Word file *document* has to print. Raises PackageProblem."""
    parts = read_package(document)
    result = WordText()
    for name in _PARTS:
        if name in parts:
            root = parse_xml(parts[name], name)
            _Reader(result).read(root, "")
            if name == _PARTS[0]:
                result.top, result.bottom = _margins(root)
    return result


def _margins(root: etree._Element) -> tuple[float, float]:
    """The smallest upper and lower margin of the document's sections, in points."""
    margins = list(root.iter(f"{W}pgMar"))
    return _smallest(margins, "top"), _smallest(margins, "bottom")


def _smallest(margins: list[etree._Element], side: str) -> float:
    stated = [margin.get(f"{W}{side}", "0").lstrip("-") for margin in margins]
    return min((int(text) / 20 for text in stated if text.isdecimal()), default=0)


class _Reader:
    def __init__(self, result: WordText) -> None:
        self._result = result
        self._fields: list[str] = []  # the instruction of each field that is open

    def read(self, element: etree._Element, kode: str) -> None:
        """Take the words of *element*, which stands in the row *kode*."""
        for child in element.iterchildren(tag=etree.Element):
            if child.tag == f"{W}p":
                self._paragraph(child, kode)
            elif child.tag == f"{W}tbl":
                self._table(child, kode)
            elif child.tag == f"{W}tr":
                self.read(child, kode_of(child) or kode)
            elif child.tag not in _SKIPPED:
                self.read(child, kode)

    def _table(self, table: etree._Element, kode: str) -> None:
        before = len(self._result.words)
        rows = table.findall(f"{W}tr")
        count = 0
        while count < len(rows) and rows[count].find(f"{W}trPr/{W}tblHeader") is not None:
            self.read(rows[count], kode)
            count += 1
        if header := tuple(word.key for word in self._result.words[before:]):
            self._result.headers.append(header)
        for child in table.iterchildren(tag=etree.Element):
            if child.tag == f"{W}tr" and child not in rows[:count]:
                kode = kode_of(child) or kode
                if child.find(f"{W}trPr/{W}del") is None:
                    self.read(child, kode)
            elif child.tag != f"{W}tr":
                self.read(child, kode)

    def _paragraph(self, paragraph: etree._Element, kode: str) -> None:
        text = "".join(self._pieces(paragraph, kode))
        self._result.words += [Word(key, kode) for key in keys(text, foreign=False)]

    def _pieces(self, element: etree._Element, kode: str) -> Iterator[str]:
        """Yield the text of a paragraph; what stands in boxes in it is read on its own."""
        for child in element.iterchildren(tag=etree.Element):
            tag = child.tag
            if tag == f"{W}txbxContent":
                self.read(child, kode)
            elif tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif tag == f"{W}instrText" and self._fields:
                self._fields[-1] += child.text or ""
            elif tag == f"{W}t":
                if not self._computed():
                    yield child.text or ""
            elif tag in _GAPS:
                yield " "
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag == f"{W}r":
                if not _hidden(child):
                    yield from self._pieces(child, kode)
            elif tag == f"{W}fldSimple":
                if _kept(child.get(f"{W}instr", "")):
                    yield from self._pieces(child, kode)
            elif tag not in _SKIPPED:
                yield from self._pieces(child, kode)

    def _field(self, state: str) -> None:
        if state == "begin":
            self._fields.append("")
        elif self._fields and state == "end":
            self._fields.pop()

    def _computed(self) -> bool:
        """Whether what comes now is the result of a field that is computed when printed."""
        return not all(map(_kept, self._fields))


def _kept(instruction: str) -> bool:
    return instruction.split()[:1] in ([field] for field in _KEPT_FIELDS)


def _hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and is_on(vanish)


def content_digest(document: str) -> str:
    """Return the digest of what the XML *document* says, cell by cell.

    Spaces make no difference, nor does anything that a word processor may write otherwise.
    """
    lines = []
    for paragraph in (
        document.replace("<w:br/>", _BREAK).replace("<w:tab/>", _BREAK).split("</w:p>")
    ):
        found = _TEXT.findall(paragraph)
        if found and (words := " ".join("".join(found).split())):
            lines.append(words)
    return digest(html.unescape("\n".join(lines)).encode())
