"""The registers: units, offices, indicators, the government and its officers; and names in none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints
from rapidfuzz.distance import OSA

from rbdocs.model.node import Day, Node, Whole
from rbdocs.model.values import Nilai

JenisSatuan = Literal["cacah", "persen", "indeks", "skor", "rasio", "panjang"]

_LONG_WORD = re.compile(r"[A-Za-z]{6,}")
_SEPARATOR = re.compile(r"(?:[\s,;/]|\bdan\b)+")


class Satuan(Node):
    """A unit: its kind, and every spelling in which it is printed, the right one first.

    *menghitung* are the things that it counts, in small letters, where that can be told.
    """

    kunci: str
    jenis: JenisSatuan
    ejaan: list[str] = Field(min_length=1)
    menghitung: list[str] = Field(default_factory=list)


class DaftarSatuan(Node):
    """All units."""

    satuan: list[Satuan]

    @cached_property
    def by_spelling(self) -> dict[str, Satuan]:
        """Each spelling with its unit."""
        return {ejaan: satuan for satuan in self.satuan for ejaan in satuan.ejaan}


class PerangkatDaerah(Node):
    """An office: its long and short name, and the other names under which it is printed.

    *luar* says that it is no office of this government.
    """

    kunci: str
    nama: str
    singkat: str
    tercetak: list[str] = Field(default_factory=list)
    induk: str | None = None
    luar: bool = False

    def names(self) -> Iterator[str]:
        """Every name of the office."""
        yield from dict.fromkeys((self.nama, self.singkat, *self.tercetak))


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """An office named in a text: under which name, and from where to where."""

    perangkat_daerah: PerangkatDaerah
    nama: str
    start: int
    end: int


class DaftarPerangkatDaerah(Node):
    """All offices."""

    perangkat_daerah: list[PerangkatDaerah]

    @cached_property
    def by_name(self) -> dict[str, PerangkatDaerah]:
        """Each printed name with its office."""
        return {nama: pd for pd in self.perangkat_daerah for nama in pd.names()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.by_name, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    @cached_property
    def _mentions(self) -> dict[str, tuple[OfficeMention, ...]]:
        return {}

    def mentions(self, cell: str) -> tuple[OfficeMention, ...]:
        """Return where *cell* names an office, in order; plans repeat few cells many times."""
        if not self.by_name:
            return ()
        if cell not in self._mentions:
            self._mentions[cell] = tuple(
                OfficeMention(self.by_name[hit.group()], hit.group(), hit.start(), hit.end())
                for hit in self._pattern.finditer(cell)
            )
        return self._mentions[cell]

    def offices(self, cells: Iterable[str]) -> dict[str, PerangkatDaerah]:
        """Return the offices that any of *cells* names, by key, in their order."""
        hits = (hit for cell in cells for hit in self.mentions(cell))
        return {hit.perangkat_daerah.kunci: hit.perangkat_daerah for hit in hits}

    @cached_property
    def _single_words(self) -> dict[str, dict[str, str]]:
        """Names of one word, by their first two letters: in small letters, and as written."""
        result: dict[str, dict[str, str]] = {}
        for office in self.perangkat_daerah:
            for nama in (office.nama, office.singkat):
                if _LONG_WORD.fullmatch(nama):
                    word = nama.casefold()
                    result.setdefault(word[:2], {})[word] = nama
        return result

    def misspelt(self, word: str) -> str:
        """Return the office's name that *word* is but for a letter, two in a long name; or ""."""
        word = word.casefold()
        names = self._single_words.get(word[:2], {})
        if word in names:
            return ""
        return next((nama for right, nama in names.items() if _slip(word, right)), "")

    def recognise(self, cells: str) -> tuple[list[PerangkatDaerah], list[str]]:
        """Return the offices that the cell *cells* names, and what in it is no known office."""
        known: list[PerangkatDaerah] = []
        rest: list[str] = []
        end = 0
        for hit in self.mentions(cells):
            rest.append(cells[end : hit.start])
            known.append(hit.perangkat_daerah)
            end = hit.end
        rest.append(cells[end:])
        unknown_names = [pieces.strip(" ,;/\n") for pieces in rest if _SEPARATOR.sub("", pieces)]
        return known, unknown_names


