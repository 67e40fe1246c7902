"""SAT: units that say what is counted."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.plan_words import NO_UNIT
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level
from rbdocs.model.regulation import Regulation


@rule(
    code="SAT10",
    level=Level.PERINGATAN,
    statement="Satuan menyebut apa yang dihitung, bukan hanya bahwa dihitung.",
    ground="«Jumlah» atau «Angka» bukan satuan: 12 Jumlah tidak menyebut 12 apa.",
)
def menyebut_bendanya(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose unit says nothing of what is counted."""
    for aksi in regulation.aksi():
        if aksi.satuan.strip().casefold() in NO_UNIT:
            yield Violation(
                aksi.location("satuan"),
                aksi.kode,
                f"«{aksi.satuan}» bukan satuan.",
                "Tulis apa yang dihitung indikatornya, misalnya Dokumen atau Orang.",
                {"satuan": aksi.satuan, "indikator": aksi.indikator.plain},
            )
