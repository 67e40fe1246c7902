"""Where answers about a plan go: into the values that are open, and new actions beside them."""

from __future__ import annotations

from collections.abc import Iterable

from rbdocs.excel.answers import Answer, Answered
from rbdocs.excel.plan_rows import PlanRows
from rbdocs.excel.plan_state import PlanState
from rbdocs.excel.plan_writing import NewAction, Proposals, Writing, new_texts
from rbdocs.excel.receive import Batch, SourceLine
from rbdocs.files import Project
from rbdocs.model.regulation import Regulation


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

    def lines(self, regulation: Regulation, batch: Batch) -> set[SourceLine]:
        """Return the lines of the sources of *regulation* on which what is taken stands."""
        after = self._after(regulation)
        names = [answer.slot.name for file in batch.taken for answer in file.answers]
        fields = (after.field(*name) for name in names)
        places = (f.node.location(*f.path) for f in fields if f is not None and f.node is not None)
        return {(place.file, place.line) for place in places}

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
