"""What of a run's looks a reader notices: that it is hidden, struck out, or cannot be read.

ISO/IEC 29500-1, 17.3.2 (properties of runs), 17.3.1 (of paragraphs); [MS-DOCX] 2.2 for w14.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from rbdocs.word.xml import W14, W, is_on, number, twips

TOGGLES = ("vanish", "strike", "dstrike", "caps", "smallCaps", "specVanish")
_SWITCHES = (*TOGGLES, "webHidden", "rtl", "cs")
_VALUES = ("vertAlign", "sz", "szCs", "highlight", "w", "spacing", "position", "fitText")
_SEEN = {f"{W}{name}": name for name in (*_SWITCHES, *_VALUES)} | {
    f"{W}color": "color",
    f"{W}shd": "shd",
    f"{W}rFonts": "rFonts",
    f"{W14}textFill": "textFill",
}
_TINY = 8  # half-points: under 4 points nobody reads it on paper
_NARROW = 34  # percent of its width, under which a letter is a line
_TIGHT = -60  # twentieths of a point: letters that stand on one another
_SHIFTED = 24  # half-points up or down: letters that stand on another line
_PALE = 0xE0  # of 0xFF: a colour whose every part is above this is not seen on paper
_NEAR = 0x20  # of 0xFF: two colours whose parts differ by less look the same in print
_CLEAR = 90_000  # thousandths of a percent: a letter so transparent is not seen
_RAISED = {"superscript": "teks naik (superskrip)", "subscript": "teks turun (subskrip)"}
# Fonts that print pictures for letters.
_PICTURES = re.compile(r"(wing|web)dings|symbol|dingbats|mt extra|marlett", re.IGNORECASE)
_BACKGROUND = ("background1", "light1", "bg1", "lt1")
_TOO_TIGHT = 80.0  # twentieths of a point: lines of under 4 points hide what is in them
_FAR = 15_000.0  # twentieths of a point: an indent of 26 cm leaves no room on any paper here
_BESIDE = -1_500.0  # the same: over 26 mm to the left of its place a text leaves cell and page
_PAGE = 20_000.0  # twentieths of a point: wider and higher than the paper
Own = tuple[tuple[str, str], ...]  # what an element says of the properties above, by name


class Looks(NamedTuple):
    """Whether a text is *hidden*, and what else a reader would notice of it, in Indonesian."""

    hidden: bool
    kinds: tuple[str, ...]


def own_looks(properties: Iterable[etree._Element]) -> Own:
    """Return what a run's *properties* say of what a reader notices."""
    return tuple(
        (name, _said(name, element))
        for element in properties
        if (name := _SEEN.get(element.tag)) is not None
    )


def _said(name: str, element: etree._Element) -> str:
    if name in _SWITCHES:
        return "1" if is_on(element) else ""
    if name == "color":
        theme = element.get(f"{W}themeColor") or ""
        shaded = element.get(f"{W}themeShade") or element.get(f"{W}themeTint")
        return "FFFFFF" if theme in _BACKGROUND and not shaded else element.get(f"{W}val") or ""
    if name == "shd":
        return element.get(f"{W}fill") or ""
    if name == "rFonts":
        fonts = (element.get(f"{W}{kind}") or "" for kind in ("ascii", "hAnsi"))
        return next((font for font in fonts if _PICTURES.search(font)), "")
    if name == "textFill":
        return "" if all(map(_is_painted, element.iter(tag=etree.Element))) else "1"
    return element.get(f"{W}val") or ""


def _is_painted(part: etree._Element) -> bool:
    """Whether *part* of the filling of letters leaves them to be seen."""
    name, value = str(part.tag).removeprefix(W14), part.get(f"{W14}val") or ""
    if name == "noFill" or (name == "schemeClr" and value in _BACKGROUND):
        return False
    if name == "srgbClr":
        return not is_pale(value)
    return name != "alpha" or number(value, 0, 0, 100_000) < _CLEAR


def is_pale(colour: str) -> bool:
    """Whether *colour* (RRGGBB) is white on paper, or nearly."""
    return _parts(colour) is not None and min(_parts(colour) or (0,)) >= _PALE


