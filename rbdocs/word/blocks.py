"""Paragraphs and tables as a person sees them, and the addresses of a table's rows."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from rbdocs.model.plan import Address
from rbdocs.model.values import Text
from rbdocs.word.context import BINDINGS, Context, OpenFields, Sign, binding, bound
from rbdocs.word.identity import parse_bookmark
from rbdocs.word.inline import Inline
from rbdocs.word.looks import is_off_page
from rbdocs.word.seen import Block, SeenParagraph, WordCell, WordRow, WordTable
from rbdocs.word.unbroken import loosen_pieces
from rbdocs.word.xml import MC, R, W, chosen, is_foreign, is_on, number, tags, twips

_P, _TBL, _TR, _TC = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_LEAVES = {_P, _TBL, _TR, _TC}
# Properties and marks, in which no text stands.
_EMPTY = tags(
    "sectPr tblPr tblGrid tblPrEx trPr tcPr sdtPr sdtEndPr customXmlPr bookmarkEnd del moveFrom"
)
_MAX_COLUMNS = 1000  # of one cell; Word itself allows 63 in a table
_NARROW = 100.0  # twentieths of a point: in a cell under 2 mm wide no letter has room


def read_blocks(
    holder: etree._Element,
    context: Context | None = None,
    whole: Callable[[etree._Element], etree._Element] = lambda row: row,
) -> Iterator[Block]:
    """Yield the paragraphs and tables that stand in *holder*: a body, a cell, a header.

    Tracked changes must have been accepted. *context* knows styles, lists and pictures. *whole*
    opens a row that was put aside, which is then the element of the row and of its cells.
    """
    yield from _Reader(context or Context(), OpenFields(), whole).blocks(holder)


def children(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs, tables, rows or cells in *element*, content controls opened.

    A control that is bound to data elsewhere gives its binding before what it holds.
    """
    for child in element.iterchildren(tag=etree.Element):
        if child.tag in _LEAVES or child.tag in (f"{W}altChunk", f"{W}bookmarkStart"):
            yield child
        elif child.tag == f"{MC}AlternateContent":
            for item in chosen(child):
                if item.tag in _LEAVES:
                    yield item
                else:
                    yield from children(item)
        elif child.tag not in _EMPTY and not is_foreign(child.tag):
            if child.tag == f"{W}sdt" and (found := binding(child)) is not None:
                yield found
            yield from children(child)


def cell_elements(row: etree._Element) -> list[etree._Element]:
    """The cells of the row *row*, content controls opened."""
    return [child for child in children(row) if child.tag == _TC]


