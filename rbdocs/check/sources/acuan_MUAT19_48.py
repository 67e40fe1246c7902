"""Every place that names an indicator by its key names one of the register."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, source_rule
from rbdocs.model.annotation import Calculation, understand
from rbdocs.model.arithmetic import evaluate
from rbdocs.model.characters import similar_hint
from rbdocs.model.finding import Location
from rbdocs.model.sources_read import SourcesRead


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
    return Violation(location, "", message, hint)


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
                    block.location,
                    "",
                    f"Catatan «#{run.target}» tidak mengapit angka.",
                    f"Tulis angkanya di antara kurung siku: [91%](#{run.target}).",
                )
            elif note is None:
                yield Violation(
                    block.location,
                    "",
                    f"Catatan «#{run.target}» tidak dikenal.",
                    "Tulis #hitung:206/227, atau #kunci-indikator:baseline:2022.",
                )
            elif isinstance(note, Calculation):
                yield from _calculation(block.location, note)
            elif note.acuan not in known:
                yield Violation(
                    block.location,
                    "",
                    f"Catatan «#{run.target}» menyebut indikator yang tidak terdaftar.",
                    similar_hint(note.acuan, known) or "Pakai kunci dari sources/indikator.yaml.",
                )


def _calculation(location: Location, note: Calculation) -> Iterator[Violation]:
    try:
        evaluate(note.expression)
    except ValueError as error:
        yield Violation(
            location,
            "",
            f"Hitungan «{note.expression}» tidak dapat dihitung: {error}.",
            "Pakai angka, + - * / dan kurung saja, misalnya #hitung:(67,27-66,30)/66,30.",
        )
