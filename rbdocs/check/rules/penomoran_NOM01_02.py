"""NOM: the letters before the actions of an indicator."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level
from rbdocs.model.plan import ThemeGroup
from rbdocs.model.plan_tree import Celah, RencanaAksi
from rbdocs.model.regulation import Regulation
from rbdocs.model.words import label

_LETTERS = [f"{letter}." for letter in ascii_lowercase]


def _lettered(kelompok: ThemeGroup) -> Iterator[tuple[RencanaAksi | None, str]]:
    """Yield each action that has a letter, and None where the reference text has lost some."""
    for member in kelompok.members:
        if isinstance(member, Celah):
            yield None, ""
            continue
        if not member.printed:
            continue
        mark = label(member.uraian.plain) if member.uraian else ""
        if mark.lower() in _LETTERS:
            yield member, mark
        elif member.celah:
            yield None, ""


@rule(
    code="NOM01",
    level=Level.GALAT,
    statement="Huruf rencana aksi di bawah satu indikator mulai dari a dan berurutan.",
    ground="Huruf yang terlompat atau berulang menandakan rencana aksi yang hilang atau rangkap.",
)
def huruf_berurutan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose letter does not follow that of the action before."""
    for kelompok in regulation.kelompok:
        listing = list(_lettered(kelompok))
        letters = _letters_like(next((mark for _, mark in listing if mark), ""))
        expected: str | None = letters[0]
        for aksi, mark in listing:
            if aksi is None:
                expected = None
                continue
            if expected is not None and mark != expected:
                yield Violation(
                    aksi.location("uraian"),
                    aksi.kode,
                    f"Rencana aksi ini bernomor {mark} padahal seharusnya {expected}",
                    f"Tulis {expected} atau periksa apakah ada rencana aksi yang hilang.",
                    {"nomor": mark, "seharusnya": expected},
                    excerpt=mark,
                )
            following = _LETTERS.index(mark.lower()) + 1
            expected = letters[following] if following < len(letters) else None


def _letters_like(first: str) -> list[str]:
    """The letters in order, capital where *first*, the first of a list, is."""
    return [letter.upper() for letter in _LETTERS] if first.isupper() else _LETTERS


@rule(
    code="NOM02",
    level=Level.PERINGATAN,
    statement="Rencana aksi yang satu-satunya di bawah indikatornya tidak berhuruf.",
    ground="Huruf a. tanpa b. menandakan ada rencana aksi yang hilang.",
)
def huruf_tunggal(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions that are lettered ``a.`` and have no ``b.`` after them."""
    for kelompok in regulation.kelompok:
        listing = list(_lettered(kelompok))
        if len(listing) != 1:
            continue
        aksi, mark = listing[0]
        if aksi is not None and mark.lower() == _LETTERS[0]:
            yield Violation(
                aksi.location("uraian"),
                aksi.kode,
                f"Ada {mark} tanpa lanjutannya: hanya rencana aksi ini yang berhuruf di bawah "
                "indikatornya.",
                f"Hapus «{mark}», atau tambahkan rencana aksi yang hilang.",
                {"nomor": mark},
                excerpt=mark,
            )
