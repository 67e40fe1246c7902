"""Registers and reports name each thing once. Loading tells the same of a table's columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rbdocs.check.rule import Violation, source_rule
from rbdocs.model.finding import Location
from rbdocs.model.indikator import DaftarIndikator
from rbdocs.model.registers import DaftarPerangkatDaerah, DaftarSatuan
from rbdocs.model.sources_read import SourcesRead

_First = dict[str, Location]


@source_rule(
    code="MUAT17",
    statement="Kunci dan nama dalam daftar tidak rangkap.",
    ground="Daftar dan isian yang saling menyebut harus cocok, supaya tercetak dengan benar.",
)
def tidak_rangkap(read: SourcesRead) -> Iterator[Violation]:
    """Yield the keys, spellings and names that the registers and the report give twice."""
    if read.satuan:
        yield from _units(read.satuan)
    if read.perangkat_daerah:
        yield from _offices(read.perangkat_daerah)
    if read.indikator:
        yield from _indicators(read.indikator)
    if read.regulation and read.regulation.realisasi and read.complete:
        reported = read.regulation.realisasi.realisasi
        yield from _taken(
            "kode",
            ((achievement.kode, achievement.location("kode")) for achievement in reported),
            {},
        )


def _units(listing: DaftarSatuan) -> Iterator[Violation]:
    keys = ((satuan.kunci, satuan.location("kunci")) for satuan in listing.satuan)
    yield from _taken("kunci", keys, {})
    spellings = (
        (ejaan, satuan.location("ejaan", index))
        for satuan in listing.satuan
        for index, ejaan in enumerate(satuan.ejaan)
    )
    yield from _taken("ejaan", spellings, {})


def _offices(listing: DaftarPerangkatDaerah) -> Iterator[Violation]:
    offices = listing.perangkat_daerah
    yield from _taken("kunci", ((pd.kunci, pd.location("kunci")) for pd in offices), {})
    names = ((nama, pd.location()) for pd in offices for nama in pd.names())
    yield from _taken("nama", names, {})


def _indicators(listing: DaftarIndikator) -> Iterator[Violation]:
    keys: _First = {}
    names: _First = {}
    of = "kedua indikator itu"
    for indikator in listing.indikator:
        yield from _taken("kunci", [(indikator.kunci, indikator.location("kunci"))], keys, of)
        printed = [
            (nama, indikator.location("tercetak", index))
            for index, nama in enumerate(indikator.tercetak)
        ]
        own = (indikator.nama, indikator.location("nama"))
        yield from _taken("nama", [own, *printed], names, of)


def _taken(
    what: str,
    content: Iterable[tuple[str, Location]],
    first: _First,
    both: str = "kedua butir itu",
) -> Iterator[Violation]:
    """Yield those of *content* that were there before; *first* remembers from call to call."""
    for nama, location in content:
        if nama in first:
            yield Violation(
                location,
                "",
                f"{what.capitalize()} «{nama}» sudah dipakai di baris {first[nama].line}.",
                f"Pakai {what} lain, atau gabungkan {both}.",
            )
        first.setdefault(nama, location)
