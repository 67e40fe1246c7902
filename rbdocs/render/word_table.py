"""Clone the prototype row of a template's table once for every printed row.

The prototype is serialised once in its three forms (alone, start of a merged cell, continued) and
cut at its fields; a printed row is then put together from text alone, which is what makes tables
of thousands of rows quick.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from rbdocs.model.nilai import Nilai, Text
from rbdocs.render.grid import Cell, Content, Merge
from rbdocs.render.template import FIELD, TAG, Notes, W, paragraph_texts, parent, render

# Private-use characters mark where the serialised document is cut.
_ROW, _CELL, _FIELD = "\ue001", "\ue002", "\ue003"
# ISO/IEC 29500-1, 17.4.66 and 17.3.2.28: what comes before w:vMerge in w:tcPr, w:i in w:rPr.
_BEFORE_VMERGE = {f"{W}{nama}" for nama in ("cnfStyle", "tcW", "gridSpan", "hMerge")}
_BEFORE_I = {f"{W}{nama}" for nama in ("rStyle", "rFonts", "b", "bCs")}


@dataclass(slots=True)
class _Field:
    """A value's place in a cell: its column, or a Jinja source where it is more than a field."""

    columns: int | None
    source: str
    italics: tuple[str, str]  # ends the run and begins one in italics; and back


@dataclass(slots=True)
class _PrototypeCell:
    """A cell of the prototype, cut at its fields, in its three forms."""

    decider: int | None  # the column that says whether the cell is merged
    fields: list[_Field]
    shape: tuple[list[str], list[str], str]  # by Gabung: alone, start, continued (no values)


@dataclass(slots=True)
class Prototype:
    """A prototype row, ready to be filled."""

    columns: Sequence[str]
    opening: str
    closing: str
    cells: list[_PrototypeCell]
    tempat: str

    def content(self, table: Iterable[Sequence[Cell]], notes: Notes) -> str:
        """Return the XML of the rows of *table*; mistakes in tags go to *notes*."""
        result: list[str] = []
        for row in table:
            result.append(self.opening)
            for prototype in self.cells:
                decider = prototype.decider
                merge = Merge.NONE if decider is None else row[decider].merge
                if merge is Merge.CONTINUED:
                    result.append(prototype.shape[2])
                    continue
                pieces = prototype.shape[merge]
                result.append(pieces[0])
                for fields, after in zip(prototype.fields, pieces[1:], strict=True):
                    nilai: Content
                    if fields.columns is None:
                        nilai = self._evaluate(fields.source, row, notes)
                    else:
                        nilai = row[fields.columns].content
                    result.append(xml_content(nilai, fields.italics))
                    result.append(after)
            result.append(self.closing)
        return "".join(result)

    def _evaluate(self, source: str, row: Sequence[Cell], notes: Notes) -> str:
        context = {nama: str(cells.content) for nama, cells in zip(self.columns, row, strict=True)}
        return render(source, context, self.tempat, notes)


def xml_content(content: Content, italics: tuple[str, str]) -> str:
    """Return *content* as the content of a text element; every character of it is data."""
    if isinstance(content, Nilai):
        text = escape(content.text)
    elif isinstance(content, Text) and (len(content.pieces) > 1 or content.pieces[0][1]):
        text = "".join(
            f"{italics[0]}{escape(one)}{italics[1]}" if slanted else escape(one)
            for one, slanted in content.pieces
        )
    else:
        text = escape(str(content))
    if "\n" in text:
        text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return text


def find_row(root: etree._Element, columns: Sequence[str]) -> etree._Element | None:
    """Return the prototype: the last row of the first table whose last row holds a column."""
    for table in root.iter(f"{W}tbl"):
        row = table.findall(f"{W}tr")
        if row:
            text = "".join(one.text or "" for one in row[-1].iter(f"{W}t"))
            if any(nama in columns for nama in FIELD.findall(text)):
                return row[-1]
    return None


@dataclass(slots=True)
class PreparedTable:
    """A document's tree with its prototype row in three forms, marked for cutting."""

    columns: Sequence[str]
    fields: list[list[_Field]]
    tempat: str

    def cut(self, root: etree._Element) -> tuple[str, Prototype, str]:
        """Return the XML before the printed rows, the prototype, and the XML after them."""
        xml = etree.tostring(root, encoding="unicode")
        start, plain, restart, lanjut, end = xml.split(_ROW)
        opening, *plain_cells, closing = plain.split(_CELL)
        start_cells, continued_cells = restart.split(_CELL)[1:-1], lanjut.split(_CELL)[1:-1]
        cells = [
            _PrototypeCell(
                next((one.columns for one in own if one.columns is not None), None),
                own,
                (one.split(_FIELD), second.split(_FIELD), third),
            )
            for own, one, second, third in zip(
                self.fields, plain_cells, start_cells, continued_cells, strict=True
            )
        ]
        return start, Prototype(self.columns, opening, closing, cells, self.tempat), end


