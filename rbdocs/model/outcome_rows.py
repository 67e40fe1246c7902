"""The printed rows of a table of outcomes: a row for each output, beside its kegiatan utama."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.model.content import Block, ButirSel, Isi
from rbdocs.model.table import COLUMNS_HASIL, KegiatanHasil, LabelHasil, TabelHasil
from rbdocs.model.table_rows import PrintedRow
from rbdocs.model.values import Text


def outcome_rows(tabel: TabelHasil) -> Iterator[PrintedRow]:
    """Yield the printed rows of *tabel*; the cells of a kegiatan utama cover all its outputs."""
    for kegiatan in tabel.kegiatan_utama:
        left: tuple[Isi | None, ...] = (
            Isi.literal(kegiatan.no.text),
            Isi(tuple(_outcome(kegiatan, tabel.label))),
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


def _outcome(kegiatan: KegiatanHasil, label: LabelHasil) -> Iterator[Block]:
    """The outcome, its indicators and their targets: in a line where there is one, else a list."""
    yield kegiatan.nama
    yield from _labelled(label.indikator, [indikator.nama for indikator in kegiatan.indikator])
    targets = [
        Text.dari(f"{indikator.target} {label.tahun} {indikator.tahun}")
        for indikator in kegiatan.indikator
        if indikator.target is not None
    ]
    yield from _labelled(label.target, targets, listed=len(kegiatan.indikator) > 1)


def _labelled(label: str, texts: list[Text], *, listed: bool = False) -> Iterator[Block]:
    if len(texts) == 1 and not listed:
        yield Text(((f"{label} ", False), *texts[0].pieces))
    elif texts:
        yield Text.dari(label)
        yield ButirSel(tuple(texts))
