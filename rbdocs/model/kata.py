"""Words of names, so that two spellings of one name are seen to be one."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACES = re.compile(r"\s+")
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


def listed(names: Iterable[str], last: str = "dan") -> str:
    """Return *names* as a sentence lists them: ``a``, ``a dan b``, ``a, b, dan c``."""
    *others, end = [*names] or [""]
    if len(others) > 1:
        return f"{', '.join(others)}, {last} {end}"
    return f"{others[0]} {last} {end}" if others else end
