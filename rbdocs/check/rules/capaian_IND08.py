"""IND: actions that bring the indicator which they measure to its target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.derived import planned_indicators
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Occurrence
from rbdocs.model.indikator import Indikator
from rbdocs.model.measure import Measure, measure
from rbdocs.model.regulation import Regulation
from rbdocs.model.words import same_name

# An output that is the indicator itself: "Capaian Indeks Sistem Merit" for "Sistem Merit".
_MEASURED = re.compile(r"^\s*(?:(?:capaian|nilai|indeks)\s+)+", re.IGNORECASE)


@rule(
    code="IND08",
    level=Level.GALAT,
    statement="Total rencana aksi yang mengukur indikatornya mencapai target indikator itu.",
    ground="Rencana aksi yang seluruhnya terlaksana harus membawa indikatornya ke targetnya.",
)
def mencapai_target(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose total falls short of the target of the indicator it measures."""
    places = list(planned_indicators(regulation))
    own = {id(place.node): value for place in places for value in place.nilai}
    elsewhere = {place.acuan: value for place in reversed(places) for value in place.nilai}
    measured = {
        same_name(_MEASURED.sub("", nama)): indikator
        for indikator in regulation.indikator.indikator
        for nama in indikator.names()
    }
    for baris in regulation.baris:
        aksi = baris.aksi
        served = baris.kelompok.indikator
        parent = served.acuan if served is not None else None
        known = (
            regulation.indikator.by_key.get(aksi.acuan)
            if aksi.acuan
            else measured.get(same_name(_MEASURED.sub("", aksi.indikator.plain)))
        )
        if known is None or (aksi.acuan is None and known.kunci != parent):
            continue
        target = elsewhere.get(known.kunci)
        if known.kunci == parent:
            target = own.get(id(served))
        if target is None or not _short(known, measure(aksi.total), target.measure):
            continue
        yield Violation(
            aksi.location("total"),
            aksi.kode,
            f"Total {aksi.total} tidak mencapai target {known.nama}: {target.nilai}.",
            "Naikkan totalnya, atau betulkan target indikatornya.",
            {"total": str(aksi.total), "target": str(target.nilai), "indikator": known.kunci},
            [
                Occurrence(aksi.location("total"), aksi.kode, str(aksi.total)),
                Occurrence(target.location, "target", str(target.nilai)),
            ],
        )


def _short(known: Indikator, total: Measure, target: Measure) -> bool:
    if total.number is None or target.number is None:
        return False
    if known.arah == "turun":
        return total.number > target.number
    return total.number < target.number
