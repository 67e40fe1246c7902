"""ISI: a regulation that is to be signed has no value left open."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level
from rbdocs.model.open_cells import open_cells
from rbdocs.model.regulation import Regulation


@rule(
    code="ISI01",
    level=Level.GALAT,
    alone=True,
    statement="Semua isian sudah diisi.",
    ground="Rencana aksi yang ditetapkan memuat target dan anggaran; isian terbuka hanya untuk "
    "rancangan.",
)
def semua_terisi(regulation: Regulation) -> Iterator[Violation]:
    """Yield what is still open: one violation for each action, or for a value outside them."""
    for kode, cells in groupby(open_cells(regulation), key=lambda cell: cell.kode):
        together = list(cells)
        for group in [together] if kode else [[cell] for cell in together]:
            isian = [cell.isian for cell in group]
            owners = list(dict.fromkeys(cell.owner.office for cell in group if cell.owner.office))
            asked = f" Mintakan kepada {', '.join(owners)}." if owners else ""
            yield Violation(
                group[0].location,
                kode,
                f"Belum diisi: {', '.join(cell.called for cell in group)}.",
                f"Isi nilainya, atau bangun sebagai rancangan: bangun TAHUN --rancangan.{asked}",
                {"isian": isian, "perangkat_daerah": owners},
            )
