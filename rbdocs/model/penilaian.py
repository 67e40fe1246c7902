"""Judgements on findings: a fault, defensible, or noise; by the finding, never by its line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from rbdocs.model.finding import Finding
from rbdocs.model.node import Node

Verdict = Literal["kesalahan", "dapat dipertahankan", "derau"]


class Penilaian(Node):
    """What a reader of the text judges of the finding of *aturan* at *kode* about *kutipan*."""

    aturan: str
    kode: str
    kutipan: str | None = None
    nilai: Verdict
    sebab: str = Field(min_length=10)


class DaftarPenilaian(Node):
    """All judgements on a year's findings."""

    penilaian: list[Penilaian]

    def of(self, finding: Finding) -> Penilaian | None:
        """Return the judgement on *finding*; None where there is none."""
        key = (finding.code, finding.kode, finding.excerpt)
        return next((item for item in self.penilaian if _key(item) == key), None)

    def unjudged(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return which of *findings* nobody has judged yet."""
        known = set(map(_key, self.penilaian))
        return [item for item in findings if (item.code, item.kode, item.excerpt) not in known]


def _key(item: Penilaian) -> tuple[str, str, str]:
    return item.aturan, item.kode, item.kutipan or ""
