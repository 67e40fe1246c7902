"""What an answered form says, judged against what the sources say now; nothing is written here.

A value is taken only where it was asked of that office and is still open, or was answered by the
same office before. What was filled in meanwhile is told with both values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rbdocs.excel.asked import (
    Answer,
    Answered,
    AnswerProblem,
    AskedValue,
    Kind,
    Proposal,
    RawCell,
    Slot,
    SlotName,
    State,
    TypedCell,
    shortened,
)
from rbdocs.excel.form import (
    CHECK,
    CONTEXT,
    KEYS,
    LAST,
    NOTE,
    PROPOSAL,
    ReadCell,
    ReadForm,
    ReadRow,
    matched,
)
from rbdocs.excel.typed import typed
from rbdocs.model.values import Nilai, format_number

_NO_VALUES = frozenset({CHECK, CONTEXT, NOTE, KEYS})


def judge(
    form: ReadForm, state: State, file: str, digest: str, before: Mapping[SlotName, str]
) -> Answered:
    """Return what *form*, read from *file*, comes to.

    *before* is what the same office has answered earlier, by slot.
    """
    person = ", ".join(form.persons[name] for name in ("oleh", "telepon") if name in form.persons)
    result = Answered(file, digest, form.office, form.tahun, form.triwulan, person)
    result.remarks += form.remarks
    _Judge(form, state, before, result).run()
    return result


class _Judge:
    def __init__(
        self, form: ReadForm, state: State, before: Mapping[SlotName, str], result: Answered
    ) -> None:
        self._form, self._state, self._before, self._result = form, state, before, result
        self._seen: dict[SlotName, tuple[str, str]] = {}  # what was answered, and where

    def run(self) -> None:
        """Judge every row of the form."""
        above = ""
        for row in self._form.rows:
            name = row.id or matched(row, self._form)
            if name in self._form.asked and not name.startswith(PROPOSAL):
                self._row(row, name)
                above = name
            elif name and not name.startswith(PROPOSAL):
                self._problem(row, name, "", "baris ini tidak ada dalam permintaan")
            else:
                self._propose(row, above)
        self._lost()
        self._count()

    def _row(self, row: ReadRow, name: str) -> None:
        asked = self._form.asked[name]
        now = self._state.moved(name, asked.texts)
        if not now:
            answered = [key for key in row.cells if key in asked.open and key not in _NO_VALUES]
            if answered:
                self._problem(row, name, "", "baris ini tidak ada lagi dalam sumber")
            return
        said: dict[str, str] = {}
        for key in self._state.first(row.cells):
            cell = row.cells[key]
            if key == NOTE:
                self._note(now, cell)
            elif key in _NO_VALUES or key.startswith(LAST):
                continue
            elif key not in asked.open:
                self._locked(name, key, cell, asked.texts.get(key, ""))
            else:
                self._open(now, key, cell, asked.texts.get(key, ""), said)
        self._changed_meanwhile(now, asked.texts, asked.open)

    def _open(self, name: str, key: str, cell: ReadCell, base: str, said: dict[str, str]) -> None:
        slot = self._state.slot(name, key)
        if slot is None:
            self._told(cell.place, name, key, "isian ini tidak ada lagi dalam sumber")
            return
        found = typed(cell.raw, self._state.wanted(slot, said))
        if found.refusal:
            self._told(cell.place, name, slot.label, found.refusal)
            return
        if found.remark:
            self._result.remarks.append(f"{cell.place}: {found.remark}")
        if not found.text:
            return
        said[key] = found.text
        if not self._once(slot, found, cell):
            return
        if _same(found.text, slot.now):
            self._result.same += not slot.free
        elif reason := self._hindrance(slot, base):
            self._told(cell.place, name, slot.label, f"{reason}; jawabannya «{found.text}»")
        elif not (slot.free and found.text == base):
            self._result.answers.append(
                Answer(slot, found.text, cell.place, self._form.office, self._result.file)
            )

    def _once(self, slot: Slot, found: TypedCell, cell: ReadCell) -> bool:
        """Whether this is the first answer to *slot* in the file; a second one must be the same."""
        known = self._seen.setdefault(slot.name, (found.text, cell.place))
        if known[1] == cell.place:
            return True
        if known[0] != found.text:
            self._told(
                cell.place,
                slot.row,
                slot.label,
                f"baris ini ada dua kali dengan jawaban berlainan: «{known[0]}» di {known[1]} dan "
                f"«{found.text}» di sini",
            )
            self._result.answers = [
                answer for answer in self._result.answers if answer.slot.name != slot.name
            ]
        return False

    def _hindrance(self, slot: Slot, base: str) -> str:
        """Why *slot* cannot be answered by this form; "" where it can."""
        if slot.owner and slot.owner != self._form.office:
            return f"kini diisi {slot.owner}"
        if slot.open or (slot.free and slot.now == base):
            return ""
        if self._before.get(slot.name) == slot.now:
            return ""  # the same office answers anew
        return f"sesudah permintaan sumber sudah berisi «{slot.now}»"

    def _locked(self, name: str, key: str, cell: ReadCell, base: str) -> None:
        text = _shown(cell.raw)
        if text and _words(text) != _words(base):
            self._result.remarks.append(
                f"{cell.place}: sel terkunci diubah dari «{shortened(base)}» menjadi "
                f"«{shortened(text)}»; tidak diambil"
            )

    def _note(self, name: str, cell: ReadCell) -> None:
        text = _shown(cell.raw)
        if text:
            self._result.notes[name] = " ".join(text.split())[:2000]

    def _changed_meanwhile(
        self, name: str, texts: Mapping[str, str], open_keys: Iterable[str]
    ) -> None:
        """Tell where what the office was shown has changed since."""
        asked = set(open_keys)
        for key, text in texts.items():
            if key in asked or key in _NO_VALUES or key.startswith(LAST):
                continue
            slot = self._state.slot(name, key)
            if slot is not None and not slot.open and not _same(slot.now, text):
                if text.startswith(("bersama: ", "seperti baris")):
                    continue
                self._result.remarks.append(
                    f"{slot.kode}: sesudah permintaan, {slot.label} berubah dari "
                    f"«{shortened(text)}» menjadi «{shortened(slot.now)}»"
                )

    def _propose(self, row: ReadRow, above: str) -> None:
        cells: dict[str, str] = {}
        first = ""
        for key, cell in row.cells.items():
            if key in (CHECK, KEYS) or key.startswith(LAST):
                continue
            text = _shown(cell.raw)
            if text:
                cells[key] = text
                first = first or cell.place
        context = cells.pop(CONTEXT, "")
        action = self._state.action_key(cells)
        if action:
            made = Proposal(cells, cells[action], context, first, above)
            self._result.proposals.append(made)
        elif cells:
            self._told(
                first,
                row.id,
                "",
                "baris tanpa nama dan tanpa Rencana Aksi; bila usulan baru, tulis Rencana Aksinya",
            )

    def _lost(self) -> None:
        for key in self._form.lost_columns():
            self._result.remarks.append(f"kolom {key} tidak ada lagi; isinya tetap terbuka")

    def _count(self) -> None:
        answered = set(self._seen)
        for name, asked in self._form.asked.items():
            if name.startswith(PROPOSAL):
                continue
            for key in asked.required:
                slot = self._state.slot(self._state.moved(name, asked.texts), key)
                if slot is not None and slot.open and slot.name not in answered:
                    self._result.unanswered.append(f"{slot.row.removesuffix('/1')} {slot.label}")

    def _problem(self, row: ReadRow, name: str, label: str, message: str) -> None:
        place = next((cell.place for cell in row.cells.values()), f"{row.sheet}!{row.number}")
        self._told(place, name, label, message)

    def _told(self, place: str, name: str, label: str, message: str) -> None:
        self._result.problems.append(AnswerProblem(place, name, label, message))


def _shown(raw: RawCell) -> str:
    """A cell as a reader sees it, for what is compared or kept as it is."""
    value = raw.value
    if value is None or isinstance(value, bool):
        return raw.error
    if isinstance(value, int | float):
        found = typed(raw, AskedValue(Kind.TARGET))
        return found.text or str(value)
    return str(value).strip()


def _same(text: str, other: str) -> bool:
    if _words(text) == _words(other):
        return True
    first, second = Nilai.dari(text), Nilai.dari(other)
    return False if first.number is None else first == second


def _words(text: str) -> str:
    number = Nilai.dari(text).number
    if number is not None and not text.endswith("%"):
        return format_number(int(number) if number % 1 == 0 else number)
    return " ".join(text.split()).casefold()
