"""Records beside a year's plans: the approved budget, answers of offices, what was reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import Field

from rbdocs.model.node import Day, Node, Whole
from rbdocs.model.plan_sums import by_cara, numbers
from rbdocs.model.plan_tree import Kode, RencanaAksi
from rbdocs.model.values import Nilai, Text

# Permendagri 90/2019, Lampiran: urusan, bidang urusan, program, kegiatan, sub kegiatan. The last
# had two figures there and has four since Kepmendagri 050-5889/2021.
_CODE = re.compile(r"\d\.\d{2}\.\d{2}\.\d\.\d{2}\.(?:\d{2}|\d{4})", re.ASCII)


class BarisDpa(Node):
    """A sub kegiatan of an office in the approved budget; *jumlah* in rupiah."""

    kode_rekening: str
    nama: str
    jumlah: Whole
    perangkat_daerah: str | None = None  # its key in the register


class DaftarDpa(Node):
    """The approved budget (Dokumen Pelaksanaan Anggaran) of a year."""

    dpa: list[BarisDpa] = Field(default_factory=list)

    @cached_property
    def by_code(self) -> dict[str, list[BarisDpa]]:
        """The rows by their national code; offices may share one."""
        result: dict[str, list[BarisDpa]] = {}
        for baris in self.dpa:
            result.setdefault(baris.kode_rekening, []).append(baris)
        return result


def is_national_code(text: str) -> bool:
    """Whether *text* has the form of a national code of a sub kegiatan: 2.16.02.2.01.0003."""
    return _CODE.fullmatch(text) is not None


class Jawaban(Node):
    """An answered form that was taken into the sources.

    *sidik* is the SHA-256 of the file, *isian* what was taken from it by row and column
    (``G-05/1.tw1``), *catatan* the office's notes by row. *triwulan* says for which quarter it
    reports; 0 is the plan.
    """

    perangkat_daerah: str
    berkas: str
    sidik: str
    diterima: str
    oleh: str = ""
    triwulan: Whole = 0
    isian: dict[str, str] = Field(default_factory=dict)
    catatan: dict[str, str] = Field(default_factory=dict)


class DaftarJawaban(Node):
    """All answers of a year, in the order in which they came."""

    jawaban: list[Jawaban] = Field(default_factory=list)

    @cached_property
    def by_digest(self) -> dict[str, Jawaban]:
        """Each file that was taken, by its digest."""
        return {item.sidik: item for item in self.jawaban}

    def given(self, office: str, triwulan: int) -> dict[tuple[str, str], str]:
        """Return the last answer of *office* for each row and column."""
        result: dict[tuple[str, str], str] = {}
        for item in self.jawaban:
            if item.perangkat_daerah == office and item.triwulan == triwulan:
                for name, value in item.isian.items():
                    row, _, key = name.rpartition(".")
                    result[row, key] = value
        return result

    def notes(self) -> Iterator[tuple[str, str, str]]:
        """Yield every note: the office, the row, and what it says."""
        for item in self.jawaban:
            for row, text in item.catatan.items():
                yield item.perangkat_daerah, row, text


def share_of(reached: Decimal, target: Decimal, *, falling: bool) -> Decimal | None:
    """Return the share of *target* that was *reached*; None where none follows.

    Of what is better the lower it is (*falling*), each unit above the target counts as one missed
    (Permenpan RB 53/2014: target less what is above it, over the target), at the least nought.
    """
    if not falling:
        return reached / target if target else None
    if not target:
        return Decimal(not reached)
    return max((2 * target - reached) / target, Decimal(0))


class TindakLanjut(Node):
    """A follow-up (rencana aksi tindak lanjut): an action for the next year's plan."""

    kode: Kode
    uraian: Text
    satuan: str
    indikator: Text
    koordinator: str
    pelaksana: str
    tenggat: str


class QuarterNote(Node):
    """What is to be said of a quarter, from 1: evidence, what hindered, what is done about it."""

    tw: Whole = Field(ge=1, le=4)
    bukti: Text | None = None
    kendala: Text | None = None
    solusi: Text | None = None


class Achievement(Node):
    """What one action has reached in each period; *total* only where it does not follow from them.

    *arah* is where it is to go: ``turun`` where less is better. *anggaran* is what was spent, in
    rupiah. *bukti* and *kendala* are about the year, *triwulan* about its quarters.
    """

    kode: Kode
    arah: Literal["naik", "turun"] = "naik"
    tw: list[Nilai] = Field(min_length=1, max_length=31)  # as many as the action's periods
    total: Nilai | None = None
    anggaran: Nilai | None = None
    bukti: Text | None = None
    kendala: Text | None = None
    triwulan: list[QuarterNote] = Field(default_factory=list)
    tindak_lanjut: list[TindakLanjut] = Field(default_factory=list)

    def begun(self, aksi: RencanaAksi) -> bool:
        """Whether anything was reported of *aksi*: a skeleton leaves every quarter open.

        A dash where nothing was planned reports nothing.
        """
        return self.total is not None or any(
            not (got.open or not got.text.strip() or (got.empty and due.empty))
            for due, got in zip(aksi.tw, self.tw, strict=False)
        )

    def told(self, name: str) -> str:
        """Return what is said of ``bukti``, ``kendala`` or ``solusi``, of the year and by quarter.

        One line each; a quarter's begins with it.
        """
        lines = [str(getattr(self, name, None) or "")]
        lines += [
            f"TW {note.tw}: {said}" for note in self.triwulan if (said := getattr(note, name))
        ]
        return "\n".join(filter(None, lines))

    def note(self, quarter: int) -> QuarterNote | None:
        """Return what is said of *quarter*, from 1; None where nothing is."""
        return next((note for note in self.triwulan if note.tw == quarter), None)

    def reached(self, aksi: RencanaAksi) -> Decimal | None:
        """What was reached so far, by *aksi*'s way of adding; None where it is no number.

        A quarter that is still to come counts for nothing. A dash where something was planned says
        that nothing was reached, which is nought where no quarter says more.
        """
        if self.total is not None:
            return self.total.number
        number = numbers([quarter for quarter in self.tw if not (quarter.empty or quarter.open)])
        if number:
            return by_cara(aksi.cara, number)
        missed = any(
            got.text.strip() and not due.empty and not got.open
            for due, got in zip(aksi.tw, self.tw, strict=False)
        )
        return Decimal(0) if missed and number is not None else None

    def share(self, aksi: RencanaAksi) -> Decimal | None:
        """The share of the target that was reached (1 is all of it); None where none follows."""
        reached, target = self.reached(aksi), aksi.total.number
        if reached is None or target is None:
            return None
        return share_of(reached, target, falling=self.arah == "turun")

    def is_finished(self, aksi: RencanaAksi) -> bool:
        """Whether the target of the year was reached."""
        share = self.share(aksi)
        return share is not None and share >= 1


class ReportSigner(Node):
    """Who signs the evaluation, an office of the register, and on what day, where that is known."""

    pejabat: str = "sekretaris-daerah"
    tanggal: Day | None = None


class DaftarRealisasi(Node):
    """What was reached in a year, an entry for each action that reported, and who signs it.

    *sampai* is the last quarter that is evaluated, from 1: what is due later counts for nothing.
    """

    sampai: Whole = Field(default=4, ge=1, le=4)
    realisasi: list[Achievement]
    tanda_tangan: ReportSigner = Field(default_factory=ReportSigner)

    @cached_property
    def by_kode(self) -> dict[str, Achievement]:
        """Each action's kode with what it reached."""
        return {achievement.kode: achievement for achievement in self.realisasi}
