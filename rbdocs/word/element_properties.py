"""How cells and runs are told to look: merged vertically, in italics, open, kept with the next."""

from __future__ import annotations

import copy

from lxml import etree

from rbdocs.word.xml import W

# ISO/IEC 29500-1, 17.4.66: what comes before w:vMerge in w:tcPr.
_BEFORE_VMERGE = {f"{W}{name}" for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")}
# ISO/IEC 29500-1, 17.3.2.28: what comes before w:i in w:rPr.
_BEFORE_I = {f"{W}{name}" for name in ("rStyle", "rFonts", "b", "bCs")}
# The same place: what comes after w:highlight.
_AFTER_HIGHLIGHT = {
    f"{W}{name}"
    for name in (
        *("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"),
        *("eastAsianLayout", "specVanish"),
    )
}


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


def copied(properties: etree._Element | None) -> etree._Element:
    """Return a copy of a run's *properties*, without any where it has none."""
    if properties is None:
        return etree.Element(f"{W}rPr", nsmap={"w": W[1:-1]})
    return copy.deepcopy(properties)


def italic_properties(properties: etree._Element | None) -> etree._Element:
    """Return a copy of a run's *properties* with italics turned on."""
    result = copied(properties)
    for previous in result.findall(f"{W}i"):
        result.remove(previous)
    position = sum(1 for child in result if child.tag in _BEFORE_I)
    result.insert(position, etree.Element(f"{W}i"))
    return result


def open_properties(properties: etree._Element | None) -> etree._Element:
    """Return a copy of a run's *properties* with the mark of a value that is still to come."""
    result = copied(properties)
    for previous in result.findall(f"{W}highlight"):
        result.remove(previous)
    mark = etree.Element(f"{W}highlight")
    mark.set(f"{W}val", "yellow")
    after = [index for index, child in enumerate(result) if child.tag in _AFTER_HIGHLIGHT]
    result.insert(after[0] if after else len(result), mark)
    return result


def keep_with_next(repeated: etree._Element) -> etree._Element:
    """Keep every paragraph of *repeated*, or itself, on the page of what follows it."""
    for paragraph in repeated.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        for previous in properties.findall(f"{W}keepNext"):
            properties.remove(previous)
        # ISO/IEC 29500-1, 17.3.1.26: only w:pStyle comes before w:keepNext.
        position = len(properties.findall(f"{W}pStyle"))
        properties.insert(position, etree.Element(f"{W}keepNext"))
    return repeated
