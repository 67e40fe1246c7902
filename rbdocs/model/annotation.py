"""Notes that a chapter gives to a number in its text, written as a link.

``[91%](#hitung:206/227)`` says how a number was calculated, ``[3,24](#indeks-spbe:baseline:2022)``
of which indicator, and of which year, it is the value. The number itself is printed as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from rbdocs.model.chapter import Block, Naskah, Run

HITUNG = "hitung"


@dataclass(frozen=True, slots=True)
class Calculation:
    """A number in a text, and the calculation it comes from."""

    block: Block
    text: str
    expression: str


@dataclass(frozen=True, slots=True)
class MentionedValue:
    """A value of an indicator that a text gives."""

    block: Block
    text: str
    acuan: str
    jenis: Literal["baseline", "target"]
    tahun: int


def notes(naskah: Naskah) -> Iterator[Calculation | MentionedValue]:
    """Yield the notes in *naskah* that can be understood."""
    for block, run in naskah.annotations():
        if (calculation := understand(block, run)) is not None:
            yield calculation


def understand(block: Block, run: Run) -> Calculation | MentionedValue | None:
    """Return what the note on *run* says; None where it has neither form."""
    kind, _, rest = run.target.partition(":")
    if kind == HITUNG:
        return Calculation(block, run.text.strip(), rest)
    jenis, _, tahun = rest.partition(":")
    if jenis not in ("baseline", "target") or not (tahun.isdecimal() and len(tahun) == 4):
        return None
    which = cast(Literal["baseline", "target"], jenis)
    return MentionedValue(block, run.text.strip(), kind, which, int(tahun))
