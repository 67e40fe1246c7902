"""Which government a new project is for, and which kinds of regulation its head makes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rbdocs.model.kind import RegulationKind
from rbdocs.sources.kinds import packaged_kinds

MOST_LETTERS = 200  # letters of a name or a title


class NotNamed(ValueError):
    """What was given is no such name; ``str()`` is the Indonesian sentence for the user."""


@dataclass(frozen=True, slots=True)
class Government:
    """A government: *kind* is Kabupaten, Kota or Provinsi, *name* what follows it."""

    kind: str
    name: str

    @property
    def daerah(self) -> str:
        """What it is called in a sentence: Kabupaten Maju."""
        return f"{self.kind} {self.name}"

    @property
    def head(self) -> str:
        """The office that heads it, without its name: Bupati."""
        return packaged_kinds().pemerintah[self.kind]


def read_government(text: str, head: str | None = None) -> Government:
    """Return the government called *text*, headed by *head* where that was said.

    >>> read_government("kabupaten Maju").head
    'Bupati'

    Raises NotNamed where it is none, or headed by another office.
    """
    words = one_line(text, "Nama pemerintah").split()
    if words and words[0].lower() == "pemerintah":
        words = words[1:]
    kind = words[0].capitalize() if words else ""
    if kind not in packaged_kinds().pemerintah or len(words) < 2:
        raise NotNamed(
            f"«{text.strip()}» belum lengkap. Tulis jenis dan namanya, misalnya "
            "«Kabupaten Maju», «Kota Maju» atau «Provinsi Maju»."
        )
    government = Government(kind, " ".join(words[1:]))
    if head is not None and _same(head) != _same(government.head):
        raise NotNamed(
            f"Kepala daerah {kind.lower()} adalah {government.head}, bukan «{head.strip()}»."
        )
    return government


def read_kind(text: str | None, government: Government) -> RegulationKind:
    """Return the kind of regulation called *text*, by default the usual one of *government*.

    Raises NotNamed where its head makes no such kind.
    """
    made = packaged_kinds().made_by(government.head)
    if text is None:
        return made[0]
    found = next((item for item in made if text.strip().casefold() in _names(item)), None)
    if found is None:
        names = ", ".join(item.nama for item in made)
        raise NotNamed(
            f"{government.head} tidak membentuk «{text.strip()[:60]}». Yang ada: {names}."
        )
    return found


def _names(kind: RegulationKind) -> set[str]:
    return {name.casefold() for name in (*kind.names, kind.singkat, kind.berkas)}


def one_line(text: str, what: str) -> str:
    """Return *text* with single spaces. Raises NotNamed where it is empty, long or not printed."""
    plain = re.sub(" +", " ", text).strip(" ")
    if not plain:
        raise NotNamed(f"{what} kosong.")
    if len(plain) > MOST_LETTERS:
        raise NotNamed(f"{what} lebih dari {MOST_LETTERS} huruf.")
    if hidden := next((letter for letter in plain if not letter.isprintable()), None):
        raise NotNamed(
            f"{what} memuat tanda yang tidak tercetak (U+{ord(hidden):04X}). "
            "Ketik ulang dalam satu baris."
        )
    return plain


def _same(office: str) -> str:
    return re.sub(r"\s", "", office).lower()
