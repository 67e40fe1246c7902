"""A plan that stands in a foreign sheet becomes a tree of records, as a layout has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rbdocs.excel.door import GridCell, letter
from rbdocs.excel.headings import Headed, Match
from rbdocs.model.plan_columns import ROW, SUB, Column, ColumnKind
from rbdocs.model.plan_layout import PlanLayout
from rbdocs.model.plan_tree import Cara
from rbdocs.model.values import parse_number, reads_two_ways

_MONEY = re.compile(r"^(?:rp\.?)?\s*(-?[\d.]+)(?:,(?:0+|-+))?$", re.IGNORECASE)
_DECIMALS = re.compile(r",\d*0$")
_SUM = re.compile(r"(?:sub\s*)?(?:jumlah|total)\b.*", re.IGNORECASE)
_NUMBERS = re.compile(r"\(?\d{1,2}\)?")
_NUMERIC = frozenset(
    {ColumnKind.QUARTER, ColumnKind.TOTAL, ColumnKind.TARGET, ColumnKind.NUMBER, ColumnKind.AMOUNT}
)


@dataclass(slots=True)
class IndicatorTaken:
    """An indicator that the plan names: its records, which still need its key, and its target."""

    name: str
    records: list[dict[str, Any]]
    target: Any = None


@dataclass(slots=True)
class TakenPlan:
    """What was taken: the records of the outermost level, what was odd, how much there was.

    *offices* and *units* are the texts of such cells, each once, in their order; *indicators* are
    by their names in small letters.
    """

    records: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    actions: int = 0
    offices: dict[str, None] = field(default_factory=dict)
    units: dict[str, None] = field(default_factory=dict)
    indicators: dict[str, IndicatorTaken] = field(default_factory=dict)


def take_plan(
    headed: Headed, layout: PlanLayout, letter_of_codes: str, units: Mapping[str, str]
) -> TakenPlan:
    """Return the records that the rows below the heading say, of plans in *layout*.

    A cell that is merged with, or left empty below, that of an outer level belongs to its record.
    Actions get the codes *letter_of_codes*-01 and so on. *units* are the right spellings by those
    in small letters; a unit that is none of them is spelt as it is the first time.
    """
    return _Taker(headed, layout, letter_of_codes, units).taken()


class _Taker:
    """Goes down the rows and keeps the record of each level that is open."""

    def __init__(
        self, headed: Headed, layout: PlanLayout, letter_of_codes: str, units: Mapping[str, str]
    ) -> None:
        self._units = dict(units)
        self._headed, self._layout, self._letter = headed, layout, letter_of_codes
        self._matches: dict[int | str, list[Match]] = {}
        for match in headed.matches:
            level = match.column.level
            self._matches.setdefault(ROW if _is_shared(match.column) else level, []).append(match)
        self._open: list[tuple[dict[str, Any], tuple[str, ...]]] = []
        self._action: dict[str, Any] | None = None
        self._said: tuple[str, ...] = ()
        self.result = TakenPlan()

    def taken(self) -> TakenPlan:
        for number, row in sorted(self._headed.grid.rows.items()):
            if number > self._headed.last and not self._passed_over(number, row):
                self._take(number, row)
        return self.result

    def _passed_over(self, number: int, row: list[GridCell]) -> bool:
        """Whether the row holds the numbers of the columns, a sum, or what no column has."""
        own = [row[match.place] for match in self._headed.matches if match.place < len(row)]
        texts = [cell.text for cell in own if cell.text]
        if len(texts) > 2 and all(_NUMBERS.fullmatch(text) for text in texts):
            numbers = [int(text.strip("()")) for text in texts]
            return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        first = next((cell.text for cell in row if cell.text and not cell.carries), "")
        if _SUM.fullmatch(first) and len([cell for cell in own if cell.text]) <= 4:
            self._note(f"Baris {number}: «{first[:40]}» dianggap baris jumlah dan tidak diambil.")
            return True
        return not any(cell.text or cell.odd for cell in own)

    def _take(self, number: int, row: list[GridCell]) -> None:
        new = False
        for level in range(self._layout.depth):
            new = self._branch(number, row, level, new) or new
        self._row(number, row, new)

    def _branch(self, number: int, row: list[GridCell], level: int, new: bool) -> bool:
        """Open a record of *level* where the row begins one; return whether it does."""
        matches = self._matches.get(level, [])
        cells = [self._cell(row, match) for match in matches]
        said = tuple(cell.text for cell in cells)
        begins = any(cell.text and not cell.carries for cell in cells)
        if level < len(self._open) and not new:
            known = self._open[level][1]
            if not begins or all(text in ("", old) for text, old in zip(said, known, strict=True)):
                return False
        record = self._record(number, zip(matches, cells, strict=True))
        self._note_indicator(level, record)
        self._within(level).append(record)
        del self._open[level:]
        self._open.append((record, said))
        return True

    def _note_indicator(self, level: int, record: dict[str, Any]) -> None:
        """Give an indicator its key in the register, known by its name or new."""
        if not self._layout.is_indicator(level):
            return
        columns = [match.column for match in self._matches.get(level, [])]
        name = next((_field(c) for c in columns if c.makna == "indikator"), "")
        target = next((_field(c) for c in columns if c.makna == "target"), "")
        said = str(record.get(name, "")).strip()
        if said:
            found = self.result.indicators.setdefault(said.lower(), IndicatorTaken(said, []))
            found.records.append(record)
            found.target = found.target or record.get(target)

    def _within(self, level: int) -> list[Any]:
        """The list that holds the records of *level* in the record around it that is open."""
        if level == 0:
            return self.result.records
        own = self._layout.source.tingkat[level].field
        listing: list[Any] = self._open[level - 1][0].setdefault(own, [])
        return listing

    def _row(self, number: int, row: list[GridCell], new: bool) -> None:
        matches = self._matches.get(ROW, [])
        cells = [self._cell(row, match) for match in matches]
        said = tuple(cell.text for cell in cells)
        begins = any(
            cell.text and not cell.carries
            for match, cell in zip(matches, cells, strict=True)
            if not _is_shared(match.column)
        )
        again = self._action is not None and not new
        if again and self._layout.has_detail and (not begins or said == self._said):
            self._detail(number, row)
            return
        if not begins and not new:
            self._note(f"Baris {number}: tidak diketahui milik rencana aksi yang mana.")
            return
        self._said = said
        self._begin(number, row, list(zip(matches, cells, strict=True)), again)

    def _begin(
        self, number: int, row: list[GridCell], cells: list[tuple[Match, GridCell]], again: bool
    ) -> None:
        """Open the record of an action; *again*: under the records of the one above."""
        self.result.actions += 1
        action: dict[str, Any] = {"kode": f"{self._letter}-{self.result.actions:02d}"}
        carried: list[str] = []
        for match, cell in cells:
            column = match.column
            if again and column.may_carry and cell.carries:
                carried.append(column.key)
                continue
            name = _field(column)
            value = self._value(number, match, cell)
            if len(column.path) > 1:
                action.setdefault(name, []).append(value)
            else:
                action[name] = value
        self._action = action
        details = [(item, self._cell(row, item)) for item in self._matches.get(SUB, [])]
        if again:
            carried += [item.column.key for item, cell in details if cell.carries]
        if carried:
            action["lanjut"] = carried
        self._reckon(action)
        self._within(self._layout.depth).append(action)
        if details and not all(item.column.key in carried for item, _ in details):
            self._add_detail(
                number, [pair for pair in details if pair[0].column.key not in carried]
            )

    def _detail(self, number: int, row: list[GridCell]) -> None:
        """Add a further record below the open action, where the row begins one."""
        details = [(item, self._cell(row, item)) for item in self._matches.get(SUB, [])]
        shared = [
            (item, cell)
            for item in self._matches.get(ROW, [])
            if _is_shared(item.column) and (cell := self._cell(row, item)).text
            if not cell.carries
        ]
        if any(cell.text and not cell.carries for _, cell in [*details, *shared]):
            self._add_detail(number, [*details, *shared])

    def _add_detail(self, number: int, details: list[tuple[Match, GridCell]]) -> None:
        assert self._action is not None
        own = self._layout.source.tingkat[self._layout.depth + 1].field
        self._action.setdefault(own, []).append(self._record(number, details))

    def _record(self, number: int, cells: Iterable[tuple[Match, GridCell]]) -> dict[str, Any]:
        return {_field(match.column): self._value(number, match, cell) for match, cell in cells}

    def _reckon(self, action: dict[str, Any]) -> None:
        """State how the total follows from its periods, where only one way fits and not a sum."""
        periods = [value for value in action.get("tw", []) if not isinstance(value, str)]
        total = action.get("total")
        if not periods or total is None or isinstance(total, str) or sum(periods) == total:
            return
        ways = [
            (Cara.TETAP, set(periods) == {total}),
            (Cara.AKHIR, periods[-1] == total),
            (Cara.TERTINGGI, max(periods) == total),
            (Cara.RERATA, sum(periods) == total * len(periods)),
        ]
        way = next((way for way, fits in ways if fits), None)
        if way is not None:
            action["cara"] = way.value
            self._note(
                f"{action['kode']}: total bukan jumlah periodenya; ditulis cara: {way.value}."
            )
        else:
            self._note(f"{action['kode']}: total {total} bukan jumlah periodenya ({sum(periods)}).")

    def _cell(self, row: list[GridCell], match: Match) -> GridCell:
        return row[match.place] if match.place < len(row) else GridCell()

    def _value(self, number: int, match: Match, cell: GridCell) -> Any:
        """What the source is to say of *cell*: a number where its column holds such."""
        place = f"Baris {number}, kolom {letter(match.place)} ({match.column.label})"
        if cell.odd:
            self._note(f"{place}: {cell.odd}; dibiarkan kosong.")
            return ""
        kind = match.column.kind
        if kind is ColumnKind.OFFICE and cell.text:
            self.result.offices.setdefault(cell.text)
        if kind is ColumnKind.UNIT and cell.text:
            spelling = self._units.setdefault(cell.text.lower(), cell.text)
            self.result.units.setdefault(spelling)
            return spelling
        if kind not in _NUMERIC:
            return cell.text
        number_read = cell.number if cell.number is not None else self._read(place, kind, cell.text)
        if number_read is None or (kind is not ColumnKind.AMOUNT and _DECIMALS.search(cell.text)):
            return cell.text  # 68,0 is printed with its decimal
        return _plain(number_read)

    def _read(self, place: str, kind: ColumnKind, text: str) -> Decimal | None:
        """The number that *text* writes; None for what stays text, such as ``-`` and 25%."""
        if kind is ColumnKind.AMOUNT and (hit := _MONEY.match(text)):
            return parse_number(hit[1])
        found = parse_number(text)
        if found is None and kind is ColumnKind.AMOUNT and text not in ("", "-", "0"):
            self._note(f"{place}: «{text[:40]}» bukan rupiah; ditulis sebagai teks.")
        if found is not None and reads_two_ways(text):
            self._note(f"{place}: «{text}» dibaca sebagai ribuan ({_plain(found)}).")
        return found

    def _note(self, text: str) -> None:
        self.result.notes.append(text)


def _is_shared(column: Column) -> bool:
    """Whether the value stands in the action's record unless a record below it has its own."""
    return column.declared is not None and column.declared.rinci


def _field(column: Column) -> str:
    """The field of a source that *column* prints."""
    return str(column.declared.field) if column.declared is not None else column.key


def _plain(number: Decimal) -> int | float:
    """*number* as YAML writes it: whole without a fraction."""
    return int(number) if number == number.to_integral_value() else float(number)


def told_matches(headed: Headed) -> Iterator[str]:
    """Yield which column was taken for which, and which was not used, for a person to confirm."""
    rows = str(headed.first) if headed.first == headed.last else f"{headed.first}-{headed.last}"
    yield f"Lembar «{headed.grid.name}», kepala tabel baris {rows}."
    for match in headed.matches:
        yield f"  {letter(match.place):>3}  {match.title[:48]:<48}  = {match.column.label}"
    for place, title in headed.unused:
        yield f"  {letter(place):>3}  {title[:48]:<48}    tidak diambil"
