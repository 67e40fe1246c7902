"""What rules share: things put together by what they have in common, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def group_by(listing: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Return what *listing* holds by *key*, both in their first order."""
    result: dict[K, list[T]] = {}
    for one in listing:
        result.setdefault(key(one), []).append(one)
    return result
