"""What is done to a finished document: RANCANGAN on every page, the last row by the signature.

A signature must not stand alone on a page, so the paragraphs of the last row are kept with what
follows the table. Word does so. LibreOffice asks only the first cell of the row, throws away what
stands in a cell that carries on from the row above, and forgets it all below a row that has broken
over the page.
"""

from __future__ import annotations

import copy

from lxml import etree

from rbdocs.word.package import TYPES, read_package, write_package
from rbdocs.word.problems import parse_xml
from rbdocs.word.relations import append_line, relations
from rbdocs.word.xml import DOCUMENT, R, W, at, parent, serialise

MARK = "RANCANGAN"  # what stands at the head of every page
_RELATIONS_PART = "word/_rels/document.xml.rels"
_PART = "word/headerRancangan.xml"
_ID = "rIdRancangan"
_KINDS = ("default", "first", "even")
_TYPE = f"{R[1:-1]}/header"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
# A frame takes no room, so a draft has the pages of the final document. It stands at the left, on
# the line of the page number, which has what the page belongs to at its right.
_FRAME = (
    f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:framePr w:wrap="around" w:vAnchor="page" '
    'w:hAnchor="margin" w:xAlign="left" w:y="%s"/></w:pPr><w:r><w:rPr><w:b/>'
    f'<w:color w:val="7F7F7F"/><w:sz w:val="20"/></w:rPr><w:t>{MARK}</w:t></w:r></w:p>'
)
_HEADER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:hdr xmlns:w="{W[1:-1]}">{_FRAME}<w:p><w:pPr><w:spacing w:before="0" w:after="0" '
    'w:line="20" w:lineRule="exact"/></w:pPr></w:p></w:hdr>'
)
# A line so low that nobody sees it, which begins the new page between the two parts of the table.
_BREAK = (
    f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:keepNext/><w:pageBreakBefore/><w:spacing w:before="0" '
    'w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)
_TOP = "567"  # twentieths of a point, one centimetre; where the document does not say


def mark_draft(document: bytes) -> bytes:
    """Return the Word *document* with RANCANGAN at the upper left of every page.

    What the template has in its headers stays; a page that has no header gets one.
    """
    parts = read_package(document)
    root = parse_xml(parts[DOCUMENT], DOCUMENT)
    top = _header_top(root)
    for name in sorted(_headers(parts, root)):
        header = parse_xml(parts[name], name)
        header.insert(0, etree.fromstring(_FRAME % top))
        parts[name] = serialise(header)
    if _add_missing(root):
        parts[_PART] = (_HEADER % top).encode()
        _declare(parts)
        parts[DOCUMENT] = serialise(root)
    return write_package(parts)


def _headers(parts: dict[str, bytes], root: etree._Element) -> set[str]:
    """The parts that are the headers of the document *root*."""
    known = relations(parts, DOCUMENT)
    asked = (element.get(f"{R}id", "") for element in root.iter(f"{W}headerReference"))
    return {known[name].target for name in asked if name in known and known[name].target in parts}


def _header_top(root: etree._Element) -> str:
    """How far from the edge of the paper the first section's header begins, in twentieths."""
    stated = at(next(root.iter(f"{W}pgMar"), None), "", "header")
    return stated if stated.isdecimal() else _TOP


def _add_missing(root: etree._Element) -> bool:
    """Let the first section have a header of each kind; the later ones take over what they lack."""
    section = next(root.iter(f"{W}sectPr"), None)
    if section is None:
        return False
    there = [element.get(f"{W}type") for element in section.iter(f"{W}headerReference")]
    missing = [kind for kind in _KINDS if kind not in there]
    for kind in missing:
        reference = etree.Element(f"{W}headerReference", nsmap={"r": R[1:-1]})
        reference.set(f"{W}type", kind)
        reference.set(f"{R}id", _ID)
        section.insert(0, reference)
    return bool(missing)


def _declare(parts: dict[str, bytes]) -> None:
    kind = f'<Override PartName="/{_PART}" ContentType="{_CONTENT}"/>'
    append_line(parts, TYPES, kind)
    target = _PART.removeprefix("word/")
    append_line(
        parts, _RELATIONS_PART, f'<Relationship Id="{_ID}" Type="{_TYPE}" Target="{target}"/>'
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
