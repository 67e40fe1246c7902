"""How the parts of a package hang together: from its root, only through what a document needs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from rbdocs.word.fieldcodes import is_safe_address
from rbdocs.word.relations import relations_name
from rbdocs.word.xml import parse, serialise

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = "http://purl.oclc.org/ooxml/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE = f"{_PACKAGE}/metadata/core-properties"
ROOT_RELS, DOCUMENT = "_rels/.rels", "word/document.xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
# The kinds of parts that a document may have: the name of each, and its content type.
_ONE: dict[str, tuple[str, str]] = {
    "officeDocument": (DOCUMENT, f"{_WORD}document.main+xml"),
    "styles": ("word/styles.xml", f"{_WORD}styles+xml"),
    "settings": ("word/settings.xml", f"{_WORD}settings+xml"),
    "fontTable": ("word/fontTable.xml", f"{_WORD}fontTable+xml"),
    "numbering": ("word/numbering.xml", f"{_WORD}numbering+xml"),
    "footnotes": ("word/footnotes.xml", f"{_WORD}footnotes+xml"),
    "endnotes": ("word/endnotes.xml", f"{_WORD}endnotes+xml"),
    "theme": (
        "word/theme/theme1.xml",
        "application/vnd.openxmlformats-officedocument.theme+xml",
    ),
    "core-properties": (
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
    ),
    "extended-properties": (
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    ),
}
_MANY: dict[str, tuple[str, str]] = {
    "header": (r"word/header\d*\.xml", f"{_WORD}header+xml"),
    "footer": (r"word/footer\d*\.xml", f"{_WORD}footer+xml"),
}
# The kinds of pictures: how their files begin, their extension, their content type.
_PICTURES: tuple[tuple[bytes, int, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "png", "image/png"),
    (b"\xff\xd8\xff", 0, "jpeg", "image/jpeg"),
    (b"GIF8", 0, "gif", "image/gif"),
    (b"BM", 0, "bmp", "image/bmp"),
    (b"II*\x00", 0, "tiff", "image/tiff"),
    (b"MM\x00*", 0, "tiff", "image/tiff"),
    (b" EMF", 40, "emf", "image/x-emf"),
    (b"\xd7\xcd\xc6\x9a", 0, "wmf", "image/x-wmf"),
    (b"\x01\x00\x09\x00\x00\x03", 0, "wmf", "image/x-wmf"),
)
_TEXT = ("image", "hyperlink")
_CHILDREN: dict[str, tuple[str, ...]] = {
    "": ("officeDocument", "core-properties", "extended-properties"),
    "officeDocument": (
        *("styles", "settings", "fontTable", "numbering", "theme", "header", "footer"),
        *("footnotes", "endnotes", *_TEXT),
    ),
    **dict.fromkeys(("header", "footer", "footnotes", "endnotes"), _TEXT),
    **dict.fromkeys(("numbering", "theme"), ("image",)),
}


class PackageStrict(Exception):
    """The package is Strict Open XML, which has other names for everything."""


class DocumentMissing(Exception):
    """The package has no Word document, or one that is none."""


class KeptRelation(NamedTuple):
    """A line of a part's relations; *part* is the part it leads to, "" where none in the file."""

    id: str
    kind: str
    target: str
    external: bool
    part: str


@dataclass(slots=True)
class Linked:
    """A part that stays: its kind and new name, and its relations that stay and that go."""

    kind: str
    name: str
    kept: list[KeptRelation] = field(default_factory=list)
    lost: list[KeptRelation] = field(default_factory=list)


def follow(parts: Mapping[str, bytes]) -> dict[str, Linked]:
    """Return the parts that stay, by their names; the package itself as "".

    Raises PackageStrict, DocumentMissing, and MarkupProblem where relations cannot be read.
    """
    names = {name.casefold(): name for name in parts}
    found: dict[str, Linked] = {"": Linked("", "")}
    taken: set[str] = set()
    waiting = [""]
    while waiting:
        source = waiting.pop(0)
        own = found[source]
        ids: set[str] = set()
        for relation in _read(parts, names, source):
            twice = relation.id in ids
            ids.add(relation.id)
            if twice or not _may_stay(relation, own.kind, parts):
                own.lost.append(relation)
            elif relation.external:
                own.kept.append(relation)
            elif relation.part in found:
                same = found[relation.part].kind == relation.kind
                (own.kept if same else own.lost).append(relation)
            else:
                name = _new_name(relation, parts, taken)
                if not name:
                    own.lost.append(relation)
                    continue
                taken.add(name.casefold())
                own.kept.append(relation)
                found[relation.part] = Linked(relation.kind, name)
                waiting.append(relation.part)
    if not any(finding.kind == "officeDocument" for finding in found.values()):
        raise DocumentMissing
    return found


