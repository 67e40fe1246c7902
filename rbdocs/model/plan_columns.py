"""The columns of the plans: one entry a column, which every printed row and its readers follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rbdocs.model.node import KeyPath

ROW, SUB = "rencana_aksi", "sub_kegiatan"  # the levels below the tree's own


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "teks"
    UNIT = "satuan"
    TARGET = "target"
    QUARTER = "triwulan"
    TOTAL = "total"
    AMOUNT = "anggaran"
    OFFICE = "perangkat daerah"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plan: its key, its title, what it holds, and which value it prints.

    The value stands at *path* in the record of *level*: a branch of the tree (the first, the
    second, ... from the outside), the action's row, or its sub kegiatan. *bookmark* is what the
    name of its bookmark ends with in Word, where it bears one (see word.bookmarks).
    """

    key: str
    title: str
    kind: Kind
    level: int | str
    path: KeyPath
    may_carry: bool = False
    bookmark: str = ""


def _quarters(numbers: Iterable[str]) -> list[Column]:
    return [
        Column(f"tw{index + 1}", f"TW {number}", Kind.QUARTER, ROW, ("tw", index))
        for index, number in enumerate(numbers)
    ]


_TOTAL = Column("total", "Total", Kind.TOTAL, ROW, ("total",), bookmark="b")
_UNIT = Column("satuan", "Satuan", Kind.UNIT, ROW, ("satuan",), bookmark="a")
_OUTPUT = Column("indikator", "Indikator", Kind.TEXT, ROW, ("indikator",))
_ACTION = Column("uraian", "Rencana Aksi", Kind.TEXT, ROW, ("uraian",), may_carry=True)
_END = (
    Column("sub_kegiatan", "Sub Kegiatan Pendukung", Kind.TEXT, SUB, ("nama",), True, "s"),
    Column("anggaran", "Jumlah Anggaran", Kind.AMOUNT, SUB, ("anggaran",), True),
    Column("koordinator", "Koordinator", Kind.OFFICE, SUB, ("koordinator",), True),
    Column("pelaksana", "Pelaksana", Kind.OFFICE, SUB, ("pelaksana",), True),
)
COLUMNS: dict[str, tuple[Column, ...]] = {
    "general": (
        Column("permasalahan", "Permasalahan", Kind.TEXT, 0, ("permasalahan",)),
        Column("kegiatan_utama", "Kegiatan Utama", Kind.TEXT, 1, ("nama",)),
        Column("indikator_ku", "Indikator KU", Kind.TEXT, 2, ("nama",)),
        Column("target", "Target Tahunan", Kind.TARGET, 2, ("target",)),
        _ACTION,
        _UNIT,
        _OUTPUT,
        *_quarters("1234"),
        _TOTAL,
        *_END,
    ),
    "tematik": (
        Column("permasalahan", "Permasalahan", Kind.TEXT, 0, ("permasalahan",)),
        Column("sasaran", "Sasaran", Kind.TEXT, 1, ("nama",)),
        Column("indikator_sasaran", "Indikator", Kind.TEXT, 2, ("nama",)),
        Column("target", "Target", Kind.TARGET, 2, ("target",)),
        Column("permasalahan_2", "Permasalahan", Kind.TEXT, 3, ("permasalahan",)),
        Column("sasaran_2", "Sasaran", Kind.TEXT, 4, ("nama",)),
        Column("indikator_2", "Indikator", Kind.TEXT, 5, ("nama",)),
        Column("target_2", "Target", Kind.TARGET, 5, ("target",)),
        _ACTION,
        Column("keterkaitan", "Keterkaitan", Kind.TEXT, ROW, ("keterkaitan",), True),
        _UNIT,
        _OUTPUT,
        *_quarters(("I", "II", "III", "IV")),
        _TOTAL,
        Column("jenis_kegiatan", "Jenis Kegiatan", Kind.TEXT, ROW, ("jenis_kegiatan",), True),
        *_END,
    ),
}
