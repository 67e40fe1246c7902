"""Which words of a text are in italics that were not, and the other way round.

Italics are those that stand with the words themselves, as a source writes them (``*kata*``); how
a style looks is no edit of a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rapidfuzz.distance import Indel

from rbdocs.model.values import Text

_WIDTH = 120  # letters of a stretch that are told; of a longer one its beginning and end
_Letters = list[tuple[str, bool]]  # of a word, each with whether it is in italics


def turned(old: Text | None, new: Text | None) -> list[tuple[str, bool]]:
    """Return the words that both texts have but in italics only one; True: in italics now.

    Words beside one another that turned alike are one. Spaces have no slant.
    """
    if old is None or new is None or not (_has_italics(old) or _has_italics(new)):
        return []
    sides = [list(_words(text)) for text in (old, new)]
    plain = [["".join(letter for letter, _ in word) for word in side] for side in sides]
    result: list[tuple[str, bool]] = []
    for step in Indel.opcodes(*plain):
        if step.tag == "equal":
            before = sides[0][step.src_start : step.src_end]
            after = sides[1][step.dest_start : step.dest_end]
            result += _stretches(list(zip(before, after, strict=True)))
    return result


def slant_sentence(old: Text | None, new: Text | None) -> str:
    """Return the sentence that says which words turned; "" where none did."""
    found = turned(old, new)
    told = [
        f"kini {name} " + ", ".join(f"«{_short(words)}»" for words, now in found if now is italics)
        for name, italics in (("miring", True), ("tegak", False))
        if any(now is italics for _, now in found)
    ]
    return f"Huruf miring: {'; '.join(told)}." if told else ""


def _short(words: str) -> str:
    half = _WIDTH // 2
    return words if len(words) <= _WIDTH else f"{words[:half]}…{words[-half:]}"


def _has_italics(text: Text) -> bool:
    return any(italics for _, italics in text.pieces)


def _words(text: Text) -> Iterator[_Letters]:
    letters = ((letter, italics) for piece, italics in text.pieces for letter in piece)
    for space, group in groupby(letters, key=lambda letter: letter[0].isspace()):
        if not space:
            yield list(group)


def _stretches(words: list[tuple[_Letters, _Letters]]) -> Iterator[tuple[str, bool]]:
    """The stretches of *words*, each before and after, whose letters turned."""
    turns: list[tuple[str, bool | None]] = []
    for before, after in words:
        space = " " if turns else ""
        for (letter, was), (_, now) in zip(before, after, strict=True):
            turns.append((space + letter, None if was is now else now))
            space = ""
    for way, group in groupby(turns, key=lambda turn: turn[1]):
        if way is not None:
            yield "".join(text for text, _ in group).strip(), way