def prepare(
    row: etree._Element, columns: Sequence[str], tempat: str, notes: Notes
) -> PreparedTable:
    """Mark the fields of the prototype *row*, and set its merged forms beside it."""
    _clean(row)
    fields = [_find_fields(cells, columns, tempat, notes) for cells in row.findall(f"{W}tc")]
    table = parent(row)
    positions = table.index(row)
    restart, lanjut = copy.deepcopy(row), copy.deepcopy(row)
    for one in restart.findall(f"{W}tc"):
        _merge(one, "restart")
    for one in lanjut.findall(f"{W}tc"):
        _merge(one, None)
        _blank(one)
    table.insert(positions + 1, restart)
    table.insert(positions + 2, lanjut)
    _separate(row.getprevious(), table, _ROW)
    for one in (row, restart, lanjut):
        one.tail = _ROW
        all_cells = one.findall(f"{W}tc")
        _separate(all_cells[0].getprevious(), one, _CELL)
        for cells in all_cells:
            cells.tail = _CELL
    return PreparedTable(columns, fields, tempat)


def _separate(before: etree._Element | None, above: etree._Element, mark: str) -> None:
    if before is None:
        above.text = mark
    else:
        before.tail = mark


def _clean(row: etree._Element) -> None:
    """Take away what must be unique in a document, since the row will be repeated."""
    for element in row.iter():
        for nama in list(element.attrib):
            local = etree.QName(nama).localname
            if local in ("paraId", "textId") or local.startswith("rsid"):
                del element.attrib[nama]
        if element.tag == f"{W}tr" or element.tag == f"{W}tc":
            element.tail = None
    for nama in ("bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak"):
        for element in list(row.iter(f"{W}{nama}")):
            parent(element).remove(element)


def _find_fields(
    cells: etree._Element, columns: Sequence[str], tempat: str, notes: Notes
) -> list[_Field]:
    """Find the fields of a prototype cell and put a mark in place of each."""
    result: list[_Field] = []
    for paragraph in cells.iter(f"{W}p"):
        for element in paragraph_texts(paragraph):
            source = element.text or ""
            for nama in FIELD.findall(source):
                if nama not in columns:
                    notes.add(
                        tempat,
                        f"{{{{ {nama} }}}}",
                        f"kolom «{nama}» tidak dikenal",
                        f"Kolom yang ada: {', '.join(columns)}.",
                    )
            tags = TAG.findall(source)
            single = len(tags) == 1 and FIELD.fullmatch(tags[0])
            if single and single[1] in columns:
                result.append(_Field(columns.index(single[1]), "", _italics(element)))
                element.text = source.replace(tags[0], _FIELD)
            else:
                result.append(_Field(None, source, _italics(element)))
                element.text = _FIELD
    return result


def _italics(element: etree._Element) -> tuple[str, str]:
    """What goes between two pieces of text of *element*'s run to turn italics on, and off again."""
    format_run = parent(element).find(f"{W}rPr")
    normal = (
        format_run if format_run is not None else etree.Element(f"{W}rPr", nsmap={"w": W[1:-1]})
    )
    slanted = copy.deepcopy(normal)
    for previous in slanted.findall(f"{W}i"):
        slanted.remove(previous)
    positions = sum(1 for child in slanted if child.tag in _BEFORE_I)
    slanted.insert(positions, etree.Element(f"{W}i"))
    return tuple(  # type: ignore[return-value]
        f'</w:t></w:r><w:r>{_without_namespaces(one)}<w:t xml:space="preserve">'
        for one in (slanted, normal)
    )


def _without_namespaces(element: etree._Element) -> str:
    element = copy.deepcopy(element)
    element.tail = None
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(element, encoding="unicode"))


def _merge(cells: etree._Element, nilai: str | None) -> None:
    sifat = cells.find(f"{W}tcPr")
    if sifat is None:
        sifat = etree.Element(f"{W}tcPr")
        cells.insert(0, sifat)
    for previous in sifat.findall(f"{W}vMerge"):
        sifat.remove(previous)
    merge = etree.Element(f"{W}vMerge")
    if nilai:
        merge.set(f"{W}val", nilai)
    sifat.insert(sum(1 for child in sifat if child.tag in _BEFORE_VMERGE), merge)


def _blank(cells: etree._Element) -> None:
    """Leave one empty paragraph in a cell that carries on from the row above."""
    first, *other = cells.findall(f"{W}p")
    for one in other:
        cells.remove(one)
    for child in list(first):
        if child.tag != f"{W}pPr":
            first.remove(child)
