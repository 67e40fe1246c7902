"""What is printed for an indicator, in tables, plans, chapters and the register, as one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rbdocs.check.derived import derived_once
from rbdocs.model.annotation import NilaiDisebut, notes
from rbdocs.model.finding import Location, Occurrence
from rbdocs.model.indikator import Indikator
from rbdocs.model.measure import Ukuran, ukuran
from rbdocs.model.mention import Jenis, NilaiTercetak
from rbdocs.model.regulation import Regulasi
from rbdocs.model.values import Nilai

REGISTER = "daftar indikator"


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A value of an indicator: for what year, what it says, and in which place."""

    acuan: str
    jenis: Jenis
    tahun: int | None
    text: str
    ukuran: Ukuran
    tempat: str
    location: Location
    excerpt: str = ""

    def occurrence(self, *, dated: bool = False) -> Occurrence:
        """The value as a place of a finding; *dated* says its kind and year too."""
        when = f" ({self.jenis} {self.tahun or 'tanpa tahun'})" if dated else ""
        return Occurrence(self.location, self.tempat, f"{self.text}{when}")


@derived_once
def indicator_values(regulasi: Regulasi) -> Iterator[IndicatorValue]:
    """Yield every value of every indicator, those of the register first."""
    for one in regulasi.indikator.indikator:
        yield from _register(one)
    for place in regulasi.sebutan():
        for value in place.nilai:
            if place.acuan is not None and not value.nilai.open:
                yield _printed(place.acuan, place.tempat, value)
    for naskah in regulasi.naskah:
        sections = naskah.sections()
        for note in notes(naskah):
            if isinstance(note, NilaiDisebut):
                said = Nilai.dari(note.text)
                yield IndicatorValue(
                    note.acuan,
                    note.jenis,
                    note.tahun,
                    note.text,
                    ukuran(said),
                    sections[note.block.key],
                    note.block.location,
                    note.text,
                )


def _register(one: Indikator) -> Iterator[IndicatorValue]:
    jenis: Jenis
    for jenis, values in (("baseline", one.baseline), ("target", one.target)):
        for tahun, nilai in values.items():
            if nilai.open:
                continue
            place = one.location(jenis, str(tahun))
            yield IndicatorValue(
                one.kunci, jenis, tahun, nilai.text, ukuran(nilai), REGISTER, place
            )


def _printed(acuan: str, tempat: str, value: NilaiTercetak) -> IndicatorValue:
    return IndicatorValue(
        acuan, value.jenis, value.tahun, value.nilai.text, value.ukuran, tempat, value.location
    )


def indicator_name(regulasi: Regulasi, acuan: str) -> str:
    """Return the name of the indicator *acuan*; the key itself where the register has none."""
    known = regulasi.indikator.by_key.get(acuan)
    return known.nama if known else acuan