@dataclass(slots=True)
class _Reader:
    """Reads blocks of one text; fields may reach over several of them."""

    context: Context
    fields: OpenFields
    whole: Callable[[etree._Element], etree._Element]

    def blocks(self, holder: etree._Element) -> Iterator[Block]:
        waiting: list[str] = []  # bookmarks between paragraphs belong to the next one
        framed: list[etree._Element] = []
        for child in children(holder):
            if child.tag == f"{W}bookmarkStart":
                waiting.append(child.get(f"{W}name") or "")
            elif child.tag == _P and _frame_of(child) is not None:
                framed.append(child)
            elif child.tag == _P:
                inline = Inline(self.context, self.fields)
                inline.signs += self._boxed(framed)
                inline.bookmarks += waiting
                waiting.clear()
                inline.paragraph(child)
                text = _joined([inline.pieces])
                yield SeenParagraph(text, inline.bookmarks, child, inline.signs, inline.comments)
            elif child.tag == _TBL:
                yield self._table(child)
            elif child.tag == f"{W}altChunk":
                yield self._chunk(child)
            elif child.tag in BINDINGS:
                yield SeenParagraph(_joined([]), [], child, [bound(child)])
        if framed:
            last = framed[-1]
            yield SeenParagraph(_joined([]), [], last, list(self._boxed(framed)))

    def _boxed(self, framed: list[etree._Element]) -> Iterator[Sign]:
        """Read the paragraphs *framed* as a text box, which is what other programs make of them."""
        if not framed:
            return
        box = etree.Element(f"{W}txbxContent")
        for element in framed:
            box.append(copy.deepcopy(element))
            place = _frame_of(box[-1])
            assert place is not None
            if is_off_page(place):
                yield Sign("bingkai di luar halaman")
            box[-1][0].remove(place)
        framed.clear()
        self.context.boxes.append(box)
        yield Sign("kotak teks", "", "kotak teks")

    def _chunk(self, element: etree._Element) -> SeenParagraph:
        """A file put in whole, which Word turns into text when it opens the document."""
        content = self.context.content(element.get(f"{R}id") or "")
        sign = Sign("isi berkas lain yang tidak dibaca", content)
        return SeenParagraph(_joined([]), [], element, [sign])

    def _table(self, element: etree._Element) -> WordTable:
        result = WordTable([], element)
        result.signs += self._table_signs(element.find(f"{W}tblPr"))
        for child in children(element):
            if child.tag in BINDINGS:
                result.signs.append(bound(child))
            elif child.tag == _TR:
                opened = self.whole(child)
                row, hidden = self._row(opened)
                if opened is not child:
                    _keep(row, child)
                if hidden:
                    text = " ".join(row.plain.split())
                    result.signs.append(Sign("baris tersembunyi", text, f"«{text}»"))
                else:
                    result.rows.append(row)
        return result

    def _table_signs(self, properties: etree._Element | None) -> Iterator[Sign]:
        """What is odd about a table with these *properties*."""
        style = ""
        for element in () if properties is None else properties:
            if element.tag == f"{W}bidiVisual" and is_on(element):
                yield Sign("urutan kolom", "kanan ke kiri")
            elif element.tag == f"{W}tblStyle":
                style = element.get(f"{W}val") or ""
            elif element.tag in (f"{W}tblpPr", f"{W}tblInd") and is_off_page(element):
                yield Sign("tabel di luar halaman")
        if told := self.context.styles.of_table(style):
            yield Sign("gaya tabel", told)

    def _row(self, element: etree._Element) -> tuple[WordRow, bool]:
        """The row *element*, and whether it is hidden."""
        result = WordRow([], False, None, element)
        start, hidden = 0, False
        properties = element.find(f"{W}trPr")
        for child in () if properties is None else properties:
            if child.tag == f"{W}tblHeader":
                result.header = is_on(child)
            elif child.tag == f"{W}gridBefore":
                start = number(child.get(f"{W}val"), 0, 0, _MAX_COLUMNS)
            elif child.tag == f"{W}hidden":
                hidden = is_on(child)
            elif child.tag == f"{W}trHeight" and child.get(f"{W}hRule") == "exact":
                height = (twips(child.get(f"{W}val")) or 0) / 56.7
                result.signs.append(Sign("tinggi baris dipatok", "", "", (round(height, 1),)))
        if start:
            result.signs.append(Sign("awal baris", f"mulai kolom ke-{start + 1}"))
        for child in children(element):
            if child.tag == _TC:
                cell, joined = self._cell(child, start)
                if joined and result.cells:  # the old way of Word to merge sideways
                    result.cells[-1].span += cell.span
                    result.cells[-1].signs += cell.signs
                    if cell.plain.strip():
                        result.cells[-1].text = _added(result.cells[-1].text, cell.plain)
                else:
                    result.cells.append(cell)
                start += cell.span
            elif child.tag in BINDINGS:
                result.signs.append(bound(child))
        result.address = _address([name for cell in result.cells for name in cell.bookmarks])
        return result, hidden

    def _cell(self, element: etree._Element, start: int) -> tuple[WordCell, bool]:
        """The cell *element*, and whether it is joined to the one before it."""
        span, merge, joined, signs, ground = _frame(element)
        inline = Inline(self.context, self.fields, ground=ground)
        cell = WordCell(None, span, inline.bookmarks, element, start, merge, inline.signs)
        cell.signs += signs
        cell.comments = inline.comments
        paragraphs: list[list[tuple[str, bool]]] = []
        for child in children(element):
            if child.tag == _P:
                inline.pieces = []
                inline.paragraph(child)
                paragraphs.append(inline.pieces)
            elif child.tag == _TBL:
                cell.tables.append(self._table(child))
            elif child.tag == f"{W}bookmarkStart":
                cell.bookmarks.append(child.get(f"{W}name") or "")
            elif child.tag == f"{W}altChunk":
                cell.signs += self._chunk(child).signs
            elif child.tag in BINDINGS:
                cell.signs.append(bound(child))
        text = _joined(paragraphs)
        cell.text = None if merge == "continue" and not text.plain.strip() else text
        return cell, joined


