"""Carry edits that someone made in a generated Word file back into the sources."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from rbdocs.compare.hand_edits import HandEdit, differs, located, owners_of, pairs
from rbdocs.compare.printed import ChapterText, YamlValue
from rbdocs.compare.verify import Verdict, Verification, rebuild, verify
from rbdocs.edit import markdown_edit, yaml_edit
from rbdocs.edit.spans import Span, apply_spans
from rbdocs.files import FileProblem, Project
from rbdocs.load.tahun import load_year
from rbdocs.model.finding import Finding
from rbdocs.model.naskah import Naskah
from rbdocs.model.peraturan import Regulasi
from rbdocs.render.konsolidasi import NAME as CONSOLIDATED
from rbdocs.word.reader import WordFile


@dataclass(slots=True)
class Absorption:
    """What of the edits goes into the sources, what cannot, and the sources that change."""

    placed: list[HandEdit] = field(default_factory=list)
    unplaced: list[HandEdit] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)


def absorb(project: Project, file: WordFile) -> Absorption:
    """Return what the edits in *file* make of the sources; nothing is written.

    Whatever is placed has been tried: the sources were loaded and the document made again.
    Raises FileProblem where *file* is not ours, where the sources cannot be read, or where it
    cannot be told which of its texts were edited.
    """
    found = verify(project, file)
    now = _current(project, file, found)
    base = found.base
    if base is None:
        raise FileProblem(
            f"{file.name}: sumber yang melahirkan berkas ini tidak ditemukan, jadi suntingannya "
            "tidak dapat dipisahkan dari perubahan sumber. Lihat bedanya dengan verifikasi, lalu "
            "pindahkan suntingan itu ke sumber."
        )
    assert found.mark is not None
    tahun, nama = int(found.mark.tahun), found.mark.dokumen
    regulasi = load_year(project, tahun).regulasi
    assert regulasi is not None
    owners = owners_of(now, regulasi, nama)
    result = Absorption()
    for edit in located(base, now, file, owners):
        (result.unplaced if edit.reason else result.placed).append(edit)
    _prove(project, tahun, nama, file, regulasi, result)
    return result


def _current(project: Project, file: WordFile, found: Verification) -> WordFile:
    if found.verdict is Verdict.FOREIGN or found.mark is None:
        raise FileProblem(
            f"{file.name}: bukan dokumen buatan program ini, atau tanda pembuatannya sudah "
            "dihapus; suntingannya tidak dapat diserap."
        )
    if found.mark.dokumen == CONSOLIDATED:
        raise FileProblem(
            f"{file.name}: naskah konsolidasi dirangkai dari beberapa peraturan, jadi suntingan di "
            "dalamnya tidak dapat diserap. Sunting sumber tahun yang dicantumkan di bawah "
            "ketentuannya, atau perbup.docx tahun itu; suntingan di sini terlihat dengan "
            "verifikasi."
        )
    now = rebuild(project, int(found.mark.tahun), found.mark.dokumen)
    if now is None:
        raise FileProblem(
            f"Sumber tahun {found.mark.tahun} tidak dapat dibaca atau tidak lagi membuat "
            f"{found.mark.dokumen}. Jalankan periksa, betulkan, lalu ulangi."
        )
    return now


def _prove(
    project: Project,
    tahun: int,
    nama: str,
    file: WordFile,
    regulasi: Regulasi,
    result: Absorption,
) -> None:
    """Write the placed edits into copies of the sources; what does not come out is not placed."""
    _refuse_contradictions(result)
    while True:
        result.files = _edited(project, regulasi, result)
        if not result.placed:
            result.files = {}
            return
        findings, made = _tried(project, tahun, nama, result.files)
        if made is None:
            raise FileProblem(
                "Dengan suntingan itu sumber tidak dapat dibaca lagi, jadi tidak ada yang "
                "ditulis:\n" + "\n".join(f"  {one.location}  {one.message}" for one in findings)
            )
        same = {id(one.after) for one in pairs(made, file) if not one.reason and not differs(one)}
        lost = [one for one in result.placed if id(one.after) not in same]
        if not lost:
            return
        result.placed = [one for one in result.placed if id(one.after) in same]
        reason = "tidak dapat ditulis ke sumber sehingga tercetak persis begitu"
        result.unplaced += [replace(one, reason=reason) for one in lost]


def _refuse_contradictions(result: Absorption) -> None:
    """Two edits of one value that say different things cannot both be right."""
    texts: dict[tuple[object, ...], set[str]] = {}
    for one in result.placed:
        texts.setdefault(_key(one), set()).add(one.new.plain)
    wrong = [one for one in result.placed if len(texts[_key(one)]) > 1]
    result.placed = [one for one in result.placed if one not in wrong]
    reason = "nilai ini tercetak di beberapa tempat dan disunting berbeda-beda"
    result.unplaced += [replace(one, reason=reason) for one in wrong]


def _key(edit: HandEdit) -> tuple[object, ...]:
    owner = edit.owner
    if isinstance(owner, YamlValue):
        return (edit.file, *owner.node.keys(*owner.path))
    return (edit.file, edit.line)


def _edited(project: Project, regulasi: Regulasi, result: Absorption) -> dict[str, str]:
    """The changed sources by name; an edit for which no place is found becomes unplaced."""
    spans: dict[str, dict[tuple[object, ...], Span]] = {}
    sources: dict[str, str] = {}
    for edit in list(result.placed):
        if edit.file not in sources:
            sources[edit.file] = _read(project, edit.file)
        span = _span(sources[edit.file], edit, regulasi)
        if span is None:
            result.placed.remove(edit)
            reason = "tempatnya dalam sumber tidak dapat disunting dengan aman"
            result.unplaced.append(replace(edit, reason=reason))
        else:
            spans.setdefault(edit.file, {})[_key(edit)] = span
    return {name: apply_spans(sources[name], list(found.values())) for name, found in spans.items()}


def _read(project: Project, name: str) -> str:
    return (project.root / name).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def _span(source: str, edit: HandEdit, regulasi: Regulasi) -> Span | None:
    owner = edit.owner
    if isinstance(owner, YamlValue):
        keys = owner.node.keys(*owner.path)
        return yaml_edit.replacement(source, keys, edit.new, marks=owner.marks)
    if isinstance(owner, ChapterText):
        naskah = _naskah_of(regulasi, owner)
        if naskah is not None:
            return markdown_edit.replacement(source, owner.block, owner.next_line, edit.new, naskah)
    return None


def _naskah_of(regulasi: Regulasi, owner: ChapterText) -> Naskah | None:
    return next((one for one in regulasi.naskah if owner.block in one.blocks), None)


def _tried(
    project: Project, tahun: int, nama: str, files: dict[str, str]
) -> tuple[list[Finding], WordFile | None]:
    """Load copies of the sources with *files* changed, and make the document of them."""
    with tempfile.TemporaryDirectory(prefix="rbdocs-") as name:
        copy = Project(Path(name), templates=project.templates)
        shutil.copytree(project.sources, copy.sources)
        for file, content in files.items():
            (copy.root / file).write_text(content, encoding="utf-8", newline="\n")
        findings = [one for one in load_year(copy, tahun).findings if one.blocks]
        return findings, None if findings else rebuild(copy, tahun, nama)
