"""What a form for an office says, before it is a workbook, and as it came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from rbdocs.edition import Edition
from rbdocs.excel.asked import AskedValue, RawCell
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


@dataclass(slots=True)
class Asked:
    """What a form said when it was sent: of each cell its text, and which could be filled in.

    *required* are those that should not stay empty.
    """

    sheet: str
    texts: dict[str, str]
    open: frozenset[str]
    required: frozenset[str]


@dataclass(slots=True)
class ReadCell:
    """A cell that came back, and where it is now, ``Lampiran II!G7``."""

    place: str
    raw: RawCell


@dataclass(slots=True)
class ReadRow:
    """A row that came back: its name, "" where it has none, and its cells by column."""

    id: str
    sheet: str
    number: int
    cells: dict[str, ReadCell] = field(default_factory=dict)


@dataclass(slots=True)
class ReadForm:
    """A form that came back. *remarks* say what became of it that matters to a reader."""

    instansi: str
    tahun: Edition
    triwulan: int
    office: str
    asked: dict[str, Asked]
    rows: list[ReadRow] = field(default_factory=list)
    persons: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    present: set[tuple[str, str]] = field(default_factory=set)  # columns, by sheet
    titles: dict[str, dict[str, str]] = field(default_factory=dict)

    def lost_columns(self) -> list[str]:
        """Return what columns were called that were asked and are no longer there."""
        there = Counter(key for _, key in self.present)
        sent = Counter(key for columns in self.titles.values() for key in columns)
        names = {key: title for columns in self.titles.values() for key, title in columns.items()}
        return [
            " ".join(names[key].split())
            for key, number in sent.items()
            if there[key] < number and not key.startswith(LAST)
        ]


def words_of(value: object) -> str:
    """Return what a cell says for comparing: letters and spaces alike do not matter."""
    return " ".join(str(value).split()).casefold() if value is not None else ""


def matched(row: ReadRow, form: ReadForm) -> str:
    """Return which row of *form* a row without a name says the same as; "" where none or several.

    What is compared are the texts that nobody was asked to change.
    """
    said = {key: words_of(cell.raw.value) for key, cell in row.cells.items()}
    names = [
        name
        for name, asked in form.asked.items()
        if (fixed := _fixed(asked))
        and sum(said.get(key) == text for key, text in fixed.items()) >= max(2, len(fixed) - 1)
    ]
    return names[0] if len(names) == 1 else ""


def _fixed(asked: Asked) -> dict[str, str]:
    return {
        key: words_of(text)
        for key, text in asked.texts.items()
        if key not in asked.open and not key.startswith(LAST) and len(text) > 5
    }
