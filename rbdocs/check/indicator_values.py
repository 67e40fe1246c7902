"""What is printed for an indicator, in tables, plans, chapters and the register, as one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rbdocs.check.derived import derived_once
from rbdocs.model.chapter import MentionedValue, notes
from rbdocs.model.finding import Location, Occurrence
from rbdocs.model.measure import Measure, measure
from rbdocs.model.mention import Jenis, PrintedValue
from rbdocs.model.registers import Indikator
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai

REGISTER = "daftar indikator"


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A value of an indicator: for what year, what it says, and in which place."""

    acuan: str
    jenis: Jenis
    tahun: int | None
    text: str
    measure: Measure
    tempat: str
    location: Location
    excerpt: str = ""

    def occurrence(self, *, dated: bool = False) -> Occurrence:
        """The value as a place of a finding; *dated* says its kind and year too."""
        when = f" ({self.jenis} {self.tahun or 'tanpa tahun'})" if dated else ""
        return Occurrence(self.location, self.tempat, f"{self.text}{when}")


@derived_once
def indicator_values(regulation: Regulation) -> Iterator[IndicatorValue]:
    """Yield every value of every indicator, those of the register first."""
    for indikator in regulation.indikator.indikator:
        yield from _register(indikator)
    for place in regulation.sebutan():
        for value in place.nilai:
            if place.acuan is not None and not value.nilai.open:
                yield _printed(place.acuan, place.tempat, value)
    for naskah in regulation.naskah:
        sections = naskah.sections()
        for note in notes(naskah):
            if isinstance(note, MentionedValue):
                said = Nilai.dari(note.text)
                yield IndicatorValue(
                    note.acuan,
                    note.jenis,
                    note.tahun,
                    note.text,
                    measure(said),
                    sections[note.block.key],
                    note.block.location,
                    note.text,
                )


def _register(indikator: Indikator) -> Iterator[IndicatorValue]:
    jenis: Jenis
    for jenis, values in (("baseline", indikator.baseline), ("target", indikator.target)):
        for tahun, nilai in values.items():
            if nilai.open:
                continue
            place = indikator.location(jenis, str(tahun))
            yield IndicatorValue(
                indikator.kunci, jenis, tahun, nilai.text, measure(nilai), REGISTER, place
            )


def _printed(acuan: str, tempat: str, value: PrintedValue) -> IndicatorValue:
    return IndicatorValue(
        acuan, value.jenis, value.tahun, value.nilai.text, value.measure, tempat, value.location
    )


def indicator_name(regulation: Regulation, acuan: str) -> str:
    """Return the name of the indicator *acuan*; the key itself where the register has none."""
    known = regulation.indikator.by_key.get(acuan)
    return known.nama if known else acuan
