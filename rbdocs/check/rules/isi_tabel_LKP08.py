"""LKP: cells of tables that must not be empty."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level
from rbdocs.model.plan_tree import walk
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris, Tabel
from rbdocs.model.words import tidy

# What a column must hold in every row of values.
_VALUES = ("baseline", "target", "kriteria", "total")
_NAMES = ("kegiatan_utama", "indikator", "sasaran", "tema", "koordinator", "pelaksana", "jabatan")


@rule(
    code="LKP08",
    level=Level.GALAT,
    statement="Sel tabel untuk indikator, kegiatan utama, sasaran, nilai dan perangkat daerah "
    "terisi; yang memang tidak ada ditulis dengan tanda hubung.",
    ground="Sel kosong tidak membedakan yang tidak ada dari yang terlupa.",
)
def sel_tabel_terisi(regulation: Regulation) -> Iterator[Violation]:
    """Yield the empty cells of tables, in rows that have a value.

    A row without any value is a heading over the rows below it.
    """
    for naskah in regulation.own_naskah:
        for kode, tabel in naskah.tabel.items():
            if isinstance(tabel, Tabel):
                yield from _empty_cells(kode, tabel)


def _empty_cells(kode: str, tabel: Tabel) -> Iterator[Violation]:
    columns = {kolom.kunci: kolom for kolom in tabel.columns()}
    values = {key for key, kolom in columns.items() if kolom.makna in _VALUES}
    judged = [key for key, kolom in columns.items() if kolom.makna in (*_VALUES, *_NAMES)]
    nodes = (node for _, rows in tabel.parts() for row in rows for node in walk(row))
    for node in nodes:
        if not isinstance(node, Baris) or node.celah or _is_heading(node, values):
            continue
        joined = {key for group in node.gabung for key in group}
        for key in judged:
            cell = node.sel.get(key)
            if cell is not None and not cell.plain.strip() and key not in joined:
                title = tidy(columns[key].judul.plain) or key
                yield Violation(
                    node.location(key),
                    kode,
                    f"Sel {title} kosong ({tabel.sebutan}).",
                    'Isi sel itu; bila memang tidak ada, tulis "-".',
                    {"kolom": key},
                )


def _is_heading(node: Baris, values: set[str]) -> bool:
    """Whether *node* is a row without any value, over the rows below it."""
    own = [cell for key, cell in node.sel.items() if key in values]
    return bool(own) and node.acuan is None and not any(cell.plain.strip() for cell in own)
