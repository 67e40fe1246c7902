"""What several rules look at is derived from a regulation once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from rbdocs.model.peraturan import Regulasi

T = TypeVar("T")


def derived_once(derive: Callable[[Regulasi], Iterable[T]]) -> Callable[[Regulasi], list[T]]:
    """Return *derive* as a function that works once for each regulation and keeps the list.

    For what does not change while rules run; the list is not to be changed either.
    """

    @wraps(derive)
    def kept(regulasi: Regulasi) -> list[T]:
        if derive not in regulasi.derived:
            regulasi.derived[derive] = list(derive(regulasi))
        found: list[T] = regulasi.derived[derive]
        return found

    return kept
