"""Try edits on copies of the sources: only what comes out as it was typed, and alone, is kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rbdocs.compare.hand_edits import HandEdit, differs, other_italics, pairs
from rbdocs.compare.origins import Unit, plain
from rbdocs.compare.printed import PrintedText
from rbdocs.compare.printed_parts import SUMMED
from rbdocs.compare.rewriting import Sources, written
from rbdocs.compare.slant import turned
from rbdocs.compare.verify import is_draft, made_of
from rbdocs.compare.word_changes import compare_files
from rbdocs.documents.make import make_documents
from rbdocs.files import Project
from rbdocs.locking import scratch
from rbdocs.model.finding import Finding
from rbdocs.model.regulation import Regulation
from rbdocs.sources.year import load_year
from rbdocs.word.problems import TemplatesProblem
from rbdocs.word.reader import WordFile, read_word
from rbdocs.word.seen import normal

_UNSAFE = "tempatnya dalam sumber tidak dapat disunting dengan aman; ubah sendiri di sana"
_OTHERWISE = "tidak dapat ditulis ke sumber sehingga tercetak persis begitu; ubah sendiri di sana"
_TWICE = "nilai ini tercetak di beberapa tempat dan disunting berbeda-beda; putuskan salah satu"
_ELSEWHERE = "mengubahnya juga mengubah tempat lain yang tidak disunting"


@dataclass(slots=True)
class Trial:
    """A document that was edited, and the sources as they are."""

    project: Project
    regulation: Regulation
    nama: str
    now: WordFile
    file: WordFile
    origins: Mapping[int, PrintedText]
    sources: Sources
    _others: dict[str, WordFile] | None = None

    def others(self) -> dict[str, WordFile]:
        """Return the other documents of the year, as the sources make them now."""
        if self._others is None:
            self._others = _documents(self.project, self.regulation, self.nama)
        return self._others


@dataclass(slots=True)
class Proof:
    """What came of trying: the edits that hold, the sources they make, and those refused."""

    placed: list[HandEdit] = field(default_factory=list)
    refused: list[HandEdit] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    ripples: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Outcome:
    """One try: edits that do not come out, a reason why none of the rest may stay, other places."""

    lost: list[tuple[HandEdit, str]]  # each with its reason
    files: dict[str, bytes]
    problem: str = ""
    ripples: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether all came out as it was typed, and nothing else changed."""
        return not self.lost and not self.problem


def prove(trial: Trial, edits: Iterable[HandEdit]) -> Proof:
    """Return which of *edits* can be written together, and what the sources are with them.

    An edit that the sources cannot hold, or that changes what nobody edited, is refused alone.
    """
    result = Proof()
    good = _consistent(list(edits), result)
    outcome = _try(trial, good)
    if not outcome.clean:
        good = _settled(trial, good, result, outcome)
        outcome = _try(trial, good)
    while not outcome.clean:
        # Edits that hold one by one and not together: the last gives way.
        lost = outcome.lost or [(good[-1], outcome.problem)]
        good = _without(good, lost, result)
        outcome = _try(trial, good)
    result.placed, result.files, result.ripples = good, outcome.files, outcome.ripples
    return result


def _without(
    edits: list[HandEdit], lost: list[tuple[HandEdit, str]], result: Proof
) -> list[HandEdit]:
    """*edits* but for those *lost*, which are refused, each for its reason."""
    result.refused += [edit.refused(reason) for edit, reason in lost]
    gone = {id(edit) for edit, _ in lost}
    return [item for item in edits if id(item) not in gone]


def _consistent(edits: list[HandEdit], result: Proof) -> list[HandEdit]:
    """*edits* without those of one value that say different things: both cannot be right."""
    texts: dict[tuple[object, ...], set[str]] = {}
    for edit in edits:
        for write in edit.writes:
            texts.setdefault(write.owner.key, set()).add(write.typed.text.plain)
    wrong = [
        item for item in edits if any(len(texts[write.owner.key]) > 1 for write in item.writes)
    ]
    result.refused += [item.refused(_TWICE) for item in wrong]
    return [item for item in edits if item not in wrong]


def _settled(
    trial: Trial, edits: list[HandEdit], result: Proof, outcome: _Outcome
) -> list[HandEdit]:
    """Those of *edits*, whose *outcome* is known, that hold: of what fails, each half is tried."""
    while outcome.lost:
        edits = _without(edits, outcome.lost, result)
        outcome = _try(trial, edits)
    if outcome.clean:
        return edits
    if len(edits) == 1:
        return _without(edits, [(edits[0], outcome.problem)], result)
    middle = len(edits) // 2
    halves = (edits[:middle], edits[middle:])
    return [edit for half in halves for edit in _settled(trial, half, result, _try(trial, half))]


