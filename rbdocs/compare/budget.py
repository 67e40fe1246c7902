"""The budget of a regulation by office, and what an office has to reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from rbdocs.model.peraturan import Regulasi
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.model.rencana_aksi import LampiranRencana, RencanaAksi, SubKegiatan, aksi

WITHOUT = "(tanpa pelaksana)"


class Item(NamedTuple):
    """A budget item: its action, its sub kegiatan, and the office that carries it out."""

    aksi: RencanaAksi
    sub: SubKegiatan
    office: str


def items(lampiran: LampiranRencana, offices: DaftarPerangkatDaerah) -> Iterator[Item]:
    """Yield the budget items of *lampiran* in printed order, offices by their short names.

    Where one cell names several offices they stand together, since the budget is theirs together.
    """
    cell = ""
    for one in aksi(lampiran):
        cell = cell if one.pelaksana is None else one.pelaksana
        for sub in one.sub_kegiatan or ():
            yield Item(one, sub, office_name(sub.pelaksana or cell, offices))


def office_name(cell: str, offices: DaftarPerangkatDaerah) -> str:
    """Return the short names of the offices in a printed cell, joined by ``+``."""
    known, unknown = offices.recognise(cell)
    names = [*dict.fromkeys(one.singkat for one in known), *unknown]
    return " + ".join(one for one in names if one != "-") or WITHOUT


def budget_by_office(regulasi: Regulasi) -> dict[str, Decimal]:
    """Return the budget in rupiah of every office, or group of offices, that has one."""
    result: dict[str, Decimal] = defaultdict(Decimal)
    for lampiran in regulasi.lampiran:
        for one in items(lampiran, regulasi.perangkat_daerah):
            if one.sub.anggaran is not None and one.sub.anggaran.number is not None:
                result[one.office] += one.sub.anggaran.number
    return dict(result)
