"""The columns of the plans: one entry a column, which every printed row and its readers follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rbdocs.model.node import KeyPath

ROW, SUB = "rencana_aksi", "sub_kegiatan"  # the levels below the tree's own


class ColumnKind(StrEnum):
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
    kind: ColumnKind
    level: int | str
    path: KeyPath
    may_carry: bool = False
    bookmark: str = ""


def _quarters(numbers: Iterable[str]) -> list[Column]:
    return [
        Column(f"tw{index + 1}", f"TW {number}", ColumnKind.QUARTER, ROW, ("tw", index))
        for index, number in enumerate(numbers)
    ]


_TOTAL = Column("total", "Total", ColumnKind.TOTAL, ROW, ("total",), bookmark="b")
_UNIT = Column("satuan", "Satuan", ColumnKind.UNIT, ROW, ("satuan",), bookmark="a")
_OUTPUT = Column("indikator", "Indikator", ColumnKind.TEXT, ROW, ("indikator",))
_ACTION = Column("uraian", "Rencana Aksi", ColumnKind.TEXT, ROW, ("uraian",), may_carry=True)
_END = (
    Column("sub_kegiatan", "Sub Kegiatan Pendukung", ColumnKind.TEXT, SUB, ("nama",), True, "s"),
    Column("anggaran", "Jumlah Anggaran", ColumnKind.AMOUNT, SUB, ("anggaran",), True),
    Column("koordinator", "Koordinator", ColumnKind.OFFICE, SUB, ("koordinator",), True),
    Column("pelaksana", "Pelaksana", ColumnKind.OFFICE, SUB, ("pelaksana",), True),
)
COLUMNS: dict[str, tuple[Column, ...]] = {
    "general": (
        Column("permasalahan", "Permasalahan", ColumnKind.TEXT, 0, ("permasalahan",)),
        Column("kegiatan_utama", "Kegiatan Utama", ColumnKind.TEXT, 1, ("nama",)),
        Column("indikator_ku", "Indikator KU", ColumnKind.TEXT, 2, ("nama",)),
        Column("target", "Target Tahunan", ColumnKind.TARGET, 2, ("target",)),
        _ACTION,
        _UNIT,
        _OUTPUT,
        *_quarters("1234"),
        _TOTAL,
        *_END,
    ),
    "tematik": (
        Column("permasalahan", "Permasalahan", ColumnKind.TEXT, 0, ("permasalahan",)),
        Column("sasaran", "Sasaran", ColumnKind.TEXT, 1, ("nama",)),
        Column("indikator_sasaran", "Indikator", ColumnKind.TEXT, 2, ("nama",)),
        Column("target", "Target", ColumnKind.TARGET, 2, ("target",)),
        Column("permasalahan_2", "Permasalahan", ColumnKind.TEXT, 3, ("permasalahan",)),
        Column("sasaran_2", "Sasaran", ColumnKind.TEXT, 4, ("nama",)),
        Column("indikator_2", "Indikator", ColumnKind.TEXT, 5, ("nama",)),
        Column("target_2", "Target", ColumnKind.TARGET, 5, ("target",)),
        _ACTION,
        Column("keterkaitan", "Keterkaitan", ColumnKind.TEXT, ROW, ("keterkaitan",), True),
        _UNIT,
        _OUTPUT,
        *_quarters(("I", "II", "III", "IV")),
        _TOTAL,
        Column("jenis_kegiatan", "Jenis Kegiatan", ColumnKind.TEXT, ROW, ("jenis_kegiatan",), True),
        *_END,
    ),
}
