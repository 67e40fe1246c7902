"""What is still open in a draft, and whose part it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from rbdocs.model.finding import Location
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import RencanaAksi, SubKegiatan, walk
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import BELUM_DIISI, Nilai, Text


class OpenCell(NamedTuple):
    """A value that is still to come: where, in which row, what it is, which offices owe it."""

    location: Location
    kode: str
    isian: str
    perangkat_daerah: tuple[str, ...]


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
            for isian, path, value in _values(node):
                if is_open(value):
                    owners = _owners(row, node, regulation.perangkat_daerah) or _coordinators(
                        node, regulation
                    )
                    yield OpenCell(node.location(*path), row.kode if row else "", isian, owners)


def _values(node: Node) -> Iterator[tuple[str, tuple[str | int, ...], Any]]:
    for nama, value in node:
        if isinstance(value, list):
            for index, item in enumerate(value):
                label = f"{nama}{index + 1}" if nama == "tw" else nama
                yield label, (nama, index), item
        else:
            yield nama, (nama,), value


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
