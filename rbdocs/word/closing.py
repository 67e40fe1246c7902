"""The end of a document that stands on one page: what is signed, with what is kept before it.

Word keeps the paragraphs together that say so (keepNext, ISO/IEC 29500-1, 17.3.1.15). LibreOffice
gives up part of a long row of them where a table stands higher on the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from rbdocs.word.element_properties import properties_of, put
from rbdocs.word.package import read_package, write_package
from rbdocs.word.problems import parse_xml
from rbdocs.word.row_height import style_chain, styles_of
from rbdocs.word.xml import DOCUMENT, W, at, is_on, serialise


@dataclass(frozen=True, slots=True)
class Closing:
    """The text of the last paragraphs that are kept together.

    *first* is that of the first of them, and *whole* tells whether its lines are kept together too.
    """

    first: str = ""
    others: str = ""
    whole: bool = False


def closing_of(document: bytes) -> Closing:
    """Return what is to stand on one page at the end of the Word *document*.

    Raises PackageProblem where *document* is no Word file.
    """
    parts = read_package(document)
    kept = _kept(parts, parse_xml(parts[DOCUMENT], DOCUMENT))
    if len(kept) < 2:
        return Closing()
    styles = styles_of(parts)
    texts = [_text(paragraph) for paragraph in kept]
    return Closing(texts[0], "\n".join(texts[1:]), _says(kept[0], "keepLines", styles))


def with_closing_below(document: bytes) -> bytes | None:
    """Return the Word *document* with its end beginning a page, for printing alone.

    None where nothing is kept together there.
    """
    parts = read_package(document)
    root = parse_xml(parts[DOCUMENT], DOCUMENT)
    kept = _kept(parts, root)
    if len(kept) < 2:
        return None
    put(properties_of(kept[0]), "pageBreakBefore")
    parts[DOCUMENT] = serialise(root)
    return write_package(parts)


def _kept(parts: dict[str, bytes], root: etree._Element) -> list[etree._Element]:
    """The last paragraphs of the text itself, each but the last kept with the next."""
    styles = styles_of(parts)
    found: list[etree._Element] = []
    for element in reversed(root.findall(f"{W}body/*")):
        if element.tag == f"{W}sectPr":
            continue
        if element.tag != f"{W}p" or (found and not _says(element, "keepNext", styles)):
            break
        found.insert(0, element)
    return found


def _says(paragraph: etree._Element, name: str, styles: etree._Element) -> bool:
    """Whether *paragraph*, or else its style, switches the property *name* on."""
    style = at(paragraph, "pPr/pStyle")
    for holder in (paragraph, *style_chain(styles, style)):
        found = holder.find(f"{W}pPr/{W}{name}")
        if found is not None:
            return is_on(found)
    return False


def _text(paragraph: etree._Element) -> str:
    pieces = paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
    return "".join(piece.text or " " for piece in pieces)
