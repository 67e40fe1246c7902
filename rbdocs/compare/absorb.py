"""Carry edits that someone made in a generated Word file back into the sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from rbdocs.compare.hand_edits import HandEdit, edited, located, pairs
from rbdocs.compare.losses import Sides, left_over, places_by_text, without_losses
from rbdocs.compare.origins import origins_of, template_of
from rbdocs.compare.rewriting import Sources
from rbdocs.compare.trial import Trial, prove
from rbdocs.compare.verify import Verdict, Verification, verify
from rbdocs.compare.word_changes import compare_files
from rbdocs.documents.consolidated import NAME as CONSOLIDATED
from rbdocs.files import FileProblem, Project
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import TITIK
from rbdocs.word.reader import WordFile


@dataclass(slots=True)
class Absorption:
    """What of the edits goes into the sources, what cannot, and the sources that change.

    *files* are the changed sources by name, as bytes; *before* what they hold now. *ripples* are
    sentences on other printed places that change along.
    """

    verdict: Verdict
    placed: list[HandEdit] = field(default_factory=list)
    unplaced: list[HandEdit] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    before: dict[str, bytes] = field(default_factory=dict)
    ripples: list[str] = field(default_factory=list)


def absorb(project: Project, file: WordFile) -> Absorption:
    """Return what the edits in *file* make of the sources; nothing is written.

    Whatever is placed has been tried: the sources were loaded and the document made again.
    Raises FileProblem where *file* is not ours, where the sources cannot be read, or where it
    cannot be told which of its texts were edited.
    """
    found = verify(project, file)
    regulation, now = _current(file, found)
    as_it_was = found.base is None and found.edits == []  # made of sources that are gone
    if as_it_was or (found.base is None and found.since == []):  # the sources say it by now
        return Absorption(found.verdict)
    assert found.mark is not None
    nama = found.mark.dokumen
    origins = origins_of(project, now, regulation, nama)
    sides = Sides(
        regulation, nama, template_of(project, regulation, nama), places_by_text(now, origins)
    )
    draft = regulation.peraturan.status == "rancangan"
    base = found.base or now
    told = compare_files(base, file) if found.edits is None else found.edits
    edits = edited(base, file)
    whole = without_losses(
        located(edits, base, now, origins, draft=draft), pairs(base, file), sides
    )
    result = Absorption(found.verdict)
    for edit in (*whole, *left_over(told, edits, sides)):
        here = _doubtful(edit) if found.base is None else edit
        (result.unplaced if here.reason else result.placed).append(here)
    if found.base is None and not result.placed:
        raise FileProblem(
            f"{file.name}: sumber yang melahirkan berkas ini tidak ditemukan, jadi suntingannya "
            "tidak dapat dipisahkan dari perubahan sumber. Lihat bedanya dengan verifikasi, lalu "
            "pindahkan suntingan itu ke sumber."
        )
    sources = Sources(project, regulation)
    _try(Trial(project, regulation, nama, now, file, origins, sources), result)
    result.unplaced = _with_places(result.unplaced, sides)
    return result


def _doubtful(edit: HandEdit) -> HandEdit:
    """*edit* of a document whose own sources are gone: only what is still open may be filled in.

    What the sources say by now can be newer than what the file says.
    """
    if edit.reason or TITIK in edit.old:
        return edit
    return edit.refused(
        f"kini tercetak «{edit.old}»; sumber yang melahirkan berkas ini tidak ditemukan, jadi "
        "tidak diketahui mana yang lebih baru. Putuskan sendiri"
    )


def _try(trial: Trial, result: Absorption) -> None:
    proof = prove(trial, result.placed)
    result.placed, result.files = proof.placed, proof.files
    result.unplaced += proof.refused
    result.before = {name: trial.sources.raw(name) for name in result.files}
    result.ripples = proof.ripples


def _with_places(edits: Iterable[HandEdit], sides: Sides) -> list[HandEdit]:
    """*edits* in which a cell without a source of its own has the place of its action."""
    return [
        replace(edit, location=sides.action(edit.spot.kode))
        if edit.location is None and edit.spot is not None and edit.spot.kode
        else edit
        for edit in edits
    ]


def _current(file: WordFile, found: Verification) -> tuple[Regulation, WordFile]:
    """The regulation of the sources at hand, and the document as they make it."""
    if found.verdict is Verdict.FOREIGN or found.mark is None:
        raise FileProblem(
            f"{file.name}: bukan dokumen buatan program ini, atau tanda pembuatannya sudah "
            "dihapus; suntingannya tidak dapat diserap."
        )
    if found.mark.dokumen == CONSOLIDATED:
        raise FileProblem(
            f"{file.name}: naskah konsolidasi dirangkai dari beberapa peraturan, jadi suntingan di "
            "dalamnya tidak dapat diserap. Sunting sumber tahun yang dicantumkan di bawah "
            "ketentuannya, atau dokumen Word batang tubuh tahun itu; suntingan di sini terlihat "
            "dengan verifikasi."
        )
    if found.regulation is None or found.now is None:
        raise FileProblem(
            f"Sumber tahun {found.mark.tahun} tidak dapat dibaca atau tidak lagi membuat "
            f"{found.mark.dokumen}. Jalankan periksa, betulkan, lalu ulangi."
        )
    return found.regulation, found.now
