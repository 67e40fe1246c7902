"""What must hold of the register of indicators, and of every place that names one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rbdocs.model.finding import Finding, Level, Location
from rbdocs.model.indikator import DaftarIndikator, Indikator
from rbdocs.model.mention import SebutanIndikator
from rbdocs.model.plan_tree import RencanaAksi
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.sources.shape import similar_hint

_FILE = "sources/indikator.yaml"


def _finding(kode: str, location: Location, message: str, hint: str) -> Finding:
    return Finding(kode, Level.GALAT, message, location, hint=hint)


def check_indikator(
    listing: DaftarIndikator, perangkat: DaftarPerangkatDaerah | None
) -> Iterator[Finding]:
    """Yield findings about keys and names given twice, impossible years and unknown offices."""
    keys: dict[str, Location] = {}
    names: dict[str, Location] = {}
    for one in listing.indikator:
        yield from _taken("Kunci", keys, [(one.kunci, one.location("kunci"))])
        own = ((nama, one.location("tercetak", index)) for index, nama in enumerate(one.tercetak))
        yield from _taken("Nama", names, [(one.nama, one.location("nama")), *own])
        yield from _years(one)
        if perangkat is not None:
            yield from _offices(one, perangkat)


def _taken(
    what: str, first: dict[str, Location], content: Iterable[tuple[str, Location]]
) -> Iterator[Finding]:
    for nama, location in content:
        if nama in first:
            yield _finding(
                "MUAT17",
                location,
                f"{what} «{nama}» sudah dipakai di baris {first[nama].line}.",
                f"Pakai {what.lower()} lain, atau gabungkan kedua indikator itu.",
            )
        first.setdefault(nama, location)


def _years(one: Indikator) -> Iterator[Finding]:
    for isian, values in (("baseline", one.baseline), ("target", one.target)):
        for tahun in values:
            if not 1945 <= tahun < 2100:
                yield _finding(
                    "MUAT09",
                    one.location(isian, str(tahun)),
                    f"«{tahun}» bukan tahun.",
                    f"Tulis {isian}: {{2023: nilai, 2024: nilai}}.",
                )


def _offices(one: Indikator, perangkat: DaftarPerangkatDaerah) -> Iterator[Finding]:
    keys = {pd.kunci: pd for pd in perangkat.perangkat_daerah}
    for index, kunci in enumerate(one.koordinator):
        if kunci not in keys:
            named = perangkat.by_name.get(kunci)
            yield _finding(
                "MUAT14",
                one.location("koordinator", index),
                f"«{kunci}» bukan kunci perangkat daerah mana pun.",
                f"Tulis kuncinya, {named.kunci}."
                if named
                else similar_hint(kunci, keys) or "Tambahkan ke sources/perangkat-daerah.yaml.",
            )


def check_acuan(places: Iterable[SebutanIndikator], listing: DaftarIndikator) -> Iterator[Finding]:
    """Yield findings about places that name no indicator, or one that is not in the register."""
    for place in places:
        if place.acuan is None:
            if place.nama and place.nilai:
                yield _finding(
                    "MUAT07",
                    place.node.location(),
                    f"Isian «acuan» belum ada untuk indikator «{place.nama}».",
                    _key_for(place.nama, listing)
                    or f"Tambahkan «acuan:» dengan kunci indikatornya dari {_FILE}.",
                )
        elif place.acuan not in listing.by_key:
            yield _finding(
                "MUAT19",
                place.node.location("acuan"),
                f"Acuan «{place.acuan}» tidak ada dalam {_FILE}.",
                _key_for(place.nama, listing)
                or similar_hint(place.acuan, listing.by_key)
                or f"Tambahkan indikator itu ke {_FILE}, atau betulkan kuncinya.",
            )


def check_measured(listing: Iterable[RencanaAksi], indikator: DaftarIndikator) -> Iterator[Finding]:
    """Yield findings about actions that measure an indicator which is not in the register."""
    for aksi in listing:
        if aksi.acuan is not None and aksi.acuan not in indikator.by_key:
            yield _finding(
                "MUAT19",
                aksi.location("acuan"),
                f"Acuan «{aksi.acuan}» tidak ada dalam {_FILE}.",
                similar_hint(aksi.acuan, indikator.by_key)
                or "Betulkan kuncinya, atau hapus acuan bila total itu tidak mengukur indikator.",
            )


def _key_for(nama: str, listing: DaftarIndikator) -> str:
    named = listing.by_name.get(nama)
    return f"Tulis acuan: {named.kunci}, sesuai namanya." if named else ""