def _slip(word: str, nama: str) -> bool:
    allowed = 1 if len(nama) < 9 else 2
    return 0 < OSA.distance(word, nama, score_cutoff=allowed) <= allowed


class MasaBerlaku(Node):
    """From when, and where known until when, an officer signs."""

    dari: Day
    sampai: Day | None = None

    def covers(self, day: date | None) -> bool:
        """Whether *day* lies in this time; None is a day still to come."""
        if day is None:
            return self.sampai is None
        return self.dari <= day and (self.sampai is None or day <= self.sampai)


class Pejabat(Node):
    """An officer who signs; *kunci* names the office, several persons hold it one after another."""

    kunci: str
    jabatan: str
    nama: str
    pangkat: str | None = None
    nip: str | None = None
    berlaku: MasaBerlaku


class Instansi(Node):
    """The government whose regulations these are; *kepala_daerah* is the office that makes them."""

    nama: str
    kepala_daerah: str
    daerah: str
    provinsi: str
    tempat: str
    pejabat: list[Pejabat]

    @property
    def is_province(self) -> bool:
        """Whether the government is that of the province itself."""
        return self.daerah.split()[:1] == self.provinsi.split()[:1]

    def pejabat_pada(self, kunci: str, day: date | None) -> Pejabat | None:
        """Return who holds the office *kunci* on *day*; None where the register knows nobody.

        Without a day, as in a draft, whoever holds it until further notice.
        """
        return next(
            (p for p in self.pejabat if p.kunci == kunci and p.berlaku.covers(day)),
            None,
        )


KunciIndikator = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
# The kinds of units, and those that only whole indicators have.
JenisIndikator = Literal[JenisSatuan, "level", "opini", "tahun", "rupiah"]
Arah = Literal["naik", "turun", "tetap"]


class Indikator(Node):
    """An indicator. *baseline* and *target* hold values by year as the governing table has them.

    *koordinator* are keys of perangkat-daerah.yaml, *sumber* says which table governs. *catatan*
    is for the reader of the register and is printed nowhere.
    """

    kunci: KunciIndikator
    nama: str
    tercetak: list[str] = Field(default_factory=list)
    jenis: JenisIndikator
    arah: Arah
    baseline: dict[Whole, Nilai] = Field(default_factory=dict)
    target: dict[Whole, Nilai] = Field(default_factory=dict)
    koordinator: list[str] = Field(default_factory=list)
    sumber: str
    catatan: str | None = None

    def names(self) -> Iterator[str]:
        """Every name under which the indicator is printed."""
        yield from dict.fromkeys((self.nama, *self.tercetak))


class DaftarIndikator(Node):
    """All indicators."""

    indikator: list[Indikator]

    @cached_property
    def by_key(self) -> dict[str, Indikator]:
        """Each key with its indicator."""
        return {indikator.kunci: indikator for indikator in self.indikator}

    @cached_property
    def by_name(self) -> dict[str, Indikator]:
        """Each printed name with its indicator."""
        return {nama: indikator for indikator in self.indikator for nama in indikator.names()}

    def key_hint(self, nama: str) -> str:
        """Return what to write as the key of the indicator called *nama*; "" where none is."""
        named = self.by_name.get(nama)
        return f"Tulis acuan: {named.kunci}, sesuai namanya." if named else ""


@dataclass(frozen=True, slots=True)
class Unlisted:
    """An office, a unit or an indicator: its key to be, its name, its kind as it seems.

    *target* is the year's, of an indicator where the plan gives one.
    """

    kunci: str
    nama: str
    jenis: str = ""
    target: Any = None
