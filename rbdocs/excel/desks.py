"""Where answers go: into open values of a plan and new actions, or into realisasi.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rbdocs.excel.asked import Answer, Answered, AnswerProblem, AskedValue, Slot
from rbdocs.excel.fields import FieldRow
from rbdocs.excel.plan_rows import PlanRows, PlanState
from rbdocs.excel.plan_writing import NewAction, Proposals, Writing, new_texts, source_value
from rbdocs.excel.reached import NOTES, SPENT, achieved, reported_rows, text_of, wanted
from rbdocs.excel.receive import AnsweredLines, Batch
from rbdocs.files import Project
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import BELUM_DIISI
from rbdocs.sources.set_values import RawLines, Scalar, YamlEdit, as_item, written_scalar


class PlanDesk:
    """The desk for forms about the plan of a draft."""

    def __init__(self, project: Project, regulation: Regulation) -> None:
        self._project = project
        self.state = PlanState(PlanRows.of(regulation))
        self._tried: PlanState | None = None
        self._proposals = Proposals(self.state)

    def write(self, answers: Iterable[Answer], actions: Iterable[NewAction]) -> Writing:
        """Return the sources with *answers* and *actions* in them. Raises UnsafePlace."""
        return new_texts(self._project, self.state, answers, actions)

    def actions(self, answered: Answered) -> list[NewAction]:
        """Return the new actions that *answered* proposes; what cannot be one is noted in it."""
        found = (self._proposals.action(item, answered) for item in answered.proposals)
        return [action for action in found if action is not None]

    def wrong(self, regulation: Regulation, batch: Batch) -> list[str]:
        """Return the values that do not say what was typed, and those that have changed untyped."""
        after = self._after(regulation)
        due = {answer.slot.name: answer.new for file in batch.taken for answer in file.answers}
        meant = {_place(self.state, name) for name in due}
        result = []
        for row in self.state.plans.rows:
            for key, own in row.fields.items():
                expected = due.get((row.id, key), own.text)
                if (row.id, key) not in due and _place(self.state, (row.id, key)) in meant:
                    continue  # the same value, printed once more
                found = after.field(row.id, key)
                if own.node is not None and (found is None or found.text != expected):
                    result.append(f"{row.id}.{key}")
        known = {row.kode for row in self.state.plans.rows}
        added = {row.kode for row in after.plans.rows} - known
        return result + sorted(added ^ {action.kode for action in batch.actions})

    def lines(self, regulation: Regulation, batch: Batch) -> AnsweredLines:
        """Return the lines of the sources of *regulation* on which what is taken stands."""
        after, result = self._after(regulation), AnsweredLines()
        for answer in (answer for file in batch.taken for answer in file.answers):
            found = after.field(*answer.slot.name)
            if found is not None and found.node is not None:
                place = found.node.location(*found.path)
                result.setdefault((place.file, place.line), []).append(answer)
        return result

    def _after(self, regulation: Regulation) -> PlanState:
        """The rows of *regulation*, made once: they are asked for several times."""
        if self._tried is None or self._tried.plans.regulation is not regulation:
            self._tried = PlanState(PlanRows.of(regulation))
        return self._tried

    def still_open(self, regulation: Regulation) -> dict[str, int]:
        """Return how much each office owes in *regulation*."""
        result: dict[str, int] = {}
        known = self.state if self.state.plans.regulation is regulation else self._after(regulation)
        for row in known.plans.rows:
            for found in row.fields.values():
                if found.open:
                    office = found.owner.office
                    result[office] = result.get(office, 0) + 1
        return result


def _place(state: PlanState, name: tuple[str, str]) -> tuple[int, object]:
    """The value that a slot shows: a target stands in every row of its indicator."""
    found = state.field(*name)
    assert found is not None
    return id(found.node), found.path


FILE = "realisasi.yaml"
_HEAD = """\
# Realisasi rencana aksi {tahun}: yang dicapai tiap triwulan, menurut kode rencana aksinya. Triwulan
# yang belum dilaporkan ditulis «belum diisi»; bukti, kendala dan solusi ada di triwulannya.
realisasi:
"""
_KEYS = (*(f"tw{number}" for number in range(1, 5)), SPENT)


class ReachedState:
    """What the sources say now of what was reached."""

    def __init__(self, regulation: Regulation) -> None:
        self._plans = PlanRows.of(regulation)
        self._regulation = regulation
        self.rows: dict[str, FieldRow] = {row.id: row for row in reported_rows(self._plans)}

    def slot(self, row: str, key: str) -> Slot | None:
        """Return the value in the column *key* of *row*; None where there is none any more."""
        known = self.rows.get(row)
        if known is None or not (key in _KEYS or (key[:-1] in NOTES and key[-1] in "1234")):
            return None
        text = text_of(achieved(self._regulation, known.kode), key)
        label = "Serapan" if key == SPENT else f"{NOTES.get(key[:-1], 'Realisasi')} TW {key[-1]}"
        return Slot(
            row,
            key,
            label,
            known.kode,
            text,
            text == BELUM_DIISI,
            known.owner.office,
            wanted(self._plans, known, key),
            free=key == SPENT,
        )

    def moved(self, row: str, asked: Mapping[str, str]) -> str:
        """Return *row*, "" where it is gone."""
        return row if row in self.rows else ""

    def wanted(self, slot: Slot, said: Mapping[str, str]) -> AskedValue:
        """Return what *slot* is to hold."""
        return slot.wanted

    def first(self, keys: Iterable[str]) -> list[str]:
        """Return *keys* as they come."""
        return list(keys)

    def action_key(self, keys: Iterable[str]) -> str:
        """Return which of *keys* says what is done; "" where none does."""
        known = {row.key("uraian") for row in self.rows.values()}
        return next((key for key in keys if key in known), "")


class ReachedDesk:
    """The desk for forms about what was reached."""

    def __init__(self, project: Project, regulation: Regulation) -> None:
        self._regulation = regulation
        self.state = ReachedState(regulation)
        path = project.sources / str(regulation.peraturan.edition) / FILE
        self._name = project.show(path)
        self._raw = path.read_bytes() if path.exists() else None

    def write(self, answers: Iterable[Answer], actions: Iterable[NewAction]) -> Writing:
        """Return the source with *answers* in it. Raises UnsafePlace."""
        given = list(answers)
        if not given:
            return Writing()
        source = self._raw or self._skeleton()
        kodes = [row.kode for row in self.state.rows.values()]
        if self._regulation.realisasi is not None and self._raw is not None:
            kodes = [item.kode for item in self._regulation.realisasi.realisasi]
            missing = dict.fromkeys(
                answer.slot.kode for answer in given if answer.slot.kode not in kodes
            )
            if missing:
                edit = YamlEdit(source)
                for kode in missing:
                    edit.append(("realisasi",), _item(kode))
                source = edit.result()
                kodes += missing
        places = {kode: index for index, kode in enumerate(kodes)}
        edit = YamlEdit(source)
        notes: dict[tuple[str, int], dict[str, Scalar]] = {}
        for answer in given:
            index, key = places[answer.slot.kode], answer.slot.key
            value = source_value(answer.new, answer.slot.wanted.kind)
            if key == SPENT:
                edit.add(("realisasi", index), {"anggaran": value}, "tw")
            elif key.startswith("tw"):
                edit.set(("realisasi", index, "tw", int(key[-1]) - 1), value)
            else:
                notes.setdefault((answer.slot.kode, int(key[-1])), {})[key[:-1]] = value
        self._add_notes(edit, notes, places)
        result = Writing(after={})
        if self._raw is not None:
            result.before[self._name] = self._raw
        result.after[self._name] = edit.result()
        return result

    def _add_notes(
        self,
        edit: YamlEdit,
        notes: Mapping[tuple[str, int], Mapping[str, Scalar]],
        places: Mapping[str, int],
    ) -> None:
        """Add what is said of quarters: to the quarter's entry, to the list, or as a new list."""
        fresh: dict[str, list[str]] = {}
        for (kode, quarter), said in notes.items():
            index = places[kode]
            known = achieved(self._regulation, kode)
            listing = known.triwulan if known else []
            at = next((i for i, note in enumerate(listing) if note.tw == quarter), None)
            lines = [f"tw: {quarter}"]
            lines += [f"{name}: {written_scalar(value)}" for name, value in said.items()]
            if at is not None:
                edit.add(("realisasi", index, "triwulan", at), said, "tw")
            elif listing:
                edit.append(("realisasi", index, "triwulan"), "\n".join(lines))
            else:
                fresh.setdefault(kode, []).append(as_item("\n".join(lines)))
        for kode, lines in fresh.items():
            edit.add(("realisasi", places[kode]), {"triwulan": RawLines("\n".join(lines))}, "tw")

    def _skeleton(self) -> bytes:
        """The source as it begins: every action with a target, its quarters still open."""
        lines = [_HEAD.format(tahun=self._regulation.peraturan.edition)]
        for row in self.state.rows.values():
            said = row.text("uraian")[:70]
            lines.append(f"{as_item(_item(row.kode, f' # {said}'), '  ')}\n")
        return "".join(lines).encode()

    def actions(self, answered: Answered) -> list[NewAction]:
        """Refuse what *answered* proposes: what was reached is of actions that there are."""
        for proposal in answered.proposals:
            message = "baris ini bukan rencana aksi tahun itu; usulan ditulis di kolom Catatan"
            answered.problems.append(AnswerProblem(proposal.place, "", "", message))
        answered.proposals = []
        return []

    def wrong(self, regulation: Regulation, batch: Batch) -> list[str]:
        """Return the values that do not say what was typed, and those that have changed untyped."""
        after = ReachedState(regulation)
        due = {answer.slot.name: answer.new for file in batch.taken for answer in file.answers}
        keys = [*_KEYS, *(f"{name}{quarter}" for name in NOTES for quarter in range(1, 5))]
        result = []
        for row in self.state.rows:
            for key in keys:
                before, found = self.state.slot(row, key), after.slot(row, key)
                assert before is not None
                if found is None or found.now != due.get((row, key), before.now):
                    result.append(f"{row}.{key}")
        return result

    def lines(self, regulation: Regulation, batch: Batch) -> AnsweredLines:
        """Return the lines of the source on which what is taken stands."""
        result = AnsweredLines()
        for answer in (answer for file in batch.taken for answer in file.answers):
            known = achieved(regulation, answer.slot.kode)
            if known is not None:
                place = known.location("tw")
                result.setdefault((place.file, place.line), []).append(answer)
        return result

    def still_open(self, regulation: Regulation) -> dict[str, int]:
        """Return how many quarters each office has not reported, of those that any has."""
        state = ReachedState(regulation)
        told = [
            quarter
            for quarter in range(1, 5)
            if any(not _slot(state, row, quarter).open for row in state.rows)
        ]
        result: dict[str, int] = {}
        for row in state.rows:
            for quarter in told:
                slot = _slot(state, row, quarter)
                if slot.open:
                    result[slot.owner] = result.get(slot.owner, 0) + 1
        return result


def _slot(state: ReachedState, row: str, quarter: int) -> Slot:
    slot = state.slot(row, f"tw{quarter}")
    assert slot is not None
    return slot


def _item(kode: str, remark: str = "") -> str:
    """An action of which nothing is reported yet."""
    return f"kode: {kode}{remark}\ntw: [{', '.join([BELUM_DIISI] * 4)}]"
