"""Which items of one sequence stand for which of another, without crossing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence

from rapidfuzz.distance import Indel

from rbdocs.compare.likeness import pair_alike

Pair = tuple[int | None, int | None]
_ENOUGH = 0.5  # likeness (0 to 1) from which two texts are one that was edited


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
