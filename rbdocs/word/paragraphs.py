"""Tags of a template made whole, and what a paragraph bears besides its text."""

from __future__ import annotations

import re

from lxml import etree

from rbdocs.word.environment import TAG
from rbdocs.word.marked import OPEN, SHUT
from rbdocs.word.xml import SPACE, W, own_texts, parent, tags

_LEVELLED = re.compile(r"\{%(?:p|tr)\s")
_BRACE = re.compile(r"[{}]")
_TWO = re.compile(r"\{[{%#]")
# Word turns straight quotes into curly ones while people type.
_QUOTES = str.maketrans("“”„‘’", '"""\'\'')
# What a paragraph of text alone has in it; with anything else (a picture, the end of a page or a
# section, a bookmark, a note) it says more than its text.
_BARE = tags("r t tab br cr proofErr softHyphen lastRenderedPageBreak noBreakHyphen")
_LOOKS = tags("pPr rPr")
_KEEPING = tags("sectPr pageBreakBefore framePr")
# ISO/IEC 29500-1, 17.4.65, 17.10 and 17.17: what must end with a paragraph.
_HOLDERS = tags("tc hdr ftr footnote endnote txbxContent")


def make_whole(root: etree._Element) -> None:
    """Put each tag in *root* whole where it begins, and hide braces that are no tag.

    docxtpl would otherwise join a brace at the end of one paragraph to a tag that begins the next.
    """
    for paragraph in root.iter(f"{W}p"):
        for element in whole_tags(paragraph):
            element.text = _hidden(element.text or "")
    for element in root.iter(etree.Element):  # what is told already, and must not be filled
        if element.tag != f"{W}t" and element.text and _BRACE.search(element.text):
            element.text = _signs(element.text)
        for name, value in element.attrib.items():
            if _TWO.search(str(value)):
                element.set(name, _signs(str(value)))


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


def bears_more(paragraph: etree._Element) -> bool:
    """Whether *paragraph* bears more than text: a picture, a page break, a bookmark, ..."""
    waiting = list(paragraph)
    while waiting:
        element = waiting.pop()
        if element.tag in _LOOKS:
            if any(child.tag in _KEEPING for child in element):
                return True
        elif element.tag not in _BARE or element.get(f"{W}type", "textWrapping") != "textWrapping":
            return True
        else:
            waiting += list(element)
    return False


def end_with_paragraphs(root: etree._Element) -> None:
    """Put an empty paragraph where a cell, a header or a note in *root* would end without one.

    And between two tables that would become one.
    """
    for holder in [element for element in (root, *root.iter(*_HOLDERS)) if element.tag in _HOLDERS]:
        last = holder[-1] if len(holder) else None
        if last is None or last.tag in (f"{W}tbl", f"{W}tcPr"):
            etree.SubElement(holder, f"{W}p")
    for table in root.iter(f"{W}tbl"):
        following = table.getnext()
        if following is not None and following.tag == f"{W}tbl":
            table.addnext(etree.Element(f"{W}p"))
