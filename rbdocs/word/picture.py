"""Pictures in a Word package: files and relations, the drawing, and those of an older version."""

from __future__ import annotations

import copy
import posixpath
import re
from dataclasses import dataclass

from lxml import etree

from rbdocs.files import digest
from rbdocs.word.environment import Xml
from rbdocs.word.package import TYPES
from rbdocs.word.problems import parse_xml
from rbdocs.word.relations import Relation, append_line, relations, relations_name
from rbdocs.word.xml import quoted_attribute, serialise

EMU_PER_TWIP = 635  # 914400 English Metric Units to the inch, 1440 twentieths of a point
_EMU_PER_PIXEL = 914400 // 300  # pictures have 300 pixels to the inch
_RELS = "word/_rels/document.xml.rels"
_REL_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPE_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_FIRST_ID = 1001  # of drawings: out of the way of those in a template
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its file's bytes (PNG or JPEG), and how wide and high it should be printed.

    Both are in pixels at 300 an inch; an image that the office gave may have more or fewer.
    """

    data: bytes
    width: int
    height: int


class PictureStore:
    """Collects the pictures of a document; ``finish`` puts them into its package."""

    def __init__(self) -> None:
        self._media: dict[str, bytes] = {}
        self._names: list[str] = []

    def add(self, picture: Picture) -> int:
        """Add the picture's file and return its number, from 1."""
        extension = "png" if picture.data.startswith(b"\x89PNG") else "jpeg"
        number = len(self._names) + 1
        name = f"media/gambar{number}.{extension}"
        self._media[f"word/{name}"] = picture.data
        self._names.append(name)
        return number

    def finish(self, parts: dict[str, bytes]) -> None:
        """Put the pictures added, their relationships and content types into *parts*."""
        if not self._names:
            return
        parts |= self._media
        rels = parse_xml(parts[_RELS], _RELS)
        for number, name in enumerate(self._names, start=1):
            attributes = {"Id": _rel_id(number), "Type": _IMAGE, "Target": name}
            etree.SubElement(rels, f"{_REL_NS}Relationship", attributes)
        parts[_RELS] = serialise(rels)
        types = parse_xml(parts[TYPES], TYPES)
        known = {
            element.get("Extension", "").lower() for element in types.iter(f"{_TYPE_NS}Default")
        }
        for extension in sorted({name.rpartition(".")[2] for name in self._names} - known):
            attributes = {"Extension": extension, "ContentType": f"image/{extension}"}
            types.insert(0, etree.Element(f"{_TYPE_NS}Default", attributes))
        parts[TYPES] = serialise(types)


def picture_xml(number: int, picture: Picture, alt: str, width: int, height: int) -> str:
    """Return the run that shows picture *number*, shrunk to *width* and *height* (EMU) at most.

    *alt* is what a screen reader says in its place.
    """
    own = picture.width * _EMU_PER_PIXEL, picture.height * _EMU_PER_PIXEL
    scale = min(1.0, width / own[0], height / own[1])
    cx, cy = (round(item * scale) for item in own)
    names = f'id="{_FIRST_ID + number}" name="Gambar {number}" descr={quoted_attribute(alt)}'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr {names}/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}">'
        f"<pic:nvPicPr><pic:cNvPr {names}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip xmlns:r="{_R}" r:embed="{_rel_id(number)}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def inline_picture(number: int, picture: Picture, alt: str, width: int, height: int) -> Xml:
    """Return picture *number*, as ``picture_xml`` has it, for a tag in a paragraph's text."""
    run = picture_xml(number, picture, alt, width, height)
    return Xml(f'</w:t></w:r>{run}<w:r><w:t xml:space="preserve">')


def _rel_id(number: int) -> str:
    return f"rIdGambar{number}"


class MediaCarrier:
    """Carries what elements of the package *old* show into the package *new*."""

    def __init__(self, old: dict[str, bytes], new: dict[str, bytes]) -> None:
        self._old, self._new = old, new
        self._before: dict[str, Relation] = {}
        self._known: dict[str, str] = {}  # digest -> id in the new part
        self._rels = ""
        self._extensions: set[str] = set()

    def read(self, part: str, before: str) -> None:
        """Begin with the new package's part of the name *part*, which was *before* in the old."""
        self.finish()
        self._rels = relations_name(part)
        self._before = relations(self._old, before)
        self._known = {
            digest(self._new[relation.target]): identity
            for identity, relation in relations(self._new, part).items()
            if not relation.external and relation.target in self._new
        }

    def carried(self, element: etree._Element) -> etree._Element:
        """Return a copy of *element*, of the old part, that shows the same in the new one."""
        element = copy.deepcopy(element)
        element.tail = None
        for item in element.iter():
            for name, value in list(item.attrib.items()):
                if str(name).startswith(f"{{{_R}}}"):
                    here = self._carry(str(value))
                    if here is None:
                        del item.attrib[name]
                    else:
                        item.set(name, here)
        return element

    def _carry(self, identity: str) -> str | None:
        """The id in the new part of what *identity* is in the old one; None where it is lost."""
        before = self._before.get(identity)
        content = None if before is None or before.external else self._old.get(before.target)
        if before is None or content is None:
            return None
        own = digest(content)
        if own not in self._known:
            extension = posixpath.splitext(before.target)[1]
            name = f"word/media/lama-{own[:16]}{extension}"
            self._new[name] = content
            self._extensions.add(extension.lstrip("."))
            identity = f"rIdLama{len(self._known)}"
            self._known[own] = identity
            kind = quoted_attribute(f"{_R}/{before.kind}")
            line = f'<Relationship Id={quoted_attribute(identity)} Type={kind} Target="/{name}"/>'
            append_line(self._new, self._rels, line)
        return self._known[own]

    def finish(self) -> None:
        """Declare the kinds of pictures that the new package did not have."""
        types = self._new[TYPES].decode()
        for extension in sorted(self._extensions):
            if f'Extension="{extension}"' not in types:
                kind = "jpeg" if extension == "jpg" else extension
                start = re.search(r"<Types[^>]*>", types)
                index = start.end() if start else 0
                line = f'<Default Extension="{extension}" ContentType="image/{kind}"/>'
                types = types[:index] + line + types[index:]
        self._new[TYPES] = types.encode()
        self._extensions.clear()
