"""Prose in a column of numbers is read like any text: it begins at the left, whatever the column.

The model row's paragraphs that centre their text, or set it at the right, get a mark where their
alignment stands; a printed row has the alignment there that its own text asks for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from rbdocs.word.element_properties import put
from rbdocs.word.problems import parse_xml
from rbdocs.word.row_height import STYLES, style_chain
from rbdocs.word.xml import W, at

# A private-use character before the alignment that the paragraph itself states, if any.
_MARK = "\ue006"
# The mark as it stands in the XML of a row.
ALIGNMENT = re.compile(f'<w:jc w:val="{_MARK}\\w*"/>')
_NUMBERS = {"center", "right", "end"}
# As many words of letters are a sentence, not a value with its unit: "3 dokumen per bulan".
_WORDS, _WORDS_OF_A_LIST = 4, 2
_WORD = re.compile(r"[^\W\d_]{3,}")


def mark_alignments(row: etree._Element, parts: Mapping[str, bytes]) -> None:
    """Mark the paragraphs of the model *row* set for numbers; *parts* have their styles."""
    styles = parse_xml(parts[STYLES], STYLES) if STYLES in parts else etree.Element("none")
    for paragraph in row.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            continue
        stated = at(properties, "jc")
        if (stated or _of_style(styles, at(properties, "pStyle"))) in _NUMBERS:
            put(properties, "jc", val=f"{_MARK}{stated}")


def _of_style(styles: etree._Element, name: str) -> str:
    """The alignment of the style *name*, its own or that of one it is based on, or ""."""
    return next(filter(None, (at(style, "pPr/jc") for style in style_chain(styles, name))), "")


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
