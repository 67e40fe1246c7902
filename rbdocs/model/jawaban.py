"""What offices have answered when they were asked: who, when, by which file, and what."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from pydantic import Field

from rbdocs.model.node import Node, Whole


class Jawaban(Node):
    """An answered form that was taken into the sources.

    *sidik* is the SHA-256 of the file, *isian* what was taken from it by row and column
    (``G-05/1.tw1``), *catatan* the office's notes by row. *triwulan* says for which quarter it
    reports; 0 is the plan.
    """

    perangkat_daerah: str
    berkas: str
    sidik: str
    diterima: str
    oleh: str = ""
    triwulan: Whole = 0
    isian: dict[str, str] = Field(default_factory=dict)
    catatan: dict[str, str] = Field(default_factory=dict)


class DaftarJawaban(Node):
    """All answers of a year, in the order in which they came."""

    jawaban: list[Jawaban] = Field(default_factory=list)

    @cached_property
    def by_digest(self) -> dict[str, Jawaban]:
        """Each file that was taken, by its digest."""
        return {item.sidik: item for item in self.jawaban}

    def given(self, office: str, triwulan: int) -> dict[tuple[str, str], str]:
        """Return the last answer of *office* for each row and column."""
        result: dict[tuple[str, str], str] = {}
        for item in self.jawaban:
            if item.perangkat_daerah == office and item.triwulan == triwulan:
                for name, value in item.isian.items():
                    row, _, key = name.rpartition(".")
                    result[row, key] = value
        return result

    def notes(self) -> Iterator[tuple[str, str, str]]:
        """Yield every note: the office, the row, and what it says."""
        for item in self.jawaban:
            for row, text in item.catatan.items():
                yield item.perangkat_daerah, row, text
