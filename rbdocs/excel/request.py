"""What is asked of each office for a new plan, as sheets of a form."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.edition import Edition
from rbdocs.excel.asked import AskedValue, Kind
from rbdocs.excel.fields import (
    CARA,
    DECISION,
    EXTRAS,
    Field,
    FieldRow,
    is_above,
    own_key,
)
from rbdocs.excel.form import (
    CHECK,
    CONTEXT,
    LAST,
    NOTE,
    OFFICES,
    PROPOSAL,
    UNITS,
    Form,
    FormCell,
    FormColumn,
    FormRow,
    FormSheet,
    Look,
)
from rbdocs.excel.plan_rows import NOBODY, PlanRows, form_for
from rbdocs.model.plan_columns import NUMERIC, Column, ColumnKind
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import BELUM_DIISI

_PROPOSALS = 3  # rows for new actions in a sheet
_VALUES = NUMERIC
_WIDTHS = {
    ColumnKind.QUARTER: 6.8,
    ColumnKind.TOTAL: 7.2,
    ColumnKind.AMOUNT: 13.0,
    ColumnKind.TARGET: 9.0,
    ColumnKind.UNIT: 9.5,
    ColumnKind.OFFICE: 14.0,
    ColumnKind.TEXT: 17.0,
    ColumnKind.NUMBER: 9.0,
    ColumnKind.ACHIEVED: 9.0,
    ColumnKind.TICK: 5.0,
}
_ACTION_WIDTH = 28.0
_LONG = 150  # letters of a text that needs as much room as the action's own
_LISTS = {ColumnKind.UNIT: UNITS, ColumnKind.OFFICE: OFFICES}


def plan_sheets(plans: PlanRows, office: str, *, everything: bool = False) -> list[FormSheet]:
    """Return the sheets for *office*: the rows in which it owes something, in printed order.

    With *everything* also its rows in which nothing is open; those are to be read only.
    """
    rows = (plans.own if everything else plans.asking).get(office, [])
    parts = [
        [row for row in rows if row.lampiran is lampiran] for lampiran in plans.regulation.lampiran
    ]
    return [_Sheet(plans, office, part).build() for part in parts if part]


class _Sheet:
    """One plan's sheet for one office."""

    def __init__(self, plans: PlanRows, office: str, rows: list[FieldRow]) -> None:
        self._plans, self._office, self._rows = plans, office, rows
        self._asked = {
            key
            for row in rows
            for key, field in row.fields.items()
            if field.open and (field.owner.office or NOBODY) == office
        }
        columns = rows[0].columns
        self._above = [column for column in columns if is_above(column)]
        self._own = [
            column
            for column in columns
            if column.key in self._asked
            or not (is_above(column) or column.kind is ColumnKind.OFFICE)
        ]
        layout = rows[0].lampiran.layout
        self._action = own_key(columns, "uraian")
        checked = layout.targets is not None and layout.targets.total
        self._total = own_key(columns, "total") if checked else ""
        self._quarters = [
            c.key for c in columns if c.kind is ColumnKind.QUARTER and c.path[0] == "tw"
        ]

    def build(self) -> FormSheet:
        """Return the sheet."""
        lampiran = self._rows[0].lampiran
        served = dict.fromkeys(row.serves for row in self._rows)
        sheet = FormSheet(
            f"Lampiran {lampiran.lampiran}",
            f"Lampiran {lampiran.lampiran}: {' '.join(lampiran.judul.split())}",
            list(self._columns()),
            [self._row(row) for row in self._rows],
            self._quarters,
            self._total,
            [name for name in served if name],
            self._action,
        )
        if self._office != NOBODY:
            sheet.rows += [self._proposal(number, sheet) for number in range(1, _PROPOSALS + 1)]
        return sheet

    def _columns(self) -> Iterator[FormColumn]:
        tahun, last = _years(self._plans.regulation)
        titles = dict.fromkeys(
            column.title for column in self._above if column.kind is ColumnKind.TEXT
        )
        yield FormColumn(CONTEXT, ", ".join(titles), 32)
        for column in self._own:
            width = self._width(column)
            title = column.title_within
            if column.kind in _VALUES and self._last_known(column):
                yield FormColumn(f"{LAST}{column.key}", f"{title}\n{last}", width * 0.85, last=True)
            if column.kind in _VALUES:
                title = f"{title}\n{tahun}"
            yield FormColumn(column.key, title, width, choices=_LISTS.get(column.kind, ""))
            if column.key == self._total:
                yield FormColumn(CARA, EXTRAS[CARA], 9.5)
                yield FormColumn(CHECK, "Cek Total", 11)
        if DECISION in self._asked:
            yield FormColumn(DECISION, EXTRAS[DECISION], 11)
        yield FormColumn(NOTE, "Catatan", 18)

    def _width(self, column: Column) -> float:
        """How wide *column* is: what says much gets more room."""
        if column.key == self._action:
            return _ACTION_WIDTH
        longest = max(len(row.fields[column.key].text) for row in self._rows)
        if column.kind is ColumnKind.TEXT and longest > _LONG:
            return _ACTION_WIDTH
        return _WIDTHS[column.kind]

    def _last_known(self, column: Column) -> bool:
        return any(self._plans.last.value(row, column.key) is not None for row in self._rows)

    def _row(self, row: FieldRow) -> FormRow:
        made = FormRow(row.id)
        made.cells[CONTEXT] = FormCell(self._context(row), Look.CONTEXT)
        keys = [column.key for column in self._own]
        for key in (*keys, CARA, DECISION):
            if key in row.fields:
                made.cells[key] = self._cell(row, row.fields[key])
        for column in self._own:
            if column.kind in _VALUES and column.key in row.fields:
                before = self._plans.last.value(row, column.key)
                begins = row.fields[column.key].begins
                text = before.text if before is not None and begins else ""
                made.cells[f"{LAST}{column.key}"] = FormCell(text, Look.LAST)
        if row.address.row == 1 and self._total:
            made.cells[CHECK] = FormCell("", Look.FORMULA)
        made.cells[NOTE] = FormCell("", Look.NOTE, AskedValue(Kind.TEXT))
        return made

    def _cell(self, row: FieldRow, field: Field) -> FormCell:
        mine = (field.owner.office or NOBODY) == self._office
        if field.open and mine:
            return FormCell("", Look.OPEN, self._plans.wanted(row, field))
        if field.open:
            return FormCell(f"bersama: diisi {field.owner.office}", Look.SHARED)
        if field.key == CARA and mine and self._total and row.fields[self._total].open:
            return FormCell(field.text, Look.NOTE, field.wanted)
        if not field.begins and field.node is not None and field.text == BELUM_DIISI:
            return FormCell("seperti baris di atas", Look.SHARED)
        return FormCell("" if field.key == DECISION else field.text)

    def _context(self, row: FieldRow) -> str:
        lines = []
        offices = [column for column in row.columns if column.kind is ColumnKind.OFFICE]
        for column in (*self._above, *offices):
            text = row.fields[column.key].text
            if column.key not in self._asked and text:
                lines.append(f"{column.title}: {' '.join(text.split())}")
        return "\n".join(lines)

    def _proposal(self, number: int, sheet: FormSheet) -> FormRow:
        """A row in which the office can propose a new action."""
        made = FormRow(f"{PROPOSAL}{number}")
        made.cells[CONTEXT] = FormCell(
            "", Look.PROPOSAL, AskedValue(Kind.CHOICE, choices=tuple(sheet.indicators))
        )
        fields = self._rows[0].fields
        for column in self._own:
            if not is_above(column):
                asked = fields[column.key].wanted
                if asked.kind in (Kind.COUNT, Kind.PERCENT):  # its unit is still to come
                    asked = AskedValue(Kind.NUMBER)
                made.cells[column.key] = FormCell("", Look.PROPOSAL, asked)
                made.cells[f"{LAST}{column.key}"] = FormCell("", Look.LAST)
        if self._total:
            made.cells[CHECK] = FormCell("", Look.FORMULA)
        first = self._rows[0].fields.get(CARA)
        if first is not None:
            made.cells[CARA] = FormCell("", Look.PROPOSAL, first.wanted)
        made.cells[NOTE] = FormCell("", Look.NOTE, AskedValue(Kind.TEXT))
        return made


