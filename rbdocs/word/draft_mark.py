"""What makes a document a draft on paper: RANCANGAN at the head of every page."""

from __future__ import annotations

from lxml import etree

from rbdocs.word.package import TYPES, read_package, write_package
from rbdocs.word.problems import parse_xml
from rbdocs.word.relations import append_line
from rbdocs.word.xml import serialise

MARK = "RANCANGAN"  # what stands at the head of every page
_DOCUMENT = "word/document.xml"
_RELATIONS_PART = "word/_rels/document.xml.rels"
_PART = "word/headerRancangan.xml"
_ID = "rIdRancangan"
_KINDS = ("default", "first", "even")
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = f"{_RELATIONS}/header"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
# A frame takes no room, so a draft has the pages of the final document. It stands at the left, on
# the line of the page number, which has what the page belongs to at its right.
_FRAME = (
    f'<w:p xmlns:w="{_MAIN}"><w:pPr><w:framePr w:wrap="around" w:vAnchor="page" '
    'w:hAnchor="margin" w:xAlign="left" w:y="%s"/></w:pPr><w:r><w:rPr><w:b/>'
    f'<w:color w:val="7F7F7F"/><w:sz w:val="20"/></w:rPr><w:t>{MARK}</w:t></w:r></w:p>'
)
_HEADER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:hdr xmlns:w="{_MAIN}">{_FRAME}<w:p><w:pPr><w:spacing w:before="0" w:after="0" '
    'w:line="20" w:lineRule="exact"/></w:pPr></w:p></w:hdr>'
)
_TOP = "567"  # twentieths of a point, one centimetre; where the document does not say


def mark_draft(document: bytes) -> bytes:
    """Return the Word *document* with RANCANGAN at the upper left of every page.

    What the template has in its headers stays; a page that has no header gets one.
    """
    parts = read_package(document)
    root = parse_xml(parts[_DOCUMENT], _DOCUMENT)
    targets, top = _targets(parts), _header_top(root)
    for name in sorted({targets[text] for text in _referred(root) if text in targets}):
        header = parse_xml(parts[name], name)
        header.insert(0, etree.fromstring(_FRAME % top))
        parts[name] = serialise(header)
    if _add_missing(root):
        parts[_PART] = (_HEADER % top).encode()
        _declare(parts)
        parts[_DOCUMENT] = serialise(root)
    return write_package(parts)


def _targets(parts: dict[str, bytes]) -> dict[str, str]:
    """The part of each header, by the id under which the document refers to it."""
    relations = parse_xml(parts[_RELATIONS_PART], _RELATIONS_PART)
    return {
        relation.get("Id", ""): f"word/{relation.get('Target', '')}"
        for relation in relations
        if relation.get("Type") == _TYPE and f"word/{relation.get('Target', '')}" in parts
    }


def _referred(root: etree._Element) -> list[str]:
    listing = root.iter(f"{{{_MAIN}}}headerReference")
    return [element.get(f"{{{_RELATIONS}}}id", "") for element in listing]


def _header_top(root: etree._Element) -> str:
    """How far from the edge of the paper the first section's header begins, in twentieths."""
    margins = next(root.iter(f"{{{_MAIN}}}pgMar"), None)
    stated = "" if margins is None else margins.get(f"{{{_MAIN}}}header", "")
    return stated if stated.isdecimal() else _TOP


def _add_missing(root: etree._Element) -> bool:
    """Let the first section have a header of each kind; the later ones take over what they lack."""
    section = next(root.iter(f"{{{_MAIN}}}sectPr"), None)
    if section is None:
        return False
    there = [
        element.get(f"{{{_MAIN}}}type") for element in section.iter(f"{{{_MAIN}}}headerReference")
    ]
    missing = [kind for kind in _KINDS if kind not in there]
    for kind in missing:
        reference = etree.Element(f"{{{_MAIN}}}headerReference", nsmap={"r": _RELATIONS})
        reference.set(f"{{{_MAIN}}}type", kind)
        reference.set(f"{{{_RELATIONS}}}id", _ID)
        section.insert(0, reference)
    return bool(missing)


def _declare(parts: dict[str, bytes]) -> None:
    kind = f'<Override PartName="/{_PART}" ContentType="{_CONTENT}"/>'
    append_line(parts, TYPES, kind)
    target = _PART.removeprefix("word/")
    append_line(
        parts, _RELATIONS_PART, f'<Relationship Id="{_ID}" Type="{_TYPE}" Target="{target}"/>'
    )
