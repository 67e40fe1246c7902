"""The numbers that Word puts before paragraphs by itself: which list, which level, in what form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from rbdocs.word.looks import own_looks
from rbdocs.word.xml import W


class _Level(NamedTuple):
    form: str
    text: str
    start: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document: the definition of each, and its levels."""

    lists: dict[str, str] = field(default_factory=dict)  # numId -> definition
    levels: dict[tuple[str, str], _Level] = field(default_factory=dict)  # definition, level
    own: dict[tuple[str, str], _Level] = field(default_factory=dict)  # numId, level
    _order: dict[str, int] = field(default_factory=dict)

    def describe(self, number: str, level: str) -> str:
        """Return what the level *level* of the list *number* prints; "" where it prints nothing.

        Lists are counted as they come, for programs number them anew when they save.
        """
        level = level or "0"
        found = self.own.get((number, level)) or self.levels.get(
            (self.lists.get(number, ""), level)
        )
        if number not in self.lists or found is None or found.form == "none":
            return ""
        count = self._order.setdefault(number, len(self._order) + 1)
        return (
            f"daftar ke-{count}, tingkat {level}, bentuk «{found.text}» ({found.form}), "
            f"mulai {found.start}"
        )


def read_numbering(root: etree._Element | None) -> Numbering:
    """Return the lists that the part *root* defines; none where there is no such part."""
    result = Numbering()
    linked: dict[str, str] = {}  # style of lists -> the definition that is its own
    borrowed: dict[str, str] = {}  # definition -> the style whose levels it has
    for element in [] if root is None else root.iterchildren(f"{W}abstractNum"):
        name = element.get(f"{W}abstractNumId") or ""
        link = _value(element, "styleLink", "")
        if link:
            linked[link] = name
        borrowed[name] = _value(element, "numStyleLink", "")
        for level in element.iterchildren(f"{W}lvl"):
            result.levels[name, level.get(f"{W}ilvl") or "0"] = _level(level)
    for element in [] if root is None else root.iterchildren(f"{W}num"):
        name = element.get(f"{W}numId") or ""
        definition = _value(element, "abstractNumId", "")
        definition = linked.get(borrowed.get(definition, ""), definition)
        result.lists[name] = definition
        for change in element.iterchildren(f"{W}lvlOverride"):
            index = change.get(f"{W}ilvl") or "0"
            whole = change.find(f"{W}lvl")
            found = _level(whole) if whole is not None else result.levels.get((definition, index))
            if found is not None:
                start = _value(change, "startOverride", found.start)
                result.own[name, index] = found._replace(start=start)
    return result


def _level(level: etree._Element) -> _Level:
    looks = level.find(f"{W}rPr")
    hidden = looks is not None and dict(own_looks(looks)).get("vanish")
    return _Level(
        "none" if hidden else _value(level, "numFmt", "decimal"),
        _value(level, "lvlText", ""),
        _value(level, "start", "0"),
    )


def _value(element: etree._Element, name: str, default: str) -> str:
    found = element.find(f"{W}{name}")
    return default if found is None else found.get(f"{W}val", default)
