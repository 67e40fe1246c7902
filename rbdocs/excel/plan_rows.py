"""The rows of the plans of a year, who answers what, and what the sources say of them now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rbdocs.excel.asked import AskedValue, Kind, Slot
from rbdocs.excel.fields import (
    CARA,
    QUANTITIES,
    Field,
    FieldRow,
    field_rows,
    is_above,
    quantity,
    values_of,
)
from rbdocs.excel.form import Form, FormSheet
from rbdocs.model.plan_columns import SUB, ColumnKind
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai

NOBODY = "(perangkat daerah belum ditentukan)"


@dataclass
class PlanRows:
    """The rows of every plan of a year, and last year's values beside them."""

    regulation: Regulation
    rows: list[FieldRow]

    @classmethod
    def of(cls, regulation: Regulation) -> PlanRows:
        """Collect the rows of *regulation*."""
        rows = [row for lampiran in regulation.lampiran for row in field_rows(regulation, lampiran)]
        return cls(regulation, rows)

    @cached_property
    def last(self) -> LastYear:
        """What stood in them last year; who only compares rows does not ask."""
        return LastYear(self.regulation.sebelumnya)

    def wanted(self, row: FieldRow, field: Field) -> AskedValue:
        """Return what *field* of *row* is to hold, with what stood in the row before."""
        before = (*self.last.values(row), *values_of(row))
        if field.wanted.kind is Kind.TARGET:
            before = tuple(filter(None, [self.last.value(row, field.key)]))
        return replace(field.wanted, before=before)

    @cached_property
    def asking(self) -> dict[str, list[FieldRow]]:
        """The rows in which something is open that each office owes or shares in, in order."""
        result: dict[str, list[FieldRow]] = {}
        for row in self.rows:
            concerned: dict[str, None] = {}
            for field in row.fields.values():
                if field.open:
                    concerned.update(
                        dict.fromkeys((field.owner.office or NOBODY, *field.owner.shared))
                    )
            for office in concerned:
                result.setdefault(office, []).append(row)
        return result

    @cached_property
    def own(self) -> dict[str, list[FieldRow]]:
        """The rows of each office, in order, with those in which it owes something."""
        result: dict[str, list[FieldRow]] = {}
        asking: dict[str, set[str]] = {}
        for office, rows in self.asking.items():
            for row in rows:
                asking.setdefault(row.id, set()).add(office)
        for row in self.rows:
            answering = {row.owner.office or NOBODY, *row.owner.shared}
            for office in sorted(answering | asking.get(row.id, set())):
                result.setdefault(office, []).append(row)
        return result

    def offices(self) -> list[str]:
        """Return the offices that owe or share in something, in the order of the register."""
        return in_order(self.regulation.perangkat_daerah, self.asking)


class LastYear:
    """What stood last year where something is asked now."""

    def __init__(self, regulation: Regulation | None) -> None:
        self._values: dict[tuple[str, ...], Nilai] = {}
        self._rows: dict[str, list[Nilai]] = {}
        for lampiran in regulation.lampiran if regulation else ():
            assert regulation is not None
            for row in field_rows(regulation, lampiran):
                self._rows.setdefault(row.kode, []).extend(values_of(row))
                for key, field in row.fields.items():
                    for name in _names(row, key):
                        self._values.setdefault(name, Nilai.dari(field.text))

    def value(self, row: FieldRow, key: str) -> Nilai | None:
        """Return what stood in the column *key* of *row*; None where nothing is known."""
        return next((self._values[name] for name in _names(row, key) if name in self._values), None)

    def values(self, row: FieldRow) -> Sequence[Nilai]:
        """Return the quarters and the total that the action of *row* had."""
        return self._rows.get(row.kode, ())


def _names(row: FieldRow, key: str) -> Iterator[tuple[str, ...]]:
    """By what a value is found again in another year, the surest first."""
    column = next((column for column in row.columns if column.key == key), None)
    field = row.fields[key]
    if column is not None and is_above(column):
        node = field.node
        name = getattr(node, "acuan", None) or str(getattr(node, "nama", ""))
        if name:
            yield row.lampiran.lampiran, key, name
        return
    if column is not None and column.level == SUB:
        sub = next((row.fields[c.key] for c in row.columns if c.level == SUB), None)
        if sub is not None:
            yield row.kode, key, "nama", sub.text
        if row.address.row > 1:
            return
    yield row.kode, key, str(row.address.row)


def in_order(listing: DaftarPerangkatDaerah, offices: Iterable[str]) -> list[str]:
    """Return *offices* in the order of the register; those it does not know come last."""
    known = {pd.singkat: index for index, pd in enumerate(listing.perangkat_daerah)}
    return sorted(offices, key=lambda office: (known.get(office, len(known)), office))


def slug_of(listing: DaftarPerangkatDaerah, office: str) -> str:
    """Return the name of an office in file names: its key, or its name in small letters."""
    known = next((pd.kunci for pd in listing.perangkat_daerah if pd.singkat == office), "")
    return known or re.sub(r"[^a-z0-9]+", "-", office.casefold()).strip("-")[:60] or "lain"


def form_for(
    regulation: Regulation,
    office: str,
    heading: str,
    what: Sequence[str],
    until: str,
    to: str,
    sheets: list[FormSheet],
    triwulan: int = 0,
) -> Form:
    """Return the form with *sheets* for *office*, to be sent back *to* somebody, *until* a day."""
    listing = regulation.perangkat_daerah
    known = next((pd for pd in listing.perangkat_daerah if pd.singkat == office), None)
    by = f"paling lambat {until} " if until else ""
    back = f"Kembalikan berkas ini, dengan format .xlsx, {by}kepada {to}."
    return Form(
        office,
        known.nama if known else office,
        slug_of(listing, office),
        regulation.instansi.nama,
        regulation.peraturan.edition,
        heading,
        [*what, back],
        triwulan,
        until,
        sheets,
    )


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
