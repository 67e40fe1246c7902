"""What follows from a change: the total of a row, the budget of an office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from rbdocs.compare.budget import compare_budgets, items, renamed_offices
from rbdocs.compare.changes import Change, Kind
from rbdocs.compare.entries import Entry
from rbdocs.model.nilai import format_number
from rbdocs.model.node import Node
from rbdocs.model.peraturan import Regulasi
from rbdocs.model.rekapitulasi import Namer
from rbdocs.model.rencana_aksi import RencanaAksi, SubKegiatan, walk
from rbdocs.model.total import expected_total

_MONEY = {"anggaran", "pelaksana"}


def with_consequences(changes: Iterable[Change], old: Regulasi, new: Regulasi) -> list[Change]:
    """Return *changes* from *old* to *new* with what follows from each and whom it concerns."""
    tell = Consequences(old, new)
    return [
        replace(one, follows=tuple(tell.of(one)), offices=tuple(tell.offices(one)))
        for one in changes
    ]


class Consequences:
    """Tells what follows from the changes from *old* to *new*."""

    def __init__(self, old: Regulasi, new: Regulasi) -> None:
        self.before, self.after = (one.money for one in compare_budgets(old, new))
        old_names = Namer(old.perangkat_daerah, renamed_offices(old, new))
        self._offices_old = _offices(old, old_names)
        self._offices_new = _offices(new, Namer(new.perangkat_daerah))

    def of(self, change: Change) -> list[str]:
        """Return sentences that say what follows from *change*; none where nothing does."""
        edit = change.edits[0]
        result: list[str] = []
        if edit.value.startswith("tw.") or edit.value in ("total", "cara"):
            result += _totals(edit.old, edit.new)
        if change.kind is Kind.RENAMED:
            return result
        if edit.kind in (Kind.ADDED, Kind.REMOVED) or edit.value in _MONEY:
            result += self._budgets(edit.old, edit.new)
        return result

    def offices(self, change: Change) -> list[str]:
        """Return the offices that *change* concerns, old and new, by their short names."""
        names = [
            name
            for edit in change.edits
            for entry, offices in ((edit.old, self._offices_old), (edit.new, self._offices_new))
            if entry is not None
            for node in _money_nodes(entry)
            for name in offices.get(id(node), ())
        ]
        return list(dict.fromkeys(names))

    def _budgets(self, old: Entry | None, new: Entry | None) -> Iterator[str]:
        names = [
            name
            for entry, offices in ((old, self._offices_old), (new, self._offices_new))
            if entry is not None
            for node in _money_nodes(entry)
            for name in offices[id(node)]
        ]
        for name in dict.fromkeys(names):
            before, after = (one.get(name, Decimal(0)) for one in (self.before, self.after))
            if before != after:
                difference = after - before
                sign = "+" if difference > 0 else ""
                yield (
                    f"Anggaran {name} seluruhnya: {_rupiah(before)} menjadi {_rupiah(after)} "
                    f"({sign}{_rupiah(difference)})."
                )


def _rupiah(amount: Decimal) -> str:
    whole = amount.to_integral_value()
    return format_number(int(whole) if whole == amount else amount)


def _offices(regulasi: Regulasi, namer: Namer) -> dict[int, list[str]]:
    """The offices of every action and sub kegiatan, by the identity of the record."""
    result: dict[int, list[str]] = defaultdict(list)
    for one in items(regulasi, namer):
        result[id(one.sub)].append(one.office)
        if one.office not in result[id(one.baris.aksi)]:
            result[id(one.baris.aksi)].append(one.office)
    return result


def _money_nodes(entry: Entry) -> list[Node]:
    """The records with a budget that *entry* is, holds, or belongs to."""
    if isinstance(entry.node, SubKegiatan):
        return [entry.node]
    if entry.node is None:
        return []
    below = [one for one in walk(entry.node) if isinstance(one, SubKegiatan)]
    if below or not isinstance(entry.node, RencanaAksi):
        return list(below)
    return [entry.node]


def _totals(old: Entry | None, new: Entry | None) -> Iterator[str]:
    if old is None or new is None:
        return
    if not (isinstance(old.node, RencanaAksi) and isinstance(new.node, RencanaAksi)):
        return
    before, after = expected_total(old.node), expected_total(new.node)
    if after is None:
        return
    printed = new.node.total
    if printed.number == after:
        if before != after:
            yield f"Total mengikuti triwulan: {old.node.total} menjadi {printed}."
    else:
        yield (
            f"Total tercetak {printed}, padahal menurut triwulannya (cara: {new.node.cara}) "
            f"{_rupiah(after)}."
        )
