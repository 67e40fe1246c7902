"""Marks in a document that docxtpl has filled become Word's own: runs, bookmarks, merged cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from rbdocs.word.marked import (
    CONTINUED,
    DUE,
    END,
    GUARD,
    KEEP,
    LINE,
    NAME,
    OFF,
    ON,
    OPEN,
    SERIAL,
    SHUT,
    START,
    TAB,
)
from rbdocs.word.merging import blank, merge
from rbdocs.word.run_properties import copied, italic_properties, keep_with_next
from rbdocs.word.xml import SPACE, W, own_texts, parent

_ITALICS = re.compile(f"{ON}([^{OFF}]*){OFF}")
_BOOKMARK = re.compile(f"{NAME}([^{END}]*){END}")
_MUST = re.compile(f"{DUE}([^{SERIAL}]*){SERIAL}")
_ANY = re.compile(
    f"[{ON}{OFF}{NAME}{END}{KEEP}{GUARD}{DUE}{SERIAL}{LINE}{TAB}{OPEN}{SHUT}{START}{CONTINUED}]"
)
_BREAKS = re.compile(f"([{LINE}{TAB}])")
_SIGNS = str.maketrans({OPEN: "{", SHUT: "}", KEEP: "", START: "", CONTINUED: ""})


def without_marks(text: str) -> str:
    """Return *text* as it is read, without its marks."""
    text = (
        _MUST.sub("", _BOOKMARK.sub("", text.replace(GUARD, "")))
        .replace(LINE, "\n")
        .replace(TAB, "\t")
    )
    return re.sub(f"[{ON}{OFF}]", "", text.translate(_SIGNS))


def apply_marks(root: etree._Element) -> Counter[str]:
    """Turn the marks in the paragraphs of *root* into Word's own.

    Returns how often each of those that must appear does.
    """
    appeared: Counter[str] = Counter()
    bookmarks = _Bookmarks(root)
    merged: set[etree._Element] = set()
    for paragraph in list(root.iter(f"{W}p")):
        texts = [text for text in own_texts(paragraph) if text.text and _ANY.search(text.text)]
        for text in texts:
            content = (text.text or "").replace(GUARD, "")
            if START in content or CONTINUED in content:
                _merge(text, content, merged)
            for name in _BOOKMARK.findall(content):
                bookmarks.add(paragraph, name)
            if KEEP in content:
                keep_with_next(paragraph)
            appeared.update(_MUST.findall(content))
            _write(text, _MUST.sub("", _BOOKMARK.sub("", content)).translate(_SIGNS))
    for cell in merged:
        if _is_continued(cell):
            blank(cell)
    return appeared


def _merge(text: etree._Element, content: str, merged: set[etree._Element]) -> None:
    """Merge the cell that holds *text* as the first mark in it says."""
    cell = next(text.iterancestors(f"{W}tc"), None)
    if cell is not None and cell not in merged:
        merged.add(cell)
        carries_on = next(sign for sign in content if sign in (START, CONTINUED)) == CONTINUED
        merge(cell, None if carries_on else "restart")


def _is_continued(cell: etree._Element) -> bool:
    mark = cell.find(f"{W}tcPr/{W}vMerge")
    return mark is not None and mark.get(f"{W}val") is None


class _Bookmarks:
    """Puts bookmarks around paragraphs; every name and number is used once in a document."""

    def __init__(self, root: etree._Element) -> None:
        old = list(root.getroottree().getroot().iter(f"{W}bookmarkStart"))
        self._names = {mark.get(f"{W}name", "") for mark in old}
        numbers = [mark.get(f"{W}id", "") for mark in old]
        self._last = max((int(number) for number in numbers if number.isdecimal()), default=0)

    def add(self, paragraph: etree._Element, name: str) -> None:
        """Put the bookmark *name* around what *paragraph* says, unless another has that name."""
        if name in self._names:
            return
        self._names.add(name)
        self._last += 1
        start = etree.Element(f"{W}bookmarkStart", {f"{W}id": str(self._last), f"{W}name": name})
        paragraph.insert(len(paragraph.findall(f"{W}pPr")), start)
        etree.SubElement(paragraph, f"{W}bookmarkEnd", {f"{W}id": str(self._last)})


def _write(element: etree._Element, content: str) -> None:
    """Put *content*, which may hold italics and lines, in place of the text element's own."""
    pieces = list(_pieces(content))
    element.set(SPACE, "preserve")
    if all(not italics for _, italics in pieces):
        _write_lines(element, content)
        return
    run = parent(element)
    above = parent(run)
    after = [child for child in run if run.index(child) > run.index(element)]
    properties = run.find(f"{W}rPr")
    last, position = run, above.index(run)
    element.text = ""
    for piece, italics in pieces:
        if last is run and not italics:
            _write_lines(element, piece)
            continue
        own = italic_properties(properties) if italics else copied(properties)
        last = etree.Element(f"{W}r")
        if italics or properties is not None:
            last.append(own)
        position += 1
        above.insert(position, last)
        _write_lines(etree.SubElement(last, f"{W}t", {SPACE: "preserve"}), piece)
    last.extend(after)
    if not element.text:
        run.remove(element)


def _pieces(content: str) -> Iterator[tuple[str, bool]]:
    """The stretches of *content* that are not empty, and whether each is in italics."""
    for index, piece in enumerate(_ITALICS.split(content)):  # plain, italics, plain, ...
        if piece:
            yield piece, bool(index % 2)


def _write_lines(element: etree._Element, content: str) -> None:
    """Put *content* into the text element, its line breaks and tabs as Word's own."""
    first, *rest = _BREAKS.split(content)  # text, sign, text, ...
    element.text = first
    last = element
    for sign, text in zip(rest[::2], rest[1::2], strict=True):
        last.addnext(etree.Element(f"{W}br" if sign == LINE else f"{W}tab"))
        last = parent(last)[parent(last).index(last) + 1]
        more = etree.Element(f"{W}t", {SPACE: "preserve"})
        more.text = text
        last.addnext(more)
        last = more
