"""Loops over the rows of a long table, cut out of a template and put back as text.

What is cut is a loop whose body is one row: ``{%tr for b in baris %}``, the model row,
``{%tr endfor %}``. The model row is serialised in all its forms (alone, start of a merged cell,
continued; each also for the last printed row) and cut at its fields. Every other loop is docxtpl's.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from rbdocs.word.element_properties import (
    blank,
    cell_width,
    copied,
    italic_properties,
    keep_with_next,
    made,
    merge,
    open_properties,
)
from rbdocs.word.environment import TAG
from rbdocs.word.paragraphs import whole_tags
from rbdocs.word.row_height import Paper, mark_alignments
from rbdocs.word.rows import BOOKMARK_ID, BOOKMARK_NAME, CellField, Prototype, PrototypeCell, Switch
from rbdocs.word.values import Table
from rbdocs.word.xml import W, parent

_FOR = re.compile(r"\s*\{%tr\s+for\s+(\w+)\s+in\s+(\w+)\s*%\}\s*")
_END = re.compile(r"\s*\{%tr\s+endfor\s*%\}\s*")
_LEVELLED = re.compile(r"\{[{%#](?:p|tr|tc|r)\s")
# Private-use characters mark where the serialised document is cut.
_WORD: Mapping[str | None, str] = {"w": W[1:-1]}
_CELL, _FIELD = "\ue002", "\ue003"


@dataclass(slots=True)
class PlacedRows:
    """A loop that was cut out: its name, its model row, and the table that fills it."""

    name: str
    prototype: Prototype
    table: Table

    def content(self, fields: Mapping[str, Any]) -> str:
        """Return the XML of the loop's rows; *fields* are what else its tags may name."""
        return self.prototype.content(self.table.listing(), fields)


def take_loops(
    root: etree._Element, parts: Mapping[str, bytes], tables: Mapping[str, Table], mark: str
) -> list[PlacedRows]:
    """Cut the loops over *tables* out of *root*; a comment with *mark* and a number stays for each.

    A loop that is not of the form above stays where it is.
    """
    result: list[PlacedRows] = []
    for row in list(root.iter(f"{W}tr")):
        hit = _FOR.fullmatch(row_text(row))
        model = row.getnext()
        end = model.getnext() if model is not None else None
        if hit is None or hit[2] not in tables or model is None or end is None:
            continue
        if _END.fullmatch(row_text(end)) is None or not _is_plain(model):
            continue
        table = tables[hit[2]]
        paper = Paper.of(parts, model)
        mark_alignments(model, parts)
        prototype = prepare(model, table.columns, hit[1], paper, table.bookmarks)
        row.addprevious(etree.Comment(f"{mark}{len(result)}"))
        for cut in (row, model, end):
            parent(cut).remove(cut)
        result.append(PlacedRows(hit[2], prototype, table))
    return result


def row_text(row: etree._Element) -> str:
    """Return all the text in *row*, as a template's author types it."""
    return "".join(text.text or "" for text in row.iter(f"{W}t"))


def _is_plain(model: etree._Element) -> bool:
    """Whether *model* is a row whose tags are all within a paragraph."""
    tags = TAG.findall(row_text(model))
    return model.tag == f"{W}tr" and not any(_LEVELLED.match(tag) for tag in tags)


def prepare(
    row: etree._Element,
    columns: Sequence[str],
    variable: str,
    paper: Paper,
    bookmarks: Mapping[str, str],
) -> Prototype:
    """Return the model *row* of a loop over *columns*, each row of which is called *variable*.

    *paper* is what it is printed with; *bookmarks* are the columns that bear a bookmark with the
    row's address, each with what its name ends with.
    """
    declared = row.getroottree().getroot().nsmap
    row = copy.deepcopy(row)
    without_identity(row)
    cells = row.findall(f"{W}tc")
    fields = [_find_fields(cell, columns, variable) for cell in cells]
    widths = [cell_width(cell) for cell in cells]
    for cell, own in zip(cells, fields, strict=True):
        first = next((field.columns for field in own if field.columns is not None), None)
        if first is not None and columns[first] in bookmarks:
            _bookmark(cell)
    marks = [_bookmarked(own, columns, bookmarks) for own in fields]
    restart, carried = copy.deepcopy(row), copy.deepcopy(row)
    for cell in restart.findall(f"{W}tc"):
        merge(cell, "restart")
    for cell in carried.findall(f"{W}tc"):
        merge(cell, None)
        blank(cell)
    forms = [row, restart, carried]
    # A signature must not stand alone on a page: the last row stays with what follows the table.
    forms += [keep_with_next(copy.deepcopy(form)) for form in forms]
    opening, closing, plain = _cut(forms[:3], fields, widths, marks, declared)
    *_, last = _cut(forms[3:], fields, widths, marks, declared)
    return Prototype(columns, opening, closing, plain, last, variable, paper)


