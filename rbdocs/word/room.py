"""The room that a template's pages have for what the program writes there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from rbdocs.word.xml import W, at, own_text

_CONTENT = re.compile(r"\s*\{\{p\s+isi\s*\}\}\s*")


@dataclass(frozen=True, slots=True)
class Room:
    """Where the blocks go: the page's room for text, in twentieths of a point.

    *last_bookmark* is the highest number that a bookmark of the template has.
    """

    width: int
    height: int
    last_bookmark: int = 0


def room_for_content(root: etree._Element) -> Room:
    """The room on the pages of the paragraph ``{{p isi }}``."""
    found = False
    for element in root.iter(f"{W}p", f"{W}sectPr"):
        if element.tag == f"{W}sectPr" and found:
            return _room(element, root)
        found = found or _CONTENT.fullmatch(own_text(element)) is not None
    return Room(1, 1)  # the linter tells that it is missing


def _room(section: etree._Element, root: etree._Element) -> Room:
    numbers = [element.get(f"{W}id", "") for element in root.iter(f"{W}bookmarkStart")]
    return Room(
        _measure(section, "pgSz", "w")
        - _measure(section, "pgMar", "left")
        - _measure(section, "pgMar", "right"),
        _measure(section, "pgSz", "h")
        - _measure(section, "pgMar", "top")
        - _measure(section, "pgMar", "bottom"),
        max((int(number) for number in numbers if number.isdecimal()), default=0),
    )


def _measure(section: etree._Element, part: str, name: str) -> int:
    return abs(int(at(section, part, name, "0")))
