"""Text that YAML takes for a comment and drops: where a ``#`` cuts off what was meant to print.

YAML begins a comment at every ``#`` after a space. Here a comment that follows a text on its line
stands two spaces from it and has a space after its ``#``; everything else may be text that is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rbdocs.edition import PATTERN
from rbdocs.model.finding import Location
from rbdocs.model.values import BELUM_DIISI
from rbdocs.sources.text_file import SourceFile

# Fields whose value is a key or a choice of the program's, never a text that a person writes.
_CODES = frozenset(
    {
        *("acuan", "aturan", "bentuk", "berkas", "cara", "huruf", "jenis", "keputusan", "kode"),
        *("kunci", "lampiran", "lanjut", "makna", "pejabat", "pengganti", "rata", "status"),
    }
)
_HASH = re.compile(r"(?:(?<=[\s,\[\]{}:])|^)#", re.MULTILINE)
_AFTER_TEXT = re.compile(r"(?<=[^\s\[{,:\-])(?P<gap>[ \t]+)(?=#)")
_GLUED = re.compile(r"#+[^\s#]")  # the first word stands right after the mark
# What «revisi» writes beside a value of a draft: what it was the year before.
_LAST_YEAR = re.compile(rf"# {PATTERN}: ")
_SPACED = re.compile(r"#+[ \t]+\S")
_AS_TEXT = (
    "Bila # bagian dari teks, apit seluruh teksnya dengan tanda petik; bila catatan, tulis dua "
    "spasi, #, satu spasi, lalu catatannya."
)
_SHOWN = 40  # characters of a text that a message repeats


class CommentedScalar(NamedTuple):
    """A value or a key as it stands in the file.

    *start* and *end* count characters from 0. *plain* is without quotes and no block, *number*
    whether it was read as one, *key* whether it is the name of a field. *margin* is the column
    (from 0) beyond which a following line carries on this value, *path* leads to it.
    """

    start: int
    end: int
    value: str
    plain: bool
    number: bool
    key: bool
    margin: int
    path: tuple[str | int, ...]

    @property
    def field(self) -> str:
        """The field that this value stands in."""
        return field_of(self.path)


class Cut(NamedTuple):
    """The *place* (counted from 0) of a ``#`` that cuts text off, and what to tell of it."""

    place: int
    message: str
    hint: str


def find_cuts(text: str, scalars: Sequence[CommentedScalar]) -> Iterator[Cut]:
    """Yield the places where *text* loses what may be meant to print; *scalars* are all in it."""
    starts = [scalar.start for scalar in scalars]
    line = -1
    for hit in _HASH.finditer(text):
        index = hit.start()
        before = bisect_right(starts, index) - 1
        last = scalars[before] if before >= 0 else None
        if last is not None and index < last.end:
            continue  # within a quoted text or a block
        begin = text.rfind("\n", 0, index) + 1
        if begin == line:
            continue  # a mark within a comment
        line = begin
        if cut := _judge(text, index, begin, last):
            yield Cut(index, *cut)


def find_cuts_in_lines(text: str, start: int, end: int) -> Iterator[Cut]:
    """Yield such places between *start* and *end*, of which YAML made no values."""
    for hit in _AFTER_TEXT.finditer(text, start, end):
        index, begin = hit.end(), text.rfind("\n", 0, hit.end()) + 1
        before = text[begin:index]
        if "#" in before or before.count('"') % 2 or not _is_lost(text, index, hit["gap"]):
            continue
        value = re.split(r":\s|-\s", before.strip(), maxsplit=1)[-1].strip()
        yield Cut(index, *_about_cut(value, _rest(text, index)))


def _judge(
    text: str, index: int, begin: int, last: CommentedScalar | None
) -> tuple[str, str] | None:
    """What to tell of the comment at *index*, in the line that begins at *begin*, if anything."""
    glued = _GLUED.match(text, index) is not None
    if not text[begin:index].strip():
        return _judge_line(index - begin, last) if glued else None
    gap = text[last.end : index] if last else text[begin:index]
    if last is None or gap.strip():  # no value stands right before it: «- #kata»
        return _about_empty(_rest(text, index)) if glued else None
    if not last.plain:
        return _about_quoted(_rest(text, index)) if glued else None
    code = last.value == BELUM_DIISI or (last.field in _CODES and " " not in last.value)
    judged = not (code or last.number or last.key)
    if glued or (judged and _is_lost(text, index, gap)):
        return _about_cut(last.value, _rest(text, index))
    return None


def _judge_line(column: int, last: CommentedScalar | None) -> tuple[str, str] | None:
    """What to tell of a line of its own that would carry on the text above, had it no ``#``."""
    if last is None or last.key or not last.plain or column <= last.margin:
        return None
    return (
        f"Baris ini dianggap catatan, jadi tidak menyambung «{_shown(last.value)}» di atasnya.",
        "Bila baris ini bagian dari teks, apit seluruh teksnya dengan tanda petik; bila catatan, "
        "beri spasi sesudah #.",
    )


def _is_lost(text: str, index: int, gap: str) -> bool:
    """Whether what follows a text is not set off from it as a comment is."""
    if _LAST_YEAR.match(text, index):
        return False
    return len(gap.expandtabs(2)) < 2 or _SPACED.match(text, index) is None


def _about_cut(value: str, rest: str) -> tuple[str, str]:
    return (
        f"Teks terpotong di tanda #: yang terbaca hanya «{_shown(value)}»; «{rest}» dianggap "
        "catatan dan tidak tercetak.",
        _AS_TEXT,
    )


def _about_empty(rest: str) -> tuple[str, str]:
    return f"«{rest}» dianggap catatan, jadi tidak terbaca sebagai isian.", _AS_TEXT


def _about_quoted(rest: str) -> tuple[str, str]:
    return (
        f"«{rest}» sesudah tanda petik penutup dianggap catatan dan tidak tercetak.",
        "Bila bagian dari teks, pindahkan ke dalam tanda petik; bila catatan, beri spasi sesudah "
        "#.",
    )


def _rest(text: str, index: int) -> str:
    return _shown(text[index:].split("\n", 1)[0].strip())


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def cuts_before(text: str, index: int, scalars: Sequence[CommentedScalar]) -> list[Cut]:
    """Return the cuts before *index*, where YAML stopped.

    It may not have given the last value yet: what follows the last one given is read by lines.
    """
    known = scalars[-1].end if scalars else 0
    cuts = {line.place: line for line in find_cuts_in_lines(text, known, index)}
    cuts |= {cut.place: cut for cut in find_cuts(text[:index], scalars)}
    return [cuts[place] for place in sorted(cuts)]


def field_of(path: tuple[str | int, ...]) -> str:
    """Return the name of the field that the value at *path* stands in."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def note_cuts(file: SourceFile, text: str, cuts: Iterable[Cut]) -> None:
    """Note in *file*, whose text is *text*, where something is cut off."""
    for cut in cuts:
        begin = text.rfind("\n", 0, cut.place)
        place = Location(file.nama, text.count("\n", 0, cut.place) + 1, cut.place - begin)
        file.note("MUAT26", place, cut.message, cut.hint)
