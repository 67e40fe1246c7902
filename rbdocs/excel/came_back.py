"""An answered form as it was read: what was asked, and what stands in which row now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rbdocs.edition import Edition
from rbdocs.excel.asked import RawCell
from rbdocs.excel.form import LAST


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
