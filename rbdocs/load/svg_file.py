"""Tell whether an SVG from outside may be drawn: nothing in it runs, reaches out, or explodes."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_FORBIDDEN = {
    "script": "kode program (script)",
    "foreignObject": "isian bukan SVG (foreignObject)",
    "iframe": "halaman lain (iframe)",
}
_EMBEDDED = re.compile(r"data:image/(?:png|jpe?g);base64,(?P<data>[\sA-Za-z0-9+/=]*)")
_URL = re.compile(r"url\(\s*['\"]?\s*(?P<target>[^)'\"]*)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d{1,7}(?:\.\d{1,9})?)\s*(?:px|pt|pc|mm|cm|in)?\s*")
MAX_ELEMENTS = 100_000  # drawn, each as often as it is referred to
MAX_NESTING = 300  # elements inside, or referring to, one another
MAX_RATIO = 20  # of the longer side to the shorter


class SvgRefused(Exception):
    """The SVG may not be used; *line* and ``str()`` say where and why, *hint* what to do."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.hint = line, hint


def read_svg(data: bytes, check_image: Callable[[bytes], None]) -> tuple[bytes, float, float]:
    """Return the SVG in *data* as UTF-8 without document type, with its width and height.

    *check_image* is called with every image embedded in it. Raises SvgRefused.
    """
    root = _parse(data)
    elements = {one.get("id"): one for one in root.iter(etree.Element) if one.get("id")}
    for element in root.iter(etree.Element):
        _check_element(element, elements, check_image)
    _Cost(elements).of(root, 0)
    width, height = _size(root)
    return etree.tostring(root, encoding="utf-8"), width, height


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 0
        raise SvgRefused(
            line,
            "Berkas SVG ini rusak atau bukan SVG.",
            "Buka di program gambar asalnya, lalu simpan ulang sebagai SVG atau PNG.",
        ) from error
    if root.tag != f"{_SVG}svg":
        raise SvgRefused(
            1, "Berkas ini bukan SVG, walaupun namanya .svg.", "Simpan ulang sebagai SVG atau PNG."
        )
    types: Any = root.getroottree().docinfo.internalDTD
    if (types is not None and any(types.iterentities())) or any(root.iter(etree.Entity)):
        raise SvgRefused(
            1,
            "SVG ini memakai entitas XML (<!ENTITY>).",
            "Simpan ulang sebagai «SVG biasa» (plain).",
        )
    return root


def _check_element(
    element: etree._Element,
    elements: dict[str | None, etree._Element],
    check_image: Callable[[bytes], None],
) -> None:
    line = _line(element)
    nama = etree.QName(element).localname
    if nama in _FORBIDDEN:
        raise SvgRefused(
            line,
            f"SVG ini memuat {_FORBIDDEN[nama]}.",
            "Simpan gambar itu sebagai PNG, atau buang bagian itu dari SVG-nya.",
        )
    for key, value in element.attrib.items():
        attribute = etree.QName(key).localname.lower()
        text = str(value)
        if attribute.startswith("on"):
            raise SvgRefused(
                line,
                f"SVG ini memuat kode program (atribut {attribute}).",
                "Simpan gambar itu sebagai PNG, atau buang atribut itu.",
            )
        if attribute in ("href", "src"):
            _check_reference(text, line, check_image)
        _check_style(text, line)
    if nama == "style":
        text = "".join(str(one) for one in element.itertext())
        _check_style(text, line)
        for target in _targets(text):
            if target in elements and "Gradient" not in str(elements[target].tag):
                raise SvgRefused(
                    line,
                    f"Lembar gaya dalam SVG ini menunjuk ke «{target}», yang bukan gradien.",
                    "Simpan ulang dengan gaya sebagai atribut, atau simpan sebagai PNG.",
                )


