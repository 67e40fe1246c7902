"""What rules share: things grouped in one pass, and what several rules derive from a regulation."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import wraps
from typing import TypeVar

from rbdocs.model.mention import IndicatorMention
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import IndikatorRencana, PlanNode
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
