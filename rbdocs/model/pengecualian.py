"""Waivers: findings that somebody decided to let pass, with reason and term."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from rbdocs.model.finding import Finding
from rbdocs.model.node import Day, Node, Whole

Tahun = Annotated[Whole, Field(ge=1900, lt=2100)]
Penentu = Annotated[str, StringConstraints(min_length=3)]


class Pengecualian(Node):
    """A waiver: which finding is let pass, why, by whose decision, and until which year.

    *kode* is the finding's lasting key, never a line; *berkas* narrows it to one file (a path or
    the end of one), *kutipan* to the words that the finding is about. Where *oleh*, *tanggal* or
    *sampai* is not given, the list's own hold.
    """

    aturan: str
    kode: str
    berkas: str | None = None
    kutipan: str | None = None
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
