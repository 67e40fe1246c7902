"""Declared columns, and the rows of a table: each has exactly one cell for each column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from rbdocs.model.characters import similar_hint
from rbdocs.model.finding import Finding, Level, Location, repeated
from rbdocs.model.table import Baris

RESERVED = frozenset(Baris.model_fields)


def finding(kode: str, location: Location, message: str, hint: str) -> Finding:
    """Return a loading finding."""
    return Finding(kode, Level.GALAT, message, location, hint=hint)


class RowCheck:
    """Checks rows in printed order: each has exactly one cell for each column."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns
        # The columns' groups in the printed row above, by column; None before the first row.
        self._above: dict[str, tuple[str, ...]] | None = None

    def check(self, listing: Iterable[Baris]) -> Iterator[Finding]:
        """Yield what is wrong with *listing* and the rows below it."""
        return self._rows(listing, {})

    def _rows(
        self, listing: Iterable[Baris], outer: Mapping[str, tuple[str, ...]]
    ) -> Iterator[Finding]:
        """*outer* are the columns that rows further out have filled, with their groups."""
        for baris in listing:
            yield from self._names(baris, outer)
            groups = dict(outer)
            yield from self._groups(baris, groups)
            for nama in (*baris.sel, *baris.lanjut):
                groups.setdefault(nama, (nama,))
            yield from self._continued(baris, groups)
            if baris.baris:
                yield from self._rows(baris.baris, groups)
            else:
                yield from self._missing(baris, groups)
                self._above = groups

    def _names(self, baris: Baris, outer: Mapping[str, object]) -> Iterator[Finding]:
        for nama in baris.sel:
            location = baris.location(nama)
            if nama not in self._columns:
                yield finding(
                    "MUAT08",
                    location,
                    f"Kolom «{nama}» tidak ada dalam tabel ini.",
                    similar_hint(nama, (*self._columns, *RESERVED))
                    or f"Kolom yang ada: {', '.join(self._columns)}.",
                )
            elif nama in outer:
                yield finding(
                    "MUAT15",
                    location,
                    f"Kolom «{nama}» sudah diisi oleh baris di luarnya, yang selnya meliputi "
                    "baris ini.",
                    "Hapus isian ini, atau pindahkan isian itu ke tiap baris di dalamnya.",
                )
        for index, nama in enumerate(baris.lanjut):
            location = baris.location("lanjut", index)
            if nama not in self._columns:
                yield finding(
                    "MUAT08",
                    location,
                    f"«lanjut» menyebut «{nama}», yang bukan kolom tabel ini.",
                    similar_hint(nama, self._columns)
                    or f"Kolom yang ada: {', '.join(self._columns)}.",
                )
            elif nama in baris.sel or nama in outer:
                yield finding(
                    "MUAT15",
                    location,
                    f"Kolom «{nama}» sudah diisi, padahal «lanjut» menyebutnya sebagai lanjutan.",
                    f"Hapus isian «{nama}», atau keluarkan dari «lanjut».",
                )

    def _groups(self, baris: Baris, groups: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
        """Enter the groups of *baris* that hold into *groups*; yield what is wrong with others."""
        for index, names in enumerate(baris.gabung):
            wrong = self._wrong_group(baris, names, groups)
            if wrong:
                yield finding("MUAT30", baris.location("gabung", index), *wrong)
            groups.update(
                dict.fromkeys((name for name in names if name not in groups), tuple(names))
            )

    def _wrong_group(
        self, baris: Baris, names: list[str], groups: Mapping[str, object]
    ) -> tuple[str, str] | None:
        shown = ", ".join(names)
        for nama in names:
            if nama not in self._columns:
                hint = similar_hint(nama, self._columns)
                return (
                    f"«gabung» menyebut «{nama}», yang bukan kolom tabel ini.",
                    hint or f"Kolom yang ada: {', '.join(self._columns)}.",
                )
            if nama in groups:
                return (
                    f"Kolom «{nama}» sudah digabung atau sudah diisi oleh baris di luarnya.",
                    "Sebut tiap kolom sekali saja dalam «gabung».",
                )
        start = self._columns.index(names[0]) if names else 0
        if len(names) < 2 or names != list(self._columns[start : start + len(names)]):
            return (
                f"«gabung» harus menyebut sedikitnya dua kolom yang bersebelahan, dari kiri ke "
                f"kanan; di sini: {shown or 'tidak ada'}.",
                f"Urutan kolom tabel ini: {', '.join(self._columns)}.",
            )
        stated = [nama for nama in names if nama in baris.sel]
        carried = [nama for nama in names if nama in baris.lanjut]
        if len(stated) + (len(carried) == len(names)) != 1 or (stated and carried):
            return (
                f"Sel gabungan {shown} harus berisi tepat satu isian; di sini "
                f"{len(stated)} ({', '.join(stated) or 'kosong'}).",
                "Tulis isinya pada salah satu kolom itu saja; bila melanjutkan baris di atas, "
                "sebut semuanya dalam «lanjut».",
            )
        return None

    def _continued(self, baris: Baris, groups: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
        for index, nama in enumerate(baris.lanjut):
            if self._above is None:
                yield finding(
                    "MUAT15",
                    baris.location("lanjut"),
                    "Ini baris pertama; tidak ada baris di atasnya untuk dilanjutkan.",
                    "Hapus «lanjut» dan tulis isi kolomnya.",
                )
                return
            if self._above.get(nama, groups.get(nama)) != groups.get(nama):
                yield finding(
                    "MUAT15",
                    baris.location("lanjut", index),
                    f"Sel «{nama}» tidak selebar sel di atasnya, jadi tidak dapat melanjutkannya.",
                    "Samakan «gabung» dengan baris di atas, atau tulis isi selnya.",
                )

    def _missing(self, baris: Baris, groups: Mapping[str, object]) -> Iterator[Finding]:
        missing = [nama for nama in self._columns if nama not in groups]
        if missing:
            shown = ", ".join(f"«{nama}»" for nama in missing)
            yield finding(
                "MUAT07",
                baris.location(),
                f"Baris ini belum punya sel untuk kolom {shown}.",
                f'Tulis isinya; bila dalam naskah memang kosong, tulis {missing[0]}: "". Bila '
                "selnya satu dengan atasnya, sebut dalam «lanjut»; dengan sebelahnya, «gabung».",
            )


class Keyed(Protocol):
    """A record with a key of its own."""

    kunci: str

    def location(self, *path: str | int) -> Location:
        """Return where it stands."""


def repeated_keys(what: str, listing: Iterable[Keyed]) -> Iterator[Finding]:
    """Yield the records of *listing* whose key another one has; *what* they are called."""
    for kunci, location, first in repeated((i.kunci, i.location("kunci")) for i in listing):
        yield finding(
            "MUAT17",
            location,
            f"Kunci {what} «{kunci}» sudah dipakai di baris {first.line}.",
            f"Beri {what} ini kunci lain.",
        )
