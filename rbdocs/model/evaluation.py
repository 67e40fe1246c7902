"""What a year's actions came to: by action, by office, by theme, and quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from rbdocs.model.plan_tree import LampiranRencana, RencanaAksi
from rbdocs.model.realisasi import Capaian, TindakLanjut
from rbdocs.model.regulation import Regulasi

_ALL = Decimal(1)


@dataclass(frozen=True, slots=True)
class AksiTerlapor:
    """An action with the text of its description, its plan, and what was reported of it, if any."""

    lampiran: LampiranRencana
    aksi: RencanaAksi
    uraian: str
    pelaksana: str
    capaian: Capaian | None

    @property
    def share(self) -> Decimal | None:
        """The share of the target that was reached; None where nothing measurable was reported."""
        return self.capaian.share(self.aksi) if self.capaian else None


@dataclass(slots=True)
class Ringkasan:
    """A group of actions: how many, how many reported, how many reached their target."""

    nama: str
    jumlah: int = 0
    melapor: int = 0
    tercapai: int = 0
    shares: list[Decimal] = field(default_factory=list)

    def add(self, one: AksiTerlapor) -> None:
        """Count *one* in; more than the target counts as the target."""
        self.jumlah += 1
        self.melapor += one.capaian is not None
        share = one.share
        if share is not None:
            self.tercapai += share >= _ALL
            self.shares.append(min(share, _ALL))

    @property
    def rerata(self) -> Decimal | None:
        """The mean share of the targets that was reached; None where none can be measured."""
        return sum(self.shares, Decimal(0)) / len(self.shares) if self.shares else None


def reported(regulasi: Regulasi) -> Iterator[AksiTerlapor]:
    """Yield every action that has a target for the year, in printed order."""
    known = regulasi.realisasi.by_kode if regulasi.realisasi else {}
    for row in regulasi.baris:
        if row.aksi.indikator.plain:
            lampiran = row.kelompok.lampiran
            capaian = known.get(row.kode)
            yield AksiTerlapor(lampiran, row.aksi, row.uraian.plain, row.pelaksana, capaian)


def by_theme(rows: Iterable[AksiTerlapor]) -> list[Ringkasan]:
    """Return a summary for each Lampiran, which is a theme, in their order."""
    result: dict[str, Ringkasan] = {}
    for one in rows:
        nama = f"Lampiran {one.lampiran.lampiran}"
        result.setdefault(nama, Ringkasan(nama)).add(one)
    return list(result.values())


def by_office(regulasi: Regulasi, rows: Iterable[AksiTerlapor]) -> list[Ringkasan]:
    """Return a summary for each office that carries actions out, by name."""
    result: dict[str, Ringkasan] = {}
    for one in rows:
        known = regulasi.perangkat_daerah.recognise(one.pelaksana)[0]
        for nama in dict.fromkeys(pd.singkat for pd in known):
            result.setdefault(nama, Ringkasan(nama)).add(one)
    return sorted(result.values(), key=lambda one: one.nama)


def by_quarter(rows: Iterable[AksiTerlapor]) -> list[Decimal | None]:
    """Return for each quarter the mean share of its targets that was reached."""
    shares: list[list[Decimal]] = [[], [], [], []]
    for one in rows:
        for index, (due, got) in enumerate(
            zip(one.aksi.tw, one.capaian.tw if one.capaian else (), strict=False)
        ):
            if due.number and not got.open:  # what is still to come is not 0
                shares[index].append(min((got.number or Decimal(0)) / due.number, _ALL))
    return [sum(one, Decimal(0)) / len(one) if one else None for one in shares]


def follow_ups(rows: Iterable[AksiTerlapor]) -> Iterator[tuple[AksiTerlapor, TindakLanjut]]:
    """Yield every follow-up with the action that it follows, in printed order."""
    for one in rows:
        for later in one.capaian.tindak_lanjut if one.capaian else ():
            yield one, later
