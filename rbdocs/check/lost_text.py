"""Which cells of an action the reference text has lost, as the note ``celah`` says in words."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from rbdocs.model.plan_tree import RencanaAksi

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
