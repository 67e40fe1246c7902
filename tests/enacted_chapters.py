"""The text of Lampiran I as enacted, outside its tables: what each printed paragraph must say.

Read from `acuan/naskah.txt` by `acuan/pembacaan-naskah.yaml`, without a look at `sources/`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from tests.enacted_text import ACUAN, PembacaanError
from tests.table import padat

ITALICS = re.compile(r"\*([^*]+)\*")
# Before a list item's own marker the reading puts a dash, which is none of the print's.
DASH = re.compile(r"^- (?=(?:\d|[a-z])[.)])")


@dataclass(frozen=True)
class Expected:
    """A paragraph, or the place of a table or figure (kind), by the line where it begins."""

    line: int
    kind: str  # teks, tabel or gambar
    text: str = ""  # without white space
    italics: str = ""  # the part of the text in italics, without white space


@cache
def reading() -> dict[str, Any]:
    """What pembacaan-naskah.yaml says."""
    text = (ACUAN / "pembacaan-naskah.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def read_chapters() -> list[Expected]:
    """Read the paragraphs of Lampiran I and the places of its tables and figures, in order."""
    result = []
    for line, text in _paragraphs():
        if line in reading()["gambar"]:
            result.append(Expected(line, "gambar"))
        if text is None:
            result.append(Expected(line, "tabel"))
            continue
        for piece in _split(line, text):
            plain = padat(ITALICS.sub(r"\1", piece))
            result.append(Expected(line, "teks", plain, padat("".join(ITALICS.findall(piece)))))
    return result


def raw_text() -> str:
    """All characters outside the tables as they are read, the reading's own marks included."""
    tables = {line for first, last in reading()["tabel"] for line in range(first, last + 1)}
    return padat("".join(text for line, text in _lines() if line not in tables))


def marks_skipped(raw: str, document: str) -> Counter[str]:
    """Count the marks of the reading that *document* leaves out of *raw*.

    Raises AssertionError, with the place, where anything else is lost, changed or added.
    """
    marks: Counter[str] = Counter()
    position = 0
    for index, letter in enumerate(raw):
        if document[position : position + 1] == letter:
            position += 1
        elif letter in "*-<>":
            marks[letter] += 1
        else:
            wanted, found = raw[index - 12 : index + 12], document[position - 12 : position + 12]
            raise AssertionError(f"naskah …{wanted}… dokumen …{found}…")
    assert position == len(document), f"lebih: {document[position:]}"
    return marks


def _lines() -> list[tuple[int, str]]:
    naskah = (ACUAN / "naskah.txt").read_text(encoding="utf-8").split("\n")
    first, last = reading()["baris"]
    return [(n, naskah[n - 1].strip()) for n in range(first, last + 1)]


def _paragraphs() -> Iterator[tuple[int, str | None]]:
    """Each paragraph with the line where it begins; None for a table."""
    texts = dict(_lines())
    for entry in reading()["ganti"]:
        texts[entry["baris"]] = _replaced(texts[entry["baris"]], entry["baca"], entry["jadi"])
    tables: dict[int, int] = dict(reading()["tabel"])
    joined = {a: b for entry in reading()["sambung"] for a, b in entry["baris"].items()}
    skip = 0
    for line, text in texts.items():
        if line in tables:
            yield line, None
            skip = tables[line]
        elif line > skip and text and line not in joined:
            more = [texts[other] for other, onto in sorted(joined.items()) if onto == line]
            yield line, " ".join([DASH.sub("", text), *more])


def _split(line: int, text: str) -> list[str]:
    for entry in reading()["pisah"]:
        if entry["baris"] == line:
            before, found, after = text.partition(entry["teks"])
            if not found:
                raise PembacaanError(f"baris {line} tidak memuat {entry['teks']!r}")
            return [before, found + after]
    return [text]


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise PembacaanError(f"{old!r} ada {text.count(old)} kali")
    return text.replace(old, new)