def _read(parts: Mapping[str, bytes], names: Mapping[str, str], source: str) -> list[KeptRelation]:
    name = names.get(relations_name(source).casefold())
    if name is None:
        return []
    result = []
    for element in parse(parts[name]).iterchildren(f"{{{_PACKAGE}}}Relationship"):
        kind, target = element.get("Type", ""), element.get("Target", "")
        if kind.startswith(_STRICT):
            raise PackageStrict
        external = element.get("TargetMode", "Internal") != "Internal"
        part = "" if external else _resolve(source, target, names)
        result.append(KeptRelation(element.get("Id", ""), _short(kind), target, external, part))
    return result


def _short(kind: str) -> str:
    if kind == _CORE:
        return "core-properties"
    return kind.removeprefix(OFFICE) if kind.startswith(OFFICE) else kind


def _resolve(source: str, target: str, names: Mapping[str, str]) -> str:
    for text in (target, unquote(target)):
        whole = text if text.startswith("/") else posixpath.join(posixpath.dirname(source), text)
        name = names.get(posixpath.normpath(whole).lstrip("/").casefold())
        if name is not None:
            return name
    return ""


def _may_stay(relation: KeptRelation, source_kind: str, parts: Mapping[str, bytes]) -> bool:
    if relation.kind not in _CHILDREN.get(source_kind, ()):
        return False
    if relation.kind == "hyperlink":
        return relation.external and is_safe_address(relation.target)
    if relation.external or not relation.part:
        return False
    return relation.kind != "image" or picture_kind(parts[relation.part]) is not None


def picture_kind(data: bytes) -> tuple[str, str] | None:
    """Return extension and content type of the picture *data*; None where it is none."""
    for start, place, extension, kind in _PICTURES:
        if data[place : place + len(start)] == start:
            return extension, kind
    return None


def _new_name(relation: KeptRelation, parts: Mapping[str, bytes], taken: set[str]) -> str:
    """The name of *relation*'s part in the document; "" where it has one of that kind."""
    if relation.kind in _ONE:
        name = _ONE[relation.kind][0]
        return "" if name.casefold() in taken else name
    if relation.kind in _MANY:
        pattern, stem, end = _MANY[relation.kind][0], f"word/{relation.kind}", ".xml"
    else:
        extension, _ = picture_kind(parts[relation.part]) or ("bin", "")
        endings = "jpeg|jpg" if extension == "jpeg" else "tiff|tif"
        endings = endings if extension in ("jpeg", "tiff") else extension
        pattern, stem, end = rf"word/media/[\w-]+\.({endings})", "word/media/image", f".{extension}"
    if re.fullmatch(pattern, relation.part, re.ASCII) and relation.part.casefold() not in taken:
        return relation.part
    number = 1
    others = {name.casefold() for name in parts}
    while (name := f"{stem}{number}{end}").casefold() in taken | others:
        number += 1
    return name


def content_type(kind: str, data: bytes) -> str:
    """Return the content type of a part of *kind*."""
    if kind == "image":
        return (picture_kind(data) or ("", ""))[1]
    return (_ONE.get(kind) or _MANY[kind])[1]


def rels_part(old: bytes | None, linked: Linked, found: Mapping[str, Linked]) -> bytes | None:
    """Return the relations of the part *old*, *old* where nothing in them changes."""
    if not linked.kept and (old is None or linked.kind != ""):
        return old if old is not None and not linked.lost else None
    targets = [_target(linked, relation, found) for relation in linked.kept]
    same = [relation.target for relation in linked.kept] == targets
    if same and not linked.lost and old is not None:
        return old
    root = etree.Element(f"{{{_PACKAGE}}}Relationships", nsmap={None: _PACKAGE})  # type: ignore[dict-item]
    for relation, target in zip(linked.kept, targets, strict=True):
        kind = _CORE if relation.kind == "core-properties" else OFFICE + relation.kind
        line = etree.SubElement(root, f"{{{_PACKAGE}}}Relationship")
        line.set("Id", relation.id)
        line.set("Type", kind)
        line.set("Target", target)
        if relation.external:
            line.set("TargetMode", "External")
    return serialise(root)


def _target(source: Linked, relation: KeptRelation, found: Mapping[str, Linked]) -> str:
    if relation.external:
        return relation.target.strip()
    folder = posixpath.dirname(source.name) or "."
    return posixpath.relpath(found[relation.part].name, folder)
