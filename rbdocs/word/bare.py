"""What a paragraph bears besides its text, and what may not be left without a paragraph."""

from __future__ import annotations

from lxml import etree

from rbdocs.word.xml import W

# What a paragraph of text alone has in it; with anything else (a picture, the end of a page or a
# section, a bookmark, a note) it says more than its text.
_BARE = {f"{W}{name}" for name in ("r", "t", "tab", "br", "cr", "proofErr", "softHyphen")} | {
    f"{W}lastRenderedPageBreak",
    f"{W}noBreakHyphen",
}
_PROPERTIES = {f"{W}pPr", f"{W}rPr"}
_KEEPING = {f"{W}sectPr", f"{W}pageBreakBefore", f"{W}framePr"}
# ISO/IEC 29500-1, 17.4.65, 17.10 and 17.17: what must end with a paragraph.
_HOLDERS = [f"{W}{name}" for name in ("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent")]


def bears_more(paragraph: etree._Element) -> bool:
    """Whether *paragraph* bears more than text: a picture, a page break, a bookmark, ..."""
    waiting = list(paragraph)
    while waiting:
        element = waiting.pop()
        if element.tag in _PROPERTIES:
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
