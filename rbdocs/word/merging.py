"""Cells that are merged vertically: the first one, and those that carry on from above."""

from __future__ import annotations

from lxml import etree

from rbdocs.word.xml import W

# ISO/IEC 29500-1, 17.4.66: what comes before w:vMerge in w:tcPr.
_BEFORE_VMERGE = {f"{W}{name}" for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")}


def merge(cell: etree._Element, value: str | None) -> None:
    """Let *cell* start a merged cell (``restart``), or with None carry on from the one above."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    for previous in properties.findall(f"{W}vMerge"):
        properties.remove(previous)
    mark = etree.Element(f"{W}vMerge")
    if value:
        mark.set(f"{W}val", value)
    properties.insert(sum(1 for child in properties if child.tag in _BEFORE_VMERGE), mark)


def blank(cell: etree._Element) -> None:
    """Leave one empty paragraph in *cell*, which carries on from the row above."""
    looks = next((element for element in cell.iter(f"{W}p")), etree.Element(f"{W}p")).find(
        f"{W}pPr"
    )
    for child in list(cell):
        if child.tag != f"{W}tcPr":
            cell.remove(child)
    paragraph = etree.SubElement(cell, f"{W}p")
    if looks is not None:
        paragraph.append(looks)
