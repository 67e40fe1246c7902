"""What is asked of a dictionary of Indonesian."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

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
