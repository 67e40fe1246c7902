"""An action plan (rencana aksi) as a tree; each printed value is written once in it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from rbdocs.model.node import Node, Whole
from rbdocs.model.values import BELUM_DIISI, Nilai, Text

Kode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,4}-\d{2,4}$")]
# Which columns of an action may be one merged cell with the action above it.
ContinuedColumn = Literal[
    "uraian",
    "keterkaitan",
    "jenis_kegiatan",
    "sub_kegiatan",
    "anggaran",
    "koordinator",
    "pelaksana",
]


class Cara(StrEnum):
    """How a total follows from the quarters."""

    JUMLAH = "jumlah"  # their sum
    AKHIR = "akhir"  # a stock: what the last filled quarter says
    TERTINGGI = "tertinggi"  # the highest of them
    RERATA = "rerata"  # their mean
    TETAP = "tetap"  # the same each time, and so the total


class Decision(StrEnum):
    """What a new year decides of an action that has reached its target."""

    LANJUT = "lanjut"  # it goes on
    SELESAI = "selesai"  # it is done and no longer printed
    GANTI = "ganti"  # another action takes its place; it is no longer printed
    BELUM = BELUM_DIISI


class Celah(Node):
    """Something that the reference text has lost here; prints nothing, the build lists it."""

    celah: str


class SubKegiatan(Node):
    """A sub kegiatan with its budget in rupiah, and its own offices where the print has such."""

    nama: Text
    anggaran: Nilai | None = None
    koordinator: str | None = None
    pelaksana: str | None = None


class RencanaAksi(Node):
    """An action: what is done, what comes of it by quarter, with what budget, and by whom.

    A column that *lanjut* names carries on from the action above and is None here. *acuan* is the
    key of the register's indicator that the total measures, where it measures one.
    """

    kode: Kode
    uraian: Text | None = None
    satuan: str
    indikator: Text
    acuan: str | None = None
    tw: list[Nilai] = Field(min_length=4, max_length=4)
    total: Nilai
    cara: Cara = Cara.JUMLAH
    sub_kegiatan: list[SubKegiatan] | None = Field(default=None, min_length=1)
    koordinator: str | None = None
    pelaksana: str | None = None
    lanjut: list[ContinuedColumn] = Field(default_factory=list)
    keputusan: Decision | None = None
    pengganti: Kode | None = None
    celah: str | None = None

    @property
    def printed(self) -> bool:
        """Whether the action stands in the plan; an ended one only keeps its kode."""
        return self.keputusan not in (Decision.SELESAI, Decision.GANTI)

    def required_columns(self) -> tuple[str, ...]:
        """The columns that must be given or be named in *lanjut*."""
        return ("uraian", "sub_kegiatan", "koordinator", "pelaksana")


class RencanaAksiTematik(RencanaAksi):
    """An action of a tematik plan: with its bearing on the target and its kind."""

    keterkaitan: Text | None = None
    jenis_kegiatan: Text | None = None

    def required_columns(self) -> tuple[str, ...]:
        """The columns that must be given or be named in *lanjut*."""
        return (*super().required_columns(), "keterkaitan", "jenis_kegiatan")


def _content_or_celah(content: Any) -> str:
    if isinstance(content, Celah) or (
        isinstance(content, dict) and "celah" in content and len(content) == 1
    ):
        return "celah"
    return "isi"


class IndikatorRencana(Node):
    """An indicator of a plan: its name, its key in the register, its target for the year."""

    nama: Text
    acuan: str | None = None
    target: Nilai


_CELAH = Annotated[Celah, Tag("celah")]
_CHOOSE = Discriminator(_content_or_celah)


class IndikatorKegiatanUtama(IndikatorRencana):
    """An indicator of a kegiatan utama, its target for the year, and the actions for it."""

    rencana_aksi: list[Annotated[Annotated[RencanaAksi, Tag("isi")] | _CELAH, _CHOOSE]]


class KegiatanUtama(Node):
    """A kegiatan utama with its indicators."""

    nama: Text
    indikator: list[Annotated[Annotated[IndikatorKegiatanUtama, Tag("isi")] | _CELAH, _CHOOSE]]


class PermasalahanGeneral(Node):
    """A problem of the bureaucracy and the kegiatan utama against it."""

    permasalahan: Text
    kegiatan_utama: list[Annotated[Annotated[KegiatanUtama, Tag("isi")] | _CELAH, _CHOOSE]]


class IndikatorTurunan(IndikatorRencana):
    """An indicator of the second level of a tematik plan, with the actions for it."""

    rencana_aksi: list[Annotated[Annotated[RencanaAksiTematik, Tag("isi")] | _CELAH, _CHOOSE]]


class SasaranTurunan(Node):
    """A sasaran of the second level."""

    nama: Text
    indikator: list[Annotated[Annotated[IndikatorTurunan, Tag("isi")] | _CELAH, _CHOOSE]]


class PermasalahanTurunan(Node):
    """A permasalahan of the second level."""

    permasalahan: Text
    sasaran: list[Annotated[Annotated[SasaranTurunan, Tag("isi")] | _CELAH, _CHOOSE]]


class IndikatorTematik(IndikatorRencana):
    """An indicator of the first level; *turunan* is what the second level derives from it."""

    turunan: list[Annotated[Annotated[PermasalahanTurunan, Tag("isi")] | _CELAH, _CHOOSE]]


class SasaranTematik(Node):
    """A sasaran of the first level."""

    nama: Text
    indikator: list[Annotated[Annotated[IndikatorTematik, Tag("isi")] | _CELAH, _CHOOSE]]


class PermasalahanTematik(Node):
    """A permasalahan of the first level."""

    permasalahan: Text
    sasaran: list[Annotated[Annotated[SasaranTematik, Tag("isi")] | _CELAH, _CHOOSE]]


class TandaTangan(Node):
    """Who signs a Lampiran; the texts given here are printed instead of the register's."""

    pejabat: str
    tempat_tanggal: str = ""
    jabatan: str | None = None
    ttd: str = "ttd"
    nama: str | None = None
    celah: str | None = None


class _Lampiran(Node):
    lampiran: str
    tahun: Whole
    judul: str
    tentang: str | None = None
    tanda_tangan: TandaTangan


class RencanaGeneral(_Lampiran):
    """The Lampiran of the rencana aksi general."""

    jenis: Literal["general"]
    rencana: list[Annotated[Annotated[PermasalahanGeneral, Tag("isi")] | _CELAH, _CHOOSE]]


class RencanaTematik(_Lampiran):
    """The Lampiran of one tematik rencana aksi."""

    jenis: Literal["tematik"]
    rencana: list[Annotated[Annotated[PermasalahanTematik, Tag("isi")] | _CELAH, _CHOOSE]]


LampiranRencana = RencanaGeneral | RencanaTematik


def walk(node: Node) -> Iterator[Node]:
    """Yield *node* and all records below it, in printed order."""
    yield node
    for child, _ in node.children():
        yield from walk(child)


def indikator_rencana(lampiran: LampiranRencana) -> Iterator[tuple[str, IndikatorRencana]]:
    """Yield the indicators of *lampiran*, each with the kegiatan utama or sasaran above it."""
    kegiatan = ""
    for node in walk(lampiran):
        if isinstance(node, KegiatanUtama | SasaranTematik | SasaranTurunan):
            kegiatan = node.nama.plain
        elif isinstance(node, IndikatorRencana):
            yield kegiatan, node
