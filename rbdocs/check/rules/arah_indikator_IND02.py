"""IND: targets that move the way that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rbdocs.check.derived import group_by
from rbdocs.check.indicator_values import REGISTER, IndicatorValue, indicator_values
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Location
from rbdocs.model.indikator import Indikator
from rbdocs.model.measure import Measure
from rbdocs.model.regulation import Regulation


@rule(
    code="IND02",
    level=Level.PERINGATAN,
    statement="Target bergerak ke arah yang diinginkan: tidak lebih buruk daripada baseline atau "
    "target tahun sebelumnya, dan sama dengannya bila arahnya tetap.",
    ground="Kolom «arah» dalam sources/indikator.yaml menyebut arah yang diinginkan.",
)
def arah_target(regulation: Regulation) -> Iterator[Violation]:
    """Yield the indicators with a target that is worse than the value before it."""
    by_indicator = group_by(indicator_values(regulation), lambda value: value.acuan)
    for indikator in regulation.indikator.indikator:
        listing = [
            value for value in by_indicator.get(indikator.kunci, ()) if value.tahun is not None
        ]
        by_place = group_by(listing, lambda item: item.tempat)
        known = by_place.pop(REGISTER, [])
        worse: dict[Location, tuple[IndicatorValue, IndicatorValue]] = {}
        for own in (*by_place.values(), _only_known(known, by_place.values())):
            for earlier, later in _steps(own, known):
                if _is_worse(indikator, earlier.measure, later.measure):
                    worse.setdefault(later.location, (earlier, later))
        if worse:
            yield _worsening(indikator, list(worse.values()))


def _only_known(
    known: list[IndicatorValue], printed: Iterable[list[IndicatorValue]]
) -> list[IndicatorValue]:
    """Return the values of the register that are printed nowhere."""
    there = {(value.jenis, value.tahun) for own in printed for value in own}
    return [value for value in known if (value.jenis, value.tahun) not in there]


def _steps(
    own: list[IndicatorValue], known: list[IndicatorValue]
) -> Iterator[tuple[IndicatorValue, IndicatorValue]]:
    """Yield each target of a place with the value before it, the place's own or the register's."""
    printed = {(value.jenis, value.tahun) for value in own}
    everything = own + [value for value in known if (value.jenis, value.tahun) not in printed]
    for later in own:
        before = [value for value in everything if (value.tahun or 0) < (later.tahun or 0)]
        before = [value for value in before if not value.measure.empty]
        if later.jenis == "target" and before:
            last = max(value.tahun or 0 for value in before)
            recent = [value for value in before if value.tahun == last]
            # A target that was set is the measure before a baseline that was reached.
            yield min(recent, key=lambda item: item.jenis != "target"), later


def _is_worse(indikator: Indikator, before: Measure, after: Measure) -> bool:
    if indikator.arah == "tetap":
        return not (after.empty or after.same(before))
    if before.number is None or after.number is None:
        return False
    return (
        after.number < before.number if indikator.arah == "naik" else after.number > before.number
    )


def _worsening(
    indikator: Indikator, pairs: list[tuple[IndicatorValue, IndicatorValue]]
) -> Violation:
    earlier, later = pairs[0]
    differs = "berbeda dari" if indikator.arah == "tetap" else "lebih buruk daripada"
    places = dict.fromkeys(value.occurrence(dated=True) for pair in pairs for value in pair)
    return Violation(
        later.location,
        indikator.kunci,
        f"{indikator.nama} seharusnya {indikator.arah}, tetapi {later.jenis} {later.tahun} "
        f"{later.text} {differs} {earlier.jenis} {earlier.tahun} {earlier.text}.",
        "Betulkan targetnya, atau arah indikator itu dalam sources/indikator.yaml.",
        {
            "indikator": indikator.kunci,
            "arah": indikator.arah,
            "nilai": [earlier.text, later.text],
        },
        list(places),
        later.excerpt,
    )
