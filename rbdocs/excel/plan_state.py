"""What the sources of a plan say now of what a form asks, by the names of rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rbdocs.excel.answers import Slot
from rbdocs.excel.asked import AskedValue, Kind
from rbdocs.excel.fields import CARA, QUANTITIES, Field, FieldRow, quantity
from rbdocs.excel.plan_rows import PlanRows
from rbdocs.model.plan_columns import SUB, ColumnKind


class PlanState:
    """The rows of the plans as answers meet them."""

    def __init__(self, plans: PlanRows) -> None:
        self.plans = plans
        self._rows = {row.id: row for row in plans.rows}
        self._by_kode: dict[str, list[FieldRow]] = {}
        self._units: set[str] = set()
        self._actions: set[str] = set()
        for row in plans.rows:
            self._units.update(c.key for c in row.columns if c.kind is ColumnKind.UNIT)
            self._actions.add(row.key("uraian"))
            self._by_kode.setdefault(row.kode, []).append(row)

    def field(self, row: str, key: str) -> Field | None:
        """Return the field in the column *key* of *row*; None where there is none."""
        known = self._rows.get(row)
        return known.fields.get(key) if known else None

    def slot(self, row: str, key: str) -> Slot | None:
        """Return the value in the column *key* of *row*; None where there is none any more."""
        found = self.field(row, key)
        if found is None or found.node is None:
            return None
        return Slot(
            row,
            key,
            found.title,
            self._rows[row].kode,
            found.text,
            found.open,
            found.owner.office,
            self.plans.wanted(self._rows[row], found),
            free=key == CARA,
        )

    def moved(self, row: str, asked: Mapping[str, str]) -> str:
        """Return the name by which *row* is known now: its sub kegiatan may stand elsewhere."""
        known = self._rows.get(row)
        if known is None:
            return ""
        name = next((column.key for column in known.columns if column.level == SUB), "")
        before = asked.get(name, "")
        if not before or before == known.fields[name].text:
            return row
        kode = known.kode
        return next(
            (other.id for other in self._by_kode[kode] if other.fields[name].text == before), row
        )

    def wanted(self, slot: Slot, said: Mapping[str, str]) -> AskedValue:
        """Return what *slot* is to hold; its unit may be answered in the same row."""
        kinds = {column.key: column.kind for column in self._rows[slot.row].columns}
        unit = next((key for key, kind in kinds.items() if kind is ColumnKind.UNIT), "")
        counted = kinds.get(slot.key) in QUANTITIES and slot.wanted.kind is not Kind.RUPIAH
        if counted and unit in said:
            asked = quantity(self.plans.regulation, said[unit])
            return replace(asked, before=slot.wanted.before)
        return slot.wanted

    def first(self, keys: Iterable[str]) -> list[str]:
        """Return *keys* with those of units first: what counts is judged by its unit."""
        return sorted(keys, key=lambda key: key not in self._units)

    def action_key(self, keys: Iterable[str]) -> str:
        """Return which of *keys* says what is done; "" where none does."""
        return next((key for key in keys if key in self._actions), "")
