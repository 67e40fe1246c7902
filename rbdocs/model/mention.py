"""Where indicators are printed: every place that names one, and every value printed for it.

A table's row, an outcome of part B and a plan's indicator are read alike here, so that a rule
compares them without knowing the shape of any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rbdocs.model.finding import Location
from rbdocs.model.measure import Measure, measure
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import LampiranRencana, RencanaAksi, indikator_rencana, walk
from rbdocs.model.sentence import Isi
from rbdocs.model.table import Baris, Kolom, Tabel, TabelHasil, TabelLampiran
from rbdocs.model.values import Nilai

Jenis = Literal["baseline", "target"]
_Cells = Mapping[str, tuple[Isi, Location]]


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """A value printed for an indicator: baseline or target, its year (None: not said), where.

    *kolom* is the year that the column's title says, where there is a column.
    """

    jenis: Jenis
    tahun: int | None
    nilai: Nilai
    location: Location
    kolom: int | None = None

    @property
    def measure(self) -> Measure:
        """What the value measures."""
        return measure(self.nilai)


@dataclass(frozen=True, slots=True)
class IndicatorMention:
    """A place that names an indicator.

    *acuan* is its key (None: the place gives none), *nama* its name as printed there ("" where the
    place prints none of its own, as Tabel 4.1), *tempat* what the place is called, *kegiatan* the
    kegiatan utama or theme that it stands under, *koordinator* the offices printed as coordinator
    or leading institution. *sasaran* and *tema* are what a row of a table says of them. *node* is
    the record in the sources.
    """

    acuan: str | None
    nama: str
    tempat: str
    kegiatan: str
    koordinator: tuple[str, ...]
    nilai: tuple[PrintedValue, ...]
    node: Node
    sasaran: str = ""
    tema: str = ""

    @property
    def kegiatan_utama(self) -> str:
        """The kegiatan utama that the place stands under; "" where that is a theme."""
        return "" if self.tema else self.kegiatan


def sebutan_indikator(
    lampiran: Iterable[LampiranRencana], tables: Iterable[TabelLampiran]
) -> Iterator[IndicatorMention]:
    """Yield every place that names an indicator: the tables in their order, then the plans."""
    for tabel in tables:
        yield from _outcomes(tabel) if isinstance(tabel, TabelHasil) else _table(tabel)
    for general in lampiran:
        yield from _plan(general)
        yield from _by_year(general)


def _plan(lampiran: LampiranRencana) -> Iterator[IndicatorMention]:
    for kegiatan, indikator in indikator_rencana(lampiran):
        offices = (
            aksi.koordinator
            for aksi in walk(indikator)
            if isinstance(aksi, RencanaAksi) and aksi.koordinator
        )
        target = PrintedValue(
            "target", lampiran.tahun, indikator.target, indikator.location("target")
        )
        yield IndicatorMention(
            indikator.acuan,
            indikator.nama.plain,
            f"Lampiran {lampiran.lampiran}",
            kegiatan,
            tuple(dict.fromkeys(offices)),
            (target,),
            indikator,
        )


def _by_year(lampiran: LampiranRencana) -> Iterator[IndicatorMention]:
    """The rows of a road map that name an indicator of the register, with its target each year."""
    targets = lampiran.layout.targets
    if targets is None or targets.word != "tahun":
        return
    for aksi in walk(lampiran):
        if not isinstance(aksi, RencanaAksi) or aksi.acuan is None:
            continue
        values = (
            PrintedValue("target", int(year), nilai, aksi.location(targets.field, index))
            for index, (year, nilai) in enumerate(zip(targets.periods, aksi.tw, strict=True))
            if not (nilai.empty or nilai.open)
        )
        yield IndicatorMention(
            aksi.acuan,
            aksi.indikator.plain,
            f"Lampiran {lampiran.lampiran}",
            "",
            tuple(filter(None, [aksi.koordinator])),
            tuple(values),
            aksi,
        )


def _outcomes(tabel: TabelHasil) -> Iterator[IndicatorMention]:
    for kegiatan in tabel.kegiatan_utama:
        for indikator in kegiatan.indikator:
            target: tuple[PrintedValue, ...] = ()
            if indikator.target is not None:
                target = (
                    PrintedValue(
                        "target", indikator.tahun, indikator.target, indikator.location("target")
                    ),
                )
            yield IndicatorMention(
                indikator.acuan,
                indikator.nama.plain,
                tabel.sebutan,
                kegiatan.nama.plain,
                (kegiatan.leading,),
                target,
                indikator,
            )


def _table(tabel: Tabel) -> Iterator[IndicatorMention]:
    columns = tabel.columns()
    for _, rows in tabel.parts():
        for baris, cells in _rows(rows, {}, {}, named=False):
            yield _row(tabel, columns, baris, cells)


def _rows(
    listing: Iterable[Baris],
    outer: _Cells,
    above: dict[str, tuple[Isi, Location]],
    *,
    named: bool,
) -> Iterator[tuple[Baris, _Cells]]:
    """Yield each row that names an indicator, or could, with the cells that cover it.

    *above* collects the last cell of each column; *named* says that a row further out names one.
    """
    for baris in listing:
        own = {nama: (isi, baris.location(nama)) for nama, isi in baris.sel.items()}
        carried = {nama: above[nama] for nama in baris.lanjut if nama in above}
        cells = {**outer, **carried, **own}
        above.update(own)
        if baris.acuan is not None or (not baris.baris and not named):
            yield baris, cells
        if baris.baris:
            inner = named or baris.acuan is not None
            yield from _rows(baris.baris, cells, above, named=inner)


def _row(tabel: Tabel, columns: list[Kolom], baris: Baris, cells: _Cells) -> IndicatorMention:
    values = (
        _value(kolom, kolom.makna, *cells[kolom.kunci])
        for kolom in columns
        if (kolom.makna == "baseline" or kolom.makna == "target") and kolom.kunci in cells
    )
    return IndicatorMention(
        baris.acuan,
        _text(columns, cells, "indikator"),
        tabel.sebutan,
        _text(columns, cells, "kegiatan_utama", "tema"),
        tuple(filter(None, [_text(columns, cells, "koordinator")])),
        tuple(value for value in values if value is not None),
        baris,
        _text(columns, cells, "sasaran"),
        _text(columns, cells, "tema"),
    )


def _text(columns: list[Kolom], cells: _Cells, *makna: str) -> str:
    """The text of the first column that holds one of *makna*; "" where there is none."""
    found = (
        cells[kolom.kunci][0].plain
        for kolom in columns
        if kolom.makna in makna and kolom.kunci in cells
    )
    return next(found, "")


def _value(kolom: Kolom, jenis: Jenis, isi: Isi, location: Location) -> PrintedValue | None:
    nilai = isi.nilai or Nilai.dari(isi.plain)
    if not nilai.text:
        return None
    # «61,6 (2022)» in a column for 2021 is the value of 2022.
    tahun = measure(nilai).tahun or kolom.tahun
    return PrintedValue(jenis, tahun, nilai, location, kolom.tahun)
