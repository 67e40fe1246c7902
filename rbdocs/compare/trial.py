"""Try edits on copies of the sources: only what comes out as it was typed, and alone, is kept."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rbdocs.compare.hand_edits import HandEdit, differs, other_italics, pairs, slanted
from rbdocs.compare.origins import Unit, plain
from rbdocs.compare.printed import ChapterText, Printed, YamlValue
from rbdocs.compare.verify import rebuild
from rbdocs.compare.word_diff import compare_files, normal
from rbdocs.compare.word_file import WordFile, read_word
from rbdocs.edit import markdown_edit, yaml_edit
from rbdocs.edit.spans import Span, apply_spans
from rbdocs.files import Project
from rbdocs.load.tahun import load_year
from rbdocs.model.finding import Finding
from rbdocs.model.peraturan import Regulasi
from rbdocs.render.documents import make_documents
from rbdocs.render.template import TemplatesProblem

_UNSAFE = "tempatnya dalam sumber tidak dapat disunting dengan aman; ubah sendiri di sana"
_OTHERWISE = "tidak dapat ditulis ke sumber sehingga tercetak persis begitu; ubah sendiri di sana"
_TWICE = "nilai ini tercetak di beberapa tempat dan disunting berbeda-beda; putuskan salah satu"
_ELSEWHERE = "mengubahnya juga mengubah tempat lain yang tidak disunting"
_SHOWN = 5  # other places named; more are counted


@dataclass(slots=True)
class Trial:
    """A document that was edited, and the sources as they are."""

    project: Project
    regulasi: Regulasi
    nama: str
    now: WordFile
    file: WordFile
    origins: Mapping[int, Printed]
    _raw: dict[str, bytes] = field(default_factory=dict)
    _others: dict[str, WordFile] | None = None

    def raw(self, name: str) -> bytes:
        """Return the source *name* as it is now, read once."""
        if name not in self._raw:
            self._raw[name] = (self.project.root / name).read_bytes()
        return self._raw[name]

    def source(self, name: str) -> str:
        """Return the text of the source *name*, its lines ended as Linux ends them."""
        return self.raw(name).decode("utf-8-sig").replace("\r\n", "\n")

    def others(self) -> dict[str, WordFile]:
        """Return the other documents of the year, as the sources make them now."""
        if self._others is None:
            self._others = _documents(self.project, self.regulasi, self.nama)
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

    lost: list[HandEdit]
    files: dict[str, bytes]
    problem: str = ""
    ripples: list[str] = field(default_factory=list)


def prove(trial: Trial, edits: Iterable[HandEdit]) -> Proof:
    """Return which of *edits* can be written together, and what the sources are with them.

    An edit that the sources cannot hold, or that changes what nobody edited, is refused alone.
    """
    result = Proof()
    good = _settled(trial, _consistent(list(edits), result), result)
    while good:
        outcome = _try(trial, good)
        if not outcome.lost and not outcome.problem:
            result.placed, result.files = good, outcome.files
            result.ripples = outcome.ripples
            break
        # Edits that hold one by one and not together: the last gives way.
        lost = outcome.lost or good[-1:]
        result.refused += [one.refused(outcome.problem or _OTHERWISE) for one in lost]
        good = [one for one in good if one not in lost]
    return result


def _consistent(edits: list[HandEdit], result: Proof) -> list[HandEdit]:
    """*edits* without those of one value that say different things: both cannot be right."""
    texts: dict[tuple[object, ...], set[str]] = {}
    for edit in edits:
        for write in edit.writes:
            texts.setdefault(write.owner.key, set()).add(write.typed.text.plain)
    wrong = [one for one in edits if any(len(texts[write.owner.key]) > 1 for write in one.writes)]
    result.refused += [one.refused(_TWICE) for one in wrong]
    return [one for one in edits if one not in wrong]


def _settled(trial: Trial, edits: list[HandEdit], result: Proof) -> list[HandEdit]:
    """Those of *edits* that hold; halves are tried where a whole does not, down to single ones."""
    if not edits:
        return []
    outcome = _try(trial, edits)
    rest = [one for one in edits if one not in outcome.lost]
    result.refused += [one.refused(_OTHERWISE) for one in outcome.lost]
    if not outcome.problem:
        return rest if not outcome.lost else _settled(trial, rest, result)
    if len(rest) == 1:
        result.refused += [rest[0].refused(outcome.problem)]
        return []
    middle = len(rest) // 2
    return _settled(trial, rest[:middle], result) + _settled(trial, rest[middle:], result)


def _try(trial: Trial, edits: list[HandEdit]) -> _Outcome:
    files, unsafe = _written(trial, edits)
    if unsafe:
        return _Outcome(unsafe, files)
    project = trial.project
    tahun = trial.regulasi.peraturan.tahun
    with tempfile.TemporaryDirectory(prefix="rbdocs-") as name:
        copy = Project(Path(name), templates=project.templates)
        shutil.copytree(project.sources, copy.sources)
        for file, content in files.items():
            (copy.root / file).write_bytes(content)
        loaded = load_year(copy, tahun)
        if loaded.regulasi is None:
            return _Outcome([], files, _refusal(loaded.findings))
        try:
            made = rebuild(copy, tahun, trial.nama)
            elsewhere = _concerns_others(trial, edits)
            others = _documents(copy, loaded.regulasi, trial.nama) if elsewhere else {}
        except TemplatesProblem:
            return _Outcome([], files, "dokumen tidak dapat dibuat dengan nilai itu")
    if made is None:
        return _Outcome([], files, "dokumen ini tidak ada lagi dengan nilai itu")
    return _judged(trial, edits, files, made, others)


def _refusal(findings: list[Finding]) -> str:
    """Why the sources cannot be read with an edit."""
    shown = [f"{one.message.rstrip('.')} ({one.location})" for one in findings[:2]]
    return f"dengan nilai ini sumber tidak dapat dibaca lagi: {'; '.join(shown)}"


def _documents(project: Project, regulasi: Regulasi, without: str) -> dict[str, WordFile]:
    documents = make_documents(project, regulasi)
    return {one.nama: read_word(one.content, one.nama) for one in documents if one.nama != without}


def _concerns_others(trial: Trial, edits: list[HandEdit]) -> bool:
    """Whether a source changes that other documents print, too."""
    own = Path(trial.nama).stem
    files = (Path(write.owner.location.file) for one in edits for write in one.writes)
    return any(path.stem != own and path.parent.name != own for path in files)


def _judged(
    trial: Trial,
    edits: list[HandEdit],
    files: dict[str, bytes],
    made: WordFile,
    others: Mapping[str, WordFile],
) -> _Outcome:
    """What came out: as typed or not, and what else changed."""
    came = {id(one.after): one.before for one in pairs(made, trial.file)}
    lost = [one for one in edits if not _holds(one, came.get(id(one.after)))]
    outcome = _Outcome(lost, files)
    keys = {write.owner.key for one in edits for write in one.writes}
    meant = {normal(one.expected) for one in edits}
    told: list[tuple[str, str]] = []
    for pair in pairs(trial.now, made):
        if not differs(pair):
            continue
        told.append((normal(pair.old), normal(pair.new.plain)))
        if normal(pair.new.plain) in meant:
            continue
        if not _prints(trial.origins.get(id(pair.before)), keys):
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


def _ripple(nama: str, old: str, new: str) -> str:
    return f"{nama}: «{_short(old)}» menjadi «{_short(new)}»"


def _short(text: str) -> str:
    line = normal(text)
    return line if len(line) <= 70 else f"{line[:69]}…"


def _prints(printed: Printed | None, keys: set[tuple[object, ...]]) -> bool:
    """Whether a value with one of *keys* is part of *printed*."""
    return printed is not None and any(
        one.owner is not None and one.owner.key in keys for one in printed.pieces
    )


def _holds(edit: HandEdit, unit: Unit | None) -> bool:
    """Whether *unit* of the document made again says what *edit* asks for."""
    if unit is None or unit.text is None or normal(plain(unit)) != normal(edit.expected):
        return False
    return not other_italics(edit) or slanted(unit.text) == slanted(edit.new)


def _written(trial: Trial, edits: list[HandEdit]) -> tuple[dict[str, bytes], list[HandEdit]]:
    """The changed sources by name, and the edits for which no safe place was found."""
    spans: dict[str, dict[tuple[object, ...], Span]] = {}
    unsafe: list[HandEdit] = []
    for edit in edits:
        found = list(_spans(trial, edit))
        if any(span is None for _, _, span in found):
            unsafe.append(edit)
            continue
        for name, key, span in found:
            if span is not None:
                spans.setdefault(name, {})[key] = span
    files = {}
    for name, own in spans.items():
        listing = list(own.values())
        if name.endswith(".yaml"):
            content = apply_spans(trial.source(name), listing)
            keys = [key[1:] for key in own]
            if not yaml_edit.differs_only_at(trial.source(name), content, keys):
                unsafe += [one for one in edits if one not in unsafe and one.file == name]
        files[name] = _as_it_was(trial.raw(name), trial.source(name), listing)
    return files, unsafe


def _spans(trial: Trial, edit: HandEdit) -> Iterator[tuple[str, tuple[object, ...], Span | None]]:
    for write in edit.writes:
        owner, text = write.owner, write.typed
        name = owner.location.file
        source = trial.source(name)
        if isinstance(owner, YamlValue):
            keys = owner.node.keys(*owner.path)
            span = yaml_edit.replacement(
                source, keys, text.text, marks=owner.marks, literal=text.literal
            )
        else:
            span = _chapter_span(trial.regulasi, source, owner, edit)
        yield name, owner.key, span


def _chapter_span(
    regulasi: Regulasi, source: str, owner: ChapterText, edit: HandEdit
) -> Span | None:
    naskah = next((one for one in regulasi.naskah if owner.block in one.blocks), None)
    if naskah is None:
        return None
    return markdown_edit.replacement(source, owner.block, owner.next_line, edit.new, naskah)


def _as_it_was(raw: bytes, source: str, spans: list[Span]) -> bytes:
    """*raw* with *spans* of *source* put in; its mark of order and its line ends stay."""
    text = raw.decode("utf-8")
    begin = text.startswith("\ufeff")
    places, at = [], int(begin)
    for letter in source:
        places.append(at)
        at += 2 if letter == "\n" and text.startswith("\r\n", at) else 1
    places.append(at)
    end = "\r\n" if "\r\n" in text else "\n"
    moved = [Span(places[one.start], places[one.end], one.text.replace("\n", end)) for one in spans]
    return apply_spans(text, moved).encode()
