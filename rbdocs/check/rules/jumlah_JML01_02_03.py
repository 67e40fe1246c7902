"""JML: rows that sum those above them, and columns that sum others, in plans and tables alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.finding import Location, Site
from rbdocs.model.plan import plan_rows
from rbdocs.model.plan_sums import by_cara
from rbdocs.model.plan_tree import Cara, RencanaAksi
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Kolom, Tabel
from rbdocs.model.table_rows import PrintedRow, printed_rows
from rbdocs.model.values import Nilai, print_number

# What is added up downwards, by what a column means.
_ADDED = frozenset({"anggaran", "periode", "realisasi", "total", "kriteria"})
# What is never added up: numbers in order, years, what stands for the whole period.
_NOT_ADDED = frozenset({"nomor", "baseline", "target"})


@dataclass(frozen=True, slots=True)
class _Sum:
    """A cell that a row of sums gives, and what the rows above come to."""

    kode: str
    column: str
    declared: bool
    given: Nilai
    expected: Decimal
    location: Location


@dataclass(slots=True)
class _Running:
    """What a column has come to: since the last row of sums, in all, and the sums themselves."""

    since: Decimal = Decimal(0)
    everything: Decimal = Decimal(0)
    sums: Decimal = Decimal(0)
    rows: int = 0
    odd: bool = False
    closed: list[Decimal] = field(default_factory=list)

    def add(self, value: Nilai) -> None:
        """Count the cell of a row in; one that is no number makes the column unfit."""
        if value.empty:
            return
        if value.number is None or value.persen:
            self.odd = True
            return
        self.since += value.number
        self.everything += value.number
        self.rows += 1

    def close(self, given: Decimal) -> Decimal | None:
        """Return what a row of sums should say instead of *given*; None where that is right."""
        possible = [self.since, self.everything, self.sums]
        last = self.everything if not self.since else self.since
        self.sums += given
        self.since = Decimal(0)
        return None if given in possible else last


def _table_sums(kode: str, tabel: Tabel) -> Iterator[_Sum]:
    columns = [kolom for kolom in tabel.columns() if kolom.makna not in _NOT_ADDED]
    for _, rows in tabel.parts():
        running = {kolom.kunci: _Running() for kolom in columns}
        for row in printed_rows(rows):
            if row.is_sum:
                yield from _closed(kode, tabel, row, columns, running)
                continue
            for key, column in running.items():
                if (value := _value(row, key)) is not None:
                    column.add(value)


def _closed(
    kode: str,
    tabel: Tabel,
    row: PrintedRow,
    columns: Sequence[Kolom],
    running: Mapping[str, _Running],
) -> Iterator[_Sum]:
    for kolom in columns:
        column, given = running[kolom.kunci], _value(row, kolom.kunci)
        if given is None or given.number is None or given.persen or column.odd or not column.rows:
            continue
        expected = column.close(given.number)
        if expected is not None:
            title = kolom.judul.plain or kolom.kunci
            place = row.node.location(kolom.kunci)
            yield _Sum(kode, title, kolom.makna in _ADDED, given, expected, place)


def _value(row: PrintedRow, key: str) -> Nilai | None:
    cell = row.cells.get(key)
    return cell.nilai if cell is not None else None


def _plan_sums(regulation: Regulation) -> Iterator[_Sum]:
    for lampiran in regulation.lampiran:
        if not lampiran.layout.source.jumlah:
            continue
        for row in plan_rows(lampiran):
            for key, found in (row.sums or {}).items():
                given = row.node.given_sum(key)
                if given is None or given.empty or found.open or found.odd:
                    continue
                if given.number != found.total:
                    column = row.node.layout.column(key)
                    title = column.title_within if column is not None else key
                    place = row.node.location("jumlah", key)
                    kode = f"lampiran-{lampiran.lampiran.lower()}"
                    yield _Sum(kode, title, True, given, found.total, place)


def _told(regulation: Regulation, *, declared: bool) -> Iterator[Violation]:
    sums = [
        found
        for kode, tabel in regulation.own_tables()
        if isinstance(tabel, Tabel)
        for found in _table_sums(kode, tabel)
    ]
    sums += _plan_sums(regulation)
    for found in sums:
        if found.declared is declared:
            expected = print_number(found.expected)
            yield Violation(
                found,
                f"Jumlah kolom «{found.column}» {found.given} tidak sama dengan jumlah baris di "
                f"atasnya {expected}.",
                f"Ubah menjadi {expected}, atau betulkan baris di atasnya.",
                {"kolom": found.column, "jumlah": found.given.text, "seharusnya": expected},
            )


@galat(
    code="JML01",
    statement="Baris jumlah sama dengan jumlah baris yang diringkasnya.",
    ground="Pembaca memakai baris jumlah tanpa menghitung ulang; kolom anggaran, periode, "
    "realisasi dan total dijumlahkan ke bawah.",
)
def baris_jumlah(regulation: Regulation) -> Iterator[Violation]:
    """Yield the sums of columns that are added up by what they mean, and do not agree."""
    yield from _told(regulation, declared=True)


@peringatan(
    code="JML02",
    statement="Baris jumlah dari kolom yang belum dinyatakan maknanya sama dengan jumlah barisnya.",
    ground="Kolom angka tanpa makna biasanya dijumlahkan ke bawah; bila tidak, nyatakan maknanya.",
)
def baris_jumlah_tanpa_makna(regulation: Regulation) -> Iterator[Violation]:
    """Yield the sums of other columns of numbers that do not agree."""
    yield from _told(regulation, declared=False)


@galat(
    code="JML03",
    alone=True,
    statement="Kolom jumlah sama dengan jumlah kolom yang diringkasnya.",
    ground="Susunan rencana menyatakan kolom mana menjumlahkan kolom mana («dari»); dalam tabel "
    "kolom total meringkas kolom periodenya.",
)
def kolom_jumlah(regulation: Regulation) -> Iterator[Violation]:
    """Yield the columns that do not follow from those that they sum, row by row."""
    for aksi in regulation.aksi():
        yield from _of_action(aksi)
    for kode, tabel in regulation.own_tables():
        if isinstance(tabel, Tabel):
            yield from _of_table(kode, tabel)


def _of_action(aksi: RencanaAksi) -> Iterator[Violation]:
    """The sums over several columns; the total of one series is a matter of TW01."""
    declared = {kolom.kunci: (kolom, field) for kolom, _, field in aksi.layout.declared}
    for kolom, field_ in declared.values():
        if len(kolom.dari) < 2 or field_ not in aksi.stated:
            continue
        parts = [_parts(getattr(aksi, declared[key][1])) for key in kolom.dari]
        values = [value for part in parts for value in part if not value.empty]
        given = getattr(aksi, field_)
        numbers = [value.number for value in values if value.number is not None]
        if given.number is None or not numbers or len(numbers) < len(values):
            continue
        if sum(numbers, Decimal(0)) != given.number:
            expected = sum(numbers, Decimal(0))
            yield _differs(aksi.location(field_), aksi.kode, kolom.label, given, expected)


def _parts(value: object) -> list[Nilai]:
    listing = value if isinstance(value, list) else [value]
    return [item for item in listing if isinstance(item, Nilai)]


def _of_table(kode: str, tabel: Tabel) -> Iterator[Violation]:
    columns = tabel.columns()
    periods = [kolom.kunci for kolom in columns if kolom.makna == "periode"]
    total = next((kolom for kolom in columns if kolom.makna == "total"), None)
    if total is None or not periods:
        return
    for _, rows in tabel.parts():
        for row in printed_rows(rows):
            values = [value for key in periods if (value := _value(row, key)) is not None]
            filled = [value for value in values if not value.empty]
            numbers = [value.number for value in filled if value.number is not None]
            given = _value(row, total.kunci)
            if given is None or given.number is None or len(numbers) < len(filled) or not numbers:
                continue
            # A table does not say how it adds up, so each way is right.
            if not any(by_cara(cara, numbers) == given.number for cara in Cara):
                title = total.judul.plain or total.kunci
                expected = sum(numbers, Decimal(0))
                yield _differs(row.node.location(total.kunci), kode, title, given, expected)


def _differs(
    location: Location, kode: str, title: str, given: Nilai, expected: Decimal
) -> Violation:
    shown = print_number(expected, given.persen)
    return Violation(
        Site(location, kode),
        f"«{title}» {given} tidak sama dengan jumlah kolom yang diringkasnya {shown}.",
        f"Ubah menjadi {shown}, atau betulkan kolom yang dijumlahkan.",
        {"kolom": title, "jumlah": given.text, "seharusnya": shown},
    )
