"""What a Word file says, whoever wrote it last: paragraphs, tables, and the addresses in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from rbdocs.files import FileProblem
from rbdocs.model.nilai import Text
from rbdocs.render.template import W
from rbdocs.word.bookmarks import Address, parse_bookmark
from rbdocs.word.package import PackageProblem, read_package

_MAX_SIZE = 50_000_000  # bytes; the documents of 2023 have under 500,000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: how files of Word before 2007 begin
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SKIPPED = {_MC} | {
    f"{W}{name}"
    for name in ("pPr", "rPr", "del", "moveFrom", "drawing", "pict", "object", "instrText")
}
_P, _R, _T, _RPR, _BOOKMARK, _NAME = (
    f"{W}{name}" for name in ("p", "r", "t", "rPr", "bookmarkStart", "name")
)
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_TRACKED = {f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")}


@dataclass(slots=True)
class Paragraph:
    """A paragraph outside tables: its text and the bookmarks in it."""

    text: Text
    bookmarks: list[str]
    element: etree._Element


@dataclass(slots=True)
class WordCell:
    """A cell: its text, a line for each paragraph and line break; None carries on from above."""

    text: Text | None
    span: int
    bookmarks: list[str]
    element: etree._Element

    @property
    def plain(self) -> str:
        """The text alone; "" where it carries on from above."""
        return "" if self.text is None else self.text.plain


@dataclass(slots=True)
class WordRow:
    """A row of a table; *header* where it repeats on every page."""

    cells: list[WordCell]
    header: bool
    address: Address | None
    element: etree._Element
    removed: bool = False  # marked as deleted, so that it is no longer there once that is accepted

    @property
    def plain(self) -> str:
        """The texts of its cells, apart from one another."""
        return " \t ".join(one.plain for one in self.cells)


@dataclass(slots=True)
class WordTable:
    """A table of a document."""

    rows: list[WordRow]
    element: etree._Element


@dataclass
class WordFile:
    """A document: its package, and the XML of its text."""

    parts: dict[str, bytes]
    root: etree._Element
    name: str

    @cached_property
    def blocks(self) -> list[Paragraph | WordTable]:
        """The paragraphs and tables of the text, in order."""
        body = self.root.find(f"{W}body")
        return [] if body is None else list(read_blocks(body))

    @property
    def tracked(self) -> bool:
        """Whether changes are tracked in it."""
        return next(self.root.iter(*_TRACKED), None) is not None

    def tables(self) -> list[WordTable]:
        """Return the tables that stand in the text itself, in order."""
        return [one for one in self.blocks if isinstance(one, WordTable)]

    def lines(self) -> Iterator[str]:
        """Yield the text for people and for ``git diff``: a line for each paragraph and cell."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.text.plain
            else:
                for number, row in enumerate(block.rows, start=1):
                    yield f"[{row.address.kode if row.address else f'baris {number}'}]"
                    texts = (" ".join(cell.plain.split()) for cell in row.cells)
                    yield from (f"  {text}" for text in texts if text)


def read_file(path: Path) -> WordFile:
    """Read the Word file at *path*; tracked changes in it count as accepted.

    Raises FileProblem where it is none, is protected by a password, or is too large.
    """
    shown = path.as_posix()
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= _MAX_SIZE and path.is_file() else b""
    except OSError as error:
        reason = "tidak ada" if isinstance(error, FileNotFoundError) else "tidak dapat dibaca"
        raise FileProblem(f"{shown}: berkas ini {reason}. Periksa nama dan letaknya.") from error
    if path.is_dir():
        raise FileProblem(f"{shown}: ini folder. Sebutkan berkas Word (.docx).")
    if size > _MAX_SIZE:
        raise FileProblem(f"{shown}: berkas ini terlalu besar ({size // 1_000_000} MB).")
    return read_word(data, shown)


