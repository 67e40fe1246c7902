"""What several rules see in the same words is told once, by the rule that knows most of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rbdocs.model.finding import Finding

# Who knows that a name is meant, and which, knows more of a word than who finds it misspelt.
_NAMES, _SPELLING = "PD", "EJA"
_ONE_WORD = re.compile(r"\(?[\w-]+\)?")
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
    subjects = [item.code.rstrip("0123456789") for item in (other, finding)]
    if subjects != [_NAMES, _SPELLING] or not _ONE_WORD.fullmatch(finding.excerpt):
        return False
    alike = finding.excerpt.strip("()") in _WORD.findall(other.excerpt)
    return alike and _places([finding]) <= _places([other])


def _places(found: Iterable[Finding]) -> set[tuple[str, int, int]]:
    return {
        (place.file, place.line, place.column)
        for item in found
        for place in (item.location, *(occurrence.location for occurrence in item.occurrences))
    }