def _cut(
    forms: list[etree._Element],
    fields: list[list[CellField]],
    widths: list[int],
    marks: list[str],
    declared: Mapping[str | None, str],
) -> tuple[str, str, list[PrototypeCell]]:
    """The row's XML before and after its cells, and its cells in three forms.

    *forms* are the row alone, at the start of merged cells, and carrying on from above.
    """
    opening, plain = _cells(forms[0], declared)
    restart, carried = _cells(forms[1], declared)[1], _cells(forms[2], declared)[1]
    closing = plain.pop()
    cells = [
        PrototypeCell(
            next((field.decides for field in own if field.decides is not None), None),
            own,
            width,
            mark,
            (alone.split(_FIELD), first.split(_FIELD), below),
        )
        for own, width, mark, alone, first, below in zip(
            fields, widths, marks, plain, restart, carried, strict=False
        )
    ]
    return opening, closing, cells


def _cells(form: etree._Element, declared: Mapping[str | None, str]) -> tuple[str, list[str]]:
    """The XML of a row before its cells, and that of each cell; what follows them is the last."""
    cells = form.findall(f"{W}tc")
    _separate(cells[0].getprevious(), form, _CELL)
    for cell in cells:
        cell.tail = _CELL
    opening, *pieces = _without_namespaces(form, declared).split(_CELL)
    return opening, pieces


def _bookmarked(
    fields: list[CellField], columns: Sequence[str], bookmarks: Mapping[str, str]
) -> str:
    """What the name of the bookmark ends with that the cell with *fields* bears, or ""."""
    names = [columns[field.columns] for field in fields if field.columns is not None]
    return bookmarks.get(names[0], "") if names else ""


def without_identity(repeated: etree._Element) -> None:
    """Take away what must be unique in a document, since *repeated* will be repeated."""
    for element in repeated.iter():
        for name in list(element.attrib):
            local = etree.QName(name).localname
            if local in ("paraId", "textId") or local.startswith("rsid"):
                del element.attrib[name]
        if element.tag == f"{W}tr" or element.tag == f"{W}tc":
            element.tail = None
    for name in ("proofErr", "lastRenderedPageBreak"):
        for element in list(repeated.iter(f"{W}{name}")):
            parent(element).remove(element)


def _bookmark(cell: etree._Element) -> None:
    """Put a bookmark around the text of *cell*; its name and number are filled in for each row."""
    paragraphs = cell.findall(f"{W}p") or list(cell.iter(f"{W}p"))  # in a content control
    before = paragraphs[0].find(f"{W}pPr")
    start = made("bookmarkStart", id=BOOKMARK_ID, name=BOOKMARK_NAME)
    paragraphs[0].insert(0 if before is None else 1, start)
    paragraphs[-1].append(made("bookmarkEnd", id=BOOKMARK_ID))


def _separate(before: etree._Element | None, above: etree._Element, mark: str) -> None:
    if before is None:
        above.text = mark
    else:
        before.tail = mark


def _find_fields(cell: etree._Element, columns: Sequence[str], variable: str) -> list[CellField]:
    """Find the fields of a model cell and put a mark in place of each."""
    field = re.compile(rf"\{{\{{\s*{variable}\.(\w+)\s*\}}\}}")
    tagged = [
        element
        for paragraph in cell.iter(f"{W}p")
        for element in whole_tags(paragraph, together=True)
        if TAG.search(element.text or "")
    ]
    # In the order in which the cell is cut: a paragraph may stand in a text box inside another.
    order = {element: place for place, element in enumerate(cell.iter(f"{W}t"))}
    result: list[CellField] = []
    for element in sorted(tagged, key=order.__getitem__):
        source = element.text or ""
        named = [columns.index(name) for name in field.findall(source) if name in columns]
        decides = named[0] if named else None
        tags = TAG.findall(source)
        single = len(tags) == 1 and field.fullmatch(tags[0])
        if single and single[1] in columns:
            result.append(CellField(decides, "", decides, _switch(element)))
            element.text = source.replace(tags[0], _FIELD)
        else:
            result.append(CellField(None, source, decides, _switch(element)))
            element.text = _FIELD
    return result


def _switch(element: etree._Element) -> Switch:
    """What goes between two pieces of text of *element*'s run to change how they look."""
    format_run = parent(element).find(f"{W}rPr")
    normal = copied(format_run)
    slanted, marked = italic_properties(format_run), open_properties(format_run)
    return Switch(
        *(
            f'</w:t></w:r><w:r>{_without_namespaces(item)}<w:t xml:space="preserve">'
            for item in (slanted, marked, normal)
        )
    )


def _without_namespaces(element: etree._Element, declared: Mapping[str | None, str] = _WORD) -> str:
    """The XML of *element* for a document that has *declared* the namespaces."""
    element = copy.deepcopy(element)
    element.tail = None

    def keep(hit: re.Match[str]) -> str:
        return "" if declared.get(hit[1]) == hit[2] else hit[0]

    return re.sub(r' xmlns:(\w+)="([^"]*)"', keep, etree.tostring(element, encoding="unicode"))
