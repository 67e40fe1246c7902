"""The lock of an enacted year, and the findings that were known then."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from rbdocs.edition import Edition
from rbdocs.model.finding import Finding, Location
from rbdocs.model.node import Day, Node
from rbdocs.model.registers import Instansi, Pejabat

_DIGITS = 12  # of a digest: enough for some hundred findings of one year


class KnownFinding(Node):
    """A finding as the lock keeps it: its rule, its place, its words, and a digest of its values.

    Never a line, which every edit above it would move.
    """

    aturan: str
    kode: str
    kutipan: str | None = None
    sidik: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]

    @classmethod
    def of(cls, finding: Finding) -> KnownFinding:
        """Return *finding* as a lock keeps it."""
        return cls(
            aturan=finding.code,
            kode=finding.kode,
            kutipan=finding.excerpt or None,
            sidik=digest_of_values(finding),
        )


class KnownGap(Node):
    """A loss of the reference text as the lock keeps it."""

    kode: str
    sidik: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]

    @classmethod
    def of(cls, kode: str, note: str) -> KnownGap:
        """Return the loss that *note* tells of the row *kode* as a lock keeps it."""
        return cls(kode=kode, sidik=_digest(note))


def digest_of_values(finding: Finding) -> str:
    """Return a digest of what *finding* compared; how it is worded does not count."""
    places = [(item.at, item.value) for item in finding.occurrences]
    return _digest([finding.values, finding.excerpt, places])


def are_known(found: Iterable[Finding], known: Iterable[KnownFinding]) -> set[int]:
    """Return which of *found*, by their number in it, are among *known*; a *galat* never is."""
    keys = {(item.aturan, item.kode, item.sidik) for item in known}
    return {
        number
        for number, finding in enumerate(found)
        if not finding.blocks
        and finding.waiver is None
        and (finding.code, finding.kode, digest_of_values(finding)) in keys
    }


def _digest(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


_GOVERNMENT = {"kepala_daerah": "Kepala daerah", "provinsi": "Provinsi", "daerah": "Daerah"}
_OFFICER = ("jabatan", "nama", "pangkat", "nip")


class PrintedOfficer(Node):
    """What a regulation prints of who held the office *kunci* on the day *pada*.

    A field is None where it is not printed, and "" where it is but the register has none.
    """

    kunci: str
    pada: date
    jabatan: str | None = None
    nama: str | None = None
    pangkat: str | None = None
    nip: str | None = None

    @classmethod
    def of(cls, pejabat: Pejabat, pada: date, fields: Set[str]) -> PrintedOfficer:
        """Return what is printed of *pejabat* where its *fields* are."""
        printed = {text: getattr(pejabat, text) or "" for text in _OFFICER if text in fields}
        return cls(kunci=pejabat.kunci, pada=pada, **printed)


class PrintedGovernment(Node):
    """What a regulation prints from the register of the government and its officers."""

    kepala_daerah: str
    provinsi: str
    daerah: str
    pejabat: list[PrintedOfficer] = Field(default_factory=list)

    def changes(self, instansi: Instansi, tahun: Edition) -> Iterator[ChangedPrint]:
        """Yield what *instansi* would now print otherwise in the regulation of *tahun*."""
        for name, shown in _GOVERNMENT.items():
            then, now = getattr(self, name), getattr(instansi, name)
            if then != now:
                yield ChangedPrint(tahun, instansi.location(name), shown, then, now)
        for pejabat in self.pejabat:
            yield from _changes_of(pejabat, instansi, tahun)


def _changes_of(
    locked: PrintedOfficer, instansi: Instansi, tahun: Edition
) -> Iterator[ChangedPrint]:
    officer = instansi.pejabat_pada(locked.kunci, locked.pada)
    place = (officer or instansi).location
    for name in _OFFICER:
        then, now = getattr(locked, name), getattr(officer, name, None) or ""
        if then is not None and then != now:
            shown = f"{'NIP' if name == 'nip' else name.capitalize()} pejabat «{locked.kunci}»"
            at = place(name) if officer else place("pejabat")
            yield ChangedPrint(tahun, at, shown, then, now, locked.pada)


@dataclass(frozen=True, slots=True)
class ChangedPrint:
    """What the locked regulation of *tahun* now prints otherwise: where, what, what it was and is.

    *pada* is the day for which an officer was looked up.
    """

    tahun: Edition
    location: Location
    apa: str
    dikunci: str
    kini: str
    pada: date | None = None


class Kunci(Node):
    """The sources of a regulation as they were when it was enacted: SHA-256 by file name.

    *instansi* is what it printed from the register; None in locks from before it was kept.
    *temuan* and *celah* are the findings and the losses of the text that were known then.
    """

    ditetapkan: Day
    berkas: dict[str, str]
    instansi: PrintedGovernment | None = None
    temuan: list[KnownFinding] = Field(default_factory=list)
    celah: list[KnownGap] = Field(default_factory=list)
