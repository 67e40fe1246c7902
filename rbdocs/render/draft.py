"""What makes a document a draft on paper: RANCANGAN at the head of every page."""

from __future__ import annotations

import re

from rbdocs.render.package import read_package, write_package

_MARK = "RANCANGAN"
_PART = "word/headerRancangan.xml"
_ID = "rIdRancangan"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:hdr xmlns:w="{_MAIN}"><w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:b/>'
    f'<w:color w:val="7F7F7F"/></w:rPr><w:t>{_MARK}</w:t></w:r></w:p></w:hdr>'
)
_SECTION = re.compile(rb"(<w:sectPr(?:\s[^>]*[^/>])?>)|(<w:sectPr(?:\s[^>]*)?/>)")


def mark_draft(document: bytes) -> bytes:
    """Return the Word *document* with RANCANGAN at the upper right of every page.

    A header that the template has of its own gives way: a draft must be known on every page.
    """
    parts = read_package(document)
    body = parts["word/document.xml"]
    body = re.sub(rb"<w:headerReference\b[^>]*/>", b"", body)
    reference = "".join(
        f'<w:headerReference xmlns:r="{_RELATIONS}" w:type="{kind}" r:id="{_ID}"/>'
        for kind in ("default", "first", "even")
    ).encode()
    parts["word/document.xml"] = _SECTION.sub(lambda hit: _with(hit, reference), body)
    parts[_PART] = _HEADER.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/{_PART}" ContentType="{_CONTENT}"/></Types>'.encode()
    )
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(
        b"</Relationships>",
        f'<Relationship Id="{_ID}" Type="{_TYPE}" Target="{_PART.removeprefix("word/")}"/>'
        "</Relationships>".encode(),
    )
    return write_package(parts)


def _with(hit: re.Match[bytes], reference: bytes) -> bytes:
    if hit[1]:
        return hit[1] + reference
    return hit[2][:-2] + b">" + reference + b"</w:sectPr>"