def _check_reference(text: str, line: int, check_image: Callable[[bytes], None]) -> None:
    if text.strip().startswith("#"):
        return
    embedded = _EMBEDDED.fullmatch(text.strip())
    if embedded is None:
        raise SvgRefused(
            line,
            f"SVG ini merujuk ke luar berkasnya: «{_shorten(text)}».",
            "Sematkan gambar itu ke dalam SVG-nya, atau simpan semuanya sebagai PNG.",
        )
    try:
        image = base64.b64decode(embedded["data"])
    except ValueError as error:
        raise SvgRefused(line, "Gambar yang disematkan rusak.", "Sematkan ulang.") from error
    check_image(image)


def _check_style(text: str, line: int) -> None:
    outside = [hit["target"] for hit in _URL.finditer(text) if not hit["target"].startswith("#")]
    if outside or "@import" in text.lower():
        raise SvgRefused(
            line,
            f"SVG ini merujuk ke luar berkasnya: «{_shorten(outside[0] if outside else text)}».",
            "Simpan ulang tanpa gaya atau huruf dari luar, atau simpan sebagai PNG.",
        )


def _targets(text: str) -> Iterator[str]:
    return (hit["target"][1:] for hit in _URL.finditer(text) if hit["target"].startswith("#"))


def _line(element: etree._Element) -> int:
    return getattr(element, "sourceline", None) or 0


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


class _Cost:
    """Counts what is drawn when every reference is followed; refuses endless or vast drawings."""

    def __init__(self, elements: dict[str | None, etree._Element]) -> None:
        self._elements = elements
        self._known: dict[etree._Element, int] = {}
        self._open: set[etree._Element] = set()

    def of(self, element: etree._Element, depth: int) -> int:
        if element in self._known:
            return self._known[element]
        line = _line(element)
        hint = "Sederhanakan gambarnya, atau simpan sebagai PNG."
        if element in self._open:
            raise SvgRefused(line, "Bagian SVG ini menunjuk ke dirinya sendiri.", hint)
        if depth > MAX_NESTING:
            raise SvgRefused(line, f"SVG ini bersusun lebih dari {MAX_NESTING} lapis.", hint)
        self._open.add(element)
        total = 1
        for below in element.iterchildren(etree.Element):
            total += self.of(below, depth + 1)
        for target, times in self._references(element):
            total += times * self.of(target, depth + 1)
        self._open.remove(element)
        if total > MAX_ELEMENTS:
            raise SvgRefused(
                line,
                f"SVG ini menggambar lebih dari {MAX_ELEMENTS:,} unsur.".replace(",", "."),
                hint,
            )
        self._known[element] = total
        return total

    def _references(self, element: etree._Element) -> Iterator[tuple[etree._Element, int]]:
        """Yield what *element* refers to, and how often that is drawn."""
        if etree.QName(element).localname == "a":
            return
        for key, value in element.attrib.items():
            attribute, text = etree.QName(key).localname, str(value)
            names = [text.strip()[1:]] if attribute == "href" and text.strip()[:1] == "#" else []
            markers = "marker" in attribute or "marker" in text
            corners = len(element.get("d", "") + element.get("points", "")) // 4
            for nama in (*names, *_targets(text)):
                if nama in self._elements:
                    yield self._elements[nama], 1 + (corners if markers else 0)


def _size(root: etree._Element) -> tuple[float, float]:
    sides = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    if all(sides):
        width, height = (float(side[1]) for side in sides if side)
    else:
        numbers = re.findall(r"[-+]?[0-9]*\.?[0-9]+", root.get("viewBox", ""))
        width, height = (float(one) for one in numbers[2:4]) if len(numbers) == 4 else (0.0, 0.0)
    if width <= 0 or height <= 0 or max(width, height) > MAX_RATIO * min(width, height):
        raise SvgRefused(
            _line(root),
            f"Ukuran SVG ini tidak dapat dipakai: {width:g} x {height:g}.",
            "Beri SVG itu viewBox, atau width dan height, yang sesuai dengan gambarnya.",
        )
    return width, height
