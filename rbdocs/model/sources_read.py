"""What could be read of a year's sources, before it is known whether they fit each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from rbdocs.edition import Edition
from rbdocs.model.batang_tubuh import DaftarPasal
from rbdocs.model.chapter import SusunanNaskah
from rbdocs.model.indikator import DaftarIndikator
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.registers import DaftarPerangkatDaerah, DaftarSatuan
from rbdocs.model.regulation import Regulation
from rbdocs.model.rule_choices import DaftarPilihan


@dataclass(frozen=True, slots=True)
class PlacedLampiran:
    """A Lampiran, and where its source stands: as Lampiran *nomor*, in the folder of *tahun*."""

    lampiran: LampiranRencana | SusunanNaskah
    nomor: str
    tahun: Edition


@dataclass(slots=True)
class SourcesRead:
    """The sources of a year that have their shape; what has none, or is not there, is missing.

    *articles* are those of the amended regulation, as enacted and as the drafter wants them.
    *regulation* is made of all these where registers and regulation are read; *complete* says
    whether every source is.
    """

    satuan: DaftarSatuan | None = None
    perangkat_daerah: DaftarPerangkatDaerah | None = None
    indikator: DaftarIndikator | None = None
    peraturan: Peraturan | None = None
    choices: DaftarPilihan | None = None
    articles: list[DaftarPasal] = field(default_factory=list)
    placed: list[PlacedLampiran] = field(default_factory=list)
    regulation: Regulation | None = None
    complete: bool = True

    @property
    def plans(self) -> list[LampiranRencana]:
        """The Lampiran that are plans."""
        return [
            lampiran.lampiran
            for lampiran in self.placed
            if isinstance(lampiran.lampiran, LampiranRencana)
        ]
