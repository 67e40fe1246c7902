"""The automatic lists of a document: their levels, and what is printed before each paragraph.

ISO/IEC 29500-1, 17.9: an instance of a list (num) has the levels of its definition (abstractNum),
and counts on with the other instances of it until a level of its own begins anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

import roman
from lxml import etree

from rbdocs.model.numbering import letter
from rbdocs.word.looks import own_looks
from rbdocs.word.xml import W, at, is_on, number

AUTOMATIC = "penomoran otomatis"  # what readers call a number that a list prints
_PLACE = re.compile(r"%([1-9])")
_LAST_LEVEL = 8  # 17.9.3: nine levels, counted from 0
_MOST = 32_767  # of a count: the largest that Word shows
_ROMANS = 3_999
_LETTERS = 26 * 30  # 17.18.59 goes on for ever
# Letters of the fonts Symbol and Wingdings, as they look in print.
_BULLETS = str.maketrans("\uf0b7\uf02d\uf0a7\uf0d8\uf0fc\uf0a8\uf0a1\uf076", "•-▪➢✓◻○❖")
_BETWEEN = {"nothing": ""}  # a tab is written as a space, as people type it


class _Level(NamedTuple):
    """A level: how it counts, its text (``%1.``), its first number, and what it begins anew.

    *restart* is the count of levels above after which it begins anew; None: any, 0: never.
    """

    form: str
    text: str
    start: str
    between: str = " "
    style: str = ""
    restart: int | None = None
    arabic: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document: the definition of each, and its levels.

    Where it is *shown*, what a list prints is part of the text of its paragraphs.
    """

    lists: dict[str, str] = field(default_factory=dict)  # numId -> definition
    levels: dict[tuple[str, str], _Level] = field(default_factory=dict)  # definition, level
    own: dict[tuple[str, str], _Level] = field(default_factory=dict)  # numId, level
    shown: bool = False
    _order: dict[str, int] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)  # definition -> level -> count
    _begun: set[str] = field(default_factory=set)

    def describe(self, name: str, level: str) -> str:
        """Return what the level *level* of the list *name* is; "" where it prints nothing.

        Lists are counted as they come, for programs number them anew when they save.
        """
        found = self._level(name, level)
        if name not in self.lists or found is None or found.form == "none":
            return ""
        count = self._order.setdefault(name, len(self._order) + 1)
        return (
            f"daftar ke-{count}, tingkat {level}, bentuk «{found.text}» ({found.form}), "
            f"mulai {found.start}"
        )

    def level_of(self, name: str, style: str) -> str | None:
        """Return the level of the list *name* that is that of the paragraph style *style*."""
        definition = self.lists.get(name, "")
        for (owner, level), found in self.levels.items():
            if owner == definition and style and found.style == style:
                return level
        return None

    def next_label(self, name: str, level: str) -> str | None:
        """Count the next paragraph of the list *name* and return what is printed before its text.

        None where this reader does not know how it is written.
        """
        found, index = self._level(name, level), number(level, 0, 0, _LAST_LEVEL)
        if name not in self.lists or found is None:
            return ""
        counts = self._counts.setdefault(self.lists[name], {})
        if name not in self._begun:
            self._begun.add(name)
            for owner, changed in self.own:
                if owner == name:
                    counts.pop(number(changed, 0, 0, _LAST_LEVEL), None)
        for deeper in [item for item in counts if item > index]:
            inner = self._level(name, str(deeper))
            after = None if inner is None else inner.restart
            if after is None or index < after:
                del counts[deeper]
        first = number(found.start, 0, 0, _MOST)
        counts[index] = min(counts.get(index, first - 1) + 1, _MOST)
        if found.form == "none":
            return ""
        if found.form == "bullet":
            label: str | None = found.text.translate(_BULLETS)
        else:
            label = self._filled(name, found, counts)
        return None if label is None else label + found.between if label else ""

    def _filled(self, name: str, found: _Level, counts: dict[int, int]) -> str | None:
        """The text of the level *found* with the counts of it and of those above it."""
        pieces = _PLACE.split(found.text)
        for place in range(1, len(pieces), 2):
            index = int(pieces[place]) - 1
            level = self._level(name, str(index))
            if level is None:
                pieces[place] = ""
                continue
            count = counts.get(index, number(level.start, 0, 0, _MOST))
            written = _written(count, "decimal" if found.arabic else level.form)
            if written is None:
                return None
            pieces[place] = written
        return "".join(pieces)

    def _level(self, name: str, level: str) -> _Level | None:
        return self.own.get((name, level)) or self.levels.get((self.lists.get(name, ""), level))


def _written(count: int, form: str) -> str | None:
    """*count* as a list of the *form* writes it; None where this is not known."""
    if form in ("decimal", "decimalZero"):
        return f"{count:02}" if form == "decimalZero" else str(count)
    if form in ("lowerLetter", "upperLetter"):
        text = letter(min(count, _LETTERS) - 1) if count > 0 else ""  # 17.18.59: a to z, aa, bb
    elif form in ("lowerRoman", "upperRoman"):
        text = "" if not 1 <= count <= _ROMANS else roman.toRoman(count)
    elif form in ("none", "bullet"):
        return ""
    else:
        return None
    return text.upper() if form.startswith("upper") else text.lower()


def read_numbering(root: etree._Element | None) -> Numbering:
    """Return the lists that the part *root* defines; none where there is no such part."""
    result = Numbering()
    linked: dict[str, str] = {}  # style of lists -> the definition that is its own
    borrowed: dict[str, str] = {}  # definition -> the style whose levels it has
    for element in [] if root is None else root.iterchildren(f"{W}abstractNum"):
        name = element.get(f"{W}abstractNumId") or ""
        link = at(element, "styleLink")
        if link:
            linked[link] = name
        borrowed[name] = at(element, "numStyleLink")
        for level in element.iterchildren(f"{W}lvl"):
            result.levels[name, level.get(f"{W}ilvl") or "0"] = _level(level)
    for element in [] if root is None else root.iterchildren(f"{W}num"):
        name = element.get(f"{W}numId") or ""
        definition = at(element, "abstractNumId")
        definition = linked.get(borrowed.get(definition, ""), definition)
        result.lists[name] = definition
        for change in element.iterchildren(f"{W}lvlOverride"):
            index = change.get(f"{W}ilvl") or "0"
            whole = change.find(f"{W}lvl")
            found = _level(whole) if whole is not None else result.levels.get((definition, index))
            if found is not None:
                start = at(change, "startOverride", otherwise=found.start)
                result.own[name, index] = found._replace(start=start)
    return result


def _level(level: etree._Element) -> _Level:
    looks = level.find(f"{W}rPr")
    hidden = looks is not None and dict(own_looks(looks)).get("vanish")
    picture = level.find(f"{W}lvlPicBulletId") is not None
    arabic = level.find(f"{W}isLgl")
    restart = level.find(f"{W}lvlRestart")
    return _Level(
        "none" if hidden else "picture" if picture else at(level, "numFmt", otherwise="decimal"),
        at(level, "lvlText"),
        at(level, "start", otherwise="0"),
        _BETWEEN.get(at(level, "suff"), " "),
        at(level, "pStyle"),
        None if restart is None else number(at(restart, ""), 0, 0, _LAST_LEVEL),
        arabic is not None and is_on(arabic),
    )
