"""What a year's actions came to: by action, by office, by theme, and quarter by quarter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal

from rbdocs.model.plan import ActionRow
from rbdocs.model.plan_sums import by_cara, numbers
from rbdocs.model.plan_tree import Cara, LampiranRencana, RencanaAksi
from rbdocs.model.realisasi import Achievement, TindakLanjut, share_of
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai, print_number

_ALL = Decimal(1)
_QUARTERS = 4
_TENTH = Decimal("0.1")
_OTHERS = "Pelaksana tidak disebut atau tidak terdaftar"
_ENUMERATOR = re.compile(r"\(?(?:(?P<huruf>[A-Za-z])|(?P<angka>\d{1,2}))[.)]")


@dataclass(frozen=True, slots=True)
class ReportedAction:
    """An action with its description, the action it is part of, its plan, and what was reported.

    *laporan* is all that is said of it; *induk* is "" for an action that is no part of another.
    """

    lampiran: LampiranRencana
    aksi: RencanaAksi
    uraian: str
    induk: str
    pelaksana: str
    laporan: Achievement | None

    @property
    def capaian(self) -> Achievement | None:
        """What was reached; None where no quarter was reported yet, whatever else was said."""
        report = self.laporan
        return report if report is not None and report.begun(self.aksi) else None

    @property
    def planned(self) -> bool:
        """Whether anything is due in the year."""
        return not (self.aksi.total.empty and all(due.empty for due in self.aksi.tw))

    @property
    def share(self) -> Decimal | None:
        """The share of the target that was reached; None where nothing measurable was reported."""
        return self.capaian.share(self.aksi) if self.capaian else None

    @property
    def full_name(self) -> str:
        """Its description, after that of the action that it is part of."""
        return f"{self.induk}: {self.uraian}" if self.induk else self.uraian


@dataclass(slots=True)
class Summary:
    """A group of actions: how many, how many are due, reported, and reached their target."""

    nama: str
    jumlah: int = 0
    direncanakan: int = 0
    melapor: int = 0
    tercapai: int = 0
    shares: list[Decimal] = field(default_factory=list)

    def add(self, action: ReportedAction) -> None:
        """Count *action* in; more than the target counts as the target."""
        self.jumlah += 1
        self.direncanakan += action.planned
        self.melapor += action.capaian is not None
        share = action.share
        if share is not None:
            self.tercapai += share >= _ALL
            self.shares.append(min(share, _ALL))

    @property
    def rerata(self) -> Decimal | None:
        """The mean share of the targets that was reached; None where none can be measured."""
        return _mean(self.shares)


@dataclass(frozen=True, slots=True)
class QuarterShare:
    """The mean share of a quarter's targets that was reached, and of how many actions it is."""

    rerata: Decimal | None
    dari: int


def percent(share: Decimal) -> Decimal:
    """Return *share* in per cent with one decimal, rounded down: short of the goal is never 100."""
    return (share * 100).quantize(_TENTH, ROUND_FLOOR)


def reported(regulation: Regulation) -> Iterator[ReportedAction]:
    """Yield every action that has an indicator, in printed order.

    Where a report goes up to a quarter of the year, plan and report are those up to it.
    """
    known = regulation.realisasi.by_kode if regulation.realisasi else {}
    until = last_quarter(regulation)
    above: ActionRow | None = None
    for row in regulation.baris:
        if above is None or above.kelompok is not row.kelompok or not _is_part(row, above):
            above = row
        if row.aksi.indikator.plain:
            induk = "" if above is row else above.uraian.plain
            lampiran, laporan = row.kelompok.lampiran, known.get(row.kode)
            aksi, laporan = _up_to(until, row.aksi, laporan)
            yield ReportedAction(lampiran, aksi, row.uraian.plain, induk, row.pelaksana, laporan)


def last_quarter(regulation: Regulation) -> int:
    """Return the last quarter that is evaluated, from 1."""
    return regulation.realisasi.sampai if regulation.realisasi else _QUARTERS


def _up_to(
    until: int, aksi: RencanaAksi, report: Achievement | None
) -> tuple[RencanaAksi, Achievement | None]:
    """*aksi* and its *report* with the periods after the quarter *until* left empty."""
    if until == _QUARTERS:
        return aksi, report
    size = len(aksi.tw)
    # Semesters end with the second and the fourth quarter; other periods with the year.
    count = size * until // _QUARTERS if size == 2 or size % _QUARTERS == 0 else 0
    due = aksi.tw[:count]
    total = _together(due, aksi.cara) if any(not value.empty for value in due) else Nilai("-")
    cut = aksi.model_copy(update={"tw": _cut(aksi.tw, count), "total": total})
    if report is None:
        return cut, None
    return cut, report.model_copy(update={"tw": _cut(report.tw, count), "total": None})


