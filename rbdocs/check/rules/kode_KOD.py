"""KOD: the codes by which findings, waivers and comparisons name an action, and their order."""

from __future__ import annotations

import re
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
                    baris.site("kode"),
                    f"Kode {baris.kode} berawalan lain dari Lampiran {nomor} ({usual}-…).",
                    f"Beri kode {usual}- yang belum dipakai, kecuali rencana aksi ini memang "
                    "pindahan dari Lampiran lain.",
                    {"awalan": usual},
                )


_KODE = re.compile(r"([A-Z]+)-(\d+)")


@rule(
    code="KOD02",
    level=Level.PERINGATAN,
    statement="Kode rencana aksi dalam satu Lampiran berurutan; yang ditambahkan kemudian memakai "
    "nomor sesudah yang terakhir.",
    ground="Kode yang menyela urutan, sedang nomornya di situ tidak dipakai, biasanya salah ketik.",
)
def kode_berurutan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the codes between n - 1 and n + 1 that are not n, where no action has n.

    One that another year has used for an action that ended is not missing.
    """
    years = (regulation, regulation.sebelumnya)
    used = {aksi.kode for year in years if year for aksi in year.aksi(ended=True)}
    for listing in group_by(
        regulation.aksi(ended=True), lambda aksi: aksi.kode.partition("-")[0]
    ).values():
        for before, aksi, after in zip(listing, listing[1:], listing[2:], strict=False):
            wanted = _next(before.kode)
            if aksi.kode == wanted or wanted in used or _next(wanted) != after.kode:
                continue
            yield Violation(
                aksi.site("kode"),
                f"Kode {aksi.kode} ada di antara {before.kode} dan {after.kode}, sedang {wanted} "
                "tidak dipakai.",
                f"Tulis {wanted}, atau periksa apakah ada rencana aksi yang hilang.",
                {"kode": aksi.kode, "seharusnya": wanted},
            )


def _next(kode: str) -> str:
    hit = _KODE.fullmatch(kode)
    if hit is None:
        return ""
    return f"{hit[1]}-{int(hit[2]) + 1:0{len(hit[2])}}"
