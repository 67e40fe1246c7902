"""What a reader of Word knows while it reads: signs, fields, styles, lists, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from rbdocs.files import digest
from rbdocs.word.lists import Numbering, read_numbering
from rbdocs.word.package import MAIN
from rbdocs.word.relations import Relation, relations
from rbdocs.word.styles import Styles, read_styles
from rbdocs.word.xml import W, parse, tags

# What shows nothing by itself: properties, marks of a proofreader, text that is no longer there.
SILENT = tags(
    "rPr pPr sdtPr sdtEndPr smartTagPr customXmlPr rubyPr bookmarkEnd proofErr permStart permEnd "
    "lastRenderedPageBreak commentRangeStart commentRangeEnd annotationRef footnoteRef endnoteRef "
    "separator continuationSeparator delText delInstrText tbl del moveFrom"
)
SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
    f"{W}pgNum": "[PAGE]",
} | {
    # ISO/IEC 29500-1, 17.3.3: the day on which it is printed.
    f"{W}{part}{form}": "[DATE]"
    for part in ("day", "month", "year")
    for form in ("Short", "Long")
}
OBJECTS = tags("drawing pict object contentPart")
NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
NOTE_NAMES = {"footnote": "catatan kaki", "endnote": "catatan akhir"}
BREAKS = {"page": "pindah halaman", "column": "pindah kolom"}
# Fields that every program counts anew whenever it lays out the pages; what the file holds is old.
COUNTED = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"}
_MERGEFORMAT = re.compile(r"\\\*\s*mergeformat\b", re.IGNORECASE)
BINDINGS = (
    f"{W}dataBinding",
    "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding",
)
_SHORT = 12  # letters of a digest that tell two pictures apart


@dataclass(slots=True, eq=False)
class WordField:
    """A field: the pieces of its instruction, and how far it has come."""

    instruction: list[str] = field(default_factory=list)
    result: bool = False  # whether what comes is its result
    counted: bool = False


@dataclass(slots=True)
class OpenFields:
    """The fields that are open: they begin in one paragraph and may end in a later one."""

    open: list[WordField] = field(default_factory=list)
    silent: int = 0  # of how many what comes is an instruction, or a result that nobody will see

    def begin(self, field: WordField) -> None:
        """Open the field *field*, whose instruction comes."""
        self.open.append(field)
        self.silent += 1

    def end(self) -> None:
        """Close the field that was opened last."""
        self.silent -= self.open.pop().counted


def instruction(text: str) -> tuple[str, str]:
    """Return the name of a field, and its instruction without what makes no difference."""
    words = _MERGEFORMAT.sub(" ", text).split()
    name = words[0].upper() if words else ""
    return name, " ".join((name, *words[1:]))


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that is seen and is no text: a picture, a note, a line through words.

    *kind* is what readers call it, *key* what tells it from others of its kind, *size* its width
    and height in millimetres where it has them; *shown* is what is told of it.
    """

    kind: str
    key: str = ""
    shown: str = ""
    size: tuple[float, ...] = ()

    @property
    def sentence(self) -> str:
        """What is told of it."""
        told = self.shown or self.key
        told = told if told.startswith(self.kind) else f"{self.kind} {told}".strip()
        size = " × ".join(f"{item:.1f}".replace(".", ",") for item in self.size)
        return f"{told} {size} mm" if size else told


def binding(control: etree._Element) -> etree._Element | None:
    """Return what of a content *control* binds it to data elsewhere; None where it is not bound."""
    properties = control.find(f"{W}sdtPr")
    return None if properties is None else next(properties.iter(*BINDINGS), None)


def bound(found: etree._Element) -> Sign:
    """Return the sign of a binding: what Word shows is in the data, not in the text."""
    return Sign("isian yang diisi Word dari data lain", found.get(f"{W}xpath") or "")


@dataclass(slots=True)
class Context:
    """The part that is read, and what of the others belongs to it.

    *notes* and *boxes* collect, in order, the notes that the text refers to (kind, id) and the
    content of text boxes.
    """

    styles: Styles = field(default_factory=Styles)
    numbering: Numbering = field(default_factory=Numbering)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    parts: Mapping[str, bytes] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def content(self, identity: str) -> str:
        """Return what *identity* refers to: the digest of a part, or a link outside."""
        found = self.relations.get(identity)
        if found is None:
            return "hilang"
        if found.external:
            return found.target
        data = self.parts.get(found.target)
        return "hilang" if data is None else digest(data)[:_SHORT]


def related(parts: Mapping[str, bytes], kind: str, part: str = MAIN) -> Iterator[str]:
    """Yield the names of the parts that *part* refers to as *kind*, such as ``styles``."""
    for relation in relations(parts, part).values():
        if relation.kind == kind and not relation.external and relation.target in parts:
            yield relation.target


def parsed(parts: Mapping[str, bytes], kind: str) -> etree._Element | None:
    """Return the part of this *kind* that belongs to the text; None where there is none."""
    name = next(related(parts, kind), None)
    return None if name is None else parse(parts[name])


def context_of(parts: Mapping[str, bytes], part: str, like: Context | None = None) -> Context:
    """Return the context of *part*; styles and lists are those of *like* where it is given."""
    if like is None:
        like = Context(
            read_styles(parsed(parts, "styles")), read_numbering(parsed(parts, "numbering"))
        )
    return Context(like.styles, like.numbering, relations(parts, part), parts)
