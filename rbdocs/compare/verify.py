"""Whether a Word file was generated, from which sources, and what was changed in it by hand."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from enum import StrEnum

from rbdocs.compare.changes import Change
from rbdocs.compare.history import checked_out, describe_revision, source_revisions
from rbdocs.compare.word_diff import compare_files
from rbdocs.compare.word_file import WordFile, read_word
from rbdocs.files import FileProblem, Project
from rbdocs.load.tahun import load_year
from rbdocs.render.documents import make_documents
from rbdocs.render.fingerprint import (
    Fingerprint,
    content_digest,
    read_fingerprint,
    source_digest,
)
from rbdocs.render.template import TemplatesProblem


class Verdict(StrEnum):
    """What a Word file is."""

    UNCHANGED = "utuh"  # generated from the sources at hand, and as it was
    EDITED = "disunting"  # generated from the sources at hand, then edited by hand
    OUTDATED = "sumber lama"  # generated from other sources, and as it was
    OUTDATED_EDITED = "sumber lama, disunting"
    FOREIGN = "bukan hasil program"


@dataclass(slots=True)
class Verification:
    """What was found out about a Word file.

    *edits* are the changes made by hand, None where they cannot be told apart from those of the
    sources; *since* what the sources at hand would print otherwise, None where they cannot be
    read; *revision* names the revision in git that it was generated from.
    """

    verdict: Verdict
    mark: Fingerprint | None = None
    edits: list[Change] | None = field(default_factory=list)
    since: list[Change] | None = field(default_factory=list)
    revision: str = ""
    base: WordFile | None = None
    other_template: bool = False


def verify(project: Project, file: WordFile) -> Verification:
    """Find out what *file* is."""
    mark = read_fingerprint(file.parts)
    if mark is None or not mark.tahun.isdecimal():
        return Verification(Verdict.FOREIGN)
    edited = content_digest(file.parts["word/document.xml"].decode("utf-8", "replace")) != mark.isi
    current = _same_sources(project, mark)
    now = rebuild(project, int(mark.tahun), mark.dokumen)
    result = Verification(Verdict.UNCHANGED, mark)
    if current:
        result.verdict = Verdict.EDITED if edited else Verdict.UNCHANGED
        result.base = now
        result.edits = compare_files(now, file) if now is not None else None
        result.other_template = _other_template(now, mark)
        return result
    result.verdict = Verdict.OUTDATED_EDITED if edited else Verdict.OUTDATED
    found = _base(project, mark)
    if found is not None:
        result.revision, result.base = found
    base = result.base if edited else file
    result.edits = [] if not edited else compare_files(base, file) if base is not None else None
    if now is None:
        result.since = None
    elif base is not None:
        result.since = compare_files(base, now)
    else:
        result.since = compare_files(file, now)
    return result


def _same_sources(project: Project, mark: Fingerprint) -> bool:
    try:
        return source_digest(project, int(mark.tahun), mark.dokumen) == mark.sumber
    except OSError:
        return False


def _other_template(now: WordFile | None, mark: Fingerprint) -> bool:
    fresh = read_fingerprint(now.parts) if now is not None else None
    return fresh is not None and fresh.templat != mark.templat


def rebuild(project: Project, tahun: int, nama: str) -> WordFile | None:
    """Return the document *nama* as the sources make it now; None where they cannot."""
    if tahun not in project.years():
        return None
    regulasi = load_year(project, tahun).regulasi
    if regulasi is None:
        return None
    try:
        documents = make_documents(project, regulasi, only=nama)
    except TemplatesProblem:
        return None
    content = next((one.content for one in documents if one.nama == nama), None)
    return None if content is None else read_word(content, nama)


def _base(project: Project, mark: Fingerprint) -> tuple[str, WordFile] | None:
    """The revision in git whose sources *mark* names, and the document as it made it."""
    with contextlib.suppress(FileProblem):
        for revision in source_revisions(project):
            with contextlib.ExitStack() as stack:
                there = Project(checked_out(project, revision, stack))
                if _same_sources(there, mark):
                    made = rebuild(there, int(mark.tahun), mark.dokumen)
                    if made is not None:
                        return describe_revision(project, revision), made
    return None
