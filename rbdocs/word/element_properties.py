"""Elements of WordprocessingML made, and the properties that say how they look put in place."""

from __future__ import annotations

import copy

from lxml import etree

from rbdocs.word.xml import SPACE, W, at

_HOLD = {f"{W}r": "rPr", f"{W}tr": "trPr", f"{W}tc": "tcPr"}  # which properties stand in what
# The order of properties (ISO/IEC 29500-1, 17.3.1.26, 17.3.2.28 and 17.4.66).
_ORDER = {
    W + kind: {W + name: place for place, name in enumerate(names.split())}
    for kind, names in {
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
        "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
        "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
        "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
        "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
        "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs "
        "highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish",
        "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
        "tcFitText vAlign hideMark cellIns cellDel cellMerge tcPrChange",
    }.items()
}


def made(name: str, /, *content: etree._Element, **values: object) -> etree._Element:
    """Return the element *name* with *content* and *values*, its attributes."""
    element = etree.Element(W + name)
    for key, value in values.items():
        element.set(W + key, str(value))
    element.extend(content)
    return element


def text_element(text: str, name: str = "t") -> etree._Element:
    """Return *text* as the content of a run, all of its spaces kept."""
    element = etree.Element(W + name, {SPACE: "preserve"})
    element.text = text
    return element


def properties_of(element: etree._Element) -> etree._Element:
    """Return the properties of a run, row, cell or paragraph, which it has from now on."""
    name = _HOLD.get(str(element.tag), "pPr")
    found = element.find(W + name)
    if found is None:
        found = made(name)
        element.insert(0, found)
    return found


def put(properties: etree._Element, name: str, /, **values: object) -> etree._Element:
    """Put the property *name* with *values* in its place, instead of any there, and return it."""
    for previous in properties.findall(W + name):
        properties.remove(previous)
    order = _ORDER[str(properties.tag)]
    later = (at for at, item in enumerate(properties) if order.get(item.tag, 0) > order[W + name])
    result = made(name, **values)
    properties.insert(next(later, len(properties)), result)
    return result


def merge(cell: etree._Element, value: str | None) -> None:
    """Let *cell* start a merged cell (``restart``), or with None carry on from the one above."""
    put(properties_of(cell), "vMerge", **({"val": value} if value else {}))


def blank(cell: etree._Element) -> None:
    """Leave one empty paragraph in *cell*, which carries on from the row above."""
    first = next(cell.iter(f"{W}p"), None)
    looks = None if first is None else first.find(f"{W}pPr")
    for child in list(cell):
        if child.tag != f"{W}tcPr":
            cell.remove(child)
    cell.append(made("p") if looks is None else made("p", looks))


def copied(properties: etree._Element | None) -> etree._Element:
    """Return a copy of a run's *properties*, without any where it has none."""
    if properties is None:
        return etree.Element(f"{W}rPr", nsmap={"w": W[1:-1]})
    return copy.deepcopy(properties)


def italic_properties(properties: etree._Element | None) -> etree._Element:
    """Return a copy of a run's *properties* with italics turned on."""
    result = copied(properties)
    put(result, "i")
    return result


def open_properties(properties: etree._Element | None) -> etree._Element:
    """Return a copy of a run's *properties* with the mark of a value that is still to come."""
    result = copied(properties)
    put(result, "highlight", val="yellow")
    return result


def keep_with_next(repeated: etree._Element) -> etree._Element:
    """Keep every paragraph of *repeated*, or itself, on the page of what follows it."""
    for paragraph in repeated.iter(f"{W}p"):
        put(properties_of(paragraph), "keepNext")
    return repeated


def cell_width(cell: etree._Element) -> int:
    """Return how wide *cell* is, in twentieths of a point; 0 where it does not say."""
    text = at(cell, "tcPr/tcW", "w")
    return int(text) if text.isdecimal() else 0
