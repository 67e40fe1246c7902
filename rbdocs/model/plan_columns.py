"""The columns of a plan by its layout, and the cells that its printed rows have in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from rbdocs.model.layout import KolomRencana
from rbdocs.model.node import KeyPath, Node
from rbdocs.model.values import Nilai, Text

Content = Text | Nilai | str


class Merge(IntEnum):
    """Whether a cell is merged vertically."""

    NONE = 0  # it stands alone
    START = 1  # it starts a merged cell
    CONTINUED = 2  # it carries on from the row above


class Cell(NamedTuple):
    """A cell of a table; *node* and *path* say which value of the sources it prints, if one."""

    content: Content
    merge: Merge
    node: Node | None = None
    path: KeyPath = ()


ROW, SUB = "rencana_aksi", "sub_kegiatan"  # the levels below the tree's own


class ColumnKind(StrEnum):
    """What a column holds."""

    TEXT = "teks"
    NUMBER = "angka"
    UNIT = "satuan"
    TARGET = "target"
    QUARTER = "periode"
    TOTAL = "total"
    AMOUNT = "anggaran"
    ACHIEVED = "realisasi"
    TICK = "jadwal"
    OFFICE = "perangkat daerah"


# Kinds whose values are reckoned with, and so are opened when a new year is drafted.
NUMERIC = frozenset(
    {
        ColumnKind.NUMBER,
        ColumnKind.TARGET,
        ColumnKind.QUARTER,
        ColumnKind.TOTAL,
        ColumnKind.AMOUNT,
        ColumnKind.ACHIEVED,
    }
)
_KINDS = {
    "satuan": ColumnKind.UNIT,
    "baseline": ColumnKind.TARGET,
    "target": ColumnKind.TARGET,
    "periode": ColumnKind.QUARTER,
    "kriteria": ColumnKind.NUMBER,
    "nomor": ColumnKind.NUMBER,
    "total": ColumnKind.TOTAL,
    "anggaran": ColumnKind.AMOUNT,
    "realisasi": ColumnKind.ACHIEVED,
    "jadwal": ColumnKind.TICK,
    "koordinator": ColumnKind.OFFICE,
    "pelaksana": ColumnKind.OFFICE,
}
# The field of an action that holds what a column means; rules know no other name for it.
OF_ACTION = {
    "uraian": "uraian",
    "satuan": "satuan",
    "indikator": "indikator",
    "total": "total",
    "anggaran": "anggaran",
    "koordinator": "koordinator",
    "pelaksana": "pelaksana",
}
OF_DETAIL = {
    "sub_kegiatan": "nama",
    "uraian": "nama",
    "anggaran": "anggaran",
    "koordinator": "koordinator",
    "pelaksana": "pelaksana",
}
OF_INDICATOR = {"indikator": "nama", "target": "target"}


def kind_of(kolom: KolomRencana) -> ColumnKind:
    """Return what *kolom* holds, by what it means and whether it has periods."""
    if kolom.makna in ("target", "periode") and kolom.periode is not None:
        return ColumnKind.QUARTER
    if kolom.makna is not None:
        return _KINDS.get(kolom.makna, ColumnKind.TEXT)
    return ColumnKind.NUMBER if kolom.isi == "angka" or kolom.dari else ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plan: its key, its title, what it holds, and which value it prints.

    The value stands at *path* in the record of *level*: a branch of the tree (the first, the
    second, ... from the outside), the action's row, or its sub kegiatan. *bookmark* is what the
    name of its bookmark ends with in Word, where it bears one (see word.bookmarks). *makna* and
    *label* are the layout's meaning and what readers call it; *groups* the titles above its own.
    """

    key: str
    title: str
    kind: ColumnKind
    level: int | str
    path: KeyPath
    may_carry: bool = False
    bookmark: str = ""
    makna: str | None = None
    label: str = ""
    groups: tuple[str, ...] = ()
    declared: KolomRencana | None = None

    @property
    def field(self) -> str:
        """The field of the record that it prints, as rules know it."""
        return str(self.path[0])

    @property
    def mandatory(self) -> bool:
        """Whether a template must print it: what rows say, unless the layout says otherwise."""
        said = self.declared.wajib if self.declared is not None else None
        return said if said is not None else not isinstance(self.level, int)

    @property
    def title_within(self) -> str:
        """Its title, with that of the group around a period: «Anggaran TW 1»."""
        own = self.declared.judul.plain if self.declared and self.declared.periode else ""
        return f"{own} {self.title}".strip()
