"""ANG: names in the column of sub kegiatan that are of something else."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.derived import group_by
from rbdocs.check.plan_words import NO_SUB_KEGIATAN
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Occurrence
from rbdocs.model.plan import ActionRow
from rbdocs.model.plan_tree import SubKegiatan
from rbdocs.model.regulation import Regulation
from rbdocs.model.words import same_name, sub_kegiatan_name, tidy


@rule(
    code="ANG06",
    level=Level.PERINGATAN,
    statement="Kolom Sub Kegiatan menyebut sub kegiatan, bukan program, kegiatan, bantuan atau "
    "sumber dananya.",
    ground="Permendagri 90/2019: anggaran ditetapkan per sub kegiatan; anggaran program memuat "
    "banyak sub kegiatan.",
)
def bernama_sub_kegiatan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the names that say they are of a program, a kegiatan or a source of money."""
    named: list[tuple[str, ActionRow, SubKegiatan]] = []
    for baris in regulation.baris:
        for sub in baris.aksi.sub_kegiatan or ():
            nama = sub_kegiatan_name(sub.nama.plain)
            if NO_SUB_KEGIATAN.match(nama):
                named.append((nama, baris, sub))
    for listing in group_by(named, lambda item: same_name(item[0])).values():
        nama, baris, sub = listing[0]
        yield Violation(
            sub.location("nama"),
            baris.kode,
            f"«{tidy(nama)}» bukan nama sub kegiatan.",
            "Tulis nama sub kegiatannya menurut DPA, satu baris untuk tiap sub kegiatan.",
            {"sub_kegiatan": tidy(nama)},
            [
                Occurrence(item.location("nama"), row.kode, tidy(text))
                for text, row, item in listing
            ],
        )
