"""What must hold of the notes that chapters give to numbers in their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rbdocs.model.annotation import Hitungan, understand
from rbdocs.model.arithmetic import evaluate
from rbdocs.model.chapter import Naskah
from rbdocs.model.finding import Finding, Level, Location
from rbdocs.model.indikator import DaftarIndikator
from rbdocs.sources.shape import similar_hint


def check_annotations(listing: Iterable[Naskah], indikator: DaftarIndikator) -> Iterator[Finding]:
    """Yield findings about notes that cannot be understood or name no indicator."""
    for naskah in listing:
        for block, run in naskah.annotations():
            note = understand(block, run)
            if not run.text.strip():
                yield _finding(
                    block.location,
                    f"Catatan «#{run.target}» tidak mengapit angka.",
                    f"Tulis angkanya di antara kurung siku: [91%](#{run.target}).",
                )
            elif note is None:
                yield _finding(
                    block.location,
                    f"Catatan «#{run.target}» tidak dikenal.",
                    "Tulis #hitung:206/227, atau #kunci-indikator:baseline:2022.",
                )
            elif isinstance(note, Hitungan):
                yield from _calculation(block.location, note)
            elif note.acuan not in indikator.by_key:
                yield _finding(
                    block.location,
                    f"Catatan «#{run.target}» menyebut indikator yang tidak terdaftar.",
                    similar_hint(note.acuan, indikator.by_key)
                    or "Pakai kunci dari sources/indikator.yaml.",
                )


def _calculation(location: Location, note: Hitungan) -> Iterator[Finding]:
    try:
        evaluate(note.expression)
    except ValueError as error:
        yield _finding(
            location,
            f"Hitungan «{note.expression}» tidak dapat dihitung: {error}.",
            "Pakai angka, + - * / dan kurung saja, misalnya #hitung:(67,27-66,30)/66,30.",
        )


def _finding(location: Location, message: str, hint: str) -> Finding:
    return Finding("MUAT48", Level.GALAT, message, location, hint=hint)
