"""Which part of a Word file stands for what: relations, kinds of content, the part of the text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from rbdocs.word.package import MAIN, TYPES, PackageProblem
from rbdocs.word.xml import parse, quoted_attribute, serialise, usual

_PACKAGE = "_rels/.rels"
PROPERTIES = "docProps/custom.xml"  # where the fingerprint stands
_TEXT = ("wordprocessingml.document", "wordprocessingml.template", "ms-word.")
_TARGET = re.compile(rb"""\bTarget\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_XML = "application/xml"
_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns='
    b'"http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


class Relation(NamedTuple):
    """What an id of a part refers to: its *kind*, and the name of the part, or a link outside."""

    kind: str
    target: str
    external: bool


def relations(parts: Mapping[str, bytes], part: str) -> dict[str, Relation]:
    """Return what the ids in *part* refer to; "" is the package itself. Raises PackageProblem."""
    data = parts.get(relations_name(part), b"")
    if not data.strip():
        return {}
    result = {}
    for element in parse(data):
        external = element.get("TargetMode") == "External"
        target = element.get("Target") or ""
        kind = (element.get("Type") or "").rpartition("/")[2]
        target = target if external else _resolved(parts, part, target)
        result[element.get("Id") or ""] = Relation(kind, target, external)
    return result


def relations_name(part: str) -> str:
    """Return the name of the part that holds the relations of *part*."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(parts: Mapping[str, bytes], part: str, target: str) -> str:
    path = (
        target if target.startswith("/") else posixpath.join("/", posixpath.dirname(part), target)
    )
    name = posixpath.normpath(path).lstrip("/")
    if name not in parts:
        # OPC (ISO/IEC 29500-2, 6.3.1): case makes no difference in the names of parts.
        wanted = {name.casefold(), unquote(name).casefold()}
        name = next((text for text in parts if text.casefold() in wanted), name)
    return name


def at_the_door(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return *parts* as the rest of the program expects them.

    XML is in UTF-8 with the usual names; the text stands in MAIN and the properties that a user
    may define in PROPERTIES, wherever they stood.
    Raises PackageProblem where there is no text.
    """
    parts = {
        name: usual(data) if name.endswith((".xml", ".rels")) else data
        for name, data in parts.items()
    }
    if b"opendocument" in parts.get("mimetype", b""):
        raise PackageProblem("ini berkas OpenDocument dari LibreOffice (.odt), bukan Word (.docx)")
    if TYPES not in parts:
        raise PackageProblem(f"ini bukan berkas Word (.docx): {MAIN} tidak ada")
    found = (item.target for item in relations(parts, "").values() if item.kind == "officeDocument")
    main = next((finding for finding in found if finding in parts), MAIN)
    if main not in parts:
        raise PackageProblem(f"ini bukan berkas Word (.docx): {MAIN} tidak ada")
    _refuse_other_kinds(parts, main)
    if main != MAIN:
        parts = _moved(parts, main, MAIN)
    for relation in relations(parts, "").values():
        if (
            relation.kind == "custom-properties"
            and relation.target in parts
            and relation.target != PROPERTIES
        ):
            return _moved(parts, relation.target, PROPERTIES)
    return parts


def _refuse_other_kinds(parts: Mapping[str, bytes], main: str) -> None:
    """Excel and PowerPoint have packages too."""
    for element in parse(parts[TYPES]):
        if (element.get("PartName") or "").lstrip("/") == main:
            kind = element.get("ContentType") or ""
            if kind and not any(name in kind for name in (*_TEXT, "application/xml")):
                raise PackageProblem("ini bukan berkas Word (.docx) melainkan berkas program lain")


def _moved(parts: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    """Return *parts* with the part *old* called *new*; its relations go with it."""
    content, references = parts.pop(old), parts.pop(relations_name(old), None)
    parts.pop(relations_name(new), None)
    parts[new] = content
    if references is not None:
        folder = posixpath.dirname(old)

        def absolute(hit: re.Match[bytes]) -> bytes:
            target = (hit[1] if hit[1] is not None else hit[2] or b"").decode("utf-8", "replace")
            if ":" not in target and not target.startswith(("/", "#")):
                target = posixpath.normpath(posixpath.join("/", folder, target))
            return f"Target={quoted_attribute(target)}".encode()

        parts[relations_name(new)] = _TARGET.sub(absolute, references)
    for name in (TYPES, _PACKAGE):
        if name in parts:
            for sign in ("/", ""):
                was, now = f'"{sign}{old}"'.encode(), f'"{sign}{new}"'.encode()
                parts[name] = parts[name].replace(was, now)
    return parts


def stated_types(data: bytes) -> tuple[dict[str, str], dict[str, str]]:
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
    defaults = {"rels": _RELS_TYPE, "xml": _XML, **pictures}
    overrides = {name: kind for name, kind in wanted.items() if not kind.startswith("image/")}
    if stated_types(old) == (defaults, overrides):
        return old
    root = etree.Element(f"{{{_NS}}}Types", nsmap={None: _NS})  # type: ignore[dict-item]
    for extension, kind in defaults.items():
        etree.SubElement(root, f"{{{_NS}}}Default", {"Extension": extension, "ContentType": kind})
    for name, kind in overrides.items():
        etree.SubElement(root, f"{{{_NS}}}Override", {"PartName": f"/{name}", "ContentType": kind})
    return serialise(root)


def append_line(parts: dict[str, bytes], name: str, line: str) -> None:
    """Put *line* at the end of *name*, a list of relations or of content types, in *parts*."""
    text = parts.get(name, _NO_RELATIONS).decode()
    text = re.sub(r"<Relationships([^>]*)/>\s*$", r"<Relationships\1></Relationships>", text)
    parts[name] = re.sub(r"(</[\w:]+>\s*)$", lambda end: line + end[1], text).encode()
