"""What running text is written with: its XML, the styles of the template, the room on its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from rbdocs.word.problems import Notes
from rbdocs.word.row_height import style_chain, style_size, styles_of
from rbdocs.word.xml import W, at, escaped, own_text

# Where what is written goes once docxtpl has filled the rest: a paragraph that no template has.
MARK = "\ue001isi"
CONTENT = f"<w:p><w:r><w:t>{MARK}</w:t></w:r></w:p>"
TAB = "<w:tab/>"
_CONTENT = re.compile(r"\s*\{\{p\s+isi\s*\}\}\s*")


def paragraph_xml(style: str, content: str, *, keep: bool = False, close: bool = False) -> str:
    """Return a paragraph in the *style* (an id); *keep*: it stays on the page of what follows.

    *close*: what follows comes close below it, and on its page.
    """
    kept = "<w:keepNext/>" if keep or close else ""
    kept += '<w:spacing w:after="0"/>' if close else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{content}</w:p>'


def bookmarked_xml(content: str, number: int, name: str) -> str:
    """Return *content*, runs of a paragraph, in the bookmark *name*, which has the *number*."""
    mark = f'w:id="{number}"'
    return f'<w:bookmarkStart {mark} w:name="{name}"/>{content}<w:bookmarkEnd {mark}/>'


def run_xml(content: str, *, italic: bool = False) -> str:
    """Return a run with *content*, which ``text_xml`` made."""
    return f"<w:r>{'<w:rPr><w:i/><w:iCs/></w:rPr>' if italic else ''}{content}</w:r>"


def link_xml(runs: str, bookmark: str) -> str:
    """Return *runs* as a link to a *bookmark* in the document."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{runs}</w:hyperlink>'


def text_xml(text: str) -> str:
    """Return *text* as the content of a run, its line breaks as Word's own."""
    return "<w:br/>".join(
        f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in text.split("\n")
    )


class StyleNames:
    """Finds a style's id by its name; Word changes ids with its language, names it keeps.

    A style that the template does not have is noted as the template's mistake, once.
    """

    def __init__(self, parts: dict[str, bytes], notes: Notes) -> None:
        root = styles_of(parts)
        self._ids = {
            (style.get(f"{W}type", ""), name.get(f"{W}val", "").casefold()): style.get(
                f"{W}styleId", ""
            )
            for style in root.iter(f"{W}style")
            if (name := style.find(f"{W}name")) is not None
        }
        self._root = root
        self._notes = notes

    def type_size(self, style: str) -> int:
        """Return the size of the type, in half points, of the style with the id *style*."""
        return style_size(self._root, style)

    def font(self, style: str) -> str:
        """Return the name of the font of the style with the id *style*; "" where none is said."""
        holders = [item.find(f"{W}rPr") for item in style_chain(self._root, style)]
        holders.append(self._root.find(f"{W}docDefaults//{W}rPr"))
        names = (at(item, "rFonts", "ascii") for item in holders if item is not None)
        return next(filter(None, names), "")

    def paragraph(self, name: str) -> str:
        """Return the id of the paragraph style *name*; "" and a note where there is none."""
        return self._find("paragraph", name, "paragraf")

    def character(self, name: str) -> str:
        """Return the id of the character style *name*; "" and a note where there is none."""
        return self._find("character", name, "karakter")

    def table(self, name: str) -> str:
        """Return the id of the table style *name*; "" and a note where there is none."""
        return self._find("table", name, "tabel")

    def _find(self, kind: str, name: str, shown: str) -> str:
        found = self._ids.get((kind, name.casefold()))
        if found is None:
            self._notes.add(
                "gaya",
                "",
                f"gaya {shown} «{name}» tidak ada",
                f"Buat gaya {shown} bernama «{name}» di Word, atau ambil dari templat yang lama.",
            )
            return ""
        return found


@dataclass(frozen=True, slots=True)
class Room:
    """Where the blocks go: the page's room for text, in twentieths of a point.

    *last_bookmark* is the highest number that a bookmark of the template has.
    """

    width: int
    height: int
    last_bookmark: int = 0


def room_for_content(root: etree._Element) -> Room:
    """The room on the pages of the paragraph ``{{p isi }}``."""
    found = False
    for element in root.iter(f"{W}p", f"{W}sectPr"):
        if element.tag == f"{W}sectPr" and found:
            return _room(element, root)
        found = found or _CONTENT.fullmatch(own_text(element)) is not None
    return Room(1, 1)  # the linter tells that it is missing


def _room(section: etree._Element, root: etree._Element) -> Room:
    numbers = [element.get(f"{W}id", "") for element in root.iter(f"{W}bookmarkStart")]
    return Room(
        _measure(section, "pgSz", "w")
        - _measure(section, "pgMar", "left")
        - _measure(section, "pgMar", "right"),
        _measure(section, "pgSz", "h")
        - _measure(section, "pgMar", "top")
        - _measure(section, "pgMar", "bottom"),
        max((int(number) for number in numbers if number.isdecimal()), default=0),
    )


def _measure(section: etree._Element, part: str, name: str) -> int:
    return abs(int(at(section, part, name, "0")))