def _years(regulation: Regulation) -> tuple[int, Edition]:
    """The year that is asked for, and the regulation whose values stand beside it."""
    own, last = regulation.peraturan, regulation.sebelumnya
    return own.tahun, last.peraturan.edition if last else Edition(own.tahun - 1)


def plan_form(
    plans: PlanRows, office: str, *, until: str, to: str, everything: bool = False
) -> Form:
    """Return the form that asks *office* for what is open, *until* a day, to be sent *to*."""
    regulation = plans.regulation
    tahun, last = _years(regulation)
    what = (
        f"Isilah sel kuning dengan rencana tahun {tahun}; sel abu-abu di sebelahnya adalah nilai "
        f"{last}.",
        "Tulis angkanya saja (1200, bukan 1.200 dokumen); tulis - bila memang tidak ada, dan "
        "biarkan kosong bila belum tahu.",
        "Kolom Cek Total menunjukkan apakah Total sesuai dengan triwulannya; pilih caranya bila "
        "Total bukan jumlah.",
        "Usulan baru ditulis di baris paling bawah; hal lain di kolom Catatan. Sel lain terkunci "
        "dan tidak dibaca.",
    )
    heading = f"Permintaan isian rencana aksi reformasi birokrasi tahun {tahun}"
    sheets = plan_sheets(plans, office, everything=everything)
    return form_for(regulation, office, heading, what, until, to, sheets)
