"""Text into runs: line breaks as Word's own, words in italics in runs of their own."""

from __future__ import annotations

import copy
import re

from lxml import etree

from rbdocs.model.values import Text
from rbdocs.word.xml import W as W

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Private-use characters, which no source may hold (sources.text_file): where italics begin and end.
_ON, _OFF = "\ue011", "\ue012"
_ITALICS = re.compile(f"{_ON}([^{_OFF}]*){_OFF}")
# ISO/IEC 29500-1, 17.3.2.28: what comes before w:i in w:rPr.
_BEFORE_I = {f"{W}{nama}" for nama in ("rStyle", "rFonts", "b", "bCs")}
# The same place: what comes after w:highlight.
_AFTER_HIGHLIGHT = {
    f"{W}{nama}"
    for nama in [
        "u",
        "effect",
        "bdr",
        "shd",
        "fitText",
        "vertAlign",
        "rtl",
        "cs",
        "em",
        "lang",
        "eastAsianLayout",
        "specVanish",
    ]
}


def marked(text: Text) -> str:
    """Return *text* for a template's field: its italics are marked and come out as italics."""
    return "".join(f"{_ON}{piece}{_OFF}" if italics else piece for piece, italics in text.pieces)


def write_text(element: etree._Element, content: str) -> None:
    """Put *content*, which may hold ``marked`` italics, in place of the text element's own."""
    pieces = _ITALICS.split(content)  # plain, italics, plain, ...
    if len(pieces) == 1:
        _write_lines(element, content)
        return
    run = element.getparent()
    assert run is not None
    above = run.getparent()
    assert above is not None
    after = [child for child in run if run.index(child) > run.index(element)]
    properties = run.find(f"{W}rPr")
    position = above.index(run)
    last = run
    for index, piece in enumerate(pieces[1:], start=1):
        if not piece:
            continue
        last = etree.Element(f"{W}r")
        own = italic_properties(properties) if index % 2 else copy.deepcopy(properties)
        if own is not None:
            last.append(own)
        text = etree.SubElement(last, f"{W}t")
        position += 1
        above.insert(position, last)
        _write_lines(text, piece)
    last.extend(after)
    if pieces[0]:
        _write_lines(element, pieces[0])
    else:
        run.remove(element)


def italic_properties(properties: etree._Element | None) -> etree._Element:
    """Return a copy of a run's *properties* with italics turned on."""
    result = (
        etree.Element(f"{W}rPr", nsmap={"w": W[1:-1]})
        if properties is None
        else copy.deepcopy(properties)
    )
    for previous in result.findall(f"{W}i"):
        result.remove(previous)
    result.insert(sum(1 for child in result if child.tag in _BEFORE_I), etree.Element(f"{W}i"))
    return result


def marked_properties(properties: etree._Element | None) -> etree._Element:
    """Return a copy of a run's *properties* with the mark of a value that is still to come."""
    result = (
        etree.Element(f"{W}rPr", nsmap={"w": W[1:-1]})
        if properties is None
        else copy.deepcopy(properties)
    )
    for previous in result.findall(f"{W}highlight"):
        result.remove(previous)
    mark = etree.Element(f"{W}highlight")
    mark.set(f"{W}val", "yellow")
    after = [index for index, child in enumerate(result) if child.tag in _AFTER_HIGHLIGHT]
    result.insert(after[0] if after else len(result), mark)
    return result


def _write_lines(element: etree._Element, content: str) -> None:
    """Put *content* into the text element, its line breaks as Word's own."""
    first, *other = content.split("\n")
    element.text = first
    element.set(_SPACE, "preserve")
    above = element.getparent()
    assert above is not None
    position = above.index(element) + 1
    for line in other:
        text = etree.Element(f"{W}t")
        text.text = line
        text.set(_SPACE, "preserve")
        above.insert(position, etree.Element(f"{W}br"))
        above.insert(position + 1, text)
        position += 2
