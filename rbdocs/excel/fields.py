"""The printed rows of a plan with every value that an office may be asked for, by lasting names.

A row is named by its address, ``G-05/1``, a value by its row and column. The same names lead from
an answered sheet back to the value in the sources, so they must not depend on where a row stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rbdocs.excel.asked import AskedValue, Kind
from rbdocs.model.node import KeyPath, Node
from rbdocs.model.open_cells import Owner, PlanOwners, is_open
from rbdocs.model.plan import Address, PlanRow, ThemeGroup, plan_rows
from rbdocs.model.plan_columns import ROW, SUB, Column, ColumnKind, Content, Merge
from rbdocs.model.plan_tree import Cara, Decision, LampiranRencana, RencanaAksi
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import BELUM_DIISI, Nilai

CARA, DECISION = "cara", "keputusan"
EXTRAS = {CARA: "Cara hitung Total", DECISION: "Keputusan"}
_CHOICES: dict[str, tuple[str, ...]] = {
    CARA: tuple(Cara),
    DECISION: tuple(choice for choice in Decision if choice != BELUM_DIISI),
}
QUANTITIES = frozenset({ColumnKind.QUARTER, ColumnKind.TOTAL, ColumnKind.ACHIEVED})


@dataclass(slots=True)
class Field:
    """A value in a printed row: what stands there, which record says it, and who answers for it.

    *begins* is False where the cell is merged with the one above: the value is that row's.
    """

    row: str
    key: str
    title: str
    content: Content
    node: Node | None
    path: KeyPath
    wanted: AskedValue
    owner: Owner
    begins: bool = True

    @property
    def open(self) -> bool:
        """Whether the value is still to come, and this row is where it is asked for."""
        return self.begins and self.node is not None and is_open(self.content)

    @property
    def text(self) -> str:
        """The value as it is printed; ``belum diisi`` where it is still to come."""
        return str(self.content)


@dataclass(slots=True)
class FieldRow:
    """A printed row of an action with its fields by column; *owner* answers for the row itself."""

    id: str
    lampiran: LampiranRencana
    address: Address
    aksi: RencanaAksi
    kelompok: ThemeGroup
    columns: Sequence[Column]
    owner: Owner
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def kode(self) -> str:
        """The lasting key of the action."""
        return self.address.kode

    def key(self, name: str) -> str:
        """Return the column that prints the action's field *name*, "" for none."""
        return own_key(self.columns, name)

    def text(self, name: str) -> str:
        """Return what the action's field *name* says, on one line; "" where no column prints it."""
        key = self.key(name)
        return " ".join(self.fields[key].text.split()) if key else ""

    @property
    def serves(self) -> str:
        """What the action serves, as readers call it: its indicator, or the record above it."""
        if self.kelompok.indikator is not None:
            return " ".join(self.kelompok.indikator.nama.plain.split())
        above = [c.key for c in self.columns if is_above(c) and c.kind is ColumnKind.TEXT]
        return " ".join(self.fields[above[-1]].text.split()) if above else ""


def is_above(column: Column) -> bool:
    """Whether *column* prints a record above the actions."""
    return column.level not in (ROW, SUB)


def own_key(columns: Sequence[Column], name: str) -> str:
    """Return which of *columns* prints the action's field *name*; "" where none does."""
    return next((c.key for c in columns if not is_above(c) and c.path == (name,)), "")


