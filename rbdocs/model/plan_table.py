"""A plan's tree as the rows of its table: which text stands in which cell, and what is merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from operator import itemgetter
from typing import NamedTuple, TypeVar

from rbdocs.model.node import Node
from rbdocs.model.plan_tree import (
    Celah,
    LampiranRencana,
    PermasalahanTurunan,
    RencanaAksi,
    RencanaAksiTematik,
    RencanaGeneral,
    RencanaTematik,
)
from rbdocs.model.values import Nilai, Text

Content = Text | Nilai | str


class Merge(IntEnum):
    """Whether a cell is merged vertically."""

    NONE = 0  # it stands alone
    START = 1  # it starts a merged cell
    CONTINUED = 2  # it carries on from the row above


class Cell(NamedTuple):
    """A cell of a table."""

    content: Content
    merge: Merge


COLUMNS_GENERAL = [
    "permasalahan",
    "kegiatan_utama",
    "indikator_ku",
    "target",
    "uraian",
    "satuan",
    "indikator",
    "tw1",
    "tw2",
    "tw3",
    "tw4",
    "total",
    "sub_kegiatan",
    "anggaran",
    "koordinator",
    "pelaksana",
]
COLUMNS_TEMATIK = [
    "permasalahan",
    "sasaran",
    "indikator_sasaran",
    "target",
    "permasalahan_2",
    "sasaran_2",
    "indikator_2",
    "target_2",
    "uraian",
    "keterkaitan",
    "satuan",
    "indikator",
    "tw1",
    "tw2",
    "tw3",
    "tw4",
    "total",
    "jenis_kegiatan",
    "sub_kegiatan",
    "anggaran",
    "koordinator",
    "pelaksana",
]
COLUMNS = {"general": COLUMNS_GENERAL, "tematik": COLUMNS_TEMATIK}

# A row under way: what stands in each column; None carries on from the row above.
_Row = dict[str, Content | None]
S = TypeVar("S", bound=Node)


def table_rows(lampiran: LampiranRencana) -> Iterator[list[Cell]]:
    """Yield the rows of *lampiran*'s table, each with a cell for every column of its kind.

    One at a time: thousands of rows kept together would set the garbage collector to work.
    """
    if isinstance(lampiran, RencanaGeneral):
        return _merge(_general(lampiran), COLUMNS_GENERAL)
    return _merge(_tematik(lampiran), COLUMNS_TEMATIK)


def _merge(rows: Iterator[_Row], columns: list[str]) -> Iterator[list[Cell]]:
    in_order = itemgetter(*columns)
    row: tuple[Content | None, ...] | None = None
    for below in map(in_order, rows):
        if row is not None:
            yield _cells(row, below)
        row = below
    if row is not None:
        yield _cells(row, (_NOTHING,) * len(columns))


def _cells(row: Iterable[Content | None], below: Iterable[Content | None]) -> list[Cell]:
    return [
        _CONTINUED
        if content is None
        else Cell(content, Merge.START if under is None else Merge.NONE)
        for content, under in zip(row, below, strict=True)
    ]


_NOTHING: Content | None = ""
_CONTINUED = Cell("", Merge.CONTINUED)


def _nodes(listing: Iterable[S | Celah]) -> Iterator[S]:
    return (node for node in listing if not isinstance(node, Celah))


# Each level puts its cells into *above* before its first row is yielded, which takes them; over the
# rows that follow they are merged.
def _general(lampiran: RencanaGeneral) -> Iterator[_Row]:
    above: _Row = {}
    blank: _Row = dict.fromkeys(COLUMNS_GENERAL)
    for problem in _nodes(lampiran.rencana):
        above["permasalahan"] = problem.permasalahan
        for utama in _nodes(problem.kegiatan_utama):
            above["kegiatan_utama"] = utama.nama
            for indikator in _nodes(utama.indikator):
                above["indikator_ku"] = indikator.nama
                above["target"] = indikator.target
                yield from _action_rows(indikator.rencana_aksi, blank, above)


def _tematik(lampiran: RencanaTematik) -> Iterator[_Row]:
    above: _Row = {}
    for problem in _nodes(lampiran.rencana):
        above["permasalahan"] = problem.permasalahan
        for sasaran in _nodes(problem.sasaran):
            above["sasaran"] = sasaran.nama
            for indikator in _nodes(sasaran.indikator):
                above["indikator_sasaran"] = indikator.nama
                above["target"] = indikator.target
                yield from _second_level(indikator.turunan, above)


def _second_level(listing: Iterable[PermasalahanTurunan | Celah], above: _Row) -> Iterator[_Row]:
    blank: _Row = dict.fromkeys(COLUMNS_TEMATIK)
    for problem in _nodes(listing):
        above["permasalahan_2"] = problem.permasalahan
        for sasaran in _nodes(problem.sasaran):
            above["sasaran_2"] = sasaran.nama
            for indikator in _nodes(sasaran.indikator):
                above["indikator_2"] = indikator.nama
                above["target_2"] = indikator.target
                yield from _action_rows(indikator.rencana_aksi, blank, above)


def _action_rows(
    listing: Iterable[RencanaAksi | Celah], blank: _Row, above: _Row
) -> Iterator[_Row]:
    for aksi in _nodes(listing):
        if aksi.printed:
            above |= _action_cells(aksi)
            for cells in _sub_kegiatan(aksi):
                yield blank | above | cells
                above.clear()


def _action_cells(aksi: RencanaAksi) -> _Row:
    tw1, tw2, tw3, tw4 = aksi.tw
    cells: _Row = {
        "uraian": aksi.uraian,
        "satuan": aksi.satuan,
        "indikator": aksi.indikator,
        "tw1": tw1,
        "tw2": tw2,
        "tw3": tw3,
        "tw4": tw4,
        "total": aksi.total,
    }
    if isinstance(aksi, RencanaAksiTematik):
        cells["keterkaitan"] = aksi.keterkaitan
        cells["jenis_kegiatan"] = aksi.jenis_kegiatan
    return cells


def _sub_kegiatan(aksi: RencanaAksi) -> Iterator[_Row]:
    """The rows of an action: one for each sub kegiatan, with its budget and offices."""
    if aksi.sub_kegiatan is None:
        yield {
            "sub_kegiatan": None,
            "anggaran": None,
            "koordinator": aksi.koordinator,
            "pelaksana": aksi.pelaksana,
        }
        return
    last: tuple[str | None, str | None] | None = None
    for sub in aksi.sub_kegiatan:
        offices = (
            aksi.koordinator if sub.koordinator is None else sub.koordinator,
            aksi.pelaksana if sub.pelaksana is None else sub.pelaksana,
        )
        # An office stated for this sub kegiatan stands in a cell of its own, even if the same.
        separate = sub.koordinator is not None or sub.pelaksana is not None
        lanjut = offices == last and not separate
        yield {
            "sub_kegiatan": sub.nama,
            "anggaran": sub.anggaran,
            "koordinator": None if lanjut else offices[0],
            "pelaksana": None if lanjut else offices[1],
        }
        last = offices