def _cut(values: Sequence[Nilai], count: int) -> list[Nilai]:
    return [*values[:count], *[Nilai("")] * (len(values) - count)]


def _is_part(row: ActionRow, above: ActionRow) -> bool:
    """Whether *row* is a part of *above*: numbered otherwise, and sharing its cells or its head."""
    heads = not above.aksi.indikator.plain
    return _numbering(row) != _numbering(above) and bool(row.carried or heads)


def _numbering(row: ActionRow) -> str | None:
    hit = _ENUMERATOR.match(row.uraian.plain)
    return hit.lastgroup if hit else None


def by_theme(rows: Iterable[ReportedAction]) -> list[Summary]:
    """Return a summary for each Lampiran, which is a theme, in their order."""
    result: dict[str, Summary] = {}
    for row in rows:
        judul = " ".join(row.lampiran.judul.splitlines()[:1])
        nama = f"Lampiran {row.lampiran.lampiran}: {judul}" if judul else row.lampiran.lampiran
        result.setdefault(row.lampiran.lampiran, Summary(nama)).add(row)
    return list(result.values())


def by_office(regulation: Regulation, rows: Iterable[ReportedAction]) -> list[Summary]:
    """Return a summary for each office that carries actions out, in the register's order.

    Actions of nobody in the register come last.
    """
    register = regulation.perangkat_daerah
    result = {pd.kunci: Summary(pd.singkat) for pd in register.perangkat_daerah}
    others = Summary(_OTHERS)
    for row in rows:
        known = dict.fromkeys(pd.kunci for pd in register.recognise(row.pelaksana)[0])
        for summary in [result[kunci] for kunci in known] or [others]:
            summary.add(row)
    return [summary for summary in (*result.values(), others) if summary.jumlah]


def in_total(rows: Iterable[ReportedAction], nama: str) -> Summary:
    """Return the summary called *nama* of all *rows*, each counted once."""
    result = Summary(nama)
    for row in rows:
        result.add(row)
    return result


def quarters(values: Sequence[Nilai], cara: Cara) -> list[Nilai]:
    """Return *values* as those of four quarters, by *cara* where several periods make one.

    Semesters end with the second and the fourth quarter; other periods are no part of a quarter.
    """
    if len(values) == _QUARTERS:
        return list(values)
    if len(values) == 2:
        return [Nilai(""), values[0], Nilai(""), values[1]]
    if not values or len(values) % _QUARTERS:
        return [Nilai("")] * _QUARTERS
    size = len(values) // _QUARTERS
    return [_together(values[at : at + size], cara) for at in range(0, len(values), size)]


def _together(values: Sequence[Nilai], cara: Cara) -> Nilai:
    """What several periods come to: the value itself where only one says something."""
    filled = [value for value in values if not value.empty]
    if len(filled) < 2:
        return filled[0] if filled else values[-1]
    number = numbers(filled)
    total = by_cara(cara, number) if number else None
    if total is None:
        return next((value for value in filled if value.open), filled[-1])
    return Nilai.dari(print_number(total, filled[0].persen))


def by_quarter(rows: Iterable[ReportedAction]) -> list[QuarterShare]:
    """Return for each quarter the mean share of its targets that was reached, and of how many.

    What is still to come is not nought; a dash where something is due is.
    """
    shares: list[list[Decimal]] = [[], [], [], []]
    for row in rows:
        if row.capaian is None:
            continue
        cara = row.aksi.cara
        pairs = zip(quarters(row.aksi.tw, cara), quarters(row.capaian.tw, cara), strict=True)
        for index, (due, got) in enumerate(pairs):
            number = Decimal(0) if got.empty and got.text.strip() else got.number
            if due.number is None or number is None:
                continue
            share = share_of(number, due.number, falling=row.capaian.arah == "turun")
            if share is not None:
                shares[index].append(min(share, _ALL))
    return [QuarterShare(_mean(share), len(share)) for share in shares]


def _mean(shares: Sequence[Decimal]) -> Decimal | None:
    return sum(shares, Decimal(0)) / len(shares) if shares else None


def follow_ups(rows: Iterable[ReportedAction]) -> Iterator[tuple[ReportedAction, TindakLanjut]]:
    """Yield every follow-up with the action that it follows, in printed order."""
    for row in rows:
        for later in row.laporan.tindak_lanjut if row.laporan else ():
            yield row, later
