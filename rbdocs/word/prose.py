"""Prose in a column of numbers is read like any text: it begins at the left, whatever the column.

The model row's paragraphs that centre their text, or set it at the right, get a mark where their
alignment stands; a printed row has the alignment there that its own text asks for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from rbdocs.word.problems import parse_xml
from rbdocs.word.row_height import STYLES
from rbdocs.word.xml import W

# A private-use character before the alignment that the paragraph itself states, if any.
_MARK = "\ue006"
# The mark as it stands in the XML of a row.
ALIGNMENT = re.compile(f'<w:jc w:val="{_MARK}\\w*"/>')
_NUMBERS = {"center", "right", "end"}
# As many words of letters are a sentence, not a value with its unit: "3 dokumen per bulan".
_WORDS, _WORDS_OF_A_LIST = 4, 2
_WORD = re.compile(r"[^\W\d_]{3,}")
# ISO/IEC 29500-1, 17.3.1.26: what follows w:jc in w:pPr.
_AFTER = {
    f"{W}{name}"
    for name in (
        *("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId"),
        *("cnfStyle", "rPr", "sectPr", "pPrChange"),
    )
}


def mark_alignments(row: etree._Element, parts: Mapping[str, bytes]) -> None:
    """Mark the paragraphs of the model *row* set for numbers; *parts* have their styles."""
    styles = parse_xml(parts[STYLES], STYLES) if STYLES in parts else etree.Element("none")
    known = {element.get(f"{W}styleId", ""): element for element in styles.iter(f"{W}style")}
    for paragraph in row.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            continue
        own = properties.find(f"{W}jc")
        stated = "" if own is None else own.get(f"{W}val", "")
        style = properties.find(f"{W}pStyle")
        name = "" if style is None else style.get(f"{W}val", "")
        if (stated or _of_style(known, name)) in _NUMBERS:
            if own is None:
                own = etree.Element(f"{W}jc")
                after = [place for place, item in enumerate(properties) if item.tag in _AFTER]
                properties.insert(after[0] if after else len(properties), own)
            own.attrib.clear()
            own.set(f"{W}val", f"{_MARK}{stated}")


def _of_style(known: Mapping[str, etree._Element], name: str) -> str:
    """The alignment of the style *name*, its own or that of one it is based on, or ""."""
    for _ in range(len(known)):  # styles based on each other in a circle end here
        style = known.get(name)
        if style is None:
            break
        stated = style.find(f"{W}pPr/{W}jc")
        if stated is not None:
            return stated.get(f"{W}val", "")
        based = style.find(f"{W}basedOn")
        name = "" if based is None else based.get(f"{W}val", "")
    return ""


def alignment(mark: str, text: str) -> str:
    """Return the XML that takes the place of the *mark* in a cell in which *text* is printed."""
    stated = "left" if is_prose(text) else mark.partition(_MARK)[2].partition('"')[0]
    return f'<w:jc w:val="{stated}"/>' if stated else ""


def is_prose(text: str) -> bool:
    """Whether *text* is a sentence, or a list of words in lines, not a number with its unit."""
    if len(text) < _WORDS_OF_A_LIST * 3:
        return False
    words = len(_WORD.findall(text))
    return words >= _WORDS or ("\n" in text and words >= _WORDS_OF_A_LIST)
