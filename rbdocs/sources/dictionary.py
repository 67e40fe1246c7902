"""The dictionary of Indonesian in rbdocs/kamus, and what has been looked up in it before.

Reading it takes a fifth of a second and a word a millisecond, because Indonesian builds words with
prefixes and suffixes. So verdicts are kept from one run to the next, and it is only read for words
that are new.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rbdocs.files import FileProblem, Project, digest, make_folder, write_atomic
from rbdocs.model.kosakata import CLITICS, allowed_slips

if TYPE_CHECKING:
    from spylls.hunspell import Dictionary  # type: ignore[import-untyped]

T = TypeVar("T")
_FILES = Path(__file__).parents[1] / "kamus" / "id_ID"
_KEPT = ".ejaan.json"  # in the project's output folder
_VERDICTS = 1  # counts up when words are judged in another way
# diimplementasikan, terintegrasi, berintegritas, mengevaluasi: regular, with endings taken off.
_LOAN = re.compile(
    r"(?:(?:di|ter|ber)(?P<akar>\w{4,}(?:si|tas))|meng(?P<vokal>[aeiou]\w{3,}si))(?:kan)?"
)
_KNOWN, _LIKE = "kata", "mirip"
_MOST_KEPT = 50_000  # words, about 1 MB
_MOST_SUGGESTED = 3
_WHOLE = 4  # letters that a word must have to be found in another


class DictionaryFiles:
    """The dictionary as the rules ask it; see model.kamus."""

    def __init__(self, project: Project) -> None:
        self._path = project.output / _KEPT

    def unknown(self, words: Iterable[str]) -> set[str]:
        """Return those of *words* that the dictionary does not have."""
        known = self._answers(_KNOWN, sorted(set(words)), lambda word: _hunspell().has(word))
        return {word for word, has in known.items() if not has}

    def like(self, words: Iterable[str]) -> dict[str, list[str]]:
        """Return for each of *words* up to three of the dictionary that it may be meant for."""
        return self._answers(_LIKE, words, lambda word: _hunspell().like(word))

    def _answers(self, kind: str, words: Iterable[str], ask: Callable[[str], T]) -> dict[str, T]:
        """Return what *ask* says of each word; it is asked for those that are new."""
        content = self._read()
        kept: dict[str, T] = content.setdefault(kind, {})
        result = {word: kept[word] if word in kept else ask(word) for word in words}
        if not result.keys() <= kept.keys():
            content[kind] = {**(kept if len(kept) < _MOST_KEPT else {}), **result}
            self._keep(content)
        return result

    def _read(self) -> dict[str, Any]:
        """What an earlier run has kept; nothing where it was another dictionary, or is damaged."""
        with contextlib.suppress(OSError, ValueError):
            content = json.loads(self._path.read_bytes())
            if isinstance(content, dict) and content.pop("kamus", "") == _edition():
                return content
        return {}

    def _keep(self, content: dict[str, Any]) -> None:
        text = json.dumps({"kamus": _edition(), **content}, ensure_ascii=False, sort_keys=True)
        with contextlib.suppress(FileProblem, OSError):  # it is only kept to save time
            make_folder(self._path.parent)
            write_atomic(self._path, text.encode())


@cache
def _edition() -> str:
    """What tells this dictionary, and this way of asking it, from others."""
    parts = [_FILES.with_suffix(suffix).read_bytes() for suffix in (".aff", ".dic")]
    return f"{digest(b''.join(parts))}-{_VERDICTS}"


class _Hunspell:
    """The dictionary once read."""

    def __init__(self) -> None:
        from spylls.hunspell import Dictionary

        self._dictionary: Dictionary = Dictionary.from_files(str(_FILES))
        needs_affix = self._dictionary.aff.NEEDAFFIX
        self._stems = [
            word.stem.casefold()
            for word in self._dictionary.dic.words
            if needs_affix not in word.flags
        ]
        affixes = self._dictionary.aff
        self._beginnings = {
            (item.strip, item.add) for items in affixes.PFX.values() for item in items
        }
        self._endings = {(item.strip, item.add) for items in affixes.SFX.values() for item in items}
        self._known: dict[str, bool] = {}

    @cached_property
    def _every_stem(self) -> frozenset[str]:
        return frozenset(word.stem for word in self._dictionary.dic.words)

    @cached_property
    def _stem_set(self) -> frozenset[str]:
        return frozenset(self._stems)

    def has(self, word: str) -> bool:
        """Whether the dictionary has *word*, or what it is regularly built from."""
        if word not in self._known:
            self._known[word] = (
                word in self._stem_set
                or (
                    self._may_be_built(word)
                    and self._dictionary.lookuper(word, capitalization=False)
                )
                or _of_loan(word) in self._stem_set
                or any(self.has(word.removesuffix(end)) for end in CLITICS if word.endswith(end))
            )
        return self._known[word]

    def _may_be_built(self, word: str) -> bool:
        """Whether a stem stands in *word* between a beginning and up to two endings.

        Which of them go together is for the dictionary to say, which takes long.
        """
        if not word.isalpha():
            return True
        bodies = {word}
        bodies |= {cut + word[len(add) :] for cut, add in self._beginnings if word.startswith(add)}
        for _ in range(2):
            bodies |= {
                body.removesuffix(add) + cut
                for body in bodies
                for cut, add in self._endings
                if body.endswith(add)
            }
        return not bodies.isdisjoint(self._every_stem)

    def like(self, word: str) -> list[str]:
        """Return what *word* may be meant for, the likeliest first."""
        if parts := self._two_words(word):
            return [parts]
        allowed = allowed_slips(word)
        near = process.extract(
            word, self._stems, scorer=OSA.distance, score_cutoff=allowed, limit=_MOST_SUGGESTED
        )
        if near:
            return [stem for stem, _, _ in near]
        return [text for text in _one_letter_off(word) if self.has(text)][:_MOST_SUGGESTED]

    def _two_words(self, word: str) -> str:
        """Two words of the dictionary that *word* is without the space between them, or ""."""
        for end in range(_WHOLE, len(word) - _WHOLE + 1):
            if word[:end] in self._stem_set and word[end:] in self._stem_set:
                return f"{word[:end]} {word[end:]}"
        return ""


def _of_loan(word: str) -> str:
    """The loan word that *word* is built from, or "": the dictionary has few of those forms."""
    hit = _LOAN.fullmatch(word)
    return (hit["akar"] or hit["vokal"]) if hit else ""


def _one_letter_off(word: str) -> Iterator[str]:
    """Yield *word* with a letter less, two letters changed over, or a letter more."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = [text + other[1:] for text, other in halves if other]
    found += [text + other[1] + other[0] + other[2:] for text, other in halves if len(other) > 1]
    found += [text + letter + other for text, other in halves for letter in ascii_lowercase]
    yield from dict.fromkeys(found)


@cache
def _hunspell() -> _Hunspell:
    return _Hunspell()
