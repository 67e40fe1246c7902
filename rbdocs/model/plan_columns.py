"""The columns of a plan: as a layout's file declares them, and as its printed rows follow them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Discriminator, Field, Tag, model_validator

from rbdocs.model.node import KeyPath, Node
from rbdocs.model.table import DeclaredColumn, Judul, NamaKolom
from rbdocs.model.values import Nilai, Text

# More columns than this leave none of them wide enough to be read: F4 across has 290 mm between its
# margins, and a number of five figures in 7 pt type takes about 6 mm.
MOST_COLUMNS = 50
WHOLE_WIDTH = 100.0  # per cent of the table's width


class Tingkat(Node):
    """A level of the tree, from the outside in.

    *isian* is the list in the record above that holds its records, *kunci* unless it is said. The
    level with *kode* has the rows; below it may be one more, whose records stand beside one row.
    """

    kunci: NamaKolom
    nama: str = ""
    isian: NamaKolom | None = None
    kode: bool = False

    @property
    def field(self) -> str:
        """The name of the list in a source."""
        return self.isian or self.kunci

    @property
    def label(self) -> str:
        """What readers call a record of this level."""
        return self.nama or self.kunci.replace("_", " ").capitalize()


class Periode(Node):
    """A row of periods, such as four quarters: a value each, and a column each."""

    kunci: NamaKolom
    judul: list[Judul] = Field(min_length=1, max_length=31)


class KolomRencana(DeclaredColumn):
    """A column of a plan.

    *isian* is the field of its level's record that it prints, *kunci* unless it is said; with
    *periode* that field is a list, and there is a column for each period. *lanjut*: it may be one
    cell with the row above. *rinci*: a record of the level below the row may give its own. *dari*
    are the columns that it is the sum of. *wajib*: a template must print it, as those of the rows
    unless it is said. *lebar* is in per cent.
    """

    lebar: float | None = Field(default=None, gt=0, le=WHOLE_WIDTH)
    tingkat: str
    isian: NamaKolom | None = None
    sebutan: str | None = None
    periode: str | None = None
    isi: Literal["teks", "angka"] | None = None
    lanjut: bool = False
    rinci: bool = False
    wajib: bool | None = None
    dari: list[str] = Field(default_factory=list)

    @property
    def field(self) -> str:
        """The name of the field in a source."""
        return self.isian or self.kunci

    @property
    def label(self) -> str:
        """What readers call the column."""
        return self.sebutan or self.judul.plain or self.kunci.replace("_", " ").capitalize()


class KelompokRencana(Node):
    """Columns of a plan under a common title."""

    judul: Judul
    kolom: list[SimpulRencana] = Field(min_length=1)


def _column_or_group(content: Any) -> str:
    group = isinstance(content, KelompokRencana) or (
        isinstance(content, dict) and "kolom" in content
    )
    return "bersama" if group else "tunggal"


SimpulRencana = Annotated[
    Annotated[KolomRencana, Tag("tunggal")] | Annotated[KelompokRencana, Tag("bersama")],
    Discriminator(_column_or_group),
]


class BarisJumlah(Node):
    """A row that sums *kolom* downwards: after each record of the level *tiap*, or in all."""

    judul: str = "JUMLAH"
    kolom: list[str] = Field(min_length=1)
    tiap: str | None = None


class SusunanRencana(Node):
    """A layout of plans. *tematik*: its plans are about themes that were chosen by their scores."""

    judul: str
    tematik: bool = False
    tingkat: list[Tingkat] = Field(min_length=1, max_length=12)
    periode: list[Periode] = Field(default_factory=list)
    kolom: list[SimpulRencana] = Field(min_length=1)
    jumlah: list[BarisJumlah] = Field(default_factory=list)

    @model_validator(mode="after")
    def _first_level(self) -> SusunanRencana:
        """The records of the first level stand under ``rencana`` in every plan."""
        if self.tingkat[0].isian is None:
            self.tingkat[0].isian = "rencana"
        return self

    def columns(self) -> list[KolomRencana]:
        """The columns as they are declared, from left to right, those in groups included."""
        return [kolom for kolom, _ in self.titled()]

    def titled(self) -> Iterator[tuple[KolomRencana, tuple[Text, ...]]]:
        """Yield the columns with the titles of the groups around each, the outermost first."""
        yield from _leaves(self.kolom, ())

    def row_level(self) -> int:
        """The place of the level whose records are the rows: the one with kode, or the last."""
        marked = [index for index, tingkat in enumerate(self.tingkat) if tingkat.kode]
        return marked[0] if marked else len(self.tingkat) - 1

    def titles(self, kolom: KolomRencana) -> list[Text]:
        """The titles of the printed columns of *kolom*: its own, or one for each period."""
        if kolom.periode is None:
            return [kolom.judul]
        return next((item.judul for item in self.periode if item.kunci == kolom.periode), [])


def _leaves(
    listing: Sequence[Any], above: tuple[Text, ...]
) -> Iterator[tuple[KolomRencana, tuple[Text, ...]]]:
    for value in listing:
        if isinstance(value, KelompokRencana):
            yield from _leaves(value.kolom, (*above, value.judul))
        else:
            yield value, above


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
