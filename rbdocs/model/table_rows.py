"""The printed rows of a table out of its tree, and those of a table of outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from rbdocs.model.composed import Stretch, joined, phrase, said
from rbdocs.model.node import Node
from rbdocs.model.sentence import Block, ButirSel, Isi
from rbdocs.model.table import (
    COLUMNS_HASIL,
    Baris,
    KegiatanHasil,
    LabelHasil,
    Tabel,
    TabelHasil,
    TabelLampiran,
)

# The whole of a cell that heads a row of sums; a longer one may well name what is counted.
_SUM_ROW = re.compile(
    r"\s*(?:sub[\s-]*|grand\s+)?(?:jumlah|total)"
    r"(?:\s+(?:jumlah|total|besar|akhir|semua|seluruhnya|keseluruhan|anggaran|pagu|biaya|"
    r"[ivxlc]{1,5}|[a-z]|\d{1,3})\b\.?)*\s*(?:\(\s*rp\.?\s*\))?\s*[:.]?\s*",
    re.IGNORECASE,
)
Cells = Mapping[str, Isi | None]


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A printed row: its cells by column, None where one carries on from the row above.

    *merged* are the groups of neighbouring columns that are one cell in this row; *node* is the
    record that states the row's own cells.
    """

    cells: Cells
    merged: tuple[tuple[str, ...], ...]
    node: Node

    @property
    def is_sum(self) -> bool:
        """Whether the row sums those above it: a cell says JUMLAH or the like, and nothing else."""
        texts = (cell.plain for cell in self.cells.values() if cell is not None)
        return any(_SUM_ROW.fullmatch(text) for text in texts)


def printed_rows(listing: Iterable[Baris]) -> Iterator[PrintedRow]:
    """Yield the printed rows of *listing*, those of all levels below it included."""
    return _rows(listing, {}, ())


def printed_parts(tabel: TabelLampiran) -> Iterator[tuple[list[PrintedRow], list[PrintedRow]]]:
    """Yield header rows (none: the columns' titles) and rows of each part of *tabel*."""
    if isinstance(tabel, Tabel):
        for head, rows in tabel.parts():
            yield list(printed_rows(head)), list(printed_rows(rows))
    else:
        yield [], list(outcome_rows(tabel))


def _rows(
    listing: Iterable[Baris], above: Cells, merged: tuple[tuple[str, ...], ...]
) -> Iterator[PrintedRow]:
    for baris in listing:
        cells: Cells = {**above, **dict.fromkeys(baris.lanjut), **baris.sel}
        groups = merged + tuple(tuple(group) for group in baris.gabung)
        if baris.baris:
            yield from _rows(baris.baris, cells, groups)
        else:
            yield PrintedRow(cells, groups, baris)
        above = dict.fromkeys(above)


def outcome_rows(tabel: TabelHasil) -> Iterator[PrintedRow]:
    """Yield the printed rows of *tabel*; the cells of a kegiatan utama cover all its outputs."""
    for kegiatan in tabel.kegiatan_utama:
        left: tuple[Isi | None, ...] = (
            Isi.literal(kegiatan.no.text),
            Isi(tuple(_blocks(outcome_lines(kegiatan, tabel.label)))),
            Isi.literal(kegiatan.leading),
        )
        for output in kegiatan.output:
            answers = output.penanggung_jawab
            right = (
                Isi((output.uraian,)),
                Isi.literal(output.tahun),
                None if answers is None else Isi.literal(answers),
            )
            yield PrintedRow(dict(zip(COLUMNS_HASIL, left + right, strict=True)), (), output)
            left = (None, None, None)


class CellLine(NamedTuple):
    """A line of a cell that is composed; *listed* are the items of a bullet list."""

    stretches: tuple[Stretch, ...]
    listed: bool = False


def outcome_lines(kegiatan: KegiatanHasil, label: LabelHasil) -> Iterator[CellLine]:
    """Yield the outcome, its indicators and targets: each in a line, several as lists."""
    yield CellLine((said(kegiatan, "nama"),))
    names = [(said(indikator, "nama"),) for indikator in kegiatan.indikator]
    yield from _labelled(said(label, "indikator"), names)
    targets = [
        (*phrase(indikator, "{target} "), *phrase(label, "{tahun} "), said(indikator, "tahun"))
        for indikator in kegiatan.indikator
        if indikator.target is not None
    ]
    yield from _labelled(said(label, "target"), targets, listed=len(kegiatan.indikator) > 1)


def _labelled(
    label: Stretch, texts: Sequence[tuple[Stretch, ...]], *, listed: bool = False
) -> Iterator[CellLine]:
    if len(texts) == 1 and not listed:
        yield CellLine((label, Stretch(" ", label.node), *texts[0]))
    elif texts:
        yield CellLine((label,))
        yield from (CellLine(text, listed=True) for text in texts)


def _blocks(lines: Iterable[CellLine]) -> Iterator[Block]:
    for listed, group in groupby(lines, lambda line: line.listed):
        texts = tuple(joined(line.stretches) for line in group)
        yield from [ButirSel(texts)] if listed else texts
