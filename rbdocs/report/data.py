"""Findings as plain data, as it goes into JSON, and the line of a source that one is about."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rbdocs.model.finding import Finding, Location, Occurrence, Repair
from rbdocs.model.kosakata import find_words

# Returns the lines of a source file by its name in findings; none where it cannot be read.
Source = Callable[[str], Sequence[str]]
# A value may go on for some lines below the place that its location gives.
_LINES_OF_A_VALUE = 40


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of a source, cut to a window: its number, and what to underline in it."""

    line: int
    text: str
    start: int
    length: int


def locate(finding: Finding, source: Source) -> tuple[int, int, int] | None:
    """Return line and column (from 1) and length of what *finding* is about; None where unknown.

    The excerpt is looked for from the value's place on; without it the value's own line is meant.
    """
    lines = source(finding.location.file)
    first, column = finding.location.line, max(finding.location.column, 1)
    if not 1 <= first <= len(lines):
        return None
    if finding.excerpt:
        for number in range(first, min(first + _LINES_OF_A_VALUE, len(lines)) + 1):
            begin = column - 1 if number == first else 0
            start = find_words(lines[number - 1], finding.excerpt, begin)
            if start >= 0:
                return number, start + 1, len(finding.excerpt)
    return extent(finding.location, source)


def located(finding: Finding, source: Source) -> Location:
    """Return the place of the very words that *finding* is about; of its value where unknown."""
    place = locate(finding, source)
    return finding.location if place is None else Location(finding.location.file, *place[:2])


def extent(location: Location, source: Source) -> tuple[int, int, int] | None:
    """Return line and column (from 1) and length of the value at *location*; None where unknown."""
    lines = source(location.file)
    column = max(location.column, 1)
    if not 1 <= location.line <= len(lines):
        return None
    return location.line, column, _value_length(lines[location.line - 1][column - 1 :])


_VALUE = re.compile(
    r"""(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?P<list>\[.*?\])|(?P<plain>.+?)(?=\s+\#|\s*$)"""
)


def _value_length(rest: str) -> int:
    """How much of *rest*, a line from a value's first character on, is the value."""
    hit = _VALUE.match(rest)
    return len(hit[0]) if hit else 1


def snippet(finding: Finding, source: Source, width: int = 100) -> Snippet | None:
    """Return the line of *finding*, at most *width* characters of it; None where unknown."""
    place = locate(finding, source)
    if place is None:
        return None
    number, column, length = place
    text = source(finding.location.file)[number - 1].rstrip().replace("\t", " ")
    start = column - 1
    indent = len(text) - len(text.lstrip())
    begin = indent if start >= indent else 0
    if start + length - begin > width:
        begin = max(begin, start - max((width - length) // 2, 0))
    piece = text[begin : begin + width]
    before = "…" if begin > indent else ""
    after = "…" if begin + width < len(text) else ""
    start = start - begin + len(before)
    return Snippet(number, before + piece + after, start, max(1, min(length, width)))


def as_data(finding: Finding, source: Source | None = None) -> dict[str, Any]:
    """Return *finding* as plain data; its place is that of the words meant, as *source* has them.

    ``nilai.tempat`` lists the places that were compared, ``nilai.perbaikan`` what mends it.
    """
    values = dict(finding.values)
    if finding.excerpt:
        values.setdefault("kutipan", finding.excerpt)
    if finding.occurrences:
        values["tempat"] = [_occurrence(occurrence) for occurrence in finding.occurrences]
    if finding.repairs:
        values["perbaikan"] = [repair_as_data(repair) for repair in finding.repairs]
    return {
        "kode_aturan": finding.code,
        "tingkat": str(finding.level),
        "pesan": finding.message,
        **_place(finding.location if source is None else located(finding, source)),
        "kode": finding.kode,
        "nilai": values,
        "saran": finding.hint,
        "dikecualikan": finding.waiver is not None,
        "alasan": finding.waiver,
    }


def subject_of(code: str) -> str:
    """Return the subject of the rule *code*: its letters."""
    return code.rstrip("0123456789")


def state_of(finding: Finding) -> str:
    """Return what is to be done about *finding*: its level, or that it was let pass."""
    return "dikecualikan" if finding.waiver is not None else str(finding.level)


def gap_as_data(gap: tuple[Location, str, str]) -> dict[str, Any]:
    """Return a loss of the reference text as plain data."""
    location, kode, note = gap
    return {**_place(location), "kode": kode, "catatan": note}


def as_json(data: object) -> str:
    """Return *data* as JSON text for programs."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=str)


def _place(location: Location) -> dict[str, Any]:
    return {"berkas": location.file, "baris": location.line, "kolom": location.column}


def _occurrence(occurrence: Occurrence) -> dict[str, Any]:
    return {**_place(occurrence.location), "di": occurrence.at, "nilai": occurrence.value}


def repair_as_data(repair: Repair) -> dict[str, Any]:
    """Return *repair* as plain data: where, and what becomes of what."""
    return {**_place(repair.location), "lama": repair.old, "baru": repair.new}
