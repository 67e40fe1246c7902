"""What a year's actions came to: by action, by office, by theme, and quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rbdocs.model.plan_tree import Cara, LampiranRencana, RencanaAksi
from rbdocs.model.realisasi import Achievement, TindakLanjut
from rbdocs.model.regulation import Regulation
from rbdocs.model.total import by_cara, numbers
from rbdocs.model.values import Nilai, print_number

_ALL = Decimal(1)
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class ReportedAction:
    """An action with the text of its description, its plan, and what was reported of it, if any."""

    lampiran: LampiranRencana
    aksi: RencanaAksi
    uraian: str
    pelaksana: str
    capaian: Achievement | None

    @property
    def share(self) -> Decimal | None:
        """The share of the target that was reached; None where nothing measurable was reported."""
        return self.capaian.share(self.aksi) if self.capaian else None


@dataclass(slots=True)
class Summary:
    """A group of actions: how many, how many reported, how many reached their target."""

    nama: str
    jumlah: int = 0
    melapor: int = 0
    tercapai: int = 0
    shares: list[Decimal] = field(default_factory=list)

    def add(self, action: ReportedAction) -> None:
        """Count *action* in; more than the target counts as the target."""
        self.jumlah += 1
        self.melapor += action.capaian is not None
        share = action.share
        if share is not None:
            self.tercapai += share >= _ALL
            self.shares.append(min(share, _ALL))

    @property
    def rerata(self) -> Decimal | None:
        """The mean share of the targets that was reached; None where none can be measured."""
        return sum(self.shares, Decimal(0)) / len(self.shares) if self.shares else None


def reported(regulation: Regulation) -> Iterator[ReportedAction]:
    """Yield every action that has a target for the year, in printed order."""
    known = regulation.realisasi.by_kode if regulation.realisasi else {}
    for row in regulation.baris:
        if row.aksi.indikator.plain:
            lampiran = row.kelompok.lampiran
            capaian = known.get(row.kode)
            if capaian is not None and not capaian.begun:
                capaian = None
            yield ReportedAction(lampiran, row.aksi, row.uraian.plain, row.pelaksana, capaian)


def by_theme(rows: Iterable[ReportedAction]) -> list[Summary]:
    """Return a summary for each Lampiran, which is a theme, in their order."""
    result: dict[str, Summary] = {}
    for row in rows:
        nama = f"Lampiran {row.lampiran.lampiran}"
        result.setdefault(nama, Summary(nama)).add(row)
    return list(result.values())


def by_office(regulation: Regulation, rows: Iterable[ReportedAction]) -> list[Summary]:
    """Return a summary for each office that carries actions out, by name."""
    result: dict[str, Summary] = {}
    for row in rows:
        known = regulation.perangkat_daerah.recognise(row.pelaksana)[0]
        for nama in dict.fromkeys(pd.singkat for pd in known):
            result.setdefault(nama, Summary(nama)).add(row)
    return sorted(result.values(), key=lambda item: item.nama)


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


def by_quarter(rows: Iterable[ReportedAction]) -> list[Decimal | None]:
    """Return for each quarter the mean share of its targets that was reached."""
    shares: list[list[Decimal]] = [[], [], [], []]
    for row in rows:
        cara, reached = row.aksi.cara, row.capaian.tw if row.capaian else ()
        for index, (due, got) in enumerate(
            zip(quarters(row.aksi.tw, cara), quarters(reached, cara), strict=True)
        ):
            if (
                row.capaian is not None and due.number and not got.open
            ):  # what is still to come is not 0
                shares[index].append(min((got.number or Decimal(0)) / due.number, _ALL))
    return [sum(share, Decimal(0)) / len(share) if share else None for share in shares]


def follow_ups(rows: Iterable[ReportedAction]) -> Iterator[tuple[ReportedAction, TindakLanjut]]:
    """Yield every follow-up with the action that it follows, in printed order."""
    for row in rows:
        for later in row.capaian.tindak_lanjut if row.capaian else ():
            yield row, later
