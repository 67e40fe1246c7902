"""Words: the project's own, a dictionary's, those of names, and what changed in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple, Protocol

from pydantic import Field
from rapidfuzz.distance import Indel

from rbdocs.model.node import Node


class Kosakata(Node):
    """*tidak_baku* gives for each spelling or phrase to avoid the right one; *istilah* are words
    that are right although the dictionary does not have them, *terikat* prefixes that are no words
    by themselves. All in small letters.
    """

    tidak_baku: dict[str, str] = Field(default_factory=dict)
    istilah: list[str] = Field(default_factory=list)
    terikat: list[str] = Field(default_factory=list)
    singkatan: list[str] = Field(default_factory=list)


CLITICS = ("nya", "lah", "kah", "pun")
_LONG = 6  # letters


class Dictionary(Protocol):
    """A dictionary; words are asked in small letters."""

    def unknown(self, words: Iterable[str]) -> set[str]:
        """Return those of *words* that it does not have."""
        ...

    def like(self, words: Iterable[str]) -> dict[str, list[str]]:
        """Return for each of *words* a few that it has and may be meant, the likeliest first."""
        ...


def allowed_slips(word: str) -> int:
    """How many letters of *word* may be wrong before another word is meant."""
    return 2 if len(word) >= _LONG else 1


_SPACES = re.compile(r"\s+")
_CHUNK = re.compile(r"\S+")
_PUNCTUATION = re.compile(r"[^\w%]+")
_LABEL = re.compile(r"^\s*(?:\(?(?:[a-z]|\d{1,2})[.)]{1,2}|[-•])\s+", re.IGNORECASE)
_SUB_KEGIATAN = re.compile(r"^\s*sub\.?\s*kegiatan\b[\s:.]*", re.IGNORECASE)


def tidy(text: str) -> str:
    """Return *text* on one line, with single spaces."""
    return _SPACES.sub(" ", text).strip()


def label(text: str) -> str:
    """Return the list label at the head of *text*, ``a.`` or ``1)``, or ""."""
    hit = _LABEL.match(text)
    return hit[0].strip() if hit else ""


def without_label(text: str) -> str:
    """Return *text* without the list label at its head."""
    return _LABEL.sub("", text, count=1)


def sub_kegiatan_name(text: str) -> str:
    """Return the name of a sub kegiatan without the words ``Sub Kegiatan`` before it."""
    return _SUB_KEGIATAN.sub("", tidy(text))


def same_name(text: str) -> str:
    """Return what two spellings of one name have in common: words in small letters.

    >>> same_name("Non  Perizinan/ Kab. Batang") == same_name("non perizinan/kab batang")
    True
    """
    return _PUNCTUATION.sub(" ", text.casefold()).strip()


def whole_words(text: str) -> re.Pattern[str]:
    """Return the pattern that finds *text* where it is no part of longer words.

    >>> [hit.start() for hit in whole_words("ijin").finditer("perijinan, ijin")]
    [11]
    """
    before = r"(?<!\w)" if re.match(r"\w", text) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", text) else ""
    return re.compile(before + re.escape(text) + after)


def find_words(text: str, words: str, start: int = 0) -> int:
    """Return where *words* begin in *text* from *start* on, as whole words if they do; -1: nowhere.

    >>> find_words("Perizinan dan Perizina", "Perizina"), find_words("Perizinan", "izin")
    (14, 3)
    """
    hit = whole_words(words).search(text, start)
    return hit.start() if hit else text.find(words, start)


def once(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen *start* to *end* by whole words until what is there stands in *text* only once.

    >>> text = "dokumen ,laporan dan dokumen ,surat"
    >>> start, end = once(text, 21, 30)
    >>> text[start:end]
    'dokumen ,surat'
    """
    words = [hit.span() for hit in _CHUNK.finditer(text)]
    while True:
        start = min([number for number, last in words if number <= start < last] or [start])
        end = max([last for number, last in words if number < end <= last] or [end])
        if len(whole_words(text[start:end]).findall(text)) < 2 or (start, end) == (0, len(text)):
            return start, end
        before = [number for number, _ in words if number < start]
        after = [last for _, last in words if last > end]
        if not before and not after:
            return 0, len(text)
        start, end = (before or [start])[-1], (after or [end])[0]


def listed(names: Iterable[str], last: str = "dan") -> str:
    """Return *names* as a sentence lists them: ``a``, ``a dan b``, ``a, b, dan c``."""
    *others, end = [*names] or [""]
    if len(others) > 1:
        return f"{', '.join(others)}, {last} {end}"
    return f"{others[0]} {last} {end}" if others else end


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
