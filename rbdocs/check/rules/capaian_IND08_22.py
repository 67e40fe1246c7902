"""IND: actions that bring the indicator which they measure to its target."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rbdocs.check.derived import derived_once, planned_indicators
from rbdocs.check.plan_words import measured
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Occurrence
from rbdocs.model.indikator import Indikator
from rbdocs.model.measure import Measure, measure
from rbdocs.model.mention import PrintedValue
from rbdocs.model.plan import ActionRow
from rbdocs.model.regulation import Regulation
from rbdocs.model.words import same_name

Measuring = tuple[ActionRow, Indikator, PrintedValue]


@rule(
    code="IND08",
    level=Level.GALAT,
    statement="Total rencana aksi yang mengukur indikatornya mencapai target indikator itu.",
    ground="Rencana aksi yang seluruhnya terlaksana harus membawa indikatornya ke targetnya.",
)
def mencapai_target(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose total falls short of the target of the indicator it measures."""
    for measuring in _measuring(regulation):
        yield from _judged(
            measuring,
            _short,
            "Total {total} tidak mencapai target {nama}: {target}.",
            "Naikkan totalnya, atau betulkan target indikatornya.",
        )


@rule(
    code="IND22",
    level=Level.PERINGATAN,
    statement="Total rencana aksi yang mengukur indikatornya tidak melampaui target indikator itu.",
    ground="Target yang lebih rendah daripada rencana aksinya biasanya salah satunya salah tulis.",
)
def tidak_melampaui_target(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose total surpasses the target of the indicator it measures."""
    for measuring in _measuring(regulation):
        yield from _judged(
            measuring,
            lambda known, total, target: _short(known, target, total),
            "Total {total} melampaui target {nama}: {target}.",
            "Samakan keduanya, atau betulkan yang salah tulis.",
        )


def _judged(
    measuring: Measuring,
    differs: Callable[[Indikator, Measure, Measure], bool],
    message: str,
    hint: str,
) -> Iterator[Violation]:
    baris, known, target = measuring
    aksi = baris.aksi
    if not differs(known, measure(aksi.total), target.measure):
        return
    shown = {"total": str(aksi.total), "target": str(target.nilai)}
    yield Violation(
        aksi.location("total"),
        aksi.kode,
        message.format(nama=known.nama, **shown),
        hint,
        {**shown, "indikator": known.kunci},
        [
            Occurrence(aksi.location("total"), aksi.kode, str(aksi.total)),
            Occurrence(target.location, "target", str(target.nilai)),
        ],
    )


@derived_once
def _measuring(regulation: Regulation) -> Iterator[Measuring]:
    """Yield the actions that measure an indicator, with it and its target.

    They say so by ``acuan``, or by an output that is the indicator above them but for words like
    ``Capaian``; a share is known too where it names all that the indicator above it names.
    """
    places = list(planned_indicators(regulation))
    own = {id(place.node): value for place in places for value in place.nilai}
    elsewhere = {place.acuan: value for place in reversed(places) for value in place.nilai}
    by_name = {
        same_name(measured(nama)): indikator
        for indikator in regulation.indikator.indikator
        for nama in indikator.names()
    }
    for baris in regulation.baris:
        aksi, served = baris.aksi, baris.kelompok.indikator
        parent = served.acuan if served is not None else None
        by_key = regulation.indikator.by_key
        if aksi.acuan:
            known = by_key.get(aksi.acuan)
        else:
            known = by_name.get(same_name(measured(aksi.indikator.plain)))
            above = by_key.get(parent or "")
            if above is not None and known is None and _names_all(regulation, baris, above):
                known = above
        if known is None or (aksi.acuan is None and known.kunci != parent):
            continue
        satuan = regulation.satuan.by_spelling.get(aksi.satuan)
        if aksi.acuan is None and satuan is not None and satuan.jenis == "cacah":
            continue  # it counts: RA03 tells that it has the name of an indicator
        target = elsewhere.get(known.kunci)
        if known.kunci == parent:
            target = own.get(id(served))
        if target is not None:
            yield baris, known, target


def _names_all(regulation: Regulation, baris: ActionRow, above: Indikator) -> bool:
    """Whether a share names all that *above*, a share too, names: «Tindak Lanjut Rekomendasi».

    Words may be joined or have a prefix: «Persentase rekomendasi yang ditindaklanjuti».
    """
    satuan = regulation.satuan.by_spelling.get(baris.aksi.satuan)
    if above.jenis != "persen" or satuan is None or satuan.jenis != "persen":
        return False
    output = "".join(same_name(baris.aksi.indikator.plain).split())
    words = same_name(measured(above.nama)).split()
    return len(words) > 1 and all(word in output for word in words)


def _short(known: Indikator, total: Measure, target: Measure) -> bool:
    if total.number is None or target.number is None:
        return False
    if known.arah == "turun":
        return total.number > target.number
    return total.number < target.number
