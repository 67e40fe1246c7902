"""The body as built is the one that was enacted: every character, in order, nothing added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from tests.docx_reader import read_pieces
from tests.enacted_text import ACUAN
from tests.loops import at_least_one
from tests.table import padat

LAST = 92  # line 93 begins Lampiran I
FAITHFUL = 0.999
# A list's dash is a mark of the reading; a word between asterisks was printed in italics.
DASH = re.compile(r"^\s*- ")
ITALICS = re.compile(r"\*([^*]+)\*")
# What the document has, Jinja aside, that the enacted text reads otherwise.
ROW = re.compile(r"^\| (\d+) \| `(.+?)` \| `(.+?)` \| .{20,} \|$", re.MULTILINE)


def enacted_lines() -> list[str]:
    lines = (ACUAN / "naskah.txt").read_text(encoding="utf-8").split("\n")[:LAST]
    return [DASH.sub("", line) for line in lines]


def named_differences() -> list[tuple[int, str, str]]:
    table = (ACUAN / "badan.md").read_text(encoding="utf-8")
    return [(int(line), read, ours) for line, read, ours in ROW.findall(table)]


def expected() -> str:
    """The enacted body with the named differences, each of which must be there once."""
    lines = enacted_lines()
    for number, read, ours in at_least_one(named_differences()):
        assert lines[number - 1].count(read) == 1, number
        lines[number - 1] = lines[number - 1].replace(read, ours)
    return padat(ITALICS.sub(r"\1", "\n".join(lines)))


@pytest.fixture(scope="module")
def pieces(built: Path) -> list[tuple[str, bool]]:
    return read_pieces(built / "perbup.docx")


def test_every_character_of_the_enacted_body_is_there_and_no_other(
    pieces: list[tuple[str, bool]],
) -> None:
    document = padat("".join(text for text, _ in pieces))
    assert document == expected(), "\n".join(_differences(expected(), document))


def test_without_the_named_differences_it_is_still_faithful(
    pieces: list[tuple[str, bool]],
) -> None:
    document = padat("".join(text for text, _ in pieces))
    raw = padat(ITALICS.sub(r"\1", "\n".join(enacted_lines())))
    matcher = SequenceMatcher(None, raw, document, autojunk=False)
    found = sum(block.size for block in matcher.get_matching_blocks())
    assert found / len(raw) >= FAITHFUL
    assert found / len(document) >= FAITHFUL


def test_italics_are_those_of_the_enacted_body(pieces: list[tuple[str, bool]]) -> None:
    wanted = [padat(word) for word in ITALICS.findall("\n".join(enacted_lines()))]
    assert [padat(text) for text, italics in pieces if italics and text.strip()] == wanted
    assert len(wanted) == 7


def test_the_comparison_sees_one_changed_character(pieces: list[tuple[str, bool]]) -> None:
    document = padat("".join(text for text, _ in pieces))
    changed = document.replace("Tahun2020Nomor441", "Tahun2020Nomor440")
    assert changed != document
    assert list(_differences(expected(), changed)) == ["'…Nomor441)sebagai' → '…Nomor440)sebagai'"]


def _differences(wanted: str, found: str) -> Iterator[str]:
    for kind, a, b, c, d in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if kind != "equal":
            yield f"'…{wanted[max(a - 7, 0) : b + 8]}' → '…{found[max(c - 7, 0) : d + 8]}'"
