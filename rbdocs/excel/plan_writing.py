"""Answers about a plan, and new actions that offices propose, as new texts of its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from rbdocs.excel.asked import Answer, Answered, AnswerProblem, AskedValue, Kind, Proposal, RawCell
from rbdocs.excel.fields import CARA, QUANTITIES, FieldRow, is_above, quantity
from rbdocs.excel.plan_rows import PlanState
from rbdocs.excel.typed import typed
from rbdocs.files import Project
from rbdocs.model.plan import ThemeGroup
from rbdocs.model.plan_columns import Column, ColumnKind
from rbdocs.model.plan_tree import Cara
from rbdocs.model.values import BELUM_DIISI, Nilai
from rbdocs.sources.set_values import Scalar, UnsafePlace, YamlEdit, written_scalar

_NUMBERS = frozenset({Kind.COUNT, Kind.PERCENT, Kind.NUMBER, Kind.RUPIAH, Kind.TARGET})


@dataclass(slots=True)
class NewAction:
    """An action that an office proposes: under which kode and indicator, as its source text."""

    kode: str
    kelompok: ThemeGroup
    serves: str
    uraian: str
    text: str
    sidik: str  # of the file
    place: str


@dataclass(slots=True)
class Writing:
    """Sources by name as bytes, before and after; answers that have no safe place in them."""

    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)


def source_value(text: str, kind: Kind) -> Scalar:
    """Return *text*, a printed value, as a source writes it."""
    return Nilai.dari(text).as_source() if kind in _NUMBERS else text


def new_texts(
    project: Project, state: PlanState, answers: Iterable[Answer], actions: Iterable[NewAction]
) -> Writing:
    """Return the sources with *answers* and *actions* in them.

    Raises UnsafePlace where a value has no place that can be edited safely.
    """
    result = Writing()
    edits: dict[str, YamlEdit] = {}

    def edit(file: str) -> YamlEdit:
        if file not in edits:
            raw = (project.root / file).read_bytes()
            result.before[file] = raw
            edits[file] = YamlEdit(raw)
        return edits[file]

    for answer in answers:
        found = state.field(*answer.slot.name)
        if found is None or found.node is None:
            raise UnsafePlace(str(answer.slot.name))
        keys = found.node.keys(*found.path)
        value = source_value(answer.new, answer.slot.wanted.kind)
        target = edit(found.node.location().file)
        if found.key == CARA:
            target.add(keys[:-1], {CARA: value}, "total")
        else:
            target.set(keys, value)
    for action in actions:
        first = action.kelompok.members[0]
        edit(first.location().file).append(first.keys()[:-1], action.text)
    for file, changed in edits.items():
        result.after[file] = changed.result()
    return result


class Proposals:
    """Gives proposed actions their place and their kode, one after the other."""

    def __init__(self, state: PlanState) -> None:
        self._state = state
        regulation = state.plans.regulation
        kodes = [aksi.kode for aksi in regulation.aksi(ended=True)]
        if regulation.sebelumnya is not None:
            kodes += [aksi.kode for aksi in regulation.sebelumnya.aksi(ended=True)]
        self._last: dict[str, int] = {}
        for kode in kodes:
            prefix, _, number = kode.rpartition("-")
            self._last[prefix] = max(self._last.get(prefix, 0), int(number))
        self._known = {row.text("uraian").casefold() for row in state.plans.rows}

    def action(self, proposal: Proposal, answered: Answered) -> NewAction | None:
        """Return *proposal* as an action; None, with a problem noted, where it cannot be one."""

        def refuse(message: str) -> None:
            answered.problems.append(AnswerProblem(proposal.place, "", "usulan baru", message))

        uraian = typed(RawCell(proposal.uraian), AskedValue(Kind.TEXT)).text
        if uraian.casefold() in self._known:
            refuse(
                f"«{uraian[:60]}» sudah ada dalam rencana; bila baris ini salinan, hapus, dan isi "
                "baris aslinya"
            )
            return None
        row = self._beside(proposal)
        if row is None:
            refuse(
                "tidak diketahui di bawah indikator mana; pilih indikatornya di kolom pertama "
                "baris usulan itu"
            )
            return None
        values = self._values(proposal, row, refuse)
        if values is None:
            return None
        kode = self._next(row)
        text = _written(kode, row, values, answered.office)
        return NewAction(
            kode, row.kelompok, row.serves, uraian, text, answered.digest, proposal.place
        )

    def _beside(self, proposal: Proposal) -> FieldRow | None:
        """A row of the indicator under which the action is proposed."""
        rows = self._state.plans.rows
        if proposal.context:
            wanted = " ".join(proposal.context.split()).casefold()
            for row in rows:
                name = row.serves.casefold()
                if name and (name == wanted or name in wanted):
                    return row
            return None
        return next((row for row in rows if row.id == proposal.after), None)

    def _values(
        self, proposal: Proposal, row: FieldRow, refuse: Callable[[str], None]
    ) -> Mapping[str, tuple[str, Kind]] | None:
        values: dict[str, tuple[str, Kind]] = {}
        good = True
        unit = next((c.key for c in row.columns if c.kind is ColumnKind.UNIT), "")
        counted = quantity(self._state.plans.regulation, proposal.cells.get(unit, ""))
        for column in row.columns:
            if column.key not in proposal.cells or is_above(column):
                continue
            wanted = row.fields[column.key].wanted
            if column.kind in QUANTITIES and wanted.kind is not Kind.RUPIAH:
                wanted = counted
            found = typed(RawCell(proposal.cells[column.key]), wanted)
            if found.refusal:
                refuse(f"{column.title}: {found.refusal}")
                good = False
            elif found.text:
                values[column.key] = found.text, wanted.kind
        cara = proposal.cells.get(CARA, "").casefold()
        if cara in set(Cara) and cara != Cara.JUMLAH:
            values[CARA] = cara, Kind.CHOICE
        return values if good else None

    def _next(self, row: FieldRow) -> str:
        prefixes = Counter(
            other.kode.rpartition("-")[0]
            for other in self._state.plans.rows
            if other.lampiran is row.lampiran
        )
        prefix = prefixes.most_common(1)[0][0]
        self._last[prefix] = self._last.get(prefix, 0) + 1
        return f"{prefix}-{self._last[prefix]:02}"


def _written(kode: str, row: FieldRow, values: Mapping[str, tuple[str, Kind]], office: str) -> str:
    """The source of an action: every column that a row of its own has, what is missing open."""
    layout = row.lampiran.layout
    lines = [f"kode: {kode}"]
    lists: dict[str, list[str]] = {}
    below: list[str] = []
    inner = next((t.field for t in layout.source.tingkat[layout.depth + 1 :]), "")
    for column in row.columns:
        if column.declared is None or is_above(column):
            continue
        name = column.declared.field
        if layout.levels[column.declared.tingkat] > layout.depth:
            below.append(f"{name}: {_scalar(column, values, office)}")
            if len(below) == 1:
                lines.append(inner)
        elif column.declared.periode is not None:
            lists.setdefault(name, [])
            if not lists[name]:
                lines.append(name)
            lists[name].append(_scalar(column, values, office))
        else:
            lines.append(f"{name}: {_scalar(column, values, office)}")
        if column.key == row.key("total") and CARA in values:
            lines.append(f"{CARA}: {values[CARA][0]}")
    written = []
    for line in lines:
        if line in lists:
            written.append(f"{line}: [{', '.join(lists[line])}]")
        elif line == inner and below:
            first, *others = below
            written += [f"{inner}:", f"  - {first}", *(f"    {item}" for item in others)]
        else:
            written.append(line)
    return "\n".join(written)


def _scalar(column: Column, values: Mapping[str, tuple[str, Kind]], office: str) -> str:
    if column.key in values:
        return written_scalar(source_value(*values[column.key]))
    return written_scalar(office) if column.kind is ColumnKind.OFFICE else BELUM_DIISI
