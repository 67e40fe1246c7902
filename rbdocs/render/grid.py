"""A plan's tree as the rows of its table: which text stands in which cell, and what is merged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple, TypeVar

from rbdocs.model.nilai import Nilai, Text
from rbdocs.model.node import Node
from rbdocs.model.rencana_aksi import (
    Celah,
    LampiranRencana,
    PermasalahanTurunan,
    RencanaAksi,
    RencanaAksiTematik,
    RencanaGeneral,
    RencanaTematik,
)

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
_Rows = Iterator[_Row]
S = TypeVar("S", bound=Node)
_Children = Callable[[S], _Rows]


def table_rows(lampiran: LampiranRencana) -> list[list[Cell]]:
    """Return the rows of *lampiran*'s table, each with a cell for every column of its kind."""
    if isinstance(lampiran, RencanaGeneral):
        row, columns = list(_general(lampiran)), COLUMNS_GENERAL
    else:
        row, columns = list(_tematik(lampiran)), COLUMNS_TEMATIK
    return _merge(row, columns)


def _merge(row: list[_Row], columns: list[str]) -> list[list[Cell]]:
    table = []
    for index, one in enumerate(row):
        below = row[index + 1] if index + 1 < len(row) else None
        cells = []
        for nama in columns:
            content = one[nama]
            if content is None:
                cells.append(_CONTINUED)
            elif below is not None and below[nama] is None:
                cells.append(Cell(content, Merge.START))
            else:
                cells.append(Cell(content, Merge.NONE))
        table.append(cells)
    return table


_CONTINUED = Cell("", Merge.CONTINUED)


def _below(cells: _Row, row: Iterable[_Row]) -> _Rows:
    """Put *cells* beside the first of *row*; it is merged over the others."""
    lanjut: _Row = dict.fromkeys(cells)
    for index, one in enumerate(row):
        yield (lanjut if index else cells) | one


def _branch(listing: Iterable[S | Celah], cells: Callable[[S], _Row], child: _Children[S]) -> _Rows:
    """The rows of every node in *listing*: its own cells beside the rows of its children."""
    for node in listing:
        if not isinstance(node, Celah):
            yield from _below(cells(node), child(node))


def _general(lampiran: RencanaGeneral) -> _Rows:
    return _branch(
        lampiran.rencana,
        lambda problem: {"permasalahan": problem.permasalahan},
        lambda problem: _branch(
            problem.kegiatan_utama,
            lambda utama: {"kegiatan_utama": utama.nama},
            lambda utama: _branch(
                utama.indikator,
                lambda indikator: {"indikator_ku": indikator.nama, "target": indikator.target},
                lambda indikator: _all_actions(indikator.rencana_aksi),
            ),
        ),
    )


def _tematik(lampiran: RencanaTematik) -> _Rows:
    return _branch(
        lampiran.rencana,
        lambda problem: {"permasalahan": problem.permasalahan},
        lambda problem: _branch(
            problem.sasaran,
            lambda sasaran: {"sasaran": sasaran.nama},
            lambda sasaran: _branch(
                sasaran.indikator,
                lambda indikator: {"indikator_sasaran": indikator.nama, "target": indikator.target},
                lambda indikator: _turunan(indikator.turunan),
            ),
        ),
    )


def _turunan(listing: Iterable[PermasalahanTurunan | Celah]) -> _Rows:
    return _branch(
        listing,
        lambda problem: {"permasalahan_2": problem.permasalahan},
        lambda problem: _branch(
            problem.sasaran,
            lambda sasaran: {"sasaran_2": sasaran.nama},
            lambda sasaran: _branch(
                sasaran.indikator,
                lambda indikator: {"indikator_2": indikator.nama, "target_2": indikator.target},
                lambda indikator: _all_actions(indikator.rencana_aksi),
            ),
        ),
    )


def _all_actions(listing: Iterable[RencanaAksi | Celah]) -> _Rows:
    for aksi in listing:
        if isinstance(aksi, RencanaAksi) and aksi.printed:
            yield from _below(_action_cells(aksi), _sub_kegiatan(aksi))


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


def _sub_kegiatan(aksi: RencanaAksi) -> _Rows:
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
