"""SAH: dates that exist, and come in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import format_date, months

_MONTHS = months()
_DATE = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+((?:19|20)\d\d)\b", re.IGNORECASE)


@rule(
    code="SAH04",
    level=Level.GALAT,
    alone=True,
    statement="Setiap tanggal dalam naskah ada dalam penanggalan.",
    ground="Tanggal yang tidak ada menandakan salah tulis hari atau bulannya.",
)
def tanggal_ada(regulation: Regulation) -> Iterator[Violation]:
    """Yield the dates in texts that no calendar has."""
    for piece in regulation.potongan:
        for hit in _DATE.finditer(piece.text):
            try:
                date(int(hit[3]), _MONTHS.index(hit[2].casefold()) + 1, int(hit[1]))
            except ValueError:
                yield Violation(
                    piece.location,
                    piece.kode,
                    f"Tanggal {hit[0]} tidak ada.",
                    "Betulkan hari atau bulannya.",
                    {"tanggal": hit[0]},
                    excerpt=hit[0],
                )


@rule(
    code="SAH05",
    level=Level.GALAT,
    statement="Peraturan ditetapkan sebelum atau pada hari diundangkan, pada tahunnya, dan "
    "ditempatkan dalam Berita Daerah tahun itu.",
    ground="UU 12/2011: pengundangan menempatkan peraturan yang sudah ditetapkan.",
)
def urutan_tanggal(regulation: Regulation) -> Iterator[Violation]:
    """Yield what is out of order among the dates of the regulation."""
    peraturan = regulation.peraturan
    enacted, published = peraturan.ditetapkan.tanggal, peraturan.diundangkan.tanggal
    if enacted and published and published < enacted:
        yield Violation(
            peraturan.diundangkan.location("tanggal"),
            "diundangkan",
            f"Diundangkan pada {format_date(published)}, sebelum ditetapkan pada "
            f"{format_date(enacted)}.",
            "Betulkan salah satu tanggalnya.",
            {"ditetapkan": str(enacted), "diundangkan": str(published)},
        )
    if enacted and enacted.year != peraturan.tahun:
        yield Violation(
            peraturan.ditetapkan.location("tanggal"),
            "ditetapkan",
            f"Ditetapkan pada {format_date(enacted)}, padahal peraturan ini tahun "
            f"{peraturan.tahun}.",
            "Betulkan tanggal atau tahunnya.",
            {"ditetapkan": str(enacted), "tahun": peraturan.tahun},
        )
    gazette = peraturan.berita_daerah
    if published and gazette.tahun != published.year:
        yield Violation(
            gazette.location("tahun"),
            "berita-daerah",
            f"Berita Daerah Tahun {gazette.tahun}, padahal diundangkan pada "
            f"{format_date(published)}.",
            "Samakan tahun Berita Daerah dengan tahun pengundangan.",
            {"berita_daerah": gazette.tahun, "diundangkan": str(published)},
        )
