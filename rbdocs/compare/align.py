"""Which of two texts, or of two sequences of them, is which: by likeness, and in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

_WORD = re.compile(r"\w+")
_ALL_PAIRS = 400  # pairs up to which every one is looked at; beyond, only those that share words
_RARE = 12  # texts in which a word may stand and still say which text it is
_CANDIDATES = 8  # texts looked at closely for each
Pair = tuple[int | None, int | None]
_ENOUGH = 0.5  # likeness (0 to 1) from which two texts are one that was edited


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


def align(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    old_texts: Sequence[str],
    new_texts: Sequence[str],
    *,
    rest: bool,
) -> Iterator[Pair]:
    """Yield pairs of indices in order; None where an item was removed or added.

    Items of the same key belong together, as many as can without crossing; between them those
    whose texts are alike do; with *rest* also what is left between the same neighbours, where
    there are as many as before.
    """
    i = j = 0
    for opcode in [*Indel.opcodes(list(old), list(new)), None]:
        if opcode is not None and opcode.tag != "equal":
            continue
        start, below = (
            (len(old), len(new)) if opcode is None else (opcode.src_start, opcode.dest_start)
        )
        yield from _gap(range(i, start), range(j, below), old_texts, new_texts, rest)
        if opcode is not None:
            yield from zip(range(start, opcode.src_end), range(below, opcode.dest_end), strict=True)
            i, j = opcode.src_end, opcode.dest_end


def _gap(
    old: range, new: range, old_texts: Sequence[str], new_texts: Sequence[str], rest: bool
) -> Iterator[Pair]:
    """Pair what stands between two pairs that are sure."""
    if not old or not new:
        yield from _apart(old, new, False)
        return
    texts = [old_texts[i] for i in old], [new_texts[j] for j in new]
    alike = sorted(pair_alike(*texts, _ENOUGH))
    keep = longest_rise([j for _, j in alike])
    i, j = old.start, new.start
    for index, (own, other) in enumerate(alike):
        if index in keep:
            here, there = old.start + own, new.start + other
            yield from _apart(range(i, here), range(j, there), rest)
            yield here, there
            i, j = here + 1, there + 1
    yield from _apart(range(i, old.stop), range(j, new.stop), rest)


def _apart(old: range, new: range, rest: bool) -> Iterator[Pair]:
    if rest and len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    yield from ((i, None) for i in old)
    yield from ((None, j) for j in new)


def longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the indices of a longest rising run within *numbers*, gaps allowed."""
    ends: list[int] = []  # smallest last number of a run of each length
    at: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            at.append(index)
        else:
            ends[length] = number
            at[length] = index
    result: set[int] = set()
    index = at[-1] if at else -1
    while index >= 0:
        result.add(index)
        index = before[index]
    return result
