"""What stands in a run: nothing by itself, a sign, an object, a note, a break, a field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rbdocs.word.xml import W, tags

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
