"""What a cell is to hold, what a workbook holds in it, and what came of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rbdocs.model.values import (
    Nilai,
)


class Kind(StrEnum):
    """How a cell of a sheet is filled in."""

    COUNT = "cacah"  # a whole number of things
    PERCENT = "persen"
    NUMBER = "angka"  # any other measure
    RUPIAH = "rupiah"
    TARGET = "target"  # a number or a word, such as WTP
    TEXT = "teks"
    CHOICE = "pilihan"


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as a workbook holds it: its value, its number format, its formula if it has one.

    The value is text, a number, a bool, a date or time, or None. *error* is what Excel shows where
    a formula fails.
    """

    value: object = None
    format: str = "General"
    formula: str = ""
    error: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing stands in the cell."""
        return self.value is None and not self.formula and not self.error


@dataclass(frozen=True, slots=True)
class AskedValue:
    """What a cell is to hold: its *kind*, the spellings of its unit, what stood there before.

    *choices* are what can be chosen, where that is all there is to say: one of a few words, or for
    a text a name in a register.
    """

    kind: Kind
    unit: Sequence[str] = ()
    before: Sequence[Nilai] = ()
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class TypedCell:
    """What came of a cell: the printed value, "" for no answer, or why it cannot be taken.

    *remark* is what was read otherwise than it is written.
    """

    text: str = ""
    refusal: str = ""
    remark: str = ""
