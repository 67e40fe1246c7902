"""Which text is hidden, struck out or otherwise hard to see: by its own looks or by its styles.

ISO/IEC 29500-1, 17.7: a style takes over from the one that it is based on; what a paragraph's and
a character's style both switch on is off again (17.7.3); a run's own looks come last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from rbdocs.word.xml import W, is_on, local, number

_TOGGLES = ("vanish", "strike", "dstrike", "caps", "smallCaps", "specVanish")
_SWITCHES = (*_TOGGLES, "webHidden")
_VALUES = ("vertAlign", "color", "sz")
_SEEN = {f"{W}{name}": name for name in (*_SWITCHES, *_VALUES)}
_MAX_CHAIN = 40  # styles based on one another; a circle ends here
_TINY = 8  # half-points: under 4 points nobody reads it on paper
_RAISED = {"superscript": "teks naik (superskrip)", "subscript": "teks turun (subskrip)"}
Own = tuple[tuple[str, str], ...]  # what an element says of the properties above, by name


class Looks(NamedTuple):
    """Whether a text is *hidden*, and what else a reader would notice of it, in Indonesian."""

    hidden: bool
    kinds: tuple[str, ...]


def own_looks(properties: Iterable[etree._Element]) -> Own:
    """Return what a run's *properties* say of what a reader notices."""
    return tuple(
        (name, ("1" if is_on(one) else "") if name in _SWITCHES else one.get(f"{W}val") or "")
        for one in properties
        if (name := _SEEN.get(one.tag)) is not None
    )


@dataclass(slots=True)
class _Style:
    based_on: str
    own: dict[str, str]
    numbering: tuple[str | None, str | None]  # numId, ilvl
    page_break: bool | None


@dataclass(slots=True)
class Styles:
    """The styles of a document, by their ids."""

    styles: dict[str, _Style] = field(default_factory=dict)
    default: dict[str, str] = field(default_factory=dict)  # what holds without any style
    paragraph: str = ""  # the style of paragraphs that name none
    _known: dict[tuple[str, str, Own], Looks] = field(default_factory=dict)
    _asked: dict[str, tuple[str | None, str | None, bool]] = field(default_factory=dict)

    def looks(self, paragraph: str, character: str, own: Own) -> Looks:
        """Return how a run looks: the styles of its paragraph and its own, and its own looks."""
        key = (paragraph, character, own)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._looks(paragraph, character, dict(own))
        return found

    def _looks(self, paragraph: str, character: str, own: dict[str, str]) -> Looks:
        layers = [self._inherited(one) for one in (paragraph or self.paragraph, character)]
        result = dict(self.default)
        for layer in layers:
            result |= {name: value for name, value in layer.items() if name not in _TOGGLES}
        for name in _TOGGLES:
            if any(name in layer for layer in layers):
                count = sum(bool(layer.get(name)) for layer in layers)
                result[name] = "1" if count % 2 or self.default.get(name) else ""
        result |= own
        return Looks(bool(result.get("vanish")), tuple(_kinds(result)))

    def _chain(self, name: str) -> list[_Style]:
        """The style *name* and those that it is based on, as far as a chain may go."""
        result: list[_Style] = []
        while (one := self.styles.get(name)) is not None and len(result) < _MAX_CHAIN:
            result.append(one)
            name = one.based_on
        return result

    def _inherited(self, name: str) -> dict[str, str]:
        result: dict[str, str] = {}
        for one in reversed(self._chain(name)):
            result |= one.own
        return result

    def of_paragraph(self, name: str) -> tuple[str | None, str | None, bool]:
        """Return what the paragraph style *name* asks for: list (numId), level, a new page."""
        found = self._asked.get(name)
        if found is None:
            chain = self._chain(name or self.paragraph)
            lists = [one.numbering[0] for one in chain if one.numbering[0] is not None]
            levels = [one.numbering[1] for one in chain if one.numbering[1] is not None]
            breaks = [one.page_break for one in chain if one.page_break is not None]
            found = self._asked[name] = (
                next(iter(lists), None),
                next(iter(levels), None),
                next(iter(breaks), False),
            )
        return found


def _kinds(looks: dict[str, str]) -> Iterable[str]:
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
    if looks.get("color", "").upper() == "FFFFFF":
        yield "teks berwarna putih"
    if number(looks.get("sz"), 24, 0, 10_000) < _TINY:
        yield "teks terlalu kecil untuk dibaca"


def read_styles(root: etree._Element | None) -> Styles:
    """Return the styles that the part *root* defines; none where there is no such part."""
    result = Styles()
    if root is None:
        return result
    default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if default is not None:
        result.default = dict(own_looks(default))
    for one in root.iterchildren(f"{W}style"):
        name = one.get(f"{W}styleId") or ""
        run, paragraph = one.find(f"{W}rPr"), one.find(f"{W}pPr")
        based_on = one.find(f"{W}basedOn")
        result.styles[name] = _Style(
            "" if based_on is None else based_on.get(f"{W}val") or "",
            {} if run is None else dict(own_looks(run)),
            (None, None) if paragraph is None else list_of(paragraph),
            None if paragraph is None else page_break(paragraph),
        )
        is_default = one.get(f"{W}default") in ("1", "true", "on")
        if one.get(f"{W}type") == "paragraph" and is_default:
            result.paragraph = name
    return result


def list_of(properties: etree._Element) -> tuple[str | None, str | None]:
    """Return the list (numId) and level that a paragraph's *properties* name, None for neither."""
    found = properties.find(f"{W}numPr")
    if found is None:
        return None, None
    values = {local(one): one.get(f"{W}val") for one in found.iterchildren(tag=etree.Element)}
    return values.get("numId"), values.get("ilvl")


def page_break(properties: etree._Element) -> bool | None:
    """Return whether a paragraph with *properties* begins a new page; None: it does not say."""
    found = properties.find(f"{W}pageBreakBefore")
    return None if found is None else is_on(found)
