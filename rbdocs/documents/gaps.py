"""What the reference text of a plan has lost, as the marks that its document shows."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.model.plan_tree import Celah, LampiranRencana, RencanaAksi, walk
from rbdocs.word.gap_marks import broken_off, incomplete, put_marks

_LONG = 60  # characters of an action by which a reader knows it


def mark_gaps(parts: dict[str, bytes], lampiran: LampiranRencana) -> None:
    """Put a mark into the document *parts* of *lampiran* for each gap that its source tells of."""
    marks: dict[str, list[str]] = {}
    for kode, text in _gaps(lampiran):
        marks.setdefault(kode, []).append(text)
    signed = lampiran.tanda_tangan.celah
    after = [broken_off(signed)] if signed else []
    if marks or after:
        levels = sum(isinstance(column.level, int) for column in lampiran.layout.columns)
        put_marks(parts, marks, levels, after)


def _gaps(lampiran: LampiranRencana) -> Iterator[tuple[str, str]]:
    """Yield each gap with the kode of the printed row that it comes after."""
    kode, uraian = "", ""
    for node in walk(lampiran):
        if isinstance(node, Celah):
            yield kode, broken_off(node.celah)
        elif isinstance(node, RencanaAksi):
            kode = node.kode if node.printed else kode
            uraian = node.uraian.plain if node.uraian is not None else uraian
            if node.celah:
                yield kode, incomplete(f"«{_short(uraian)}»", node.celah)


def _short(text: str) -> str:
    """The beginning of *text*, ended at a word."""
    text = " ".join(text.split())
    return text if len(text) <= _LONG else f"{text[:_LONG].rpartition(' ')[0]} …"
