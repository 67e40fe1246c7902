"""What a Word file says, whoever wrote it last: paragraphs, tables, and the addresses in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from rbdocs.files import FileProblem
from rbdocs.model.nilai import Text
from rbdocs.render.addresses import Address, parse_bookmark
from rbdocs.render.package import PackageProblem, read_package
from rbdocs.render.template import W

_MAX_SIZE = 50_000_000  # bytes; the documents of 2023 have under 500,000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: how files of Word before 2007 begin
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4
_SKIPPED = {
    f"{W}{name}"
    for name in ("pPr", "rPr", "del", "moveFrom", "drawing", "pict", "object", "instrText")
}
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_TRACKED = {f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")}


@dataclass(slots=True)
class Paragraph:
    """A paragraph outside tables: its text, the bookmarks in it, its style."""

    text: Text
    bookmarks: list[str]
    element: etree._Element
    style: str = ""


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


@dataclass(slots=True)
class WordFile:
    """A document: its blocks in order, its package, and whether changes are tracked in it."""

    blocks: list[Paragraph | WordTable]
    root: etree._Element
    parts: dict[str, bytes]
    tracked: bool
    name: str

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
        root = _parse(parts["word/document.xml"])
    except PackageProblem as problem:
        raise FileProblem(
            f"{name}: {problem}. Periksa apakah berkasnya benar, atau simpan ulang dari Word "
            "sebagai .docx."
        ) from problem
    body = root.find(f"{W}body")
    blocks = [] if body is None else list(_blocks(body))
    tracked = next(root.iter(*_TRACKED), None) is not None
    return WordFile(blocks, root, parts, tracked, name)


def _parse(data: bytes) -> etree._Element:
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


def _blocks(body: etree._Element) -> Iterator[Paragraph | WordTable]:
    for child in children(body):
        if child.tag == f"{W}p":
            style = child.find(f"{W}pPr/{W}pStyle")
            yield Paragraph(
                _text([child]),
                [one.get(f"{W}name", "") for one in child.iter(f"{W}bookmarkStart")],
                child,
                "" if style is None else style.get(f"{W}val", ""),
            )
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
    merge = element.find(f"{W}tcPr/{W}vMerge")
    continued = merge is not None and merge.get(f"{W}val", "continue") != "restart"
    span = element.find(f"{W}tcPr/{W}gridSpan")
    text = _text([one for one in children(element) if one.tag == f"{W}p"])
    return WordCell(
        None if continued and not text.plain.strip() else text,
        1 if span is None else int(span.get(f"{W}val", "1")),
        [one.get(f"{W}name", "") for one in element.iter(f"{W}bookmarkStart")],
        element,
    )


def _text(paragraphs: list[etree._Element]) -> Text:
    pieces: list[tuple[str, bool]] = []
    for index, one in enumerate(paragraphs):
        if index:
            pieces.append(("\n", False))
        pieces += _pieces(one)
    joined: list[tuple[str, bool]] = []
    for text, italics in pieces:
        if joined and joined[-1][1] == italics:
            joined[-1] = (joined[-1][0] + text, italics)
        elif text:
            joined.append((text, italics))
    return Text(tuple(joined) or (("", False),))


def _pieces(element: etree._Element, italics: bool = False) -> Iterator[tuple[str, bool]]:
    for child in element.iterchildren(tag=etree.Element):
        if child.tag in _SKIPPED or child.tag == _MC:
            continue
        if child.tag == f"{W}t":
            yield child.text or "", italics
        elif child.tag in (f"{W}br", f"{W}cr"):
            if child.get(f"{W}type") in (None, "textWrapping"):
                yield "\n", italics
        elif child.tag == f"{W}tab":
            yield "\t", italics
        elif child.tag == f"{W}noBreakHyphen":
            yield "-", italics
        elif child.tag == f"{W}r":
            if not _has(child, "vanish"):
                yield from _pieces(child, _has(child, "i"))
        else:
            yield from _pieces(child, italics)


def _has(run: etree._Element, name: str) -> bool:
    mark = run.find(f"{W}rPr/{W}{name}")
    return mark is not None and is_on(mark)


def is_on(mark: etree._Element) -> bool:
    """Whether the on-off property *mark* is on (ISO/IEC 29500-1, 17.17.4)."""
    return mark.get(f"{W}val", "1") not in {"0", "false", "off"}
