"""Who signs where: the officer whom the register has for that day, and what is printed of him."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rbdocs.model.peraturan import Copier, Signing
from rbdocs.model.plan_tree import TandaTangan
from rbdocs.model.realisasi import ReportSigner
from rbdocs.model.registers import Pejabat
from rbdocs.model.regulation import Regulation

SigningMark = Signing | TandaTangan | Copier | ReportSigner
OFFICER: tuple[str, ...] = ("jabatan", "nama", "pangkat", "nip")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs at *mark*: the *officer* of the *day*; *printed* of him is what the register has.

    *lost*: the reference text has no signature there any more, and nothing of it is printed.
    """

    mark: SigningMark
    day: date | None
    officer: Pejabat | None
    printed: Sequence[str]
    lost: bool = False

    def text(self, field: str) -> str:
        """Return what is printed of *field*: as the register has it, or as the mark says; or ""."""
        said = self.officer if field in self.printed else self.mark
        return "" if self.lost else getattr(said, field, None) or ""


def signature(regulation: Regulation, mark: SigningMark) -> Signature:
    """Return who signs at *mark*, which is one of *regulation*."""
    peraturan = regulation.peraturan
    day, printed, lost = peraturan.ditetapkan.tanggal, OFFICER[:2], False
    if isinstance(mark, TandaTangan):
        lost = mark.celah is not None and mark.jabatan is None
        printed = tuple(name for name in printed if getattr(mark, name) is None and not lost)
    elif isinstance(mark, Copier):
        day, printed = peraturan.tanggal_salinan, OFFICER
    else:
        day = mark.tanggal
    officer = regulation.instansi.pejabat_pada(mark.pejabat, day)
    return Signature(mark, day, officer, printed, lost)
