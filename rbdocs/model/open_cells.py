"""What is still open in a draft, and the one office that owes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from rbdocs.model.finding import Location
from rbdocs.model.node import KeyPath, Node
from rbdocs.model.plan import ActionRow, groups, rows
from rbdocs.model.plan_tree import LampiranRencana, PlanNode, RencanaAksi, SubKegiatan, walk
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import OFFICES
from rbdocs.model.values import BELUM_DIISI, Nilai, Text

_ALL = "semua"  # the register's key for every office together: nobody in particular


class Owner(NamedTuple):
    """The *office* that answers for a value, "" where none is known, and who shares in it."""

    office: str
    shared: tuple[str, ...] = ()


class OpenCell(NamedTuple):
    """A value that is still to come: where, in which row, what it is, and who owes it.

    *isian* is its field, with a number where it is one of several periods; *called* what readers
    call it. *periods* is how many there are, *whole* what readers call them together.
    """

    location: Location
    kode: str
    isian: str
    owner: Owner
    called: str = ""
    periods: int = 0
    whole: str = ""


def is_open(value: object) -> bool:
    """Whether *value* of a source is still to come."""
    return value == BELUM_DIISI or (isinstance(value, Nilai | Text) and value.open)


def open_cells(regulation: Regulation) -> Iterator[OpenCell]:
    """Yield every value that the plans of *regulation* leave open, in printed order.

    An action that has ended is not printed, so nothing of it is still to come.
    """
    for lampiran in regulation.lampiran:
        owners = PlanOwners(regulation, lampiran)
        row: RencanaAksi | None = None
        for node in walk(lampiran):
            if isinstance(node, RencanaAksi):
                row = node
            elif not isinstance(node, SubKegiatan):
                row = None
            if row is not None and not row.printed:
                continue
            for path, value, count in _values(node):
                if is_open(value):
                    isian, called, whole = _named(node, path)
                    place, kode = node.location(*path), row.kode if row else ""
                    yield OpenCell(place, kode, isian, owners.of(node, row), called, count, whole)


def _values(node: Node) -> Iterator[tuple[KeyPath, Any, int]]:
    """Yield the values of *node* with their paths; of a list each, with how many there are."""
    for nama, value in node:
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield (nama, index), item, len(value)
        else:
            yield (nama,), value, 0


def _named(node: Node, path: KeyPath) -> tuple[str, str, str]:
    """The field at *path* as a source has it, and what readers call it, alone and as a whole."""
    field = str(node.written(path)[0])
    isian = f"{field}{int(path[1]) + 1}" if path[1:] else field
    columns = node.layout.columns if isinstance(node, PlanNode) and path[1:] else ()
    column = next((column for column in columns if column.path == path), None)
    if column is None or column.declared is None:
        return isian, field.replace("_", " "), field
    return isian, column.title_within, column.declared.label


@dataclass
class PlanOwners:
    """Who answers for the values of a plan."""

    regulation: Regulation
    lampiran: LampiranRencana

    def of(self, node: Node, aksi: RencanaAksi | None = None) -> Owner:
        """Return who answers for *node*: an action, a sub kegiatan of *aksi*, or what is above.

        An action's office is the one that is printed beside it, also where its cell is merged with
        the one above. For the target of an indicator it is who coordinates it by the register, or
        else who answers for its first action.
        """
        if aksi is not None:
            place = id(node), id(aksi)  # a row asks for each of its cells
            if place not in self._asked:
                self._asked[place] = self._row(node, aksi)
            return self._asked[place]
        listing = self.regulation.perangkat_daerah
        known = self.regulation.indikator.by_key.get(getattr(node, "acuan", None) or "")
        keys = known.koordinator if known else []
        names = tuple(pd.singkat for pd in listing.perangkat_daerah if pd.kunci in keys)
        if names:
            return Owner(names[0], names[1:])
        first = self._first.get(id(node))
        return owner(listing, first.koordinator, first.pelaksana) if first else Owner("")

    def _row(self, node: Node, aksi: RencanaAksi) -> Owner:
        row = self._rows.get(id(aksi))
        own = [getattr(node, nama, None) or "" for nama in OFFICES]
        carried = (row.koordinator, row.pelaksana) if row else ("", "")
        leading, doing = (cell or printed for cell, printed in zip(own, carried, strict=True))
        if (leading, doing) not in self._known:  # a plan repeats few cells many times
            listing = self.regulation.perangkat_daerah
            self._known[leading, doing] = owner(listing, leading, doing)
        return self._known[leading, doing]

    @cached_property
    def _known(self) -> dict[tuple[str, str], Owner]:
        return {}

    @cached_property
    def _asked(self) -> dict[tuple[int, int], Owner]:
        return {}

    @cached_property
    def _rows(self) -> dict[int, ActionRow]:
        return {id(row.aksi): row for group in groups([self.lampiran]) for row in rows(group)}

    @cached_property
    def _first(self) -> dict[int, ActionRow]:
        """The first action below each record above the actions."""
        result: dict[int, ActionRow] = {}
        for group in groups([self.lampiran]):
            first = next(rows(group), None)
            for node in group.above if first is not None else ():
                assert first is not None
                result.setdefault(id(node), first)
        return result


def owner(listing: DaftarPerangkatDaerah, koordinator: str, pelaksana: str) -> Owner:
    """Return who answers for a row with these two cells.

    The only office that carries it out; of several, or of all offices, the one that coordinates.
    """
    leading, doing = (_offices(listing, cell) for cell in (koordinator, pelaksana))
    if len(doing) == 1:
        return Owner(doing[0])
    names = tuple(dict.fromkeys((*leading, *doing)))
    return Owner(names[0], names[1:]) if names else Owner("")


def _offices(listing: DaftarPerangkatDaerah, cell: str) -> tuple[str, ...]:
    """The offices that *cell* names, in order; a cell that names no known one names itself."""
    if not cell.strip(" -–") or is_open(cell):
        return ()
    known = listing.recognise(cell)[0]
    if not known:
        return (" ".join(cell.split()),)
    return tuple(dict.fromkeys(pd.singkat for pd in known if pd.kunci != _ALL))
