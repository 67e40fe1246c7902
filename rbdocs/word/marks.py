"""Marks in a filled document become Word's own: runs, bookmarks, merged cells, changed words."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from rbdocs.model.kosakata import ComparedPiece, Presence
from rbdocs.word.element_properties import (
    blank,
    copied,
    italic_properties,
    keep_with_next,
    made,
    merge,
    put,
    text_element,
)
from rbdocs.word.values import (
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
from rbdocs.word.xml import SPACE, W, own_texts, parent

_ITALICS = re.compile(f"{ON}([^{OFF}]*){OFF}")
_BOOKMARK = re.compile(f"{NAME}([^{END}]*){END}")
_MUST = re.compile(f"{DUE}([^{SERIAL}]*){SERIAL}")
_ANY = re.compile(
    f"[{ON}{OFF}{NAME}{END}{KEEP}{GUARD}{DUE}{SERIAL}{LINE}{TAB}{OPEN}{SHUT}{START}{CONTINUED}]"
)
_BREAKS = re.compile(f"([{LINE}{TAB}])")
_SIGNS = str.maketrans({OPEN: "{", SHUT: "}", KEEP: "", START: "", CONTINUED: ""})
# Private-use characters, which no source may hold: where a changed word begins and ends.
_BEGIN = {Presence.REMOVED: "\ue021", Presence.ADDED: "\ue022"}
_CHANGE_END = "\ue023"
_PART = {sign: part for part, sign in _BEGIN.items()}


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
    for element in root.iter(etree.Element):
        if element.text and (OPEN in element.text or SHUT in element.text):
            element.text = element.text.translate(_SIGNS)
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
        start = made("bookmarkStart", id=self._last, name=name)
        paragraph.insert(len(paragraph.findall(f"{W}pPr")), start)
        paragraph.append(made("bookmarkEnd", id=self._last))


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
        last = made("r")
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
        for item in (made("br" if sign == LINE else "tab"), text_element(text)):
            last.addnext(item)
            last = item


def marked_words(pieces: Sequence[ComparedPiece]) -> str:
    """Return *pieces* for a template's field, with what was added and removed marked."""
    return "".join(
        f"{_BEGIN[part]}{text}{_CHANGE_END}" if part in _BEGIN else text for part, text in pieces
    )


def apply_styles(root: etree._Element, looks: Mapping[Presence, str]) -> None:
    """Give the marked words in *root* the character style of *looks*, and take the marks away."""
    for paragraph in root.iter(f"{W}p"):
        _style(paragraph, looks)


def _style(paragraph: etree._Element, looks: Mapping[Presence, str]) -> None:
    """Give the marked words of *paragraph* their style, and take the marks away."""
    if not any(sign in (t.text or "") for t in paragraph.iter(f"{W}t") for sign in _PART):
        return
    part: Presence | None = None
    for run in paragraph.findall(f"{W}r"):
        pieces: list[tuple[Presence | None, etree._Element]] = []
        for child in run:
            if child.tag != f"{W}t":
                if child.tag != f"{W}rPr":
                    pieces.append((part, child))
                continue
            for own, text in _split(child.text or "", part):
                part = own
                if text:
                    pieces.append((part, text_element(text)))
        for own, element in pieces:
            run.addprevious(_styled_run(run, element, "" if own is None else looks[own]))
        paragraph.remove(run)


def _split(text: str, part: Presence | None) -> Iterator[tuple[Presence | None, str]]:
    """The stretches of *text*, each with what is under way in it; the last may be empty."""
    start = 0
    for index, letter in enumerate(text):
        if letter in _PART or letter == _CHANGE_END:
            yield part, text[start:index]
            part, start = _PART.get(letter), index + 1
    yield part, text[start:]


def _styled_run(model: etree._Element, content: etree._Element, style: str) -> etree._Element:
    """A run that looks as *model*, in the character style *style* if any, with *content*."""
    run = made("r")
    properties = copy.deepcopy(model.find(f"{W}rPr"))
    if style:
        properties = made("rPr") if properties is None else properties
        put(properties, "rStyle", val=style)
    if properties is not None:
        run.append(properties)
    run.append(copy.deepcopy(content))
    return run
