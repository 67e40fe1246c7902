"""The last row of a table on the page of the signature, where LibreOffice leaves it behind.

A signature must not stand alone on a page, so the paragraphs of the last row are kept with what
follows the table. Word does so. LibreOffice asks only the first cell of the row, throws away what
stands in a cell that carries on from the row above, and forgets it all below a row that has broken
over the page.
"""

from __future__ import annotations

import copy

from lxml import etree

from rbdocs.word.package import read_package, write_package
from rbdocs.word.problems import parse_xml
from rbdocs.word.xml import DOCUMENT, W, parent, serialise

# A line so low that nobody sees it, which begins the new page between the two parts of the table.
_BREAK = (
    f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:keepNext/><w:pageBreakBefore/><w:spacing w:before="0" '
    'w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)


def with_last_row_below(document: bytes) -> bytes | None:
    """Return the Word *document* with the last row of its last table on a page of its own.

    For printing alone: the table is cut in two there, with its header rows over both. None where no
    table has a row to spare, or the last one is not to be kept with what follows.
    """
    parts = read_package(document)
    root = parse_xml(parts[DOCUMENT], DOCUMENT)
    table = _last_table(root)
    rows = [] if table is None else table.findall(f"{W}tr")
    heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    if table is None or len(rows) < len(heads) + 2 or not _kept(rows[-1]):
        return None
    below = etree.Element(table.tag)
    below.extend(copy.deepcopy(part) for part in table.iterchildren(f"{W}tblPr", f"{W}tblGrid"))
    below.extend(copy.deepcopy(row) for row in heads)
    below.append(rows[-1])
    for carried in rows[-1].iterfind(f"{W}tc/{W}tcPr/{W}vMerge"):
        parent(carried).remove(carried)
    table.addnext(below)
    table.addnext(etree.fromstring(_BREAK))
    parts[DOCUMENT] = serialise(root)
    return write_package(parts)


def text_after_tables(document: bytes) -> str:
    """Return what stands after the last table of the Word *document*, the text of its end."""
    table = _last_table(parse_xml(read_package(document)[DOCUMENT], DOCUMENT))
    after = [] if table is None else table.itersiblings(f"{W}p")
    return "\n".join(
        "".join(piece.text or " " for piece in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"))
        for paragraph in after
    )


def _last_table(root: etree._Element) -> etree._Element | None:
    """The last table that stands in the text itself."""
    tables = root.findall(f"{W}body/{W}tbl")
    return tables[-1] if tables else None


def _kept(row: etree._Element) -> bool:
    """Whether every paragraph of *row* is to be kept with what follows."""
    return all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p"))
