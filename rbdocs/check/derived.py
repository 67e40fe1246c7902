"""What rules share: things grouped in one pass, what several derive, and what is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, wraps
from itertools import pairwise
from typing import TypeVar

from rbdocs.model.chapter import MentionedValue, notes
from rbdocs.model.finding import Location, Occurrence
from rbdocs.model.measure import Measure, measure
from rbdocs.model.mention import IndicatorMention, Jenis, PrintedValue
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import IndikatorRencana, PlanNode, RencanaAksi
from rbdocs.model.registers import Indikator, PerangkatDaerah
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai, Text

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def group_by(listing: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Return what *listing* holds by *key*, both in their first order."""
    result: dict[K, list[T]] = {}
    for item in listing:
        result.setdefault(key(item), []).append(item)
    return result


def derived_once(derive: Callable[[Regulation], Iterable[T]]) -> Callable[[Regulation], list[T]]:
    """Return *derive* as a function that works once for each regulation and keeps the list.

    For what does not change while rules run; the list is not to be changed either.
    """

    @wraps(derive)
    def kept(regulation: Regulation) -> list[T]:
        if derive not in regulation.derived:
            regulation.derived[derive] = list(derive(regulation))
        found: list[T] = regulation.derived[derive]
        return found

    return kept


def meaning(node: Node, makna: str) -> tuple[str, Text] | None:
    """Return the field of a plan's record that its layout says holds *makna*, and its text.

    None where it holds none, or carries it on from the row above.
    """
    if isinstance(node, PlanNode):
        for kolom, level, field in node.layout.declared:
            if level == node.level and kolom.makna == makna:
                found = getattr(node, field)
                return (field, found) if isinstance(found, Text) else None
    return None


def planned_indicators(regulation: Regulation) -> Iterator[IndicatorMention]:
    """Yield the places of the plans that give an indicator of the register its target."""
    for place in regulation.sebutan():
        if place.acuan and isinstance(place.node, IndikatorRencana):
            yield place


# What notes call the columns, in printed order; a note may also say «Rencana Aksi sampai Total».
_CALLED = {
    "uraian": r"rencana aksi",
    "keterkaitan": r"keterkaitan",
    "satuan": r"satuan",
    "indikator": r"indikator",
    "tw": r"tw\b|triwulan",
    "total": r"total",
    "jenis_kegiatan": r"jenis kegiatan",
    "sub_kegiatan": r"sub ?kegiatan",
    "anggaran": r"anggaran",
    "koordinator": r"koordinator",
    "pelaksana": r"pelaksana",
}
_COLUMN = re.compile(
    "|".join(rf"(?P<{column}>\b(?:{names}))" for column, names in _CALLED.items()), re.IGNORECASE
)
_UP_TO = re.compile(
    r"\W*(?:[ivx\d]+\W+)?(?:sampai(?:\s+dengan)?|s\.?d\.?|hingga)\W*", re.IGNORECASE
)


def is_lost(aksi: RencanaAksi, column: str) -> bool:
    """Whether the note of *aksi* says that what stood in *column* is lost, or moved.

    A note that names no column is taken to speak of the whole row.
    """
    return bool(aksi.celah) and column in _lost(aksi.celah or "")


@cache
def _lost(note: str) -> frozenset[str]:
    order = list(_CALLED)
    hits = list(_COLUMN.finditer(note))
    if not hits:
        return frozenset(order)
    found = {hit.lastgroup or "" for hit in hits}
    for first, last in pairwise(hits):
        if _UP_TO.fullmatch(note[first.end() : last.start()]):
            start, end = (order.index(hit.lastgroup or "") for hit in (first, last))
            found.update(order[start : end + 1])
    return frozenset(found)


REGISTER = "daftar indikator"


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A value of an indicator: for what year, what it says, and in which place."""

    acuan: str
    jenis: Jenis
    tahun: int | None
    text: str
    measure: Measure
    tempat: str
    location: Location
    excerpt: str = ""

    def occurrence(self, *, dated: bool = False) -> Occurrence:
        """The value as a place of a finding; *dated* says its kind and year too."""
        when = f" ({self.jenis} {self.tahun or 'tanpa tahun'})" if dated else ""
        return Occurrence(self.location, self.tempat, f"{self.text}{when}")


@derived_once
def indicator_values(regulation: Regulation) -> Iterator[IndicatorValue]:
    """Yield every value of every indicator, those of the register first."""
    for indikator in regulation.indikator.indikator:
        yield from _register(indikator)
    for place in regulation.sebutan():
        for value in place.nilai:
            if place.acuan is not None and not value.nilai.open:
                yield _printed(place.acuan, place.tempat, value)
    for naskah in regulation.naskah:
        sections = naskah.sections()
        for note in notes(naskah):
            if isinstance(note, MentionedValue):
                said = Nilai.dari(note.text)
                yield IndicatorValue(
                    note.acuan,
                    note.jenis,
                    note.tahun,
                    note.text,
                    measure(said),
                    sections[note.block.key],
                    note.block.location,
                    note.text,
                )


def _register(indikator: Indikator) -> Iterator[IndicatorValue]:
    jenis: Jenis
    for jenis, values in (("baseline", indikator.baseline), ("target", indikator.target)):
        for tahun, nilai in values.items():
            if nilai.open:
                continue
            place = indikator.location(jenis, str(tahun))
            yield IndicatorValue(
                indikator.kunci, jenis, tahun, nilai.text, measure(nilai), REGISTER, place
            )


def _printed(acuan: str, tempat: str, value: PrintedValue) -> IndicatorValue:
    return IndicatorValue(
        acuan, value.jenis, value.tahun, value.nilai.text, value.measure, tempat, value.location
    )


def indicator_name(regulation: Regulation, acuan: str) -> str:
    """Return the name of the indicator *acuan*; the key itself where the register has none."""
    known = regulation.indikator.by_key.get(acuan)
    return known.nama if known else acuan


def related(wanted: dict[str, PerangkatDaerah], given: dict[str, PerangkatDaerah]) -> bool:
    """Whether one office stands on both sides, itself or by the office that it belongs to."""
    if wanted.keys() & given.keys():
        return True
    parents = {office.induk for office in (*wanted.values(), *given.values())}
    return bool(parents & (wanted.keys() | given.keys()))
