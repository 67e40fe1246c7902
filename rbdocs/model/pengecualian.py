"""Decisions on findings: waivers, with reason and term, and judgements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from rbdocs.model.finding import Finding
from rbdocs.model.node import Day, Node, Whole
from rbdocs.model.values import format_number

Tahun = Annotated[Whole, Field(ge=1900, lt=2100)]
Penentu = Annotated[str, StringConstraints(min_length=3)]


def _pinned(content: object) -> object:
    return [_text(item) for item in content] if isinstance(content, list) else _text(content)


def _text(content: object) -> str:
    if isinstance(content, str):
        return " ".join(content.split())
    if isinstance(content, int | Decimal) and not isinstance(content, bool):
        return format_number(content)
    raise PydanticCustomError("nilai", "teks atau angka")


# A value that a waiver was given for: a text, or several in a list; a number as it is printed, and
# however it is broken into lines.
Pinned = Annotated[
    str | list[str],
    BeforeValidator(_pinned, json_schema_input_type=str | float | list[str | float]),
]


class Pengecualian(Node):
    """A waiver: which finding is let pass, why, by whose decision, and until which year.

    *kode* is the finding's lasting key, never a line; *berkas* narrows it to one file (a path or
    the end of one), *kutipan* to the words that the finding is about. *nilai* are the values that
    it was given for (see model.judged): with any other it lets nothing pass. Where *oleh*,
    *tanggal* or *sampai* is not given, the list's own hold.
    """

    aturan: str
    kode: str
    berkas: str | None = None
    kutipan: str | None = None
    nilai: dict[str, Pinned] | None = Field(default=None, min_length=1)
    alasan: str = Field(min_length=10)
    oleh: Penentu | None = None
    tanggal: Day | None = None
    sampai: Tahun | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether this waiver is about *finding*, its term left aside."""
        if (self.aturan, self.kode) != (finding.code, finding.kode):
            return False
        if self.kutipan is not None and self.kutipan != finding.excerpt:
            return False
        return self.berkas is None or PurePosixPath(finding.location.file).match(self.berkas)

    def holds_for(self, judged: Mapping[str, str | list[str]]) -> bool:
        """Whether this waiver was given for the values *judged*; one without values is for any."""
        return self.nilai is None or self.nilai == judged

    def missing(self) -> list[str]:
        """Which of decider, date and term is stated neither here nor for the whole list."""
        return [nama for nama in ("oleh", "tanggal", "sampai") if getattr(self, nama) is None]

    def expired(self, tahun: int) -> bool:
        """Whether this waiver no longer holds for a regulation of *tahun*."""
        return self.sampai is not None and self.sampai < tahun


@dataclass(frozen=True, slots=True)
class BrokenWaiver:
    """A waiver that could not be read, by what it names; None is what it does not tell.

    Nobody knows whether it lets a finding pass that it may be about.
    """

    aturan: str | None = None
    kode: str | None = None

    def may_cover(self, finding: Finding) -> bool:
        """Whether this waiver may be about *finding*."""
        return self.aturan in (None, finding.code) and self.kode in (None, finding.kode)

    @property
    def anything(self) -> bool:
        """Whether it may be about any finding at all."""
        return self.aturan is None and self.kode is None


class DaftarPengecualian(Node):
    """All waivers of a year; *oleh*, *tanggal* and *sampai* hold where a waiver gives none."""

    oleh: Penentu | None = None
    tanggal: Day | None = None
    sampai: Tahun | None = None
    pengecualian: list[Pengecualian]

    @model_validator(mode="after")
    def _complete(self) -> DaftarPengecualian:
        for waiver in self.pengecualian:
            waiver.oleh = waiver.oleh or self.oleh
            waiver.tanggal = waiver.tanggal or self.tanggal
            waiver.sampai = waiver.sampai or self.sampai
        return self


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


def _key(item: Penilaian) -> tuple[str, str, str]:
    return item.aturan, item.kode, item.kutipan or ""
