"""The Lampiran that a text names: alone, in a list, or as from one to another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rbdocs.model.lampiran_number import LAMPIRAN_NAMED, lampiran_order

_JOIN = r"(?:\s*,\s*(?:dan\s+|atau\s+|serta\s+)?|\s+dan\s+|\s+atau\s+|\s+sampai(?:\s+dengan)?\s+)"
# What follows the number of a Lampiran of another regulation.
NOT_FOREIGN = r"(?!\s+(?:Undang|Peraturan(?!(?: [A-Z]\w+){1,2} ini\b)|Keputusan|Permen|Perpres))"
_LISTED = re.compile(
    rf"\bLampiran\s+{LAMPIRAN_NAMED}(?:{_JOIN}(?:Lampiran\s+)?{LAMPIRAN_NAMED})*{NOT_FOREIGN}"
)
_LINKED = re.compile(rf"({_JOIN})?(?:Lampiran\s+)?\b({LAMPIRAN_NAMED})")


def named_lists(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each mention of Lampiran in *text*, and the numbers that it writes out."""
    for hit in _LISTED.finditer(text):
        yield hit[0], [part[2] for part in _LINKED.finditer(hit[0])]


def named_lampiran(text: str, known: Collection[str]) -> set[str]:
    """Return the numbers of the Lampiran that *text* names, also those of *known* in between.

    Those of another regulation are not among them.
    """
    found: set[str] = set()
    for hit in _LISTED.finditer(text):
        last = ""
        for part in _LINKED.finditer(hit[0]):
            if "sampai" in (part[1] or "") and last:
                start, end = lampiran_order(last), lampiran_order(part[2])
                found |= {nomor for nomor in known if start < lampiran_order(nomor) < end}
            found.add(last := part[2])
    return found
