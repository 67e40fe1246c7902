"""What is still open in a draft, and whose part it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from rbdocs.model.finding import Location
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import PlanNode, RencanaAksi, SubKegiatan, walk
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import BELUM_DIISI, Nilai, Text


class OpenCell(NamedTuple):
    """A value that is still to come: where, in which row, what it is, which offices owe it.

    *isian* is its field, with a number where it is one of several periods; *called* what readers
    call it. *periods* is how many there are, *whole* what readers call them together.
    """

    location: Location
    kode: str
    isian: str
    perangkat_daerah: tuple[str, ...]
    called: str = ""
    periods: int = 0
    whole: str = ""


def is_open(value: object) -> bool:
    """Whether *value* of a source is still to come."""
    return value == BELUM_DIISI or (isinstance(value, Nilai | Text) and value.open)


def open_cells(regulation: Regulation) -> Iterator[OpenCell]:
    """Yield every value that the plans of *regulation* leave open, in printed order."""
    for lampiran in regulation.lampiran:
        row: RencanaAksi | None = None
        for node in walk(lampiran):
            if isinstance(node, RencanaAksi):
                row = node
            elif not isinstance(node, SubKegiatan):
                row = None
            for path, value, count in _values(node):
                if is_open(value):
                    owners = _owners(row, node, regulation.perangkat_daerah) or _coordinators(
                        node, regulation
                    )
                    isian, called, whole = _named(node, path)
                    place, kode = node.location(*path), row.kode if row else ""
                    yield OpenCell(place, kode, isian, owners, called, count, whole)


def _values(node: Node) -> Iterator[tuple[tuple[str | int, ...], Any, int]]:
    """Yield the values of *node* with their paths; of a list each, with how many there are."""
    for nama, value in node:
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield (nama, index), item, len(value)
        else:
            yield (nama,), value, 0


def _named(node: Node, path: tuple[str | int, ...]) -> tuple[str, str, str]:
    """The field at *path* as a source has it, and what readers call it, alone and as a whole."""
    field = str(node.written(path)[0])
    isian = f"{field}{int(path[1]) + 1}" if path[1:] else field
    columns = node.layout.columns if isinstance(node, PlanNode) and path[1:] else ()
    column = next((column for column in columns if column.path == path), None)
    if column is None or column.declared is None:
        return isian, field.replace("_", " "), field
    return isian, column.title_within, column.declared.label


def _owners(row: RencanaAksi | None, node: Node, listing: DaftarPerangkatDaerah) -> tuple[str, ...]:
    """Who fills a cell: the office that carries the action out, else the one that coordinates."""
    for nama in ("pelaksana", "koordinator"):
        for item in (node, row):
            cell = getattr(item, nama, None)
            if cell and not is_open(cell):
                known = listing.recognise(cell)[0]
                return tuple(dict.fromkeys(pd.singkat for pd in known)) or (cell,)
    return ()


def _coordinators(node: Node, regulation: Regulation) -> tuple[str, ...]:
    """Who answers for an indicator's target: the offices that the register names for it."""
    known = regulation.indikator.by_key.get(getattr(node, "acuan", None) or "")
    keys = known.koordinator if known else []
    return tuple(
        pd.singkat for pd in regulation.perangkat_daerah.perangkat_daerah if pd.kunci in keys
    )
