"""Answered forms come home: read, judged, tried on a copy of the sources, and only then taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from rbdocs.edition import Edition
from rbdocs.excel.asked import Answer, Answered, AnswerProblem, State, contradictions
from rbdocs.excel.door import BookProblem, read_book
from rbdocs.excel.form import ReadForm
from rbdocs.excel.form_in import read_form
from rbdocs.excel.judging import judge
from rbdocs.excel.plan_writing import NewAction, Writing
from rbdocs.excel.taking import attempt
from rbdocs.files import FileProblem, Project, digest
from rbdocs.model.finding import Finding
from rbdocs.model.realisasi import DaftarJawaban
from rbdocs.model.regulation import Regulation
from rbdocs.sources.set_values import UnsafePlace

SUMMARY = "ringkasan.xlsx"
# A source and a line of it, and the answers that stand there.
AnsweredLines = dict[tuple[str, int], list[Answer]]
_UNSAFE = "tempatnya dalam sumber tidak dapat disunting dengan aman"


@dataclass(slots=True)
class Incoming:
    """A file that came: where it is, its digest, and what it says."""

    path: Path
    name: str
    sidik: str
    form: ReadForm
    data: bytes


@dataclass(slots=True)
class Refused:
    """A file that cannot be read at all, and why."""

    name: str
    reason: str


@dataclass(slots=True)
class Batch:
    """What the answers to one kind of form come to.

    *taken* are the files whose answers are in *writing*; *actions* the new actions among them.
    *still_open* is what each office owes after that.
    """

    tahun: Edition
    files: list[Answered] = field(default_factory=list)
    known: list[str] = field(default_factory=list)  # files that were taken before, with the day
    taken: list[Answered] = field(default_factory=list)
    actions: list[NewAction] = field(default_factory=list)
    writing: Writing = field(default_factory=Writing)
    still_open: dict[str, int] = field(default_factory=dict)


def gather(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that *paths* name, those in a folder by name. Raises FileProblem."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = [
            item
            for item in sorted(path.iterdir())
            if item.is_file() and not item.name.startswith(("~$", ".")) and item.name != SUMMARY
        ]
        if not found:
            raise FileProblem(f"Tidak ada berkas dalam folder {path.as_posix()}.")
        yield from found


def read_all(paths: Sequence[Path]) -> tuple[list[Incoming], list[Refused]]:
    """Return the forms at *paths* and the files that are none."""
    incoming: list[Incoming] = []
    refused: list[Refused] = []
    seen: dict[str, str] = {}
    for path in paths:
        name = path.name
        try:
            data = read_book(path)
            sidik = digest(data)
            if sidik in seen:
                refused.append(Refused(name, f"isinya sama persis dengan {seen[sidik]}"))
                continue
            seen[sidik] = name
            incoming.append(Incoming(path, name, sidik, read_form(data), data))
        except BookProblem as problem:
            refused.append(Refused(name, str(problem)))
    return incoming, refused


def unfit(form: ReadForm, regulation: Regulation) -> str:
    """Return why *form* cannot be an answer about *regulation*; "" where it can."""
    instansi = regulation.instansi.nama
    if form.instansi != instansi:
        return f"ini permintaan {form.instansi}, bukan {instansi}."
    if form.triwulan == 0 and regulation.peraturan.status == "ditetapkan":
        tahun = regulation.peraturan.edition
        return (
            f"peraturan tahun {tahun} sudah ditetapkan, jadi rencananya hanya berubah dengan "
            f"peraturan perubahan (revisi {tahun.next_year} --dari {tahun})."
        )
    return ""


class Desk(Protocol):
    """What one kind of form asks of the sources, and how answers go into them."""

    @property
    def state(self) -> State:
        """What the sources say now of what the form asks."""

    def write(self, answers: Iterable[Answer], actions: Iterable[NewAction]) -> Writing:
        """Return the sources with *answers* and *actions* in them. Raises UnsafePlace."""

    def actions(self, answered: Answered) -> list[NewAction]:
        """Return the new actions that *answered* proposes; what cannot be one is noted in it."""

    def wrong(self, regulation: Regulation, batch: Batch) -> list[str]:
        """Return what *regulation*, made of what is taken, says otherwise than was typed."""

    def lines(self, regulation: Regulation, batch: Batch) -> AnsweredLines:
        """Return the lines of the sources of *regulation* on which what is taken stands."""

    def still_open(self, regulation: Regulation) -> dict[str, int]:
        """Return how much each office owes in *regulation*."""


def receive(
    project: Project,
    regulation: Regulation,
    incoming: Sequence[Incoming],
    desk: Desk,
    *,
    partial: bool = False,
) -> Batch:
    """Return what *incoming*, all of one year and kind, come to at *desk*.

    A file is taken whole or not at all: one that holds something that cannot be taken waits, unless
    *partial*. Nothing is written.
    """
    batch = Batch(regulation.peraturan.edition)
    answers_before = regulation.jawaban or DaftarJawaban()
    for file in incoming:
        taken = answers_before.by_digest.get(file.sidik)
        if taken is not None:
            batch.known.append(f"{file.name}: sudah diterima {taken.diterima}")
        before = answers_before.given(file.form.office, file.form.triwulan)
        batch.files.append(judge(file.form, desk.state, file.name, file.sidik, before))
    contradictions(batch.files)
    actions = {id(answered): desk.actions(answered) for answered in batch.files}
    while True:
        batch.taken = [file for file in batch.files if partial or file.clean]
        batch.actions = [
            action
            for file in batch.taken
            for action in actions[id(file)]
            if file.proposals  # else what it proposes cannot be written
        ]
        if _holds(project, regulation, desk, batch):
            return batch


def _holds(project: Project, regulation: Regulation, desk: Desk, batch: Batch) -> bool:
    """Try what is taken; False where a file now has something that keeps it from being taken."""
    answers = [answer for file in batch.taken for answer in file.answers]
    if not answers and not batch.actions:
        batch.writing, batch.still_open = Writing(), desk.still_open(regulation)
        return True
    try:
        batch.writing = desk.write(answers, batch.actions)
    except UnsafePlace as error:
        return _alone(project, desk, batch, f"{_UNSAFE} ({error})")
    tried = attempt(project, batch.tahun, batch.writing.after)
    if tried.regulation is None:
        return _alone(project, desk, batch, _unreadable(tried.unreadable))
    wrong = desk.wrong(tried.regulation, batch)
    if wrong:
        reason = f"tidak tertulis seperti yang diketik: {', '.join(wrong[:3])}"
        return _alone(project, desk, batch, reason)
    _tell_findings(tried.findings, batch, desk.lines(tried.regulation, batch))
    batch.still_open = desk.still_open(tried.regulation)
    return True


def _alone(project: Project, desk: Desk, batch: Batch, reason: str) -> bool:
    """Find the files that cannot be taken, each by itself, and take them out; always False.

    Files that hold alone and not together: the last gives way.
    """
    wrong: list[tuple[Answered, str]] = []
    giving = [file for file in batch.taken if file.answers or file.proposals]
    for file in giving:
        actions = [action for action in batch.actions if action.sidik == file.digest]
        try:
            contents = desk.write(file.answers, actions).after
        except UnsafePlace as error:
            wrong.append((file, f"{_UNSAFE} ({error})"))
            continue
        tried = attempt(project, batch.tahun, contents)
        if tried.regulation is None:
            wrong.append((file, _unreadable(tried.unreadable)))
    for file, why in wrong or [(giving[-1], reason)]:
        file.problems.append(AnswerProblem(file.file, "", "", why))
        file.answers, file.proposals = [], []
    return False


def _unreadable(findings: list[Finding]) -> str:
    shown = "; ".join(f"{finding.message} ({finding.location})" for finding in findings[:2])
    return f"dengan jawaban ini sumber tidak dapat dibaca: {shown}"


def _tell_findings(findings: list[Finding], batch: Batch, lines: AnsweredLines) -> None:
    """Tell each finding in the file whose answers it is about.

    What is wrong with a row that was answered is told; what is doubtful only where it stands on one
    of *lines*, which have been answered.
    """
    for file in batch.taken:
        places: dict[str, str] = {}
        for answer in file.answers:
            places.setdefault(answer.slot.kode, answer.place)
        for action in batch.actions:
            if action.sidik == file.digest:
                places.setdefault(action.kode, action.place)
        told = {problem.message for problem in file.problems} | set(file.remarks)
        for finding in findings:
            place = finding.location
            if finding.kode not in places or not (
                finding.blocks or (place.file, place.line) in lines
            ):
                continue
            there = lines.get((place.file, place.line), [])
            own = (answer.place for answer in there if answer.file == file.file)
            cell = next(own, places[finding.kode])
            text = f"{finding.level.value} {finding.code}: {finding.message} {finding.hint}".strip()
            if text in told or f"{cell}: {text}" in told:
                continue
            if finding.blocks:
                file.problems.append(AnswerProblem(cell, finding.kode, "", text, fault=True))
            else:
                file.remarks.append(f"{cell}: {text}")
