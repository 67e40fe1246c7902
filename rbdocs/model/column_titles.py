"""The rows of titles over the columns of a table, with the groups that stand over several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rbdocs.model.plan_columns import Merge

T = TypeVar("T")


@dataclass(slots=True)
class TitleCell(Generic[T]):
    """A cell over *span* columns; *merge* says whether it goes on into the row below."""

    title: T
    span: int = 1
    merge: Merge = Merge.NONE


def title_rows(titles: Sequence[Sequence[T]]) -> list[list[TitleCell[T]]]:
    """Return the rows of *titles*: those of each column, from its outermost group to its own.

    A group stands over all its columns; a column's own title reaches down to the last row.
    """
    depth = max(map(len, titles))
    rows: list[list[TitleCell[T]]] = [[] for _ in range(depth)]
    before: Sequence[T] = ()
    for names in titles:
        own = len(names) - 1
        for level, row in enumerate(rows):
            if level < min(own, len(before) - 1) and names[: level + 1] == before[: level + 1]:
                row[-1].span += 1
            elif level == own < depth - 1:
                row.append(TitleCell(names[own], merge=Merge.START))
            else:
                merge = Merge.CONTINUED if level > own else Merge.NONE
                row.append(TitleCell(names[min(level, own)], merge=merge))
        before = names
    return rows
