"""A regulation of one year with its plans and registers, and the waivers granted in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from pydantic import Field

from rbdocs.model.finding import Location
from rbdocs.model.node import Node
from rbdocs.model.registers import DaftarPerangkatDaerah, DaftarSatuan, Instansi
from rbdocs.model.rencana_aksi import (
    Celah,
    LampiranRencana,
    RencanaAksi,
    TandaTangan,
    aksi,
    walk,
)

NomorLampiran = Literal["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
ROMAN = {nomor: index for index, nomor in enumerate(get_args(NomorLampiran), start=1)}


class Penandatanganan(Node):
    """Where, when and by whom a regulation was signed."""

    tempat: str
    tanggal: date
    pejabat: str


class Peraturan(Node):
    """What a regulation is called, when it was signed, and which Lampiran it has."""

    nomor: int
    tahun: int
    jenis: str
    tentang: str
    ditetapkan: Penandatanganan
    diundangkan: Penandatanganan
    lampiran: list[NomorLampiran] = Field(min_length=1)


class Pengecualian(Node):
    """A waiver: the rule, the kode of the row, and why the finding is let pass."""

    aturan: str
    kode: str
    alasan: str = Field(min_length=10)


class DaftarPengecualian(Node):
    """All waivers of a year."""

    pengecualian: list[Pengecualian]


@dataclass(slots=True)
class Regulasi:
    """All that the sources say of one year's regulation."""

    peraturan: Peraturan
    instansi: Instansi
    satuan: DaftarSatuan
    perangkat_daerah: DaftarPerangkatDaerah
    lampiran: list[LampiranRencana] = field(default_factory=list)
    pengecualian: list[Pengecualian] = field(default_factory=list)

    def aksi(self) -> Iterator[RencanaAksi]:
        """Yield every action of every plan, in printed order."""
        for lampiran in self.lampiran:
            yield from aksi(lampiran)

    def celah(self) -> Iterator[tuple[Location, str, str]]:
        """Yield what the reference text has lost: place, kode of the row or "", and the note."""
        for lampiran in self.lampiran:
            for node in walk(lampiran):
                if isinstance(node, Celah | TandaTangan | RencanaAksi) and node.celah:
                    kode = node.kode if isinstance(node, RencanaAksi) else ""
                    yield node.location("celah"), kode, node.celah
