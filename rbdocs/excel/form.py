"""What a form for an office says, before it is a workbook: its columns, its rows, its cells.

The same shape serves what is planned and what was reached; ``form_out`` writes it, ``form_in``
reads it when it comes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from rbdocs.edition import Edition
from rbdocs.excel.asked import AskedValue
from rbdocs.model.values import Nilai, format_number

# The columns that no plan has. A column of last year's values is named after its column.
CONTEXT, CHECK, NOTE = "konteks", "cek", "catatan"
LAST = "lalu:"
UNITS, OFFICES = "satuan", "perangkat daerah"
PROPOSAL = "+"  # what the names of rows for new actions begin with
KEYS = "#rbdocs"  # begins the hidden row with the columns' keys, and the hidden sheet
VERSION = 1


class Look(StrEnum):
    """How a cell looks, and whether it can be typed into."""

    CONTEXT = "konteks"
    TEXT = "teks"
    LAST = "lalu"
    SHARED = "bersama"
    FORMULA = "rumus"
    OPEN = "isian"  # yellow
    NOTE = "catatan"  # may stay empty
    PROPOSAL = "usulan"  # may stay empty

    @property
    def editable(self) -> bool:
        """Whether a person is meant to type into it."""
        return self in (Look.OPEN, Look.NOTE, Look.PROPOSAL)


@dataclass(slots=True)
class FormCell:
    """A cell of a form: its text, what it is to hold where it can be filled in."""

    text: str = ""
    look: Look = Look.TEXT
    wanted: AskedValue | None = None

    @property
    def value(self) -> str | int | Decimal | None:
        """The text as a workbook holds it: a number where it prints the same."""
        number = Nilai.dari(self.text).number
        if number is None or format_number(number) != self.text:
            return self.text or None
        return int(number) if number == number.to_integral_value() else number


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a form: its lasting key, its heading, its width in letters.

    *choices* names the list from which one can choose in it: UNITS or OFFICES.
    """

    key: str
    title: str
    width: float
    last: bool = False
    choices: str = ""


@dataclass(slots=True)
class FormRow:
    """A row of a form: its lasting name and its cells by column."""

    id: str
    cells: dict[str, FormCell] = field(default_factory=dict)

    def open_keys(self) -> list[str]:
        """Return the columns that can be filled in."""
        return [key for key, cell in self.cells.items() if cell.look.editable]

    def asked_keys(self) -> list[str]:
        """Return the columns that must be filled in."""
        return [key for key, cell in self.cells.items() if cell.look is Look.OPEN]


@dataclass(slots=True)
class FormSheet:
    """A sheet of a form.

    *quarters* are the columns from which that of the *total* must follow, *action* is the one that
    says what is done, *indicators* are what a new action can be proposed for.
    """

    name: str
    title: str
    columns: list[FormColumn]
    rows: list[FormRow]
    quarters: Sequence[str] = ()
    total: str = ""
    indicators: Sequence[str] = ()
    action: str = ""


@dataclass(slots=True)
class Form:
    """All that is asked of one office."""

    office: str
    nama: str
    slug: str
    instansi: str
    tahun: Edition
    heading: str
    what: Sequence[str]  # the five lines of the cover
    triwulan: int = 0  # 0: the plan is asked, not what was reached
    batas: str = ""
    sheets: list[FormSheet] = field(default_factory=list)

    @property
    def file(self) -> str:
        """The name of its workbook."""
        return f"{self.slug}.xlsx"

    def asked(self) -> int:
        """Return how many cells are to be filled in."""
        return sum(len(row.asked_keys()) for sheet in self.sheets for row in sheet.rows)
