"""An action plan (rencana aksi) as a tree; each printed value is written once in it.

What rules bind to stands here, under one name whatever a layout calls it; model.plan_records makes
the records of a layout out of these, with all its levels and columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from rbdocs.model.node import Node, Whole
from rbdocs.model.plan_columns import ColumnKind
from rbdocs.model.plan_layout import PlanLayout, PlanSeries
from rbdocs.model.values import BELUM_DIISI, Nilai, Text

Kode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,4}-\d{2,4}$")]


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
    """Something that the reference text has lost here; print shows it by a mark that is no text."""

    celah: str


class PlanNode(Node):
    """A record of a plan: a branch of its tree, a row, or what stands beside a row."""

    layout: ClassVar[PlanLayout]
    level: ClassVar[int | None] = None  # which of the layout's levels it is of; None: the whole
    stated: ClassVar[frozenset[str]] = frozenset()  # the fields that its columns hold

    @classmethod
    def kind(cls, field: str) -> ColumnKind | None:
        """Return what the layout has *field* for; None where no column of this level holds it."""
        if field == "jumlah":
            return ColumnKind.AMOUNT
        return cls.layout.kinds.get((cls.level, field)) if hasattr(cls, "layout") else None

    def given_sum(self, key: str) -> Nilai | None:
        """What the source says of the sum in the column *key*; None: it is left to the program."""
        given: dict[str, Nilai] = getattr(self, "jumlah", {})
        return given.get(key)


class PlanBranch(PlanNode):
    """A record above the rows, with what is below it."""

    headed: ClassVar[str | None] = None  # the field with its kegiatan utama or sasaran

    @property
    def heading(self) -> Text | None:
        """What an indicator below it belongs to: its kegiatan utama or sasaran, where it is one."""
        return getattr(self, self.headed) if self.headed else None


class IndikatorRencana(PlanBranch):
    """An indicator of a plan: its name, its key in the register, its target for the year."""

    nama: Text = Text.dari("")
    acuan: str | None = None
    target: Nilai = Nilai("")


class SubKegiatan(PlanNode):
    """A sub kegiatan with its budget in rupiah, and its own offices where the print has such."""

    nama: Text = Text.dari("")
    anggaran: Nilai | None = None
    koordinator: str | None = None
    pelaksana: str | None = None
    kode_rekening: str | None = None  # its national code; not printed


class RencanaAksi(PlanNode):
    """An action: what is done, what comes of it by period, with what budget, and by whom.

    A column that *lanjut* names carries on from the action above and is None here. *acuan* is the
    key of the register's indicator that the total measures, where it measures one. What a layout
    has no column for is empty.
    """

    kode: Kode
    uraian: Text | None = None
    satuan: str = ""
    indikator: Text = Text.dari("")
    acuan: str | None = None
    tw: list[Nilai] = Field(default_factory=list)
    total: Nilai = Nilai("")
    cara: Cara = Cara.JUMLAH
    sub_kegiatan: list[SubKegiatan] | None = None
    anggaran: Nilai | None = None
    koordinator: str | None = None
    pelaksana: str | None = None
    lanjut: list[str] = Field(default_factory=list)
    keputusan: Decision | None = None
    pengganti: Kode | None = None
    celah: str | None = None

    @property
    def nama(self) -> Text:
        """What its own budget is for, where that is no record of its own."""
        return Text.dari("")

    @property
    def printed(self) -> bool:
        """Whether the action stands in the plan; an ended one only keeps its kode."""
        return self.keputusan not in (Decision.SELESAI, Decision.GANTI)

    def required_columns(self) -> tuple[str, ...]:
        """The columns that must be given or be named in *lanjut*."""
        return self.layout.required

    def series(self) -> Iterator[SeriesValues]:
        """Yield its values by period that are reckoned with, those of the target first."""
        for series in self.layout.series:
            total = getattr(self, series.total) if series.total else Nilai("")
            cara = Cara.JUMLAH if series.kind is ColumnKind.AMOUNT else self.cara
            yield SeriesValues(series, getattr(self, series.field), total, cara)


@dataclass(frozen=True, slots=True)
class SeriesValues:
    """The values of one action in a series, their total, and how it follows from them."""

    series: PlanSeries
    values: list[Nilai]
    total: Nilai
    cara: Cara

    @property
    def filled(self) -> list[Nilai]:
        """The periods in which something stands."""
        return [value for value in self.values if not value.empty]


class TandaTangan(Node):
    """Who signs a Lampiran; the texts given here are printed instead of the register's."""

    pejabat: str
    tempat_tanggal: str = ""
    jabatan: str | None = None
    ttd: str = "ttd"
    nama: str | None = None
    celah: str | None = None


class LampiranRencana(PlanNode):
    """The Lampiran of one rencana aksi; *jenis* is the name of its layout."""

    lampiran: str
    jenis: str
    tahun: Whole
    judul: str
    tentang: str | None = None
    tanda_tangan: TandaTangan
    rencana: list[Node]


def walk(node: Node) -> Iterator[Node]:
    """Yield *node* and all records below it, in printed order."""
    yield node
    for child, _ in node.children():
        yield from walk(child)


def indikator_rencana(lampiran: LampiranRencana) -> Iterator[tuple[str, IndikatorRencana]]:
    """Yield the indicators of *lampiran*, each with the kegiatan utama or sasaran above it."""
    kegiatan = ""
    for node in walk(lampiran):
        if isinstance(node, IndikatorRencana):
            yield kegiatan, node
        elif isinstance(node, PlanBranch) and node.heading is not None:
            kegiatan = node.heading.plain
