"""A loop that asserts says nothing where it has nothing to look at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def at_least_one(items: Iterable[T]) -> list[T]:
    """Return *items*, of which there must be one."""
    result = list(items)
    assert result, "tidak ada yang diperiksa"
    return result
