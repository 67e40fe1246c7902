"""Words: the project's own, what is asked of a dictionary, and those of names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from pydantic import Field

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
