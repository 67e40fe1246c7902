"""Paragraphs of a template: tags made whole, braces that are none, what else stands in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from rbdocs.word.environment import TAG
from rbdocs.word.removals import shown_part
from rbdocs.word.values import OPEN, SHUT
from rbdocs.word.xml import SPACE, V, W, own_texts, parent, parse, tags

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
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
# Braces of other writings (fullwidth, small, vertical, ornaments, mathematical).
_OTHER = str.maketrans("｛｝﹛﹜︷︸❴❵⦃⦄％", "{}{}{}{}{}%")
_BROKEN = re.compile(r"\{\s*[{%#]|[}%#]\s*\}")
_TRIPLE = re.compile(r"\{\{\{|\}\}\}")
_SINGLE = re.compile(r"[{}]|\[\[|\]\]|<<\s*\w+\s*>>")
_FILLED = re.compile(r"word/(document|(header|footer|footnotes|endnotes)\d*)\.xml")
# Attributes in which a person's words stand.
_WORDS = ("descr", "title", "string", "alt", f"{W}instr", f"{W}val", f"{W}tooltip", f"{W}name")


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


class Brace(NamedTuple):
    """Where braces stand, the words around them, and whether they are surely meant as a tag."""

    place: str
    words: str
    broken: bool


def plain(text: str) -> str:
    """Return *text* with braces as a keyboard has them, and without what cannot be seen."""
    seen = "".join(
        item for item in text if unicodedata.category(item) not in ("Cf", "Mn") or item in "\n\t"
    )
    return seen.translate(_OTHER)


def leftover(text: str, *, tags: bool) -> tuple[str, bool] | None:
    """Return the braces that *text* has beside its tags, and whether they are meant as a tag.

    None where it has none. Without *tags* its tags are left over too.
    """
    triple = _TRIPLE.search(text)
    if triple is not None:
        return _around(text, triple), True
    rest = plain(_TAGS.sub("\ue010", text) if tags else text)
    hit = _BROKEN.search(rest)
    if hit is None:
        single = _SINGLE.search(rest)
        return None if single is None else (_around(rest, single), False)
    return _around(rest, hit), True


def _around(text: str, hit: re.Match[str]) -> str:
    words = text.replace("\ue010", " ... ")
    start = text[: hit.start()].count("\ue010") * 4 + hit.start()
    return words[max(start - 15, 0) : start + 25].strip()


def in_text(parts: Mapping[str, bytes]) -> Iterator[Brace]:
    """Yield the braces in the paragraphs of *parts* that no tag is made of."""
    for name, data in parts.items():
        if not _FILLED.fullmatch(name):
            continue
        for number, paragraph in enumerate(parse(data).iter(f"{W}p"), start=1):
            text = "".join(element.text or "" for element in own_texts(paragraph))
            found = leftover(text, tags=True)
            if found is not None:
                yield Brace(f"{shown_part(name)}, paragraf {number}", *found)


def outside_text(parts: Mapping[str, bytes]) -> Iterator[Brace]:
    """Yield the braces in *parts* that do not stand in the text itself, which is filled."""
    for name, data in parts.items():
        if name == "[Content_Types].xml" or not name.endswith((".xml", ".rels")):
            continue
        for place, text in _texts(name, data):
            found = leftover(text, tags=False)
            if found is not None:
                yield Brace(place, *found)


def _texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    root, shown, number = parse(data), shown_part(name), 0
    if name.endswith(".rels"):
        for item in root:
            yield "alamat tautan", unquote(item.get("Target", ""))
        return
    paragraph = ""
    codes: dict[str, str] = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == f"{W}p":
            yield from codes.items()
            codes, number = {}, number + 1
            paragraph = f", paragraf {number}"
        if element.tag in (f"{W}instrText",):
            place = f"{shown}{paragraph}, kode bidang Word"
            codes[place] = codes.get(place, "") + (element.text or "")
        elif element.tag not in (f"{W}t", f"{W}delText") and element.text and element.text.strip():
            yield f"{shown}{paragraph}", element.text
        for attribute, value in element.attrib.items():
            if str(attribute) in _WORDS or element.tag == f"{V}textpath":
                yield f"{shown}{paragraph}, keterangan atau sifat unsur", str(value)
    yield from codes.items()
