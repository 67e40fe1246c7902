"""What several rules see in the same words is told once, by the rule that knows most of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rbdocs.model.finding import Finding

# A word that no dictionary has (EJA01) is told by whoever says what it should be; an abbreviation
# that does not fit its words (EJA10) by who knows which office is meant.
_KNOWS_MORE: Mapping[str, frozenset[str]] = {
    "EJA01": frozenset(
        {"PD07", "PD08", "PD09", "EJA04", "EJA05", "EJA06", "EJA10", "EJA15", "EJA16"}
    ),
    "EJA10": frozenset({"PD07"}),
}
_WORD = re.compile(r"[\w-]+")


def told_once(found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield *found* without those whose words, at all their places, another finding explains."""
    by_place: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        by_place.setdefault((finding.location.file, finding.kode), []).append(finding)
    for finding in found:
        others = by_place[finding.location.file, finding.kode]
        if not any(_explains(other, finding) for other in others):
            yield finding


def _explains(other: Finding, finding: Finding) -> bool:
    if other.code not in _KNOWS_MORE.get(finding.code, ()) or not finding.excerpt:
        return False
    words = _WORD.findall(other.excerpt)
    alike = all(word in words for word in _WORD.findall(finding.excerpt))
    return alike and _places([finding]) <= _places([other])


def _places(found: Iterable[Finding]) -> set[tuple[str, int, int]]:
    return {
        (place.file, place.line, place.column)
        for item in found
        for place in (item.location, *(occurrence.location for occurrence in item.occurrences))
    }
