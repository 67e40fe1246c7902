"""Lampiran I as built is the one that was enacted: every paragraph, in order, nothing added."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

import pytest

from tests.docx_reader import Seen, read_body
from tests.enacted_chapters import (
    DASH,
    Expected,
    marks_skipped,
    raw_text,
    read_chapters,
    reading,
)
from tests.enacted_text import ACUAN
from tests.loops import at_least_one
from tests.table import padat

MARKER = re.compile(r"^(?:- )?(?:\d\)\.?|[a-z]\.|\d\.) ")
EXPECTED = read_chapters()


@pytest.fixture(scope="module")
def seen(built: Path) -> list[Seen]:
    """The body of Lampiran I; the parts of one table, which touch but for a gap, are one."""
    result: list[Seen] = []
    for item in read_body(built / "lampiran-1.docx"):
        if not (item.kind == "tabel" and result and result[-1].kind == "tabel"):
            result.append(item)
    return result


def as_lines(listing: list[Expected] | list[Seen]) -> list[str]:
    return [f"{item.kind} {padat(item.text)} [{padat(item.italics)}]" for item in listing]


def test_every_paragraph_table_and_figure_stands_where_it_was_enacted(seen: list[Seen]) -> None:
    difference = list(unified_diff(as_lines(EXPECTED), as_lines(seen), "naskah", "dokumen", n=1))
    assert not difference, "\n".join(difference)


def test_raw_characters_are_there_in_order_and_none_is_added(seen: list[Seen]) -> None:
    """Without any of the second reading but where the tables are."""
    marks = marks_skipped(raw_text(), padat("".join(item.text for item in seen)))
    assert set(marks) == {"*", "-", "<", ">"}
    assert marks["<"] == marks[">"] == 1
    assert marks["-"] == len(_dashed_lines())


def test_list_items_are_those_that_carry_a_marker(seen: list[Seen]) -> None:
    items = [padat(item.text) for item in seen if item.style.startswith("Butir")]
    marked = {line for line, text in _enacted_lines() if MARKER.match(text)}
    assert items == [
        item.text
        for item, first in zip(EXPECTED, _first_of_line(EXPECTED), strict=True)
        if item.line in marked and first
    ]
    assert len(items) == len(marked) == 55


@pytest.mark.parametrize(
    ("style", "pattern", "count"),
    [
        ("JudulBagian", r"[AB]\.(?!Tim)", 2),
        ("Heading1", r"BAB[IVX]+[A-Z]", 6),
        ("Heading2", r"\d\.\d\.(?!\d)", 12),
        ("Heading3", r"\d\.\d\.\d\.|[AB]\.Tim", 10),
    ],
)
def test_headings_are_those_that_carry_a_number(
    seen: list[Seen], style: str, pattern: str, count: int
) -> None:
    headings = [padat(item.text) for item in seen if item.style == style]
    assert headings == [item.text for item in EXPECTED if re.match(pattern, item.text)]
    assert len(headings) == count


def test_the_comparison_sees_a_changed_letter_a_lost_paragraph_and_lost_italics(
    seen: list[Seen],
) -> None:
    texts = [n for n, item in enumerate(seen) if item.italics]
    entry = seen[texts[0]]
    for changed in (
        [*seen[: texts[0]], *seen[texts[0] + 1 :]],
        [*seen[: texts[0]], Seen(entry.kind, entry.style, entry.text + "x", entry.italics)],
        [*seen[: texts[0]], Seen(entry.kind, entry.style, entry.text, "")],
    ):
        rest = seen[texts[0] + 1 :] if len(changed) == texts[0] + 1 else []
        assert as_lines([*changed, *rest]) != as_lines(EXPECTED)
    document = padat("".join(item.text for item in seen))
    changed_letter = document.replace("PENDAHULUAN1", "PENDAHULUANX1")
    with pytest.raises(AssertionError, match="dokumen …IPENDAHULUANX1"):
        marks_skipped(raw_text(), changed_letter)
    with pytest.raises(AssertionError, match="lebih: x"):
        marks_skipped(raw_text(), document + "x")


def test_every_departure_from_the_raw_lines_has_a_reason() -> None:
    for kind in ("sambung", "pisah", "ganti"):
        assert all(len(entry["alasan"]) > 20 for entry in at_least_one(reading()[kind]))


def _enacted_lines() -> list[tuple[int, str]]:
    lines = (ACUAN / "naskah.txt").read_text(encoding="utf-8").split("\n")
    first, last = reading()["baris"]
    tables = {n for a, b in reading()["tabel"] for n in range(a, b + 1)}
    return [(n, lines[n - 1].strip()) for n in range(first, last + 1) if n not in tables]


def _dashed_lines() -> list[int]:
    return [n for n, text in _enacted_lines() if DASH.match(text)]


def _first_of_line(listing: list[Expected]) -> list[bool]:
    return [n == 0 or listing[n - 1].line != item.line for n, item in enumerate(listing)]