def _is_dark(colour: str) -> bool:
    parts = _parts(colour)
    return parts is not None and max(parts) <= 0xFF - _PALE


def _alike(colour: str, other: str) -> bool:
    """Whether a text of *colour* on *other* (both RRGGBB) cannot be told from it."""
    pairs = zip(_parts(colour) or (), _parts(other) or (), strict=False)
    differences = [abs(ink - paper) for ink, paper in pairs]
    return bool(differences) and max(differences) < _NEAR


def _parts(colour: str) -> tuple[int, ...] | None:
    hit = re.fullmatch(r"[0-9A-Fa-f]{6}", colour)
    return None if hit is None else tuple(bytes.fromhex(colour))


def kinds(looks: Mapping[str, str]) -> Iterator[str]:
    """Yield what a reader notices of a text with these *looks*, other than that it is hidden."""
    if looks.get("strike") or looks.get("dstrike"):
        yield "teks dicoret"
    if looks.get("caps"):
        yield "teks dicetak kapital"
    elif looks.get("smallCaps"):
        yield "teks dicetak kapital kecil"
    if looks.get("vertAlign", "") in _RAISED:
        yield _RAISED[looks["vertAlign"]]
    if looks.get("webHidden"):
        yield "teks tersembunyi di tampilan web"
    if is_pale(looks.get("color", "")):
        yield "teks berwarna putih"
    if looks.get("textFill"):
        yield "teks tanpa warna"
    if looks.get("highlight") in ("black", "darkBlue") or _is_dark(looks.get("shd", "")):
        yield "teks tertutup warna gelap"
    elif _alike(looks.get("color", ""), looks.get("shd") or looks.get("ground", "")):
        yield "teks sewarna dengan latarnya"
    if looks.get("rFonts"):
        yield "teks dengan huruf bergambar"
    if looks.get("rtl"):
        yield "teks dari kanan ke kiri"
    yield from _unreadable(looks)


def _unreadable(looks: Mapping[str, str]) -> Iterator[str]:
    size = looks.get("szCs") if looks.get("cs") or looks.get("rtl") else looks.get("sz")
    if number(size, 24, 0, 10_000) < _TINY:
        yield "teks terlalu kecil untuk dibaca"
    if (
        number(looks.get("w"), 100, 0, 1000) < _NARROW
        or number(looks.get("spacing"), 0, -40_000, 40_000) <= _TIGHT
        or "fitText" in looks
    ):
        yield "teks yang dimampatkan"
    if abs(number(looks.get("position"), 0, -40_000, 40_000)) >= _SHIFTED:
        yield "teks yang digeser dari barisnya"


def own_layout(properties: etree._Element) -> dict[str, bool]:
    """Return what a paragraph's *properties* say of places where its text cannot be read.

    Each by what readers call it, and whether it is so; what they do not say is left out.
    """
    result = {}
    for element in properties:
        if element.tag == f"{W}spacing" and element.get(f"{W}line") is not None:
            exact = element.get(f"{W}lineRule") == "exact"
            height = twips(element.get(f"{W}line"))
            result["baris terlalu rapat"] = exact and height is not None and height < _TOO_TIGHT
        elif element.tag == f"{W}ind":
            result["teks di luar tempatnya"] = _is_far(element)
        elif element.tag == f"{W}framePr":
            result["bingkai di luar halaman"] = is_off_page(element)
    return result


def _is_far(indent: etree._Element) -> bool:
    names = ("left", "right", "start", "end", "firstLine")
    values = [twips(indent.get(f"{W}{name}")) or 0 for name in names]
    return any(value > _FAR or value < _BESIDE for value in values)


def is_off_page(element: etree._Element) -> bool:
    """Whether a frame or table that *element* places (x, y) stands beside the paper."""
    names = ("x", "y", "tblpX", "tblpY", "w")
    values = [twips(element.get(f"{W}{name}")) or 0 for name in names]
    return any(value > _PAGE or value < 2 * _BESIDE for value in values)
