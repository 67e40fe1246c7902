"""What changed in a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Indel

# Spaces, a number with its separators, a word, or a single other sign.
_TOKEN = re.compile(r"\s+|\d+(?:[.,]\d+)+|[^\W_]+|.", re.DOTALL)


class Presence(StrEnum):
    """Whether a piece of text is in both texts, or in one of them."""

    SAME = "sama"
    REMOVED = "hapus"
    ADDED = "tambah"


class ComparedPiece(NamedTuple):
    """A piece of a text that was compared with another."""

    part: Presence
    text: str


def words(text: str) -> list[str]:
    """Return *text* cut into words, numbers, spaces and single other signs."""
    return _TOKEN.findall(text)


def opcodes(old: list[str], new: list[str]) -> Iterator[tuple[Presence, int, int, int, int]]:
    """Yield what turns *old* into *new*: kind, then the span in each; removals before additions.

    Spaces and signs alone that happen to be the same between two changes are changed with them:
    so a replaced phrase is one change and not confetti.
    """
    steps: list[tuple[bool, int, int, int, int]] = []
    for opcode in Indel.opcodes(old, new):
        tag, i, j, k, m = (
            opcode.tag,
            opcode.src_start,
            opcode.src_end,
            opcode.dest_start,
            opcode.dest_end,
        )
        same = tag == "equal"
        if same and steps and not any(map(_says_something, old[i:j])):
            same = i == 0 or j == len(old)
        if steps and steps[-1][0] is same:
            last = steps.pop()
            steps.append((same, last[1], j, last[3], m))
        else:
            steps.append((same, i, j, k, m))
    for same, i, j, k, m in steps:
        yield from _whole(same, old, new, (i, j, k, m))


def _says_something(word: str) -> bool:
    return any(letter.isalnum() for letter in word)


def _whole(
    same: bool, old: list[str], new: list[str], span: tuple[int, int, int, int]
) -> Iterator[tuple[Presence, int, int, int, int]]:
    """A step as its parts; what both sides of a change begin or end with is the same."""
    i, j, k, m = span
    if same:
        yield Presence.SAME, i, j, k, m
        return
    start = 0
    while i + start < j and k + start < m and old[i + start] == new[k + start]:
        start += 1
    end = 0
    while j - end > i + start and m - end > k + start and old[j - end - 1] == new[m - end - 1]:
        end += 1
    if start:
        yield Presence.SAME, i, i + start, k, k + start
    if i + start < j - end:
        yield Presence.REMOVED, i + start, j - end, k + start, k + start
    if k + start < m - end:
        yield Presence.ADDED, j - end, j - end, k + start, m - end
    if end:
        yield Presence.SAME, j - end, j, m - end, m


def compare_words(old: str, new: str) -> list[ComparedPiece]:
    """Return the pieces that *old* and *new* share and those that only one has, in order."""
    before, after = words(old), words(new)
    result: list[ComparedPiece] = []
    for part, i, j, k, m in opcodes(before, after):
        text = "".join(after[k:m] if part is Presence.ADDED else before[i:j])
        if result and result[-1].part is part:
            result[-1] = ComparedPiece(part, result[-1].text + text)
        else:
            result.append(ComparedPiece(part, text))
    return result
