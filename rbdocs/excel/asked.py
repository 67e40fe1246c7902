"""What a cell is to hold, what an office has answered, and what came of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from rbdocs.edition import Edition
from rbdocs.model.values import BELUM_DIISI, Nilai


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


SlotName = tuple[str, str]  # of a row and of a column


@dataclass(slots=True)
class Slot:
    """A value of the sources for which a form can ask.

    *now* is what is printed, ``belum diisi`` where it is *open*; *free* is whether an office may
    answer it though it holds something, as the way in which a total follows.
    """

    row: str
    key: str
    label: str
    kode: str
    now: str
    open: bool
    owner: str
    wanted: AskedValue
    free: bool = False

    @property
    def name(self) -> SlotName:
        """By what it is known."""
        return self.row, self.key


class State(Protocol):
    """What the sources say now of what a form asks."""

    def slot(self, row: str, key: str) -> Slot | None:
        """Return the value in the column *key* of *row*; None where there is none any more."""

    def moved(self, row: str, asked: Mapping[str, str]) -> str:
        """Return the name by which *row*, which said *asked*, is known now; "" where it is gone."""

    def wanted(self, slot: Slot, said: Mapping[str, str]) -> AskedValue:
        """Return what *slot* is to hold, where the same row answers *said*."""

    def first(self, keys: Iterable[str]) -> list[str]:
        """Return *keys* in the order in which they are to be judged."""

    def action_key(self, keys: Iterable[str]) -> str:
        """Return which of *keys* says what is done; "" where none does."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A value that an office gives: for which slot, what, and where it stands in its file."""

    slot: Slot
    new: str
    place: str
    office: str
    file: str


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """What is wrong: where in the file, for which row and column, and why.

    *fault* is a *galat* that a rule finds: the answer is clear, so it is taken, as a draft may hold
    faults; without it the value cannot be taken.
    """

    place: str
    row: str
    label: str
    message: str
    fault: bool = False


@dataclass(slots=True)
class Proposal:
    """A new action that an office proposes, by the columns of its row; *uraian* says what is done.

    *context* names what it serves, *after* the row above it in the sheet, "" where none is.
    """

    cells: dict[str, str]
    uraian: str
    context: str
    place: str
    after: str


@dataclass(slots=True)
class Answered:
    """One file: its answers, what cannot be taken, and what a reader must know."""

    file: str
    digest: str
    office: str
    tahun: Edition
    triwulan: int = 0
    person: str = ""
    answers: list[Answer] = field(default_factory=list)
    same: int = 0
    unanswered: list[str] = field(default_factory=list)  # the rows and columns still open
    problems: list[AnswerProblem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    proposals: list[Proposal] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether all that it says can be taken."""
        return all(problem.fault for problem in self.problems)


def contradictions(files: list[Answered]) -> None:
    """Take out what two files answer differently, and tell it in both."""
    by_slot: dict[SlotName, list[tuple[Answered, Answer]]] = {}
    for answered in files:
        for answer in answered.answers:
            by_slot.setdefault(answer.slot.name, []).append((answered, answer))
    for given in by_slot.values():
        if len({answer.new for _, answer in given}) < 2:
            for answered, answer in given[1:]:
                answered.answers.remove(answer)
                answered.same += 1
            continue
        both = "; ".join(f"«{answer.new}» ({answer.office}, {answer.file})" for _, answer in given)
        for answered, answer in given:
            answered.answers.remove(answer)
            answered.problems.append(
                AnswerProblem(
                    answer.place,
                    answer.slot.row,
                    answer.slot.label,
                    f"dijawab berlainan: {both}. Putuskan mana yang berlaku",
                )
            )


def shortened(text: str) -> str:
    """Return *text* on one line, cut where it is long, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def told_value(text: str) -> str:
    """Return *text* for a reader: an open value is called so."""
    return "(belum diisi)" if text == BELUM_DIISI else f"«{shortened(text)}»"
