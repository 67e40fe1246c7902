"""What the actions of a year have reached: by quarter, with evidence, obstacle and follow-up."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from pydantic import Field

from rbdocs.model.node import Day, Node, Whole
from rbdocs.model.plan_tree import Kode, RencanaAksi
from rbdocs.model.total import by_cara, numbers
from rbdocs.model.values import Nilai, Text


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

    *anggaran* is what was spent, in rupiah. *bukti* and *kendala* are about the year, *triwulan*
    about its quarters.
    """

    kode: Kode
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
        if reached is None or not target:
            return None
        return reached / target

    def is_finished(self, aksi: RencanaAksi) -> bool:
        """Whether the target of the year was reached."""
        share = self.share(aksi)
        return share is not None and share >= 1


class ReportSigner(Node):
    """Who signs the evaluation, an office of the register, and on what day, where that is known."""

    pejabat: str = "sekretaris-daerah"
    tanggal: Day | None = None


class DaftarRealisasi(Node):
    """What was reached in a year, an entry for each action that reported, and who signs it."""

    realisasi: list[Achievement]
    tanda_tangan: ReportSigner = Field(default_factory=ReportSigner)

    @cached_property
    def by_kode(self) -> dict[str, Achievement]:
        """Each action's kode with what it reached."""
        return {achievement.kode: achievement for achievement in self.realisasi}
