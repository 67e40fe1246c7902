"""The printed rows of a plan with every value that an office may be asked for, by lasting names.

A row is named by its address, ``G-05/1``, a value by its row and column. The same names lead from
an answered sheet back to the value in the sources, so they must not depend on where a row stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rbdocs.excel.typed import Kind, Wanted
from rbdocs.model.cell import Content, Merge
from rbdocs.model.node import KeyPath, Node
from rbdocs.model.open_cells import Owner, PlanOwners, is_open
from rbdocs.model.plan import PlanRow, plan_rows
from rbdocs.model.plan_columns import SUB, Column, ColumnKind
from rbdocs.model.plan_tree import Cara, Decision, LampiranRencana, RencanaAksi
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import BELUM_DIISI, Nilai

CARA, DECISION = "cara", "keputusan"
EXTRAS = {CARA: "Cara menghitung Total", DECISION: "Keputusan"}
_CHOICES: dict[str, tuple[str, ...]] = {
    CARA: tuple(Cara),
    DECISION: tuple(choice for choice in Decision if choice != BELUM_DIISI),
}
_QUANTITIES = frozenset({ColumnKind.QUARTER, ColumnKind.TOTAL})


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
    wanted: Wanted
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
    """A printed row of a plan with its fields by column; *owner* answers for the row itself."""

    id: str
    lampiran: LampiranRencana
    printed: PlanRow
    owner: Owner
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def kode(self) -> str:
        """The lasting key of the action."""
        return self.printed.address.kode

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the plan, in order."""
        return self.printed.columns


def field_rows(regulation: Regulation, lampiran: LampiranRencana) -> Iterator[FieldRow]:
    """Yield the printed rows of *lampiran* with their fields."""
    owners = PlanOwners(regulation, lampiran)
    above: dict[str, Field] = {}
    asked: set[tuple[int, KeyPath]] = set()
    units = tuple(regulation.satuan.by_spelling)
    for printed in plan_rows(lampiran):
        aksi = printed.aksi
        address = printed.address
        row = FieldRow(f"{address.kode}/{address.row}", lampiran, printed, owners.of(aksi, aksi))
        wanted = _Wanted(regulation, printed, units)
        for column, cell in zip(printed.columns, printed.cells, strict=True):
            made = Field(
                row.id, column.key, column.title, cell.content, cell.node, cell.path,
                wanted.of(column, above), row.owner,
            )  # fmt: skip
            before = above.get(column.key)
            if cell.merge is Merge.CONTINUED and before is not None:
                made.content, made.node, made.path = before.content, before.node, before.path
                made.begins, made.owner = False, before.owner
            elif cell.node is not None:
                below = column.level == SUB or cell.node is aksi
                made.owner = owners.of(cell.node, aksi if below else None)
                place = (id(cell.node), cell.path)
                made.begins = place not in asked
                asked.add(place)
            above[column.key] = row.fields[column.key] = made
        if address.row == 1:
            for extra in _extras(row, aksi):
                row.fields[extra.key] = extra
        yield row


def _extras(row: FieldRow, aksi: RencanaAksi) -> Iterator[Field]:
    """What is asked of an action and not printed: how its total follows, and whether it goes on."""
    for key, title in EXTRAS.items():
        value = getattr(aksi, key, None)
        if value is not None:
            wanted = Wanted(Kind.CHOICE, choices=_CHOICES[key])
            yield Field(row.id, key, title, str(value), aksi, (key,), wanted, row.owner)


class _Wanted:
    """What the cells of a printed row are to hold."""

    def __init__(self, regulation: Regulation, printed: PlanRow, units: Sequence[str]) -> None:
        self._regulation, self._units = regulation, units
        self._printed = printed
        self._quantity: Wanted | None = None

    def of(self, column: Column, above: dict[str, Field]) -> Wanted:
        if column.kind in _QUANTITIES:
            if self._quantity is None:
                self._quantity = self._of_unit(above)
            return self._quantity
        if column.kind is ColumnKind.TARGET:
            return Wanted(Kind.TARGET)
        if column.kind is ColumnKind.AMOUNT:
            return Wanted(Kind.RUPIAH)
        if column.kind is ColumnKind.UNIT:
            return Wanted(Kind.TEXT, choices=self._units)
        return Wanted(Kind.TEXT)

    def _of_unit(self, above: dict[str, Field]) -> Wanted:
        """How the row's unit counts; a unit that is not known yet may be any number."""
        pairs = zip(self._printed.columns, self._printed.cells, strict=True)
        key, cell = next((c.key, cell) for c, cell in pairs if c.kind is ColumnKind.UNIT)
        text = str(above[key].content if cell.merge is Merge.CONTINUED else cell.content)
        return quantity(self._regulation, text)


def quantity(regulation: Regulation, unit: str) -> Wanted:
    """Return what the quarters and the total of an action in *unit* are to hold."""
    known = regulation.satuan.by_spelling.get(unit)
    if known is None:
        return Wanted(Kind.NUMBER, (unit,))
    kinds = {"cacah": Kind.COUNT, "persen": Kind.PERCENT}
    return Wanted(kinds.get(known.jenis, Kind.NUMBER), tuple(known.ejaan))


def values_of(row: FieldRow) -> tuple[Nilai, ...]:
    """Return the quarters and the total that *row* gives, open ones aside."""
    kinds = {column.key: column.kind for column in row.columns}
    return tuple(
        made.content
        for key, made in row.fields.items()
        if kinds.get(key) in _QUANTITIES
        and isinstance(made.content, Nilai)
        and not made.content.open
    )
