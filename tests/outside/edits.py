"""An edit of the enacted sources, and which of the new findings are about what it changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import yaml

from rbdocs.model.finding import Finding, Location

YEAR = 2023
# Of the lock and of waivers: that an enacted text was edited says nothing of what is wrong in it.
NOT_ABOUT_THE_TEXT = frozenset({"REV05", "REV07", "KEC01", "KEC02", "KEC03"})
_NEAR = 60  # letters: on a line that is a paragraph, a finding so near is about the same words
_LONG = 200  # letters: a line above this is a paragraph
_TIMES = re.compile(
    r"(?:, «[^»]*» )?\d+ kali"
)  # «sistem» 16 kali: another count is no other finding
_WORD = re.compile(r"[^\W_]+(?:[.,/-][^\W_]+)*%?")


@dataclass(frozen=True)
class Edit:
    """One edit: *old*, which stands once in *file* (below the year's folder), becomes *new*."""

    id: str
    kind: str
    file: str
    old: str
    new: str
    why: str
    sure: bool

    @property
    def path(self) -> str:
        """The file as findings name it."""
        name = (Path("sources") / str(YEAR) / self.file).as_posix()
        return re.sub(r"[^/]+/\.\./", "", name)


def read_edits(path: Path) -> list[Edit]:
    """The edits of a data file; ValueError where one says what no other entry of its kind does."""
    return [
        Edit(
            str(item["id"]),
            item["kind"],
            item["file"],
            item["old"],
            item["new"],
            item.get("salah") or item["mengapa_benar"],
            item["kepastian"] == "pasti",
        )
        for item in yaml.safe_load(path.read_text("utf-8"))
    ]


@dataclass(frozen=True)
class Change:
    """What an edit changed in a text: spans of each new line, and the words that came and went."""

    file: str
    spans: dict[int, list[tuple[int, int]]]
    lines: dict[int, str]
    words: frozenset[str]

    def concerns(self, finding: Finding) -> bool:
        """Whether *finding* is about the change: at its place, or naming its words and its place.

        A place on the line of a paragraph must be near the changed words, or name them.
        """
        places = [finding.location, *(item.location for item in finding.occurrences)]
        named = not self.words.isdisjoint(_words(_told(finding)))
        if any(self._at(place, named) for place in places):
            return True
        return named and any(place.file == self.file for place in places)

    def _at(self, place: Location, named: bool) -> bool:
        if place.file != self.file or place.line not in self.spans:
            return False
        if named or len(self.lines[place.line]) <= _LONG:
            return True
        return any(
            start - _NEAR <= place.column - 1 <= end + _NEAR
            for start, end in self.spans[place.line]
        )


def apply(text: str, edit: Edit) -> str:
    """Return *text* after *edit*; ValueError unless its old words stand there exactly once."""
    if text.count(edit.old) != 1:
        raise ValueError(f"{edit.id}: {text.count(edit.old)} times in {edit.file}")
    return text.replace(edit.old, edit.new)


def change(text: str, edit: Edit) -> Change:
    """Return what *edit* changes in *text*."""
    edited = apply(text, edit)
    at = text.index(edit.old)
    spans = list(_changed(edit.old, edit.new, at))
    starts = [0, *(hit.end() for hit in re.finditer("\n", edited)), len(edited) + 1]
    per_line: dict[int, list[tuple[int, int]]] = {}
    for number, (start, after) in enumerate(pairwise(starts), 1):
        for begin, end in spans:
            if begin < after and end >= start and (begin < end or begin >= start):
                per_line.setdefault(number, []).append((max(begin - start, 0), end - start))
    words = Counter(_words(edit.new))
    gone = Counter(_words(edit.old))
    changed = {word for word in words.keys() | gone.keys() if words[word] != gone[word]}
    lines = dict(enumerate(edited.split("\n"), 1))
    return Change(edit.path, per_line, lines, frozenset(changed))


def _changed(old: str, new: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield where in the new text words are that the old had not; empty where words went."""
    before, after = (re.findall(r"\s+|\S+", text) for text in (old, new))
    places = [0]
    for piece in after:
        places.append(places[-1] + len(piece))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, _, _, begin, end in matcher.get_opcodes():
        if tag != "equal":
            yield at + places[begin], at + places[end]


def fresh(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Return the findings of *after* that *before* has not, or has of fewer places.

    Lines and keys may have moved. What is waived is not told, so it is not there.
    """
    known: Counter[tuple[str, str]] = Counter()
    for finding in before:
        known[_same(finding)] += _places(finding)
    result = []
    for finding in after:
        if finding.waiver is None and finding.code not in NOT_ABOUT_THE_TEXT:
            known[_same(finding)] -= _places(finding)
            if known[_same(finding)] < 0:
                result.append(finding)
    return result


def _same(finding: Finding) -> tuple[str, str]:
    return finding.code, _TIMES.sub("", finding.message)


def _places(finding: Finding) -> int:
    return max(len(finding.occurrences), 1)


def _told(finding: Finding) -> str:
    values = (*finding.values.values(), *(item.value for item in finding.occurrences))
    return " ".join((finding.message, finding.excerpt, *map(str, values)))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
