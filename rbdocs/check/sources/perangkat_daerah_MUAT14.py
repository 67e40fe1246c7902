"""Every office that a source names is in the register."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, source_rule
from rbdocs.model.characters import similar_hint
from rbdocs.model.indikator import Indikator
from rbdocs.model.plan_tree import RencanaAksi
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.model.sources_read import SourcesRead
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
    kunci = {pd.kunci for pd in listing.perangkat_daerah}
    for pd in listing.perangkat_daerah:
        if pd.induk is not None and pd.induk not in kunci:
            yield Violation(
                pd.location("induk"),
                "",
                f"Induk «{pd.induk}» bukan kunci perangkat daerah mana pun.",
                similar_hint(pd.induk, kunci) or "Tambahkan induk itu sebagai butir tersendiri.",
            )


def _coordinators(indikator: Indikator, listing: DaftarPerangkatDaerah) -> Iterator[Violation]:
    keys = {pd.kunci: pd for pd in listing.perangkat_daerah}
    for index, kunci in enumerate(indikator.koordinator):
        if kunci not in keys:
            named = listing.by_name.get(kunci)
            yield Violation(
                indikator.location("koordinator", index),
                "",
                f"«{kunci}» bukan kunci perangkat daerah mana pun.",
                f"Tulis kuncinya, {named.kunci}."
                if named
                else similar_hint(kunci, keys) or "Tambahkan ke sources/perangkat-daerah.yaml.",
            )


def _of_action(aksi: RencanaAksi, listing: DaftarPerangkatDaerah) -> Iterator[Violation]:
    for owner in (aksi, *(aksi.sub_kegiatan or ())):
        for column in ("koordinator", "pelaksana"):
            cell = getattr(owner, column)
            if not cell or cell in ("-", BELUM_DIISI):
                continue
            for unknown in listing.recognise(cell)[1]:
                similar = similar_hint(unknown, listing.by_name)
                yield Violation(
                    owner.location(column),
                    aksi.kode,
                    f"Perangkat daerah «{unknown}» tidak ada dalam perangkat-daerah.yaml.",
                    f"{similar} Perangkat daerah baru ditambahkan ke "
                    "sources/perangkat-daerah.yaml, sebagai butir atau sebagai nama «tercetak» "
                    "dari butir yang ada.".strip(),
                )
