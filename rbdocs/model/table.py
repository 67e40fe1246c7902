"""A table of Lampiran I: its columns, and its rows as a tree.

A row's children stand in ``baris`` below it; its own cells are merged over all of them. A cell
that is merged across that order carries on from the row above by ``lanjut``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag

from rbdocs.model.node import Node, Whole
from rbdocs.model.sentence import Isi, Kalimat
from rbdocs.model.values import Nilai, Text

NamaKolom = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Rata = Literal["kiri", "tengah", "kanan"]


def _as_text(content: Any) -> Any:
    """A whole number here is a year, which is printed without a separator."""
    return str(content) if type(content) is int else content


Judul = Annotated[Kalimat, BeforeValidator(_as_text, json_schema_input_type=Text | int)]
Tahun = Annotated[str, BeforeValidator(_as_text, json_schema_input_type=str | int)]
# What a column holds, so that checks find it under whatever title it is printed: in tables and in
# layouts of plans alike.
Makna = Literal[
    "nomor",
    "permasalahan",
    "sasaran",
    "tema",
    "kegiatan_utama",
    "uraian",
    "satuan",
    "indikator",
    "baseline",
    "target",
    "periode",  # a part of the year's target: a quarter, a month
    "realisasi",
    "jadwal",  # ticks that say when
    "anggaran",  # in rupiah
    "sub_kegiatan",
    "koordinator",
    "pelaksana",
    "keterkaitan",
    "jenis_kegiatan",
    "jabatan",
    "kriteria",  # a score that counts towards the total
    "total",  # the sum of the scores or of the periods
]

OFFICES = ("koordinator", "pelaksana")  # what columns hold that name offices


class DeclaredColumn(Node):
    """What a table and a plan both say of a column: its key, its title, and what it holds."""

    kunci: NamaKolom
    judul: Judul = Text.dari("")
    rata: Rata = "kiri"
    makna: Makna | None = None


class Kolom(DeclaredColumn):
    """A column of a table; its width is relative to the others."""

    lebar: float = Field(gt=0)
    tahun: Whole | None = None  # the year of a baseline or target


class KelompokKolom(Node):
    """Columns under a common title."""

    judul: Judul
    kolom: list[SimpulKolom] = Field(min_length=1)


def _column_or_group(content: Any) -> str:
    group = isinstance(content, KelompokKolom) or (isinstance(content, dict) and "kolom" in content)
    return "bersama" if group else "tunggal"


SimpulKolom = Annotated[
    Annotated[Kolom, Tag("tunggal")] | Annotated[KelompokKolom, Tag("bersama")],
    Discriminator(_column_or_group),
]


class Baris(Node):
    """A row: a cell for each column, under the column's key, and the rows below it.

    *gabung* names groups of neighbouring columns that are one cell here; its content stands under
    one of them. *acuan* is the key of the row's indicator in the register.
    """

    model_config = ConfigDict(extra="allow", arbitrary_types_allowed=True)
    __pydantic_extra__: dict[str, Isi] = Field(init=False)

    acuan: str | None = None
    lanjut: list[str] = Field(default_factory=list)
    gabung: list[list[str]] = Field(default_factory=list)
    celah: str | None = None
    baris: list[Baris] | None = Field(default=None, min_length=1)

    @property
    def sel(self) -> dict[str, Isi]:
        """The cells that this row states, by column."""
        return self.__pydantic_extra__

    def with_below(self) -> Iterator[Baris]:
        """Yield this row and all rows below it."""
        yield self
        for row in self.baris or ():
            yield from row.with_below()


class Blok(Node):
    """A part of a table with header rows of its own, where the columns' titles do not serve."""

    kepala: list[Baris] = Field(default_factory=list)
    baris: list[Baris] = Field(min_length=1)