def read_word(data: bytes, name: str) -> WordFile:
    """Return what the Word file *data*, called *name*, says. Raises FileProblem."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise FileProblem(
                f"{name}: berkas ini dilindungi sandi. Buka di Word, hapus sandinya "
                "(File > Info > Protect Document > Encrypt with Password), simpan, lalu ulangi."
            )
        raise FileProblem(
            f"{name}: ini berkas Word lama (.doc). Buka di Word, simpan sebagai Dokumen Word "
            "(.docx), lalu ulangi."
        )
    try:
        parts = read_package(data)
        root = parse_part(parts["word/document.xml"])
    except PackageProblem as problem:
        raise FileProblem(
            f"{name}: {problem}. Periksa apakah berkasnya benar, atau simpan ulang dari Word "
            "sebagai .docx."
        ) from problem
    return WordFile(parts, root, name)


def parse_part(data: bytes) -> etree._Element:
    """Parse XML without entities or network. Raises PackageProblem."""
    if b"<!DOCTYPE" in data:
        raise PackageProblem("isinya memuat DOCTYPE, yang tidak ada dalam berkas Word")
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PackageProblem("isinya (XML) rusak") from error


def children(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of *element*, content controls and the like opened."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag in _WRAPPERS:
            yield from children(child)
        else:
            yield child


def read_blocks(holder: etree._Element) -> Iterator[Paragraph | WordTable]:
    """Yield the paragraphs and tables that stand in *holder*: a body, a cell, a header."""
    for child in children(holder):
        if child.tag == f"{W}p":
            names: list[str] = []
            yield Paragraph(_text([child], names), names, child)
        elif child.tag == f"{W}tbl":
            yield _table(child)


def _table(element: etree._Element) -> WordTable:
    rows = [_row(one) for one in children(element) if one.tag == f"{W}tr"]
    return WordTable(rows, element)


def _row(element: etree._Element) -> WordRow:
    cells = [_cell(one) for one in children(element) if one.tag == f"{W}tc"]
    header = element.find(f"{W}trPr/{W}tblHeader")
    names = [name for cell in cells for name in cell.bookmarks]
    return WordRow(
        cells,
        header is not None and is_on(header),
        _address(names),
        element,
        element.find(f"{W}trPr/{W}del") is not None,
    )


def _address(names: list[str]) -> Address | None:
    """The row's address, from what is left of its bookmarks; the sub kegiatan's says most."""
    found = [hit for name in names if (hit := parse_bookmark(name)) is not None]
    found.sort(key=lambda hit: not hit[1])
    return found[0][0] if found else None


def _cell(element: etree._Element) -> WordCell:
    span, merge = frame(element)
    names: list[str] = []
    text = _text([one for one in children(element) if one.tag == _P], names)
    return WordCell(None if merge == "continue" and not text.plain else text, span, names, element)


def frame(cell: etree._Element) -> tuple[int, str]:
    """Return how many columns *cell* covers, and its vertical merge: "", restart or continue."""
    span, merge = 1, ""
    properties = cell[0] if len(cell) and cell[0].tag == f"{W}tcPr" else ()
    for one in properties:
        if one.tag == f"{W}gridSpan":
            span = int(one.get(f"{W}val", "1"))
        elif one.tag == f"{W}vMerge":
            merge = one.get(f"{W}val", "continue")
    return span, merge


def _text(paragraphs: list[etree._Element], names: list[str]) -> Text:
    """The text of *paragraphs*, a line each; the names of their bookmarks go to *names*."""
    joined: list[tuple[str, bool]] = []
    for index, one in enumerate(paragraphs):
        if index:
            joined.append(("\n", False))
        for text, italics in _pieces(one, False, names):
            if joined and joined[-1][1] == italics:
                joined[-1] = (joined[-1][0] + text, italics)
            elif text:
                joined.append((text, italics))
    return Text(tuple(joined) or (("", False),))


def _pieces(element: etree._Element, italics: bool, names: list[str]) -> Iterator[tuple[str, bool]]:
    for child in element:
        tag = child.tag
        if tag == _R:
            vanish, slanted = _looks(child)
            if not vanish:
                yield from _pieces(child, slanted, names)
        elif tag == _T:
            yield child.text or "", italics
        elif tag == _BOOKMARK:
            names.append(child.get(_NAME, ""))
        elif tag in _SKIPPED or not isinstance(tag, str):
            continue
        elif tag in (f"{W}br", f"{W}cr"):
            if child.get(f"{W}type") in (None, "textWrapping"):
                yield "\n", italics
        elif tag == f"{W}tab":
            yield "\t", italics
        elif tag == f"{W}noBreakHyphen":
            yield "-", italics
        else:
            yield from _pieces(child, italics, names)


def _looks(run: etree._Element) -> tuple[bool, bool]:
    """Whether the text of *run* is hidden, and whether it is in italics."""
    vanish = slanted = False
    properties = run[0] if len(run) and run[0].tag == _RPR else ()
    for one in properties:
        if one.tag == f"{W}i":
            slanted = is_on(one)
        elif one.tag == f"{W}vanish":
            vanish = is_on(one)
    return vanish, slanted


def is_on(mark: etree._Element) -> bool:
    """Whether the on-off property *mark* is on (ISO/IEC 29500-1, 17.17.4)."""
    return mark.get(f"{W}val", "1") not in {"0", "false", "off"}
