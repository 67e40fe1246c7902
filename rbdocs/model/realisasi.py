"""What the actions of a year have reached: by quarter, with evidence, obstacle and follow-up."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from pydantic import Field

from rbdocs.model.node import Node, Whole
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

    @property
    def begun(self) -> bool:
        """Whether anything was reported: a skeleton leaves every quarter open."""
        return any(not quarter.open for quarter in self.tw) or self.total is not None

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

        A quarter that is still to come counts for nothing.
        """
        if self.total is not None:
            return self.total.number
        number = numbers([quarter for quarter in self.tw if not (quarter.empty or quarter.open)])
        return by_cara(aksi.cara, number) if number else None

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


class DaftarRealisasi(Node):
    """What was reached in a year, an entry for each action that reported."""

    realisasi: list[Achievement]

    @cached_property
    def by_kode(self) -> dict[str, Achievement]:
        """Each action's kode with what it reached."""
        return {achievement.kode: achievement for achievement in self.realisasi}
