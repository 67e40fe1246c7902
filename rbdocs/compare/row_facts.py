"""An action's row as it reads now, beside what changed of it: who answers for it, what it totals.

A reviewer asks of a changed quarter whose it is and whether the total still holds; neither need
have changed, so no change says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rbdocs.model.plan import ActionRow
from rbdocs.model.plan_columns import ROW, ColumnKind
from rbdocs.model.plan_sums import doubts
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import OFFICES

_SHOWN = (ColumnKind.UNIT, ColumnKind.QUARTER, ColumnKind.TOTAL)


@dataclass(frozen=True, slots=True)
class RowFacts:
    """An action: its cells with their titles, and a sentence for each total that does not hold."""

    kode: str
    cells: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]


def row_facts(old: Regulation, new: Regulation) -> dict[str, RowFacts]:
    """Return the actions of *new*, and those of *old* that are no more, by their kode.

    What is doubtful of one that is no more concerns nobody.
    """
    gone = {row.kode: RowFacts(row.kode, tuple(_cells(row)), ()) for row in old.baris}
    there = {
        row.kode: RowFacts(row.kode, tuple(_cells(row)), tuple(doubts(row.aksi)))
        for row in new.baris
    }
    return gone | there


def _cells(row: ActionRow) -> Iterator[tuple[str, str]]:
    """What the row says, cells that carry on from above included; budgets have a list of theirs."""
    for column in row.kelompok.lampiran.layout.columns:
        value: object = ""
        if column.field in OFFICES:
            value = getattr(row, column.field)
        elif column.level == ROW and column.kind in _SHOWN:
            value = getattr(row.aksi, column.field)
            value = value[int(column.path[1])] if isinstance(value, list) else value
        if text := " ".join(str("" if value is None else value).split()):
            yield column.title_within, text
