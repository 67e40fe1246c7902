"""What is printed beside the text itself: pages, their heads and feet, notes, text boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from rbdocs.word.blocks import read_blocks
from rbdocs.word.context import Context, context_of, related
from rbdocs.word.package import MAIN
from rbdocs.word.revisions import accept_all
from rbdocs.word.seen import Block, SeenParagraph
from rbdocs.word.xml import R, W, is_on, parse, twips

_SIDES = {"header": "Kepala halaman", "footer": "Kaki halaman"}
_PAGES = {"default": "", "first": " pertama", "even": " genap"}
_NOTES = {"footnote": "Catatan kaki", "endnote": "Catatan akhir"}
_MAX_BOXES = 100_000
# What of a section a reader sees, by the name of its element and attribute; what counts without.
_MEASURES = {
    ("pgSz", "w"): "lebar kertas",
    ("pgSz", "h"): "tinggi kertas",
    ("pgMar", "top"): "margin atas",
    ("pgMar", "bottom"): "margin bawah",
    ("pgMar", "left"): "margin kiri",
    ("pgMar", "right"): "margin kanan",
    ("pgMar", "gutter"): "margin penjilidan",
    ("pgMar", "header"): "jarak kepala halaman",
    ("pgMar", "footer"): "jarak kaki halaman",
}
_WORDS = {
    ("pgSz", "orient"): ("arah kertas", "portrait"),
    ("cols", "num"): ("jumlah kolom halaman", "1"),
    ("pgNumType", "fmt"): ("bentuk nomor halaman", "decimal"),
    ("pgNumType", "start"): ("nomor halaman pertama", "lanjut"),
    ("type", "val"): ("mulai bagian", "nextPage"),
    ("lnNumType", "countBy"): ("nomor baris", "tidak ada"),
    ("vAlign", "val"): ("letak tegak teks", "top"),
    ("textDirection", "val"): ("arah tulisan", "lrTb"),
}
_STARTS = {"start": "left", "end": "right"}  # the same margins in Strict


@dataclass(slots=True)
class Story:
    """A text that stands apart from the main one: what readers call it, and its blocks."""

    name: str
    blocks: list[Block]


@dataclass(slots=True)
class Section:
    """Pages of one make: their measures in twentieths of a point, other facts, heads and feet.

    Of heads and feet there are those that are printed on first, even and other pages: where a
    document makes no difference, they are the same.
    """

    measures: dict[str, float] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    stories: dict[tuple[str, str], Story] = field(default_factory=dict)


@dataclass(slots=True)
class DocumentReading:
    """All that a document prints."""

    blocks: list[Block]
    boxes: list[Story]
    notes: list[Story]
    sections: list[Section]

    def stories(self) -> Iterator[Story]:
        """Yield what is printed beside the text, each once."""
        yield from self.boxes
        yield from self.notes
        told = set()
        for section in self.sections:
            for story in section.stories.values():
                if story.blocks and id(story) not in told:
                    told.add(id(story))
                    yield story


def read_all(
    parts: Mapping[str, bytes], root: etree._Element, main: str, *, numbers: bool = False
) -> DocumentReading:
    """Read the document whose text *root*, in the part *main*, has its changes accepted.

    *numbers*: what lists print is part of the text. Raises PackageProblem where a part that is
    printed cannot be read.
    """
    context = context_of(parts, main)
    context.numbering.shown = numbers
    body = root.find(f"{W}body")
    blocks = [] if body is None else list(read_blocks(body, context))
    boxes = list(_boxes(context, "Kotak teks"))
    notes = list(_notes(parts, context))
    found = [] if body is None else list(body.iter(f"{W}sectPr"))
    sections = _sections(parts, found or [etree.Element(f"{W}sectPr")], context)
    return DocumentReading(blocks, boxes, notes, sections)


def _boxes(context: Context, name: str) -> Iterator[Story]:
    """The text boxes that *context* has collected, and those in them."""
    count = 0
    while count < min(len(context.boxes), _MAX_BOXES):
        holder = context.boxes[count]
        count += 1
        yield Story(f"{name} {count}", list(read_blocks(holder, context)))


def _notes(parts: Mapping[str, bytes], context: Context) -> Iterator[Story]:
    """The notes that the text refers to, in the order in which it does."""
    for kind, name in _NOTES.items():
        wanted = [identity for text, identity in context.notes if text == kind]
        part = next(related(parts, f"{kind}s"), None)
        if not wanted or part is None:
            continue
        root = parse(parts[part])
        accept_all(root)
        own = context_of(parts, part, context)
        holders = {
            element.get(f"{W}id") or "": element for element in root.iterchildren(f"{W}{kind}")
        }
        for number, identity in enumerate(wanted, start=1):
            if identity in holders:
                yield Story(f"{name} {number}", list(read_blocks(holders[identity], own)))
        yield from _boxes(own, f"{name}, kotak teks")


def _sections(
    parts: Mapping[str, bytes], elements: list[etree._Element], context: Context
) -> list[Section]:
    even = _setting(parts, "evenAndOddHeaders")
    mirrored = "dicerminkan" if _setting(parts, "mirrorMargins") else "sama"
    known: dict[str, list[Story]] = {}
    result: list[Section] = []
    current: dict[tuple[str, str], str] = {}  # the parts that hold since a section named them
    for number, element in enumerate(elements, start=1):
        section = _section(element)
        section.facts["margin halaman kiri dan kanan"] = mirrored
        for side in _SIDES:
            for item in element.iterchildren(f"{W}{side}Reference"):
                found = context.relations.get(item.get(f"{R}id") or "")
                if found is not None and found.target in parts:
                    current[side, item.get(f"{W}type") or "default"] = found.target
        title = element.find(f"{W}titlePg")
        first = title is not None and is_on(title)
        for side, name in _SIDES.items():
            for page, which in _PAGES.items():
                used = {"first": first, "even": even}.get(page, True)
                part = current.get((side, page if used else "default"), "")
                place = f"{name}{which}" + (f" bagian {number}" if len(elements) > 1 else "")
                blocks = _part_blocks(parts, part, context, known)
                section.stories[side, page] = Story(place, blocks)
        result.append(section)
    return result


def _setting(parts: Mapping[str, bytes], wanted: str) -> bool:
    """Whether the document has the setting *wanted* on."""
    for name in related(parts, "settings"):
        mark = parse(parts[name]).find(f"{W}{wanted}")
        return mark is not None and is_on(mark)
    return False


def _part_blocks(
    parts: Mapping[str, bytes], part: str, context: Context, known: dict[str, list[Story]]
) -> list[Block]:
    """The blocks of a head or foot, those of its text boxes after them; none where it is empty."""
    if not part:
        return []
    if part not in known:
        root = parse(parts[part])
        accept_all(root)
        own = context_of(parts, part, context)
        text = Story("", list(read_blocks(root, own)))
        known[part] = [text, *_boxes(own, "")]
    blocks = [block for story in known[part] for block in story.blocks]
    return [] if all(map(_is_empty, blocks)) else blocks


def page_blocks(parts: Mapping[str, bytes], part: str) -> list[Block]:
    """Return the blocks of the head or foot *part*, those of its text boxes after them.

    None where it is empty. Raises PackageProblem.
    """
    return _part_blocks(parts, part, context_of(parts, MAIN), {})


def _is_empty(block: Block) -> bool:
    return isinstance(block, SeenParagraph) and not block.text.plain.strip() and not block.signs


def _section(element: etree._Element) -> Section:
    result = Section()
    values = {}
    for item in element.iterchildren(tag=etree.Element):
        name = str(item.tag).removeprefix(W)
        for attribute, value in item.attrib.items():
            key = str(attribute).removeprefix(W)
            values[name, _STARTS.get(key, key) if name == "pgMar" else key] = str(value)
    for place, told in _MEASURES.items():
        measure = twips(values.get(place))
        if measure is not None:
            result.measures[told] = measure
    for place, (told, default) in _WORDS.items():
        result.facts[told] = values.get(place, default)
    turned = element.find(f"{W}bidi")
    on = turned is not None and is_on(turned)
    result.facts["urutan kolom halaman"] = "kanan ke kiri" if on else "kiri ke kanan"
    borders = element.find(f"{W}pgBorders")
    result.facts["bingkai halaman"] = "ada" if borders is not None and len(borders) else "tidak ada"
    return result
