"""What rules share: things grouped in one pass, what several derive, and what is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache, wraps
from itertools import pairwise
from typing import TypeVar

from rbdocs.model.mention import IndicatorMention
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import IndikatorRencana, PlanNode, RencanaAksi
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Text

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
