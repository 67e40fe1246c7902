"""Braces in a template that no tag is made of, wherever a person can have written them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from rbdocs.word.removals import shown_part
from rbdocs.word.xml import V, W, own_texts, parse

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
# Braces of other writings (fullwidth, small, vertical, ornaments, mathematical).
_OTHER = str.maketrans("｛｝﹛﹜︷︸❴❵⦃⦄％", "{}{}{}{}{}%")
_BROKEN = re.compile(r"\{\s*[{%#]|[}%#]\s*\}")
_TRIPLE = re.compile(r"\{\{\{|\}\}\}")
_SINGLE = re.compile(r"[{}]|\[\[|\]\]|<<\s*\w+\s*>>")
_FILLED = re.compile(r"word/(document|(header|footer|footnotes|endnotes)\d*)\.xml")
# Attributes in which a person's words stand.
_WORDS = ("descr", "title", "string", "alt", f"{W}instr", f"{W}val", f"{W}tooltip", f"{W}name")


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
    rest = plain(_TAG.sub("\ue010", text) if tags else text)
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
