"""Word's marks for tracked changes: what was inserted and deleted, by whom and when.

ISO/IEC 29500-1, 17.13.5. An element is marked in place; who makes it visible is the word processor.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

from lxml import etree

from rbdocs.word.xml import W

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# ISO/IEC 29500-1, 17.13.5: what stands at the end of the properties that hold the mark.
_AFTER_MARK = {f"{W}{name}" for name in ("sectPr", "pPrChange")}
_FIRST = 900_000  # above the numbers of bookmarks
_TOGGLES = ("b", "i", "u", "strike", "vertAlign")


@dataclass(slots=True)
class Marker:
    """Makes marks with the name of *author* and the time *date* (ISO 8601), numbered in order."""

    author: str
    date: str
    count: int = 0

    def mark(self, name: str) -> etree._Element:
        """Return an empty mark, such as ``ins`` or ``del``."""
        self.count += 1
        element = etree.Element(f"{W}{name}")
        element.set(f"{W}id", str(_FIRST + self.count))
        element.set(f"{W}author", self.author)
        element.set(f"{W}date", self.date)
        return element

    def paragraph(self, paragraph: etree._Element, name: str) -> None:
        """Mark the end of *paragraph* as inserted (``ins``) or deleted (``del``)."""
        properties = _child(paragraph, "pPr", 0)
        run = properties.find(f"{W}rPr")
        if run is None:
            run = etree.Element(f"{W}rPr")
            before = sum(1 for element in properties if element.tag not in _AFTER_MARK)
            properties.insert(before, run)
        run.insert(0, self.mark(name))

    def row(self, row: etree._Element, name: str) -> None:
        """Mark *row* as inserted or deleted; its content is marked apart."""
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            exceptions = row.find(f"{W}tblPrEx")
            row.insert(0 if exceptions is None else 1, properties)
        change = properties.find(f"{W}trPrChange")
        index = len(properties) if change is None else properties.index(change)
        properties.insert(index, self.mark(name))

    def cell(self, cell: etree._Element, name: str) -> None:
        """Mark *cell* as one that was inserted (``cellIns``) or deleted (``cellDel``)."""
        _child(cell, "tcPr", 0).append(self.mark(name))

    def cell_properties(self, cell: etree._Element, old: etree._Element) -> None:
        """Note in *cell* that it had the properties of the cell *old*: what it is merged with."""
        change = self.mark("tcPrChange")
        before = old.find(f"{W}tcPr")
        change.append(etree.Element(f"{W}tcPr") if before is None else copy.deepcopy(before))
        for stale in change[0].findall(f"{W}tcPrChange"):
            change[0].remove(stale)
        _child(cell, "tcPr", 0).append(change)

    def looks(self, run: etree._Element, old: etree._Element | None) -> None:
        """Note in *run* that it had the looks *old* (``w:rPr``, None for none)."""
        change = self.mark("rPrChange")
        change.append(etree.Element(f"{W}rPr") if old is None else copy.deepcopy(old))
        for stale in change[0].findall(f"{W}rPrChange"):
            change[0].remove(stale)
        _child(run, "rPr", 0).append(change)


def _child(element: etree._Element, name: str, index: int) -> etree._Element:
    found = element.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        element.insert(index, found)
    return found


def same_looks(element: etree._Element | None, other: etree._Element | None) -> bool:
    """Whether two ``w:rPr`` show no difference that a reader would call one."""
    return _toggles(element) == _toggles(other)


def _toggles(looks: etree._Element | None) -> list[str]:
    if looks is None:
        return [""] * len(_TOGGLES)
    result = []
    for name in _TOGGLES:
        found = looks.find(f"{W}{name}")
        value = "" if found is None else found.get(f"{W}val", "1")
        result.append("" if value in ("0", "false", "off", "none", "baseline") else value)
    return result


def text_element(text: str, *, deleted: bool) -> etree._Element:
    """Return *text* as the content of a run."""
    element = etree.Element(f"{W}{'delText' if deleted else 't'}")
    element.text = text
    element.set(_SPACE, "preserve")
    return element
