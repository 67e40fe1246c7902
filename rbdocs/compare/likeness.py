"""Which texts of one list are likely to be which of another, in nearly linear time."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

_WORD = re.compile(r"\w+")
_ALL_PAIRS = 400  # pairs up to which every one is looked at; beyond, only those that share words
_RARE = 12  # texts in which a word may stand and still say which text it is
_CANDIDATES = 8  # texts looked at closely for each


def pair_alike(
    old: Sequence[str], new: Sequence[str], threshold: float
) -> Iterator[tuple[int, int]]:
    """Yield pairs of indices of texts at least *threshold* (0 to 1) alike, the likest first.

    Each index comes at most once. Where there are many texts, two are only looked at if they
    share a word that few others have: so time does not grow with the square of their number.
    """
    scored = []
    lowered_old = [text.casefold() for text in old]
    lowered_new = [text.casefold() for text in new]
    for i, j in _candidates(lowered_old, lowered_new):
        score = fuzz.ratio(lowered_old[i], lowered_new[j], score_cutoff=threshold * 100)
        if score >= threshold * 100:
            scored.append((-score, abs(i - j), i, j))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            yield i, j


def _candidates(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    if len(old) * len(new) <= _ALL_PAIRS:
        yield from ((i, j) for i in range(len(old)) for j in range(len(new)))
        return
    places: dict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(new):
        for word in set(_WORD.findall(text)):
            places[word].append(j)
    for i, text in enumerate(old):
        shared: Counter[int] = Counter()
        for word in sorted(set(_WORD.findall(text))):
            hits = places.get(word, ())
            if len(hits) <= _RARE:
                shared.update(hits)
        yield from ((i, j) for j, _ in shared.most_common(_CANDIDATES))
