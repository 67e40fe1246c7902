"""Pictures, shapes, charts and other objects: told by what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from rbdocs.word.context import Context, Sign
from rbdocs.word.xml import MC, R, W, chosen, local

_EMU = 36_000  # to a millimetre (ISO/IEC 29500-1, 20.1.2.1)
_POINT = 25.4 / 72
_BOX = f"{W}txbxContent"
_PICTURES = ("blip", "svgBlip", "imagedata", "fill")
_OTHERS = {
    "chart": "bagan",
    "relIds": "SmartArt",
    "OLEObject": "objek tertanam",
    "control": "isian",
}
_FORMS = ("prstGeom", "custGeom", "rect", "roundrect", "oval", "line", "polyline", "shape")
_STYLE = re.compile(r"(?:^|;)\s*(width|height|visibility)\s*:\s*([^;]+)")
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)\s*(pt|in|cm|mm)?")
_UNITS = {"pt": _POINT, "in": 25.4, "cm": 10.0, "mm": 1.0, "": _POINT}
_MM_LIMIT = 100_000.0


def visible(element: etree._Element) -> Iterator[etree._Element]:
    """Yield *element* and what is in it, of alternatives the branch that is shown.

    Text boxes are yielded, what they hold is not.
    """
    yield element
    if element.tag == _BOX:
        return
    children = (
        chosen(element)
        if element.tag == f"{MC}AlternateContent"
        else element.iterchildren(tag=etree.Element)
    )
    for child in children:
        yield from visible(child)


def describe(element: etree._Element, context: Context) -> tuple[Sign, str]:
    """Return what the drawing, picture or object *element* is, and the words drawn in it.

    The text boxes in it go to the boxes of *context*.
    """
    kind, details, words = "", [], []
    size: list[float] = []
    boxes = 0
    for item in visible(element):
        name = local(item)
        if item.tag == _BOX:
            context.boxes.append(item)
            boxes += 1
        elif name == "t" and item.tag != f"{W}t" and item.text:
            words.append(item.text)
        elif name in _PICTURES or name in _OTHERS:
            found = _references(item, context)
            if found:
                kind = _OTHERS.get(name) or kind or "gambar"
                details += found
            if name == "blip":
                details += _effects(item)
        elif name == "extent" and not size:
            size = [_millimetres(item.get(side)) for side in ("cx", "cy")]
        elif name in ("srcRect", "xfrm"):
            details += _turned(item)
        elif name == "docPr" and item.get("hidden") in ("1", "true", "on"):
            details.append("tersembunyi")
        elif name == "textpath" and item.get("string"):
            words.append(item.get("string") or "")
        if name in _FORMS:
            details += _form(item, name)
            size = size or _styled_size(item)
    kind = kind or ("kotak teks" if boxes else "bentuk gambar")
    if boxes and kind == "kotak teks":  # its form differs from one program to the next
        details = [detail for detail in details if detail == "tersembunyi"]
        size = []
    details = list(dict.fromkeys(details))
    shown = ", ".join([kind, *details])
    return Sign(kind, "|".join(details), shown, tuple(size)), "\n".join(words)


def _effects(picture: etree._Element) -> list[str]:
    """What is done to the colours of a picture, which can make it disappear."""
    found = picture.iterchildren(tag=etree.Element)
    return [
        " ".join(
            (local(finding), *(f"{local_name(str(k))}={v!s}" for k, v in finding.attrib.items()))
        )
        for finding in found
        if local(finding) != "extLst"
    ]


def _references(element: etree._Element, context: Context) -> list[str]:
    names = [
        str(value)
        for name, value in element.attrib.items()
        if str(name).startswith(R)
        and local_name(str(name)) in ("embed", "id", "link", "dm", "pict")
    ]
    return [context.content(text) for text in names if text]


def local_name(name: str) -> str:
    """Return an attribute's *name* without its namespace."""
    return name.rpartition("}")[2]


def _millimetres(text: str | None) -> float:
    hit = re.fullmatch(r"\d{1,12}", (text or "").strip())
    return 0.0 if hit is None else round(min(int(hit[0]) / _EMU, _MM_LIMIT), 2)


def _turned(element: etree._Element) -> list[str]:
    """How a picture is cut or turned; nothing where it is not."""
    names = ("l", "t", "r", "b", "rot", "flipH", "flipV")
    found = [(name, element.get(name)) for name in names]
    return [f"{name}={value}" for name, value in found if value not in (None, "", "0", "false")]


def _form(element: etree._Element, name: str) -> list[str]:
    result = [element.get("prst") or name]
    style = dict(_STYLE.findall(element.get("style") or ""))
    if style.get("visibility", "").strip() == "hidden":
        result.append("tersembunyi")
    # Every picture of Word is in a rectangle, every object of VML in a shape.
    return [text for text in result if text not in ("rect", "shape")]


def _styled_size(element: etree._Element) -> list[float]:
    """The width and height that VML states in a style."""
    style = dict(_STYLE.findall(element.get("style") or ""))
    result = []
    for side in ("width", "height"):
        hit = _LENGTH.fullmatch(style.get(side, "").strip())
        if hit is not None:
            result.append(round(min(float(hit[1]) * _UNITS[hit[2] or ""], _MM_LIMIT), 2))
    return result if len(result) == 2 else []
