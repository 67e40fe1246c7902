"""Tags of a template made whole: Word splits a text wherever spelling or formatting changes."""

from __future__ import annotations

import re

from lxml import etree

from rbdocs.word.environment import TAG
from rbdocs.word.marked import OPEN, SHUT
from rbdocs.word.xml import SPACE, W, own_texts, parent

_LEVELLED = re.compile(r"\{%(?:p|tr)\s")
# Word turns straight quotes into curly ones while people type.
_QUOTES = str.maketrans("“”„‘’", '"""\'\'')


def make_whole(root: etree._Element) -> None:
    """Put each tag in *root* whole where it begins, and hide braces that are no tag.

    docxtpl would otherwise join a brace at the end of one paragraph to a tag that begins the next.
    """
    for paragraph in root.iter(f"{W}p"):
        for element in whole_tags(paragraph):
            element.text = _hidden(element.text or "")


def whole_tags(paragraph: etree._Element, *, together: bool = False) -> list[etree._Element]:
    """The text elements of *paragraph* with braces, each tag whole in the one where it begins.

    *together*: a condition or loop within the paragraph is put whole in one of them.
    """
    parts = own_texts(paragraph)
    whole = "".join(part.text or "" for part in parts)
    if "{" not in whole and "}" not in whole:
        return []
    spans = [(hit.start(), hit.end()) for hit in TAG.finditer(whole)]
    blocks = [(start, end) for start, end in spans if whole[start + 1] == "%"]
    if blocks and (together or _apart(parts, whole, blocks)):
        spans = [(blocks[0][0], blocks[-1][1])]
    starts = dict(spans)
    limits, length = [], 0
    for part in parts:
        length += len(part.text or "")
        limits.append(length)
    content = ["" for _ in parts]
    number = position = 0
    while position < length:
        while limits[number] <= position:
            number += 1
        end = starts.get(position, position + 1)
        content[number] += whole[position:end]
        position = end
    for part, text in zip(parts, content, strict=True):
        part.text = text
        part.set(SPACE, "preserve")
    return [part for part in parts if "{" in (part.text or "") or "}" in (part.text or "")]


def _apart(parts: list[etree._Element], whole: str, blocks: list[tuple[int, int]]) -> bool:
    """Whether a condition or loop within a paragraph begins in one element and ends in another.

    What stands between its tags would then be no whole element: it is put together in one text.
    """
    if len(blocks) < 2 or _LEVELLED.match(whole[blocks[0][0] :]):
        return False
    holders, length = [], 0
    for part in parts:
        end = length + len(part.text or "")
        if any(length <= start < end for start, _ in blocks):
            holders.append(parent(parent(part)))
        length = end
    return any(holder is not holders[0] for holder in holders)


def _hidden(text: str) -> str:
    """*text* with its tags as docxtpl reads them, and its other braces hidden."""
    pieces, end = [], 0
    for hit in TAG.finditer(text):
        own = hit[0].translate(_QUOTES) if hit[0].startswith("{%") else hit[0]
        pieces += [_signs(text[end : hit.start()]), own]
        end = hit.end()
    return "".join(pieces) + _signs(text[end:])


def _signs(text: str) -> str:
    return text.replace("{", OPEN).replace("}", SHUT)
