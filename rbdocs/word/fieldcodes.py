"""Word's own fields (PAGE, REF, ...): those that do no harm stay, the others become their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from rbdocs.word.removals import FIELD, Scene
from rbdocs.word.xml import MarkupProblem, W, drop, unwrap

# ISO/IEC 29500-1, 17.16.5: fields that say nothing but what stands in the document itself.
HARMLESS = {
    *("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "REF", "NOTEREF", "STYLEREF"),
    *("SEQ", "TOC", "TC", "XE", "INDEX", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"),
    *("SYMBOL", "EQ", "ADVANCE", "HYPERLINK"),
}
_DEEPEST = 20  # fields in fields; Word itself allows as many
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\\\x00-\x1f]+", re.IGNORECASE)
_WORDS = re.compile(r'"([^"]*)"|(\S+)')


def is_safe_address(target: str) -> bool:
    """Whether *target* is an address that a hyperlink may have: http, https or mailto."""
    return _ADDRESS.fullmatch(target.strip()) is not None


def flatten(root: etree._Element, scene: Scene) -> None:
    """Turn every field of *root* that is not allowed into the text that it shows.

    Raises MarkupProblem where fields stand in fields beyond measure.
    """
    for simple in list(root.iter(f"{W}fldSimple")):
        instruction = simple.get(f"{W}instr", "")
        for data in simple.findall(f"{W}fldData"):
            simple.remove(data)
        if not _allowed(instruction):
            scene.note(FIELD, simple, _keyword(instruction))
            unwrap(simple)
    for found in _fields(root):
        if found.closed and _allowed(found.instruction):
            continue
        scene.note(FIELD, found.chars[0], _keyword(found.instruction))
        # A field without an end has no code that ends either: only what is code by its name goes.
        code = found.code if found.closed else [e for e in found.code if e.tag == f"{W}instrText"]
        for element in (*code, *found.chars):
            drop(element)
    for data in list(root.iter(f"{W}fldData", f"{W}ffData")):
        drop(data)


@dataclass(slots=True)
class _Field:
    """A field written as runs: its own marks, what stands in its code, and what the code says."""

    chars: list[etree._Element]
    code: list[etree._Element] = field(default_factory=list)
    instruction: str = ""
    in_code: bool = True
    closed: bool = False


def _fields(root: etree._Element) -> list[_Field]:
    """The fields of *root* that are written as runs, the inner ones too."""
    found: list[_Field] = []
    open_ones: list[_Field] = []
    for element in root.iter():
        above = element.getparent()
        if above is None or above.tag != f"{W}r" or element.tag == f"{W}rPr":
            continue
        for outer in open_ones:
            if outer.in_code:
                outer.code.append(element)
        if element.tag == f"{W}fldChar":
            _turn(element, found, open_ones)
        elif element.tag in (f"{W}instrText", f"{W}t"):
            inner = next((item for item in reversed(open_ones) if item.in_code), None)
            if inner is not None:
                inner.instruction += element.text or ""
    return found


def _turn(char: etree._Element, found: list[_Field], open_ones: list[_Field]) -> None:
    kind = char.get(f"{W}fldCharType", "")
    if kind == "begin" and len(open_ones) >= _DEEPEST:
        raise MarkupProblem("XML rusak: bidang Word bersarang terlalu dalam")
    if kind == "begin" or not open_ones:
        field = _Field([char])
        found.append(field)
        if kind == "begin":
            open_ones.append(field)
        return
    field = open_ones[-1]
    field.chars.append(char)
    if char in field.code:
        field.code.remove(char)
    field.in_code = False
    if kind == "end":
        field.closed = True
        open_ones.pop()


def _keyword(instruction: str) -> str:
    words = instruction.split()
    return words[0].upper() if words else "(kosong)"


def _allowed(instruction: str) -> bool:
    keyword = _keyword(instruction)
    if keyword == "HYPERLINK":
        return _harmless_link(instruction.strip()[len(keyword) :])
    return keyword in HARMLESS


def _harmless_link(arguments: str) -> bool:
    """Whether the code of HYPERLINK goes to a safe address, or to a bookmark alone."""
    addresses: list[str] = []
    local, place = False, 0
    words = [hit[1] if hit[1] is not None else hit[2] for hit in _WORDS.finditer(arguments)]
    while place < len(words):
        word = words[place].lower()
        if not (word.startswith("\\") and len(word) == 2):
            addresses.append(words[place])
        elif word == "\\l":
            local, place = True, place + 1
            if ":" in "".join(words[place : place + 1]):
                return False  # no bookmark has a colon in its name, but files have
        elif word in ("\\o", "\\s", "\\t"):
            place += 1
        place += 1
    return all(map(is_safe_address, addresses)) and (local or bool(addresses))