def _try(trial: Trial, edits: list[HandEdit]) -> _Outcome:
    if not edits:
        return _Outcome([], {})
    files, unsafe = written(trial.sources, edits)
    if unsafe:
        return _Outcome([(edit, _UNSAFE) for edit in unsafe], files)
    project = trial.project
    tahun = trial.regulation.peraturan.edition
    with scratch() as folder:
        copy = Project(folder, output=project.output, templates=project.templates)
        shutil.copytree(project.sources, copy.sources)
        for file, content in files.items():
            (copy.root / file).write_bytes(content)
        loaded = load_year(copy, tahun)
        if loaded.regulation is None:
            blamed = _blamed(trial, edits, files, loaded.findings)
            return _Outcome(blamed, files, _refusal(loaded.findings))
        try:
            made = made_of(copy, loaded.regulation, trial.nama, draft=is_draft(trial.file))
            elsewhere = _concerns_others(trial, edits)
            others = _documents(copy, loaded.regulation, trial.nama) if elsewhere else {}
        except TemplatesProblem:
            return _Outcome([], files, "dokumen tidak dapat dibuat dengan nilai itu")
    if made is None:
        return _Outcome([], files, "dokumen ini tidak ada lagi dengan nilai itu")
    return _judged(trial, edits, files, made, others)


def _blamed(
    trial: Trial, edits: list[HandEdit], files: Mapping[str, bytes], findings: list[Finding]
) -> list[tuple[HandEdit, str]]:
    """The edits that stand alone on the line of a finding, where lines are as they were."""
    alone: dict[tuple[str, int], list[HandEdit]] = {}
    for edit in edits:
        for write in edit.writes:
            place = write.owner.location
            alone.setdefault((place.file, place.line), []).append(edit)
    result: dict[int, tuple[HandEdit, str]] = {}
    for finding in findings:
        name = finding.location.file
        found = alone.get((name, finding.location.line), [])
        if len(found) == 1 and files[name].count(b"\n") == trial.sources.raw(name).count(b"\n"):
            result.setdefault(id(found[0]), (found[0], _refusal([finding])))
    return list(result.values())


def _refusal(findings: list[Finding]) -> str:
    """Why the sources cannot be read with an edit."""
    shown = [f"{finding.message.rstrip('.')} ({finding.location})" for finding in findings[:2]]
    return f"dengan nilai ini sumber tidak dapat dibaca lagi: {'; '.join(shown)}"


def _documents(project: Project, regulation: Regulation, without: str) -> dict[str, WordFile]:
    documents = make_documents(project, regulation)
    return {
        document.nama: read_word(document.content, document.nama)
        for document in documents
        if document.nama != without
    }


def _concerns_others(trial: Trial, edits: list[HandEdit]) -> bool:
    """Whether a source changes that other documents print, too."""
    own = Path(trial.nama).stem
    files = (Path(write.owner.location.file) for edit in edits for write in edit.writes)
    return any(path.stem != own and path.parent.name != own for path in files)


def _judged(
    trial: Trial,
    edits: list[HandEdit],
    files: dict[str, bytes],
    made: WordFile,
    others: Mapping[str, WordFile],
) -> _Outcome:
    """What came out: as typed or not, and what else changed."""
    came = {id(edit.after): edit.before for edit in pairs(made, trial.file)}
    lost = [(edit, _OTHERWISE) for edit in edits if not _holds(edit, came.get(id(edit.after)))]
    outcome = _Outcome(lost, files)
    keys = {write.owner.key for edit in edits for write in edit.writes}
    meant = {normal(edit.expected) for edit in edits}
    told: list[tuple[str, str]] = []
    for pair in pairs(trial.now, made):
        if not (differs(pair) or other_italics(pair)):
            continue
        told.append((normal(pair.old), normal(pair.new.plain)))
        if normal(pair.new.plain) in meant:
            continue
        origin = trial.origins.get(id(pair.before))
        if not (_prints(origin, keys) or _sums_up(origin)):
            outcome.problem = f"{_ELSEWHERE}: {pair.place}, «{_short(pair.old)}»"
            return outcome
        outcome.ripples.append(_ripple(trial.nama, pair.old, pair.new.plain))
    for change in compare_files(trial.now, made):
        if (normal(change.old), normal(change.new)) not in told:
            outcome.problem = f"{_ELSEWHERE}: {', '.join(change.places)}"
            return outcome
    for nama, after in others.items():
        for change in compare_files(trial.others()[nama], after):
            outcome.ripples.append(_ripple(nama, change.old, change.new))
    return outcome


def _sums_up(origin: PrintedText | None) -> bool:
    """Whether a cell only adds up those above it, and so follows what was edited there."""
    return origin is not None and any(piece.reason == SUMMED for piece in origin.pieces)


def _ripple(nama: str, old: str, new: str) -> str:
    if old == new:
        return f"{nama}: huruf miring dalam «{_short(new)}»"
    return f"{nama}: «{_short(old)}» menjadi «{_short(new)}»"


def _short(text: str) -> str:
    line = normal(text)
    return line if len(line) <= 70 else f"{line[:69]}…"


def _prints(printed: PrintedText | None, keys: set[tuple[object, ...]]) -> bool:
    """Whether a value with one of *keys* is part of *printed*."""
    return printed is not None and any(
        piece.owner is not None and piece.owner.key in keys for piece in printed.pieces
    )


def _holds(edit: HandEdit, unit: Unit | None) -> bool:
    """Whether *unit* of the document made again says what *edit* asks for."""
    if unit is None or unit.text is None or normal(plain(unit)) != normal(edit.expected):
        return False
    before = None if edit.before is None else edit.before.text
    return not turned(before, edit.new) or not turned(unit.text, edit.new)
