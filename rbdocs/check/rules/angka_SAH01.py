"""SAH: numbers in the plans in Indonesian form."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.derived import group_by
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Location, Occurrence, Repair
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai, mend_number


def _values(regulation: Regulation) -> Iterator[tuple[str, Nilai, Location]]:
    """Yield the values of the plans with place and key: an action's kode, an indicator's key."""
    for indikator in {
        id(indicator): indicator for k in regulation.kelompok for indicator in k.indicators()
    }.values():
        yield indikator.acuan or "", indikator.target, indikator.location("target")
    for baris in regulation.baris:
        aksi = baris.aksi
        for series in aksi.series():
            for index, nilai in enumerate(series.values):
                yield aksi.kode, nilai, aksi.location(series.series.field, index)
        yield aksi.kode, aksi.total, aksi.location("total")
        if aksi.anggaran is not None:
            yield aksi.kode, aksi.anggaran, aksi.location("anggaran")
        for sub in aksi.sub_kegiatan or ():
            if sub.anggaran is not None and sub.anggaran.number is not None:
                yield aksi.kode, sub.anggaran, sub.location("anggaran")


@rule(
    code="SAH01",
    level=Level.PERINGATAN,
    statement="Angka ditulis dalam bentuk Indonesia: titik untuk ribuan, koma untuk pecahan.",
    ground="PUEBI (Permendikbud 50/2015), III.A dan III.B.",
    mends="bentuk angka yang hanya dapat dibaca dengan satu cara, seperti 1120 dan 68.5.",
)
def bentuk_indonesia(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions and targets with a value that is written in another form."""
    odd = [
        (kode, nilai, mended, location)
        for kode, nilai, location in _values(regulation)
        if (mended := mend_number(nilai.text)) is not None
    ]
    for listing in group_by(odd, lambda item: (item[0], item[0] or item[3])).values():
        kode, nilai, mended, location = listing[0]
        places = [Occurrence(where, kode, f"{n.text} → {right}") for _, n, right, where in listing]
        yield Violation(
            location,
            kode,
            f"«{nilai.text}» tidak dalam bentuk Indonesia.",
            f"Tulis {mended}: angka tanpa tanda petik mendapat titik dan koma dengan sendirinya.",
            {
                "nilai": [n.text for _, n, _, _ in listing],
                "seharusnya": [r for _, _, r, _ in listing],
            },
            places if len(places) > 1 else (),
            repairs=[Repair(where, n.text, right, number=True) for _, n, right, where in listing],
        )
