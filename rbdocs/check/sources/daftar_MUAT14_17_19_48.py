"""Registers: each names a thing once, and what sources name is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rbdocs.check.rule import Violation, source_rule
from rbdocs.model.chapter import Calculation, understand
from rbdocs.model.characters import similar_hint
from rbdocs.model.finding import Location, Site, repeated
from rbdocs.model.measure import evaluate
from rbdocs.model.plan_tree import RencanaAksi
from rbdocs.model.registers import (
    DaftarIndikator,
    DaftarPerangkatDaerah,
    DaftarSatuan,
    Indikator,
    PerangkatDaerah,
)
from rbdocs.model.regulation import SourcesRead
from rbdocs.model.table import OFFICES
from rbdocs.model.values import BELUM_DIISI


@source_rule(
    code="MUAT14",
    statement="Perangkat daerah terdaftar dalam perangkat-daerah.yaml.",
    ground="Daftar dan isian yang saling menyebut harus cocok, supaya tercetak dengan benar.",
)
def perangkat_terdaftar(read: SourcesRead) -> Iterator[Violation]:
    """Yield the offices that the registers and the plans name and that are not in the register."""
    listing = read.perangkat_daerah
    if listing is None:
        return
    yield from _parents(listing)
    for indikator in read.indikator.indikator if read.indikator else ():
        yield from _coordinators(indikator, listing)
    for aksi in read.regulation.aksi(ended=True) if read.regulation else ():
        yield from _of_action(aksi, listing)


def _parents(listing: DaftarPerangkatDaerah) -> Iterator[Violation]:
    kunci = {pd.kunci: pd for pd in listing.perangkat_daerah}
    for pd in listing.perangkat_daerah:
        if _above_itself(pd, kunci):
            yield Violation(
                Site(pd.location("induk")),
                f"Perangkat daerah «{pd.kunci}» menjadi induk bagi induknya sendiri.",
                "Hapus induk pada salah satunya; yang paling atas tidak berinduk.",
            )
        elif pd.induk is not None and pd.induk not in kunci:
            yield Violation(
                Site(pd.location("induk")),
                f"Induk «{pd.induk}» bukan kunci perangkat daerah mana pun.",
                similar_hint(pd.induk, kunci) or "Tambahkan induk itu sebagai butir tersendiri.",
            )


def _above_itself(office: PerangkatDaerah, offices: Mapping[str, PerangkatDaerah]) -> bool:
    """Whether the offices above *office* lead back to it."""
    above, seen = office.induk, set[str]()
    while above is not None and above not in seen:
        if above == office.kunci:
            return True
        seen.add(above)
        above = offices[above].induk if above in offices else None
    return False


def _coordinators(indikator: Indikator, listing: DaftarPerangkatDaerah) -> Iterator[Violation]:
    keys = {pd.kunci: pd for pd in listing.perangkat_daerah}
    for index, kunci in enumerate(indikator.koordinator):
        if kunci not in keys:
            named = listing.by_name.get(kunci)
            yield Violation(
                Site(indikator.location("koordinator", index)),
                f"«{kunci}» bukan kunci perangkat daerah mana pun.",
                f"Tulis kuncinya, {named.kunci}."
                if named
                else similar_hint(kunci, keys) or "Tambahkan ke sources/perangkat-daerah.yaml.",
            )


def _of_action(aksi: RencanaAksi, listing: DaftarPerangkatDaerah) -> Iterator[Violation]:
    for owner in (aksi, *(aksi.sub_kegiatan or ())):
        for column in OFFICES:
            cell = getattr(owner, column)
            if not cell or cell in ("-", BELUM_DIISI):
                continue
            for unknown in listing.recognise(cell)[1]:
                similar = similar_hint(unknown, listing.by_name)
                yield Violation(
                    Site(owner.location(column), aksi.kode),
                    f"Perangkat daerah «{unknown}» tidak ada dalam perangkat-daerah.yaml.",
                    f"{similar} Perangkat daerah baru ditambahkan ke "
                    "sources/perangkat-daerah.yaml, sebagai butir atau sebagai nama «tercetak» "
                    "dari butir yang ada.".strip(),
                )


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
        yield from _taken("kode", ((item.kode, item.location("kode")) for item in reported))


def _units(listing: DaftarSatuan) -> Iterator[Violation]:
    keys = ((satuan.kunci, satuan.location("kunci")) for satuan in listing.satuan)
    yield from _taken("kunci", keys)
    spellings = (
        (ejaan, satuan.location("ejaan", index))
        for satuan in listing.satuan
        for index, ejaan in enumerate(satuan.ejaan)
    )
    yield from _taken("ejaan", spellings)


def _offices(listing: DaftarPerangkatDaerah) -> Iterator[Violation]:
    offices = listing.perangkat_daerah
    yield from _taken("kunci", ((pd.kunci, pd.location("kunci")) for pd in offices))
    names = ((nama, pd.location()) for pd in offices for nama in pd.names())
    yield from _taken("nama", names)


def _indicators(listing: DaftarIndikator) -> Iterator[Violation]:
    of = "kedua indikator itu"
    keys = ((item.kunci, item.location("kunci")) for item in listing.indikator)
    yield from _taken("kunci", keys, of)
    names: list[tuple[str, Location]] = []
    for item in listing.indikator:
        names.append((item.nama, item.location("nama")))
        names += ((nama, item.location("tercetak", n)) for n, nama in enumerate(item.tercetak))
    yield from _taken("nama", names, of)


def _taken(
    what: str, content: Iterable[tuple[str, Location]], both: str = "kedua butir itu"
) -> Iterator[Violation]:
    """Yield those of *content* that were there before."""
    for nama, location, first in repeated(content):
        yield Violation(
            Site(location),
            f"{what.capitalize()} «{nama}» sudah dipakai di baris {first.line}.",
            f"Pakai {what} lain, atau gabungkan {both}.",
        )


@source_rule(
    code="MUAT19",
    statement="Setiap acuan menyebut indikator dalam sources/indikator.yaml.",
    ground="Daftar dan isian yang saling menyebut harus cocok, supaya tercetak dengan benar.",
)
def acuan_terdaftar(read: SourcesRead) -> Iterator[Violation]:
    """Yield the places of tables and plans, and the actions, that name no known indicator."""
    if read.regulation is None:
        return
    listing = read.regulation.indikator
    for place in read.regulation.sebutan():
        if place.acuan is not None and place.acuan not in listing.by_key:
            yield _unknown(
                place.node.location("acuan"),
                place.acuan,
                listing.key_hint(place.nama)
                or similar_hint(place.acuan, listing.by_key)
                or "Tambahkan indikator itu ke sources/indikator.yaml, atau betulkan kuncinya.",
            )
    for aksi in read.regulation.aksi(ended=True):
        if aksi.acuan is not None and aksi.acuan not in listing.by_key:
            yield _unknown(
                aksi.location("acuan"),
                aksi.acuan,
                similar_hint(aksi.acuan, listing.by_key)
                or "Betulkan kuncinya, atau hapus acuan bila total itu tidak mengukur indikator.",
            )


def _unknown(location: Location, acuan: str, hint: str) -> Violation:
    message = f"Acuan «{acuan}» tidak ada dalam sources/indikator.yaml."
    return Violation(Site(location), message, hint)


@source_rule(
    code="MUAT48",
    statement="Catatan pada angka dalam bab dapat dihitung atau dibandingkan.",
    ground="Bab ditulis dalam Markdown yang hanya memuat apa yang dapat dicetak dengan gaya "
    "templat.",
)
def catatan_dikenal(read: SourcesRead) -> Iterator[Violation]:
    """Yield the notes of chapters that cannot be understood or name no indicator."""
    if read.regulation is None:
        return
    known = read.regulation.indikator.by_key
    for naskah in read.regulation.naskah:
        for block, run in naskah.annotations():
            note = understand(block, run)
            if not run.text.strip():
                yield Violation(
                    Site(block.location),
                    f"Catatan «#{run.target}» tidak mengapit angka.",
                    f"Tulis angkanya di antara kurung siku: [91%](#{run.target}).",
                )
            elif note is None:
                yield Violation(
                    Site(block.location),
                    f"Catatan «#{run.target}» tidak dikenal.",
                    "Tulis #hitung:206/227, atau #kunci-indikator:baseline:2022.",
                )
            elif isinstance(note, Calculation):
                yield from _calculation(block.location, note)
            elif note.acuan not in known:
                yield Violation(
                    Site(block.location),
                    f"Catatan «#{run.target}» menyebut indikator yang tidak terdaftar.",
                    similar_hint(note.acuan, known) or "Pakai kunci dari sources/indikator.yaml.",
                )


def _calculation(location: Location, note: Calculation) -> Iterator[Violation]:
    try:
        evaluate(note.expression)
    except ValueError as error:
        yield Violation(
            Site(location),
            f"Hitungan «{note.expression}» tidak dapat dihitung: {error}.",
            "Pakai angka, + - * / dan kurung saja, misalnya #hitung:(67,27-66,30)/66,30.",
        )
