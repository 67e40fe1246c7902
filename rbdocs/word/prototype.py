"""Make the prototype row of a template's table, its last, ready to be filled.

The row is serialised in all its forms (alone, start of a merged cell, continued; each also for the
last printed row) and cut at its fields.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from rbdocs.word.bookmarks import MARKED
from rbdocs.word.clone import keep_with_next, note_repeated_notes, without_identity
from rbdocs.word.markup import own_texts
from rbdocs.word.row_height import Paper
from rbdocs.word.rows import (
    BOOKMARK_ID,
    BOOKMARK_NAME,
    Field,
    Prototype,
    PrototypeCell,
    Switch,
)
from rbdocs.word.runs import italic_properties, marked_properties
from rbdocs.word.template import (
    FIELD,
    TAG,
    Notes,
    W,
    note_leftover,
    paragraph_texts,
    parent,
    render,
)

# Private-use characters mark where the serialised document is cut.
_ROW, _CELL, _FIELD = "\ue001", "\ue002", "\ue003"
# ISO/IEC 29500-1, 17.4.66: what comes before w:vMerge in w:tcPr.
_BEFORE_VMERGE = {f"{W}{nama}" for nama in ("cnfStyle", "tcW", "gridSpan", "hMerge")}


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
    """A document's tree with its prototype row in all its forms, marked for cutting."""

    columns: Sequence[str]
    fields: list[list[Field]]
    widths: list[int]
    tempat: str
    paper: Paper

    def cut(self, root: etree._Element) -> tuple[str, Prototype, str]:
        """Return the XML before the printed rows, the prototype, and the XML after them."""
        xml = etree.tostring(root, encoding="unicode")
        start, *forms, end = xml.split(_ROW)
        rows = [form.split(_CELL) for form in forms]
        opening, *_, closing = rows[0]
        cells, last = self._cells(rows[:3]), self._cells(rows[3:])
        prototype = Prototype(self.columns, opening, closing, cells, last, self.tempat, self.paper)
        return start, prototype, end

    def _cells(self, rows: list[list[str]]) -> list[PrototypeCell]:
        """The cells of three forms of the row: alone, start of a merged cell, continued."""
        plain, restart, lanjut = (row[1:-1] for row in rows)
        return [
            PrototypeCell(
                next((one.decides for one in own if one.decides is not None), None),
                own,
                width,
                self._marked(own),
                (one.split(_FIELD), second.split(_FIELD), third),
            )
            for own, width, one, second, third in zip(
                self.fields, self.widths, plain, restart, lanjut, strict=True
            )
        ]

    def _marked(self, fields: list[Field]) -> str:
        """The column by which the cell with *fields* bears a bookmark, or ""."""
        names = [self.columns[one.columns] for one in fields if one.columns is not None]
        return names[0] if names and names[0] in MARKED else ""


def prepare(
    row: etree._Element, columns: Sequence[str], tempat: str, paper: Paper, notes: Notes
) -> PreparedTable:
    """Mark the fields of the prototype *row*, and set its other forms beside it."""
    without_identity(row)
    note_repeated_notes(row, tempat, notes)
    fields = [_find_fields(cells, columns, tempat, notes) for cells in row.findall(f"{W}tc")]
    widths = [_width(cell) for cell in row.findall(f"{W}tc")]
    for cell, own in zip(row.findall(f"{W}tc"), fields, strict=True):
        first = next((one.columns for one in own if one.columns is not None), None)
        if first is not None and columns[first] in MARKED:
            _bookmark(cell)
    table = parent(row)
    restart, lanjut = copy.deepcopy(row), copy.deepcopy(row)
    for one in restart.findall(f"{W}tc"):
        _merge(one, "restart")
    for one in lanjut.findall(f"{W}tc"):
        _merge(one, None)
        _blank(one)
    forms = [row, restart, lanjut]
    # A signature must not stand alone on a page: the last row stays with what follows the table.
    forms += [keep_with_next(copy.deepcopy(one)) for one in forms]
    position = table.index(row)
    table[position : position + 1] = forms
    _separate(row.getprevious(), table, _ROW)
    for one in forms:
        one.tail = _ROW
        all_cells = one.findall(f"{W}tc")
        _separate(all_cells[0].getprevious(), one, _CELL)
        for cells in all_cells:
            cells.tail = _CELL
    return PreparedTable(columns, fields, widths, tempat, paper)


