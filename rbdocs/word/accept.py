"""Tracked changes, accepted as Word accepts them (ISO/IEC 29500-1, 17.13.5)."""

from __future__ import annotations

from lxml import etree

from rbdocs.word.removals import REVISION, Scene
from rbdocs.word.xml import W14, W, drop, unwrap

_OUT = {f"{W}del", f"{W}moveFrom", f"{W14}conflictDel"}
_IN = {f"{W}ins", f"{W}moveTo", f"{W14}conflictIns"}
_LEFTOVERS = {f"{W}delText", f"{W}delInstrText"}
# Where the mark of a change stands as a property, and stands for what the property is of.
_PROPERTIES = {f"{W}{name}" for name in ("rPr", "trPr", "tcPr", "numPr")} | {
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}ctrlPr"
}
_CHANGES = {
    f"{W}{name}Change"
    for name in (
        *("pPr", "rPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr", "tblGrid", "numbering"),
    )
}
_RANGES = {
    f"{W}{name}Range{end}"
    for name in (
        *("moveFrom", "moveTo", "customXmlIns", "customXmlDel"),
        *("customXmlMoveFrom", "customXmlMoveTo"),
    )
    for end in ("Start", "End")
} | {
    f"{W14}customXmlConflict{name}Range{end}" for name in ("Ins", "Del") for end in ("Start", "End")
}
# ISO/IEC 29500-1, 17.4.66: what comes before w:vMerge in w:tcPr.
_BEFORE_VMERGE = {f"{W}{name}" for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")}
_MARKS = {f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd")}


def accept(root: etree._Element, scene: Scene) -> None:
    """Accept every tracked change in *root*; *scene* is told of each."""
    for one in list(root.iter(*_CHANGES, *_RANGES, *_LEFTOVERS)):
        if one.tag in _CHANGES:
            scene.note(REVISION, one)
        drop(one)
    for one in [one for one in root.iter(*_OUT, *_IN) if not _is_property(one)]:
        scene.note(REVISION, one)
        if one.tag in _OUT:
            _rescue_marks(one)
            drop(one)
        else:
            unwrap(one)
    _accept_cells(root, scene)
    _accept_rows(root, scene)
    _accept_marks(root, scene)


def _is_property(element: etree._Element) -> bool:
    above = element.getparent()
    return above is not None and above.tag in _PROPERTIES


def _rescue_marks(removed: etree._Element) -> None:
    """A bookmark is not deleted with the text that it surrounds a part of."""
    for one in list(removed.iter(*_MARKS)):
        removed.addprevious(one)


def _accept_cells(root: etree._Element, scene: Scene) -> None:
    for one in list(root.iter(f"{W}cellIns", f"{W}cellDel", f"{W}cellMerge")):
        properties = one.getparent()
        cell = None if properties is None else properties.getparent()
        scene.note(REVISION, one)
        if cell is None or properties is None:
            continue
        if one.tag == f"{W}cellDel":
            row = cell.getparent()
            drop(cell)
            if row is not None and next(row.iter(f"{W}tc"), None) is None:
                _drop_row(row)
        elif one.tag == f"{W}cellMerge":
            _merge(properties, one.get(f"{W}vMerge", ""))
            drop(one)
        else:
            drop(one)


def _merge(properties: etree._Element, kind: str) -> None:
    for old in properties.findall(f"{W}vMerge"):
        properties.remove(old)
    if kind not in ("rest", "cont"):
        return
    merge = etree.Element(f"{W}vMerge")
    merge.set(f"{W}val", "restart" if kind == "rest" else "continue")
    properties.insert(sum(1 for child in properties if child.tag in _BEFORE_VMERGE), merge)


def _accept_rows(root: etree._Element, scene: Scene) -> None:
    for properties in list(root.iter(f"{W}trPr")):
        marks = [one for one in properties if one.tag in _OUT | _IN]
        row = properties.getparent()
        if not marks or row is None:
            continue
        scene.note(REVISION, row)
        for one in marks:
            drop(one)
        if any(one.tag in _OUT for one in marks):
            _drop_row(row)


def _drop_row(row: etree._Element) -> None:
    table = row.getparent()
    drop(row)
    if table is not None and table.tag == f"{W}tbl" and next(table.iter(f"{W}tr"), None) is None:
        above = table.getparent()
        drop(table)
        if above is not None and above.tag == f"{W}tc" and above.find(f"{W}p") is None:
            etree.SubElement(above, f"{W}p")


def _accept_marks(root: etree._Element, scene: Scene) -> None:
    """Accept the marks on runs' properties, numbers, and the ends of paragraphs."""
    for one in [one for one in root.iter(*_OUT, *_IN) if _is_property(one)]:
        properties = one.getparent()
        above = None if properties is None else properties.getparent()
        scene.note(REVISION, one)
        drop(one)
        if above is not None and above.tag == f"{W}pPr" and one.tag in _OUT:
            paragraph = above.getparent()
            if paragraph is not None and properties is not None and properties.tag == f"{W}rPr":
                _join(paragraph)


def _join(paragraph: etree._Element) -> None:
    """Let *paragraph*, whose end was deleted, begin the one after it, which keeps its looks."""
    after = paragraph.getnext()
    content = [one for one in paragraph if one.tag != f"{W}pPr"]
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return
    if after is not None and after.tag == f"{W}p":
        place = len(after.findall(f"{W}pPr"))
        after[place:place] = content
        drop(paragraph)
        return
    above = paragraph.getparent()
    lone = above is None or len(above.findall(f"{W}p")) < 2 or after is None
    if not content and not lone:
        drop(paragraph)