class _Tabel(Node):
    """*nomor* and *judul* make the caption, *sumber* the line below: the chapter prints them.

    *huruf* says which of the template's styles for tables are used.
    """

    nomor: str | None = None
    judul: str
    sumber: str | None = None
    huruf: Literal["biasa", "kecil"] = "biasa"
    kolom: list[SimpulKolom] = Field(min_length=1)

    @property
    def sebutan(self) -> str:
        """What the table is called: ``Tabel 2.2``, or its title where it has no number."""
        return self.judul if self.nomor is None else f"Tabel {self.nomor}"

    def columns(self) -> list[Kolom]:
        """The columns from left to right, those in groups included."""
        return [way[-1] for way in self.titles() if isinstance(way[-1], Kolom)]

    def titles(self) -> list[tuple[SimpulKolom, ...]]:
        """Return each column after the groups that it stands in, the outermost first."""
        return list(_paths(self.kolom, ()))


class Tabel(_Tabel):
    """A table whose rows have a cell for each column."""

    jenis: Literal["biasa"] = "biasa"
    baris: list[Baris] = Field(default_factory=list)
    blok: list[Blok] = Field(default_factory=list)

    def parts(self) -> Iterator[tuple[list[Baris], list[Baris]]]:
        """Yield header rows and rows of each part; no header rows: the columns' titles."""
        if self.baris:
            yield [], self.baris
        for blok in self.blok:
            yield blok.kepala, blok.baris

    def rows(self) -> Iterator[Baris]:
        """Yield the rows of all parts and those below them, header rows aside."""
        return (baris for _, rows in self.parts() for row in rows for baris in row.with_below())

    def filled(self, *makna: str) -> Iterator[tuple[str, Baris, Isi]]:
        """Yield row by row what stands in the columns that mean one of *makna*: column, row, cell.

        Cells that are empty or carry on are left out.
        """
        wanted = [kolom.kunci for kolom in self.columns() if kolom.makna in makna]
        for baris in self.rows() if wanted else ():
            for column in wanted:
                isi = baris.sel.get(column)
                if isi is not None and not isi.empty:
                    yield column, baris, isi


class IndikatorHasil(Node):
    """An indicator of an outcome, with its target for a year where one is printed."""

    nama: Kalimat
    acuan: str
    target: Nilai | None = None
    tahun: Whole | None = None


class OutputHasil(Node):
    """An output: its text with its number, the year, and who answers for it.

    Without *penanggung_jawab* the cell carries on from the output above.
    """

    uraian: Kalimat
    tahun: Tahun
    penanggung_jawab: str | None = None


class KegiatanHasil(Node):
    """A kegiatan utama by its outcome: its leading institution, indicators and outputs."""

    no: Nilai
    nama: Kalimat
    leading: str
    indikator: list[IndikatorHasil] = Field(min_length=1)
    output: list[OutputHasil] = Field(min_length=1)


class LabelHasil(Node):
    """The words printed around the indicators of a kegiatan utama."""

    indikator: str
    target: str
    tahun: str


class TabelHasil(_Tabel):
    """A table of outcomes and outputs by kegiatan utama (Lampiran I, part B)."""

    jenis: Literal["hasil"]
    label: LabelHasil
    kegiatan_utama: list[KegiatanHasil] = Field(min_length=1)

    @property
    def sebutan(self) -> str:
        """What the table is called: its number, or what its title says before a colon."""
        return super().sebutan if self.nomor is not None else self.judul.split(":")[0]


TabelLampiran = Tabel | TabelHasil
# The keys that the columns of a TabelHasil must have, from left to right.
COLUMNS_HASIL = ("no", "kegiatan_utama", "leading", "output", "tahun", "penanggung_jawab")


def _paths(
    listing: Iterable[SimpulKolom], above: tuple[SimpulKolom, ...]
) -> Iterator[tuple[SimpulKolom, ...]]:
    for kolom in listing:
        path = (*above, kolom)
        yield from _paths(kolom.kolom, path) if isinstance(kolom, KelompokKolom) else [path]
