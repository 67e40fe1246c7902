"""A document's properties, set from the sources: the wall clock has no part in them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from rbdocs.model.regulation import Regulation
from rbdocs.word.problems import parse_xml
from rbdocs.word.xml import serialise

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_PART = "docProps/core.xml"


def set_properties(
    parts: dict[str, bytes], regulation: Regulation, *, judul: str, lampiran: str = ""
) -> None:
    """Set title, subject, author and dates in the package *parts*, where it has properties."""
    if _PART not in parts:
        return
    root = parse_xml(parts[_PART], _PART)
    for tag, text in _properties(regulation, judul, lampiran):
        element = root.find(tag)
        if element is None:
            element = etree.SubElement(root, tag)
        element.text = text
        if tag.startswith(_TERMS):
            element.set(_TYPE, "dcterms:W3CDTF")
    parts[_PART] = serialise(root)


def _properties(regulation: Regulation, judul: str, lampiran: str) -> Iterator[tuple[str, str]]:
    peraturan = regulation.peraturan
    day = f"{peraturan.tanggal_dokumen.isoformat()}T00:00:00Z"
    part = f"Lampiran {lampiran} " if lampiran else ""
    yield f"{_DC}title", judul
    yield f"{_DC}subject", f"{part}{peraturan.numbered_name}"
    yield f"{_DC}creator", regulation.instansi.nama
    yield f"{_CORE}lastModifiedBy", regulation.instansi.nama
    yield f"{_CORE}revision", "1"
    yield f"{_TERMS}created", day
    yield f"{_TERMS}modified", day
