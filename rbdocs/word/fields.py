"""Fields of Word: what they ask for, and which of their results a reader sees.

ISO/IEC 29500-1, 17.16: an instruction between the marks ``begin`` and ``separate``, a result up to
``end``; both may reach over several paragraphs and hold further fields.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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
