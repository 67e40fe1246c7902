"""Tracked changes accepted as Word would: of runs, ends of paragraphs, rows and cells.

ISO/IEC 29500-1, 17.13.5; [MS-DOCX] 2.2 for conflicts. What is left shows what stands there once
everybody agrees. This is the one place that knows it, for files that come back as for templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from rbdocs.word.element_properties import put
from rbdocs.word.xml import W14, W, drop, tags

_GONE = (f"{W}del", f"{W}moveFrom", f"{W14}conflictDel")
_CAME = (f"{W}ins", f"{W}moveTo", f"{W14}conflictIns")
_CELLS = tags("cellIns cellDel cellMerge")
TRACKED = (*_GONE, *_CAME, *_CELLS)
_BEFORE = tags(
    "rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tblGridChange trPrChange "
    "tcPrChange numberingChange"
)
# The properties in which a mark says what happened to what they belong to.
_PROPERTIES = tags("rPr trPr tcPr numPr") | {
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}ctrlPr"
}
_LEFTOVERS = tags("delText delInstrText")
_RANGES = tuple(
    f"{space}{name}Range{end}"
    for space, names in (
        (W, "moveFrom moveTo customXmlIns customXmlDel customXmlMoveFrom customXmlMoveTo"),
        (W14, "customXmlConflictIns customXmlConflictDel"),
    )
    for name in names.split()
    for end in ("Start", "End")
)
_MARKS = tags("bookmarkStart bookmarkEnd")
# What may stand between two paragraphs and is none.
_BETWEEN = tags(
    "bookmarkStart bookmarkEnd proofErr permStart permEnd commentRangeStart commentRangeEnd"
)
_SHOWN = tags("drawing pict object br tab sym")
_HOLDERS = tags("sdt sdtContent customXml")


def has_revisions(root: etree._Element) -> bool:
    """Whether changes are tracked in *root*, of text or of looks."""
    return next(root.iter(*TRACKED, *_BEFORE), None) is not None


def _nobody(_: etree._Element) -> None:
    """Tell nobody of a change."""


def accept_all(root: etree._Element, told: Callable[[etree._Element], None] = _nobody) -> None:
    """Accept the changes that *root* tracks; nothing is left to say that there were any.

    *told* is given what was changed while it is in its place: the mark, or its row or cell.
    """
    for element in list(root.iter(*_BEFORE)):
        told(element)
        _remove(element)
    for element in list(root.iter(*_RANGES, *_LEFTOVERS)):
        drop(element)
    if next(root.iter(*TRACKED), None) is None:
        return
    for element in list(root.iter(*TRACKED)):
        told(_changed(element))
    _rows(root)
    _cells(root)
    for paragraph in reversed(_texts(root)):  # so that no text is moved twice
        _join_next(paragraph)


def _changed(mark: etree._Element) -> etree._Element:
    above = mark.getparent()
    if above is None or above.tag not in (f"{W}trPr", f"{W}tcPr"):
        return mark
    owner = above.getparent()
    return mark if owner is None else owner


def _texts(root: etree._Element) -> list[etree._Element]:
    """Take out text that is gone, and return the paragraphs of which the end is."""
    ended = []
    for mark in list(root.iter(*_GONE)):
        above = mark.getparent()
        if above is None or above.tag in _PROPERTIES:
            paragraph = _paragraph_of(above)
            if paragraph is not None:
                ended.append(paragraph)
        else:
            for element in list(mark.iter(*_MARKS)):  # they do not go with the text between them
                mark.addprevious(element)
        _remove(mark)
    for mark in list(root.iter(*_CAME)):
        above = mark.getparent()
        if above is not None and above.tag not in _PROPERTIES:
            index = above.index(mark)
            above[index : index + 1] = list(mark)
        else:
            _remove(mark)
    return list(dict.fromkeys(ended))


def _rows(root: etree._Element) -> None:
    """Rows that were deleted go, and tables of which none is left."""
    for mark in list(root.iter(*_GONE)):
        properties = mark.getparent()
        if properties is not None and properties.tag == f"{W}trPr":
            row = properties.getparent()
            if row is not None:
                _remove_row(row)


def _remove_row(row: etree._Element) -> None:
    table = row.getparent()
    _remove(row)
    while table is not None and table.tag in _HOLDERS:  # a row in a content control
        table = table.getparent()
    if table is not None and table.tag == f"{W}tbl" and not any(True for _ in _own(table, "tr")):
        above = table.getparent()
        _remove(table)
        if above is not None and above.tag == f"{W}tc" and not any(True for _ in _own(above, "p")):
            etree.SubElement(above, f"{W}p")  # a cell ends in a paragraph


def _own(element: etree._Element, name: str) -> Iterable[etree._Element]:
    """Yield the rows of a table, or the cells of a row, also those in content controls."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _HOLDERS:
            yield from _own(child, name)


def _cells(root: etree._Element) -> None:
    for mark in list(root.iter(*_CELLS)):
        properties = mark.getparent()
        cell = None if properties is None else properties.getparent()
        if properties is None or cell is None or properties.tag != f"{W}tcPr":
            _remove(mark)
        elif mark.tag == f"{W}cellDel":
            row = cell.getparent()
            _remove(cell)
            while row is not None and row.tag in _HOLDERS:
                row = row.getparent()
            if row is not None and row.tag == f"{W}tr" and not any(True for _ in _own(row, "tc")):
                _remove_row(row)
        else:
            if mark.tag == f"{W}cellMerge":
                _merge(properties, mark.get(f"{W}vMerge") or "")
            _remove(mark)


def _merge(properties: etree._Element, kind: str) -> None:
    """Merge the cell of these *properties* upward, or no longer, as a tracked change says."""
    for previous in properties.findall(f"{W}vMerge"):
        _remove(previous)
    if kind in ("rest", "cont"):
        put(properties, "vMerge", val="restart" if kind == "rest" else "continue")


def _paragraph_of(properties: etree._Element | None) -> etree._Element | None:
    """The paragraph whose end *properties* are of; None where they are of something else."""
    if properties is None or properties.tag != f"{W}rPr":
        return None
    above = properties.getparent()
    return above.getparent() if above is not None and above.tag == f"{W}pPr" else None


def _join_next(paragraph: etree._Element) -> None:
    """Join *paragraph*, whose end is deleted, with the one that follows it.

    The end of the last paragraph of a cell or text stays, as does one before a table or of a
    section; a paragraph before a table of which nothing is left goes.
    """
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return
    following = paragraph.getnext()
    while following is not None and (
        following.tag in _BETWEEN or not isinstance(following.tag, str)
    ):
        following = following.getnext()
    content = [element for element in paragraph if element.tag != f"{W}pPr"]
    if following is not None and following.tag in _HOLDERS:
        following = next(following.iter(f"{W}p", f"{W}tbl"), None)
    if following is not None and following.tag == f"{W}p":
        index = 0 if following.find(f"{W}pPr") is None else 1
        following[index:index] = content
        _remove(paragraph)
    elif (
        following is not None
        and following.tag == f"{W}tbl"
        and not any(map(_shows_something, content))
    ):
        _remove(paragraph)


def _shows_something(element: etree._Element) -> bool:
    if any(item.text for item in element.iter(f"{W}t")):
        return True
    return next(element.iter(*_SHOWN), None) is not None


def _remove(element: etree._Element) -> None:
    """Take *element* away; what is written after it stays."""
    above = element.getparent()
    if above is not None:
        above.remove(element)
