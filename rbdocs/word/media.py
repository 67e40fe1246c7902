"""Pictures of a document that is no longer there, carried into the one that shows its changes."""

from __future__ import annotations

import copy
import posixpath
import re
from xml.sax.saxutils import quoteattr

from lxml import etree

from rbdocs.files import digest

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "[Content_Types].xml"


class MediaCarrier:
    """Carries what elements of the package *old* show into the package *new*."""

    def __init__(self, old: dict[str, bytes], new: dict[str, bytes]) -> None:
        self._old, self._new = old, new
        self._before: dict[str, tuple[str, str]] = {}  # id -> kind of relation, target
        self._known: dict[str, str] = {}  # digest -> id in the new part
        self._rels = ""
        self._part = ""
        self._extensions: set[str] = set()

    def read(self, part: str) -> None:
        """Begin with the part of the name *part*, which both packages have."""
        self.finish()
        self._part = part
        rels = f"{posixpath.dirname(part)}/_rels/{posixpath.basename(part)}.rels"
        self._before = _relations(self._old.get(rels, b""))
        self._rels = rels
        self._known = {
            digest(self._new[name]): identity
            for identity, (_, target) in _relations(self._new.get(rels, b"")).items()
            if (name := self._name(target)) in self._new
        }

    def _name(self, target: str) -> str:
        if target.startswith("/"):
            return target[1:]
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._part), target))

    def carried(self, element: etree._Element) -> etree._Element:
        """Return a copy of *element*, of the old part, that shows the same in the new one."""
        element = copy.deepcopy(element)
        element.tail = None
        for item in element.iter():
            for name, value in list(item.attrib.items()):
                if str(name).startswith(_R):
                    here = self._carry(str(value))
                    if here is None:
                        del item.attrib[name]
                    else:
                        item.set(name, here)
        return element

    def _carry(self, identity: str) -> str | None:
        """The id in the new part of what *identity* is in the old one; None where it is lost."""
        kind, target = self._before.get(identity, ("", ""))
        content = self._old.get(self._name(target)) if target else None
        if content is None:
            return None
        own = digest(content)
        if own not in self._known:
            extension = posixpath.splitext(target)[1]
            name = f"word/media/lama-{own[:16]}{extension}"
            self._new[name] = content
            self._extensions.add(extension.lstrip("."))
            identity = f"rIdLama{len(self._known)}"
            self._known[own] = identity
            line = (
                f'<Relationship Id={quoteattr(identity)} Type={quoteattr(kind)} Target="/{name}"/>'
            )
            _append(self._new, self._rels, line)
        return self._known[own]

    def finish(self) -> None:
        """Declare the kinds of pictures that the new package did not have."""
        types = self._new[_TYPES].decode()
        for extension in sorted(self._extensions):
            if f'Extension="{extension}"' not in types:
                kind = "jpeg" if extension == "jpg" else extension
                start = re.search(r"<Types[^>]*>", types)
                index = start.end() if start else 0
                line = f'<Default Extension="{extension}" ContentType="image/{kind}"/>'
                types = types[:index] + line + types[index:]
        self._new[_TYPES] = types.encode()
        self._extensions.clear()


def _relations(data: bytes) -> dict[str, tuple[str, str]]:
    if not data:
        return {}
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    return {
        element.get("Id", ""): (element.get("Type", ""), element.get("Target", ""))
        for element in root
        if element.get("TargetMode") != "External"
    }


def _append(parts: dict[str, bytes], name: str, line: str) -> None:
    empty = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns='
        b'"http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )
    text = parts.get(name, empty).decode()
    text = re.sub(r"<Relationships([^>]*)/>\s*$", r"<Relationships\1></Relationships>", text)
    parts[name] = re.sub(r"(</\w*:?Relationships>\s*)$", lambda end: line + end[1], text).encode()