def field_rows(regulation: Regulation, lampiran: LampiranRencana) -> Iterator[FieldRow]:
    """Yield the printed rows of the actions of *lampiran* with their fields."""
    owners = PlanOwners(regulation, lampiran)
    above: dict[str, Field] = {}
    asked: set[tuple[int, KeyPath]] = set()
    units = tuple(regulation.satuan.by_spelling)
    for printed in plan_rows(lampiran):
        if printed.address is None or printed.aksi is None or printed.kelompok is None:
            continue  # it sums the rows above it
        address, aksi = printed.address, printed.aksi
        name = f"{address.kode}/{address.row}"
        own = owners.of(aksi, aksi)
        row = FieldRow(name, lampiran, address, aksi, printed.kelompok, printed.columns, own)
        wanted = _RowAsked(regulation, printed, units)
        for column, cell in zip(printed.columns, printed.cells, strict=True):
            made = Field(
                name, column.key, column.title_within, cell.content, cell.node, cell.path,
                wanted.of(column, above), own,
            )  # fmt: skip
            before = above.get(column.key)
            if cell.merge is Merge.CONTINUED and before is not None:
                made.content, made.node, made.path = before.content, before.node, before.path
                made.begins, made.owner = False, before.owner
            elif cell.node is not None:
                made.owner = owners.of(cell.node, None if is_above(column) else aksi)
                place = (id(cell.node), cell.path)
                made.begins = place not in asked
                asked.add(place)
            above[column.key] = row.fields[column.key] = made
        if address.row == 1:
            for extra in _extras(row):
                row.fields[extra.key] = extra
        yield row


def _extras(row: FieldRow) -> Iterator[Field]:
    """What is asked of an action and not printed: how its total follows, and whether it goes on."""
    targets = row.lampiran.layout.targets
    for key, title in EXTRAS.items():
        value = getattr(row.aksi, key, None)
        if value is not None and (key != CARA or (targets is not None and targets.total)):
            wanted = AskedValue(Kind.CHOICE, choices=_CHOICES[key])
            yield Field(row.id, key, title, str(value), row.aksi, (key,), wanted, row.owner)


class _RowAsked:
    """What the cells of a printed row are to hold."""

    def __init__(self, regulation: Regulation, printed: PlanRow, units: Sequence[str]) -> None:
        self._regulation, self._units = regulation, units
        self._printed = printed
        self._quantity: AskedValue | None = None

    def of(self, column: Column, above: dict[str, Field]) -> AskedValue:
        if column.kind is ColumnKind.AMOUNT or _sums_money(column, self._printed.columns):
            return AskedValue(Kind.RUPIAH)
        if column.kind in QUANTITIES:
            if self._quantity is None:
                self._quantity = self._of_unit(above)
            return self._quantity
        if column.kind in (ColumnKind.TARGET, ColumnKind.NUMBER):
            return AskedValue(Kind.TARGET)
        if column.kind is ColumnKind.UNIT:
            return AskedValue(Kind.TEXT, choices=self._units)
        return AskedValue(Kind.TEXT)

    def _of_unit(self, above: dict[str, Field]) -> AskedValue:
        """How the row's unit counts; a unit that is not known yet may be any number."""
        pairs = zip(self._printed.columns, self._printed.cells, strict=True)
        found = next(((c.key, cell) for c, cell in pairs if c.kind is ColumnKind.UNIT), None)
        if found is None:
            return AskedValue(Kind.NUMBER)
        key, cell = found
        carried = cell.merge is Merge.CONTINUED and key in above
        return quantity(self._regulation, str(above[key].content if carried else cell.content))


def _sums_money(column: Column, columns: Sequence[Column]) -> bool:
    """Whether *column* is the sum of amounts."""
    parts = column.declared.dari if column.declared else ()
    return bool(parts) and any(
        other.kind is ColumnKind.AMOUNT and other.declared and other.declared.kunci in parts
        for other in columns
    )


def quantity(regulation: Regulation, unit: str) -> AskedValue:
    """Return what the quarters and the total of an action in *unit* are to hold."""
    known = regulation.satuan.by_spelling.get(unit)
    if known is None:
        return AskedValue(Kind.NUMBER, (unit,))
    kinds = {"cacah": Kind.COUNT, "persen": Kind.PERCENT}
    return AskedValue(kinds.get(known.jenis, Kind.NUMBER), tuple(known.ejaan))


def values_of(row: FieldRow) -> tuple[Nilai, ...]:
    """Return the quarters and the total that *row* gives, open ones aside."""
    return tuple(
        made.content
        for column in row.columns
        if column.kind in QUANTITIES
        and isinstance((made := row.fields[column.key]).content, Nilai)
        and not made.content.open
    )
