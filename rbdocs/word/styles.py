"""The styles of a document: which text is hidden, struck out or otherwise hard to see.

ISO/IEC 29500-1, 17.7: a style takes over from the one that it is based on; what a paragraph's and
a character's style both switch on is off again (17.7.3); a run's own looks come last.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from rbdocs.word.looks import TOGGLES, Looks, Own, kinds, own_layout, own_looks
from rbdocs.word.xml import W, at, is_on, local

_MAX_CHAIN = 40  # styles based on one another; a circle ends here


@dataclass(slots=True)
class _Style:
    based_on: str
    own: dict[str, str]
    numbering: tuple[str | None, str | None]  # numId, ilvl
    page_break: bool | None
    layout: dict[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class Styles:
    """The styles of a document, by their ids."""

    styles: dict[str, _Style] = field(default_factory=dict)
    default: dict[str, str] = field(default_factory=dict)  # what holds without any style
    paragraph: str = ""  # the style of paragraphs that name none, or one that there is not
    tables: dict[str, str] = field(default_factory=dict)  # what styles of tables do to their text
    table: str = ""  # the style of tables that name none
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
        paragraph = paragraph if paragraph in self.styles else self.paragraph
        layers = [self._inherited(text) for text in (paragraph, character)]
        result = dict(self.default)
        for layer in layers:
            result |= {name: value for name, value in layer.items() if name not in TOGGLES}
        for name in TOGGLES:
            if any(name in layer for layer in layers):
                count = sum(bool(layer.get(name)) for layer in layers)
                result[name] = "1" if count % 2 or self.default.get(name) else ""
        result |= own
        return Looks(bool(result.get("vanish")), tuple(kinds(result)))

    def _chain(self, name: str) -> list[_Style]:
        """The style *name* and those that it is based on, as far as a chain may go."""
        result: list[_Style] = []
        while (style := self.styles.get(name)) is not None and len(result) < _MAX_CHAIN:
            result.append(style)
            name = style.based_on
        return result

    def _inherited(self, name: str) -> dict[str, str]:
        result: dict[str, str] = {}
        for style in reversed(self._chain(name)):
            result |= style.own
        return result

    def layout(self, name: str) -> dict[str, bool]:
        """Return what the paragraph style *name* says of text that cannot be read."""
        result: dict[str, bool] = {}
        for style in reversed(self._chain(name if name in self.styles else self.paragraph)):
            result |= style.layout
        return result

    def of_table(self, name: str) -> str:
        """Return what the table style *name* does to the text in it; "" where nothing is seen."""
        chain = self._chain(name if name in self.tables else self.table)
        found = (
            self.tables.get(based_on)
            for based_on in (name or self.table, *(s.based_on for s in chain))
        )
        return ", ".join(dict.fromkeys(filter(None, found)))

    def of_paragraph(self, name: str) -> tuple[str | None, str | None, bool]:
        """Return what the paragraph style *name* asks for: list (numId), level, a new page."""
        found = self._asked.get(name)
        if found is None:
            chain = self._chain(name if name in self.styles else self.paragraph)
            lists = [style.numbering[0] for style in chain if style.numbering[0] is not None]
            levels = [style.numbering[1] for style in chain if style.numbering[1] is not None]
            breaks = [style.page_break for style in chain if style.page_break is not None]
            found = self._asked[name] = (
                next(iter(lists), None),
                next(iter(levels), None),
                next(iter(breaks), False),
            )
        return found


def read_styles(root: etree._Element | None) -> Styles:
    """Return the styles that the part *root* defines; none where there is no such part."""
    result = Styles()
    if root is None:
        return result
    default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if default is not None:
        result.default = dict(own_looks(default))
    for element in root.iterchildren(f"{W}style"):
        name = element.get(f"{W}styleId") or ""
        run, paragraph = element.find(f"{W}rPr"), element.find(f"{W}pPr")
        result.styles[name] = _Style(
            at(element, "basedOn"),
            {} if run is None else dict(own_looks(run)),
            (None, None) if paragraph is None else list_of(paragraph),
            None if paragraph is None else page_break(paragraph),
            {} if paragraph is None else own_layout(paragraph),
        )
        is_default = element.get(f"{W}default") in ("1", "true", "on")
        kind = element.get(f"{W}type")
        if kind == "paragraph" and is_default:
            result.paragraph = name
        elif kind == "table":
            result.tables[name] = _table_looks(element)
            result.table = name if is_default else result.table
    return result


def _table_looks(style: etree._Element) -> str:
    """What a style of tables does to the text of any of their cells."""
    found: list[str] = []
    for element in style.iter(f"{W}rPr"):
        looks = dict(own_looks(element))
        found += ["teks tersembunyi"] if looks.get("vanish") else []
        found += kinds(looks)
    for element in style.iter(f"{W}hidden"):
        found += (
            ["baris tersembunyi"] if is_on(element) and element.getparent() is not style else []
        )
    return ", ".join(dict.fromkeys(found))


def list_of(properties: etree._Element) -> tuple[str | None, str | None]:
    """Return the list (numId) and level that a paragraph's *properties* name, None for neither."""
    found = properties.find(f"{W}numPr")
    if found is None:
        return None, None
    values = {
        local(element): element.get(f"{W}val") for element in found.iterchildren(tag=etree.Element)
    }
    return values.get("numId"), values.get("ilvl")


def page_break(properties: etree._Element) -> bool | None:
    """Return whether a paragraph with *properties* begins a new page; None: it does not say."""
    found = properties.find(f"{W}pageBreakBefore")
    return None if found is None else is_on(found)
