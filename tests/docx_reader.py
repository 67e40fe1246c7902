"""What a Word file shows, read with nothing but zipfile and lxml.

Knows none of the project's code, so that a mistake in writing cannot hide in reading. A space that
no line may break at is read as a space; tests/test_unbroken.py says where they stand.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tests.table import Cell, Row

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TIDAK_TAMPAK = {f"{W}del", f"{W}moveFrom", f"{MC}Fallback", f"{W}pPr", f"{W}rPr"}
SELA = {f"{W}br", f"{W}cr", f"{W}tab"}
Potong = tuple[str, bool]  # text, in italics


class DocxError(Exception):
    """The file is not what a Lampiran must be."""


@dataclass(frozen=True)
class Document:
    """A Lampiran in Word: the text around the main table, and the table."""

    before: list[str]
    after: list[str]
    kepala_tabel: list[Row]
    row: list[Row]


def read_docx(file: Path) -> Document:
    """Read the text before, in and after the main table (the one with the most rows)."""
    root = _root(file)
    badan = root.find(f"{W}body")
    content = [] if badan is None else list(_tanpa_bungkus(badan))
    table = [unit for unit in content if unit.tag == f"{W}tbl"]
    if not table:
        raise DocxError(f"{file.name}: tidak ada tabel")
    utama = max(table, key=lambda unit: len(list(_children(unit, "tr"))))
    positions = content.index(utama)
    row = [_baris(tr, nomor) for nomor, tr in enumerate(_children(utama, "tr"), start=1)]
    kepala = sum(1 for _ in _baris_kepala(utama))
    return Document(
        before=list(_paragraf(content[:positions])),
        after=list(_paragraf(content[positions + 1 :])),
        kepala_tabel=row[:kepala],
        row=[Row(b.nomor - kepala, b.cells) for b in row[kepala:]],
    )


def read_pieces(file: Path) -> list[Potong]:
    """Read the whole text of the document in pieces, each with whether it is in italics."""
    return list(_piece(_root(file)))


def read_paragraphs(file: Path) -> list[tuple[str, str]]:
    """Read every paragraph, those in tables included: the id of its style, and its text."""
    result = []
    for paragraph in _root(file).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = "".join(content for content, _ in _piece(paragraph))
        result.append(("" if style is None else style.get(f"{W}val", ""), text.strip(" ")))
    return result


def _root(file: Path) -> etree._Element:
    """The text of *file* as law: without the bracketed marks of what the reference text lost."""
    with zipfile.ZipFile(file) as arsip:
        root = etree.fromstring(
            arsip.read("word/document.xml"), etree.XMLParser(resolve_entities=False)
        )
    for style in list(root.iter(f"{W}pStyle")):
        if style.get(f"{W}val") == "TandaCelah":
            paragraph = next(style.iterancestors(f"{W}p"))
            row = next(paragraph.iterancestors(f"{W}tr"), paragraph)
            induk = row.getparent()
            assert induk is not None
            induk.remove(row)
    return root


@dataclass(frozen=True)
class SeenTable:
    """One Word table, with the nearest text before and after it."""

    before: str
    after: str
    kepala_tabel: list[Row]
    row: list[Row]


def read_tables(file: Path) -> list[SeenTable]:
    """Read every table of the body, each with the nearest paragraph before and after it."""
    root = _root(file)
    badan = root.find(f"{W}body")
    content = [] if badan is None else list(_tanpa_bungkus(badan))
    texts = [next(_paragraf([item]), "") if item.tag == f"{W}p" else "" for item in content]
    result: list[SeenTable] = []
    for positions, entry in enumerate(content):
        if entry.tag != f"{W}tbl":
            continue
        row = [_baris(tr, nomor) for nomor, tr in enumerate(_children(entry, "tr"), start=1)]
        kepala = sum(1 for _ in _baris_kepala(entry))
        result.append(
            SeenTable(
                before=next(filter(None, reversed(texts[:positions])), ""),
                after=next(filter(None, texts[positions:]), ""),
                kepala_tabel=row[:kepala],
                row=[Row(b.nomor - kepala, b.cells) for b in row[kepala:]],
            )
        )
    return result


def _tanpa_bungkus(induk: etree._Element) -> Iterator[etree._Element]:
    """The children, with content controls opened."""
    for child in induk.iterchildren(tag=etree.Element):
        if child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}:
            yield from _tanpa_bungkus(child)
        else:
            yield child


def _children(induk: etree._Element, nama: str) -> Iterator[etree._Element]:
    return (child for child in _tanpa_bungkus(induk) if child.tag == W + nama)


def _paragraf(unit: Iterable[etree._Element]) -> Iterator[str]:
    """The texts of the paragraphs, those in other tables included, without blank ones."""
    for item in unit:
        paragraph = [item] if item.tag == f"{W}p" else item.iterdescendants(f"{W}p")
        for p in paragraph:
            text = "".join(content for content, _ in _piece(p))
            if text.strip():
                yield text.strip()


def _baris_kepala(table: etree._Element) -> Iterator[etree._Element]:
    """The leading rows that Word repeats on every page."""
    for tr in _children(table, "tr"):
        mark = tr.find(f"{W}trPr/{W}tblHeader")
        if mark is None or not _menyala(mark):
            return
        yield tr


def _baris(tr: etree._Element, nomor: int) -> Row:
    """One row, a cell for every column of the grid."""
    result = [Cell()] * _bilangan(tr, "trPr/gridBefore", 0)
    for tc in _children(tr, "tc"):
        cut = list(_piece(tc))
        merge = tc.find(f"{W}tcPr/{W}vMerge")
        lanjut = merge is not None and merge.get(f"{W}val", "continue") != "restart"
        cells = Cell(
            text=" ".join("".join(content for content, _ in cut).split()),
            lanjut="atas" if lanjut else "",
            italics="".join(content for content, italics in cut if italics).strip(),
        )
        lebar = _bilangan(tc, "tcPr/gridSpan", 1)
        result += [cells] + [cells if lanjut else Cell(lanjut="kiri")] * (lebar - 1)
    return Row(nomor, tuple(result))


def _piece(unit: etree._Element, italics: bool = False) -> Iterator[Potong]:
    """The visible text below an element in pieces; breaks, tabs and paragraph ends as spaces."""
    for child in unit.iterchildren(tag=etree.Element):
        if child.tag in TIDAK_TAMPAK:
            continue
        if child.tag == f"{W}t":
            yield (child.text or "").replace("\u00a0", " "), italics
        elif child.tag in SELA:
            yield " ", False
        elif child.tag == f"{W}noBreakHyphen":
            yield "-", italics
        elif child.tag == f"{W}r":
            if not _sifat(child, "vanish"):
                yield from _piece(child, _sifat(child, "i"))
        else:
            yield from _piece(child, italics)
            if child.tag == f"{W}p":
                yield " ", False


def _sifat(run: etree._Element, nama: str) -> bool:
    mark = run.find(f"{W}rPr/{W}{nama}")
    return mark is not None and _menyala(mark)


def _menyala(mark: etree._Element) -> bool:
    return mark.get(f"{W}val", "1") not in {"0", "false", "off"}


def _bilangan(unit: etree._Element, path: str, baku: int) -> int:
    ditemukan = unit.find("/".join(W + nama for nama in path.split("/")))
    return baku if ditemukan is None else int(ditemukan.get(f"{W}val", str(baku)))


@dataclass(frozen=True)
class Seen:
    """A paragraph outside tables, or a table or picture in its place (kind)."""

    kind: str  # teks, tabel or gambar
    style: str = ""
    text: str = ""
    italics: str = ""


def read_body(file: Path) -> list[Seen]:
    """Read the body in its order: paragraphs with text, and where tables and pictures stand."""
    badan = _root(file).find(f"{W}body")
    result: list[Seen] = []
    for item in [] if badan is None else _tanpa_bungkus(badan):
        if item.tag == f"{W}tbl":
            result.append(Seen("tabel"))
        elif item.tag == f"{W}p":
            style = item.find(f"{W}pPr/{W}pStyle")
            cut = list(_piece(item))
            text = "".join(content for content, _ in cut)
            italics = "".join(content for content, slanted in cut if slanted)
            name = "" if style is None else style.get(f"{W}val", "")
            if item.find(f".//{W}drawing") is not None:
                result.append(Seen("gambar", name))
            if text.strip():
                result.append(Seen("teks", name, text, italics))
    return result
