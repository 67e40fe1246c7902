"""The cells that name offices, in tables and plans alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rbdocs.check.derived import derived_once
from rbdocs.model.finding import Location
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import OFFICES, TabelHasil


@dataclass(frozen=True, slots=True)
class OfficeCell:
    """A cell that names offices, in the table or Lampiran called *tempat*; *plan* tells a plan's.

    *kode* is that of its action, or the key of its table.
    """

    kode: str
    column: str
    text: str
    location: Location
    tempat: str
    plan: bool = False


@derived_once
def office_cells(regulation: Regulation) -> Iterator[OfficeCell]:
    """Yield the cells that name offices: those of this year's tables, then those of the plans."""
    for kode, tabel in regulation.own_tables():
        if isinstance(tabel, TabelHasil):
            yield from _outcomes(kode, tabel)
        else:
            for column, row, isi in tabel.filled(*OFFICES):
                yield OfficeCell(kode, column, isi.plain, row.location(column), tabel.sebutan)
    for baris in regulation.baris:
        tempat = f"Lampiran {baris.kelompok.lampiran.lampiran}"
        for owner in (baris.aksi, *(baris.aksi.sub_kegiatan or ())):
            for column in OFFICES:
                text = getattr(owner, column)
                if text and text.strip() not in ("", "-"):
                    place = owner.location(column)
                    yield OfficeCell(baris.kode, column, text, place, tempat, plan=True)


def _outcomes(kode: str, tabel: TabelHasil) -> Iterator[OfficeCell]:
    for kegiatan in tabel.kegiatan_utama:
        place = kegiatan.location("leading")
        yield OfficeCell(kode, "leading", kegiatan.leading, place, tabel.sebutan)
        for output in kegiatan.output:
            if text := output.penanggung_jawab:
                place = output.location("penanggung_jawab")
                yield OfficeCell(kode, "penanggung_jawab", text, place, tabel.sebutan)