def _frame_of(paragraph: etree._Element) -> etree._Element | None:
    """What puts *paragraph* into a frame of its own; None where it stands in the text."""
    properties = paragraph[0] if len(paragraph) and paragraph[0].tag == f"{W}pPr" else None
    found = None if properties is None else properties.find(f"{W}framePr")
    in_text = found is None or found.get(f"{W}dropCap") in ("drop", "margin")
    return None if in_text else found


def _keep(row: WordRow, element: etree._Element) -> None:
    """Let *row* be of *element*, and hold on to nothing of the tree that it was read from."""
    row.element = element
    for cell in row.cells:
        cell.element = element


def _joined(paragraphs: list[list[tuple[str, bool]]]) -> Text:
    """The text of *paragraphs*, a line each."""
    pieces: list[tuple[str, bool]] = []
    for index, paragraph in enumerate(paragraphs):
        if index:
            pieces.append(("\n", False))
        pieces += paragraph
    if len(pieces) > 1:
        groups = groupby(pieces, key=lambda piece: piece[1])
        pieces = [("".join(text for text, _ in group), italics) for italics, group in groups]
    return Text(tuple(loosen_pieces(pieces)) or (("", False),))


def _added(text: Text | None, more: str) -> Text:
    return Text.dari(more if text is None else f"{text.plain}\n{more}")


def _address(names: list[str]) -> Address | None:
    """The row's address, from what is left of its bookmarks; the sub kegiatan's says most."""
    found = [hit for name in names if (hit := parse_bookmark(name)) is not None]
    found.sort(key=lambda hit: not hit[1])
    return found[0][0] if found else None


def frame(cell: etree._Element) -> tuple[int, str]:
    """Return how many columns *cell* covers, and its vertical merge: "", restart or continue."""
    span, merge, *_ = _frame(cell)
    return span, merge


def _frame(cell: etree._Element) -> tuple[int, str, bool, list[Sign], str]:
    """As :func:`frame`, then whether it goes on the cell before it, what is odd, its colour."""
    span, merge, joined, ground = 1, "", False, ""
    signs: list[Sign] = []
    properties = cell[0] if len(cell) and cell[0].tag == f"{W}tcPr" else cell.find(f"{W}tcPr")
    for element in () if properties is None else properties:
        value = element.get(f"{W}val")
        if element.tag == f"{W}gridSpan":
            span = number(value, 1, 1, _MAX_COLUMNS)
            if value != str(span):
                signs.append(Sign("lebar gabungan yang tidak masuk akal", (value or "")[:40]))
        elif element.tag == f"{W}vMerge":
            merge = "restart" if value in ("restart", "rest") else "continue"
        elif element.tag == f"{W}tcW" and element.get(f"{W}type") == "dxa":
            if 0 < (twips(element.get(f"{W}w")) or 0) < _NARROW:
                signs.append(Sign("sel terlalu sempit untuk dibaca"))
        elif element.tag == f"{W}hMerge":
            joined = value != "restart"
        elif element.tag == f"{W}shd":
            ground = element.get(f"{W}fill") or ""
        elif element.tag == f"{W}textDirection" and value not in (None, "lrTb", "tb"):
            signs.append(Sign("arah tulisan", value))
    return span, merge, joined, signs, ground
