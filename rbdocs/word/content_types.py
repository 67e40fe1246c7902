"""The list of a package's content types, which says nothing of parts that are not there."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from rbdocs.word.xml import parse, serialise

NAME = "[Content_Types].xml"
_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_XML = "application/xml"


def stated(data: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """Return the types that the list *data* states, by extension and by part.

    Raises MarkupProblem.
    """
    root = parse(data)
    defaults = {
        element.get("Extension", "").lower(): element.get("ContentType", "")
        for element in root.iterchildren(f"{{{_NS}}}Default")
    }
    overrides = {
        element.get("PartName", "").lstrip("/"): element.get("ContentType", "")
        for element in root.iterchildren(f"{{{_NS}}}Override")
    }
    return defaults, overrides


def content_types(old: bytes, wanted: Mapping[str, str]) -> bytes:
    """Return the list that states *wanted*, by part; *old* where it states exactly that."""
    pictures = {
        name.rpartition(".")[2].lower(): kind
        for name, kind in wanted.items()
        if kind.startswith("image/")
    }
    defaults = {"rels": _RELS, "xml": _XML, **pictures}
    overrides = {name: kind for name, kind in wanted.items() if not kind.startswith("image/")}
    if stated(old) == (defaults, overrides):
        return old
    root = etree.Element(f"{{{_NS}}}Types", nsmap={None: _NS})  # type: ignore[dict-item]
    for extension, kind in defaults.items():
        etree.SubElement(root, f"{{{_NS}}}Default", {"Extension": extension, "ContentType": kind})
    for name, kind in overrides.items():
        etree.SubElement(root, f"{{{_NS}}}Override", {"PartName": f"/{name}", "ContentType": kind})
    return serialise(root)