def _bookmark(cell: etree._Element) -> None:
    """Put a bookmark around the text of *cell*; its name and number are filled in for each row."""
    paragraphs = cell.findall(f"{W}p") or list(cell.iter(f"{W}p"))  # in a content control
    before = paragraphs[0].find(f"{W}pPr")
    start = etree.Element(f"{W}bookmarkStart")
    start.set(f"{W}id", BOOKMARK_ID)
    start.set(f"{W}name", BOOKMARK_NAME)
    paragraphs[0].insert(0 if before is None else 1, start)
    end = etree.SubElement(paragraphs[-1], f"{W}bookmarkEnd")
    end.set(f"{W}id", BOOKMARK_ID)


def _width(cell: etree._Element) -> int:
    stated = cell.find(f"{W}tcPr/{W}tcW")
    text = "" if stated is None else stated.get(f"{W}w", "")
    return int(text) if text.isdecimal() else 0


def _separate(before: etree._Element | None, above: etree._Element, mark: str) -> None:
    if before is None:
        above.text = mark
    else:
        before.tail = mark


def _find_fields(
    cells: etree._Element, columns: Sequence[str], tempat: str, notes: Notes
) -> list[Field]:
    """Find the fields of a prototype cell and put a mark in place of each."""
    result: list[Field] = []
    tagged: list[etree._Element] = []
    for paragraph in cells.iter(f"{W}p"):
        known = len(notes.mistakes)
        whole = "".join(one.text or "" for one in own_texts(paragraph))
        own = paragraph_texts(paragraph)
        for element in own:
            _check(element.text or "", columns, tempat, notes)
        if len(notes.mistakes) == known:
            note_leftover(whole, tempat, notes)
        tagged += own
    # In the order in which the cell is cut: a paragraph may stand in a text box inside another.
    order = {element: place for place, element in enumerate(cells.iter(f"{W}t"))}
    for element in sorted(tagged, key=order.__getitem__):
        source = element.text or ""
        named = [columns.index(one) for one in FIELD.findall(source) if one in columns]
        decides = named[0] if named else None
        tags = TAG.findall(source)
        single = len(tags) == 1 and FIELD.fullmatch(tags[0])
        if single and single[1] in columns:
            result.append(Field(decides, "", decides, _switch(element)))
            element.text = source.replace(tags[0], _FIELD)
        else:
            result.append(Field(None, source, decides, _switch(element)))
            element.text = _FIELD
    return result


def _check(source: str, columns: Sequence[str], tempat: str, notes: Notes) -> None:
    """Note what is wrong with the tags of *source*, before any row is filled."""
    unknown = [nama for nama in FIELD.findall(source) if nama not in columns]
    for nama in unknown:
        notes.add(
            tempat,
            f"{{{{ {nama} }}}}",
            f"kolom «{nama}» tidak dikenal",
            f"Kolom yang ada: {', '.join(columns)}.",
        )
    if not unknown:
        render(source, dict.fromkeys(columns, ""), tempat, notes)


def _switch(element: etree._Element) -> Switch:
    """What goes between two pieces of text of *element*'s run to change how they look."""
    format_run = parent(element).find(f"{W}rPr")
    normal = (
        format_run if format_run is not None else etree.Element(f"{W}rPr", nsmap={"w": W[1:-1]})
    )
    slanted, marked = italic_properties(format_run), marked_properties(format_run)
    return Switch(
        *(
            f'</w:t></w:r><w:r>{_without_namespaces(one)}<w:t xml:space="preserve">'
            for one in (slanted, marked, normal)
        )
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
    looks = next((one for one in cells.iter(f"{W}p")), etree.Element(f"{W}p")).find(f"{W}pPr")
    for child in list(cells):
        if child.tag != f"{W}tcPr":
            cells.remove(child)
    paragraph = etree.SubElement(cells, f"{W}p")
    if looks is not None:
        paragraph.append(looks)
