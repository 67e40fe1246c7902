"""KOD: the codes by which findings, waivers and comparisons name an action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rbdocs.check.derived import group_by
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level
from rbdocs.model.regulation import Regulation


def _letters(kode: str) -> str:
    return kode.partition("-")[0]


@rule(
    code="KOD01",
    level=Level.PERINGATAN,
    statement="Kode rencana aksi dalam satu Lampiran berawalan huruf yang sama.",
    ground="Awalan kode menunjukkan Lampirannya; awalan lain biasanya tersalin dari Lampiran lain.",
)
def satu_awalan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose kode begins with other letters than most in their Lampiran."""
    for nomor, listing in group_by(
        regulation.baris, lambda baris: baris.kelompok.lampiran.lampiran
    ).items():
        counts = Counter(_letters(baris.kode) for baris in listing)
        usual = counts.most_common(1)[0][0]
        for baris in listing:
            if _letters(baris.kode) != usual:
                yield Violation(
                    baris.location("kode"),
                    baris.kode,
                    f"Kode {baris.kode} berawalan lain dari Lampiran {nomor} ({usual}-…).",
                    f"Beri kode {usual}- yang belum dipakai, kecuali rencana aksi ini memang "
                    "pindahan dari Lampiran lain.",
                    {"awalan": usual},
                )
