"""The indicators that the plans carry out, which several rules set beside the road map."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.model.mention import SebutanIndikator
from rbdocs.model.peraturan import Regulasi
from rbdocs.model.plan_tree import IndikatorRencana


def planned_indicators(regulasi: Regulasi) -> Iterator[SebutanIndikator]:
    """Yield the places of the plans that give an indicator of the register its target."""
    for place in regulasi.sebutan():
        if place.acuan and isinstance(place.node, IndikatorRencana):
            yield place
