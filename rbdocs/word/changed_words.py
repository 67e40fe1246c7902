"""Changed words in a template's values: marked by private-use characters, then styled."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from rbdocs.model.kosakata import ComparedPiece, Presence
from rbdocs.word.xml import SPACE, W

# Private-use characters, which no source may hold: where a changed word begins and ends.
_BEGIN = {Presence.REMOVED: "\ue021", Presence.ADDED: "\ue022"}
_END = "\ue023"
_PART = {sign: part for part, sign in _BEGIN.items()}


def marked_words(pieces: Sequence[ComparedPiece]) -> str:
    """Return *pieces* for a template's field, with what was added and removed marked."""
    return "".join(
        f"{_BEGIN[part]}{text}{_END}" if part in _BEGIN else text for part, text in pieces
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
                    pieces.append((part, _text(text)))
        for own, element in pieces:
            run.addprevious(_run(run, element, "" if own is None else looks[own]))
        paragraph.remove(run)


def _split(text: str, part: Presence | None) -> Iterator[tuple[Presence | None, str]]:
    """The stretches of *text*, each with what is under way in it; the last may be empty."""
    start = 0
    for index, letter in enumerate(text):
        if letter in _PART or letter == _END:
            yield part, text[start:index]
            part, start = _PART.get(letter), index + 1
    yield part, text[start:]


def _text(text: str) -> etree._Element:
    element = etree.Element(f"{W}t")
    element.text = text
    element.set(SPACE, "preserve")
    return element


def _run(model: etree._Element, content: etree._Element, style: str) -> etree._Element:
    """A run that looks as *model*, in the character style *style* if any, with *content*."""
    run = etree.Element(f"{W}r")
    properties = copy.deepcopy(model.find(f"{W}rPr"))
    if style:
        properties = etree.Element(f"{W}rPr") if properties is None else properties
        named = etree.Element(f"{W}rStyle")
        named.set(f"{W}val", style)
        properties.insert(0, named)
    if properties is not None:
        run.append(properties)
    run.append(copy.deepcopy(content))
    return run
