"""The recapitulation of the budget, as the page of findings shows it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from rbdocs.model.budget import Cost, Namer, SumOfCosts, costs, recapitulate, rupiah, told_sum
from rbdocs.model.regulation import Regulation


def budget_tables(regulation: Regulation) -> dict[str, Any]:
    """Return the budget by office and by plan, with its sum and what is no amount."""
    listing = list(costs(regulation.baris))
    namer = Namer(regulation.perangkat_daerah)
    unread = [cost for cost in listing if cost.jumlah is None and not _nothing(cost)]
    offices = sorted(recapitulate(listing, namer.owner), key=lambda item: (-item.once, item.nama))
    return {
        "anggaran": [
            {"judul": "Menurut perangkat daerah", "kepala": "Pelaksana", "isi": _sums(offices)},
            {
                "judul": "Menurut tema",
                "kepala": "Rencana aksi",
                "isi": _sums(recapitulate(listing, _theme)),
            },
        ]
        if offices
        else None,
        "seluruhnya": _sums(recapitulate(listing, lambda _: "Seluruhnya"))[:1],
        "tak_terbaca": [f"{cost.baris.kode}: {cost.sub.anggaran}" for cost in unread],
    }


def _nothing(cost: Cost) -> bool:
    given = cost.sub.anggaran
    return given is None or given.empty or given.open


def _theme(cost: Cost) -> str:
    lampiran = cost.baris.kelompok.lampiran
    return f"Lampiran {lampiran.lampiran}: {' '.join(lampiran.judul.split())}"


def _sums(listing: Iterable[SumOfCosts]) -> list[dict[str, str]]:
    return [
        {
            "nama": costs.nama,
            "banyak": str(costs.count),
            "sekali": told_sum(_known(costs, costs.once), costs.open_cells),
            "tertulis": told_sum(_known(costs, costs.written), costs.open_cells),
            "selisih": rupiah(costs.written - costs.once) if costs.written != costs.once else "",
        }
        for costs in listing
    ]


def _known(costs: SumOfCosts, amount: Decimal) -> Decimal | None:
    """*amount*; None where none of its parts is filled in yet."""
    return amount if costs.written or not costs.open_cells else None
