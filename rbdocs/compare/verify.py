"""Whether a Word file was generated, from which sources, and what was changed in it by hand."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from enum import StrEnum

from rbdocs.compare.change import Change
from rbdocs.compare.sides import checked_out, describe_revision, source_revisions
from rbdocs.compare.word_changes import compare_files
from rbdocs.documents.fingerprint import Fingerprint, read_fingerprint, source_digest
from rbdocs.documents.make import make_documents
from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project
from rbdocs.model.regulation import Regulation
from rbdocs.sources.year import load_year
from rbdocs.word.package import MAIN
from rbdocs.word.printed_words import content_digest
from rbdocs.word.problems import TemplatesProblem
from rbdocs.word.reader import WordFile, read_word


class Verdict(StrEnum):
    """What a Word file is. Nothing is called unedited but what was compared in full."""

    UNCHANGED = "utuh"  # generated from the sources at hand, and as it was
    COMMENTED = "utuh, dikomentari"  # the same, but reviewers wrote beside it
    EDITED = "disunting"  # generated from the sources at hand, then edited by hand
    UNKNOWN = "belum pasti"  # generated from the sources at hand, which cannot be read now
    OUTDATED = "sumber lama"  # generated from other sources, and as it was
    OUTDATED_EDITED = "sumber lama, disunting"
    OUTDATED_UNKNOWN = "sumber lama, belum pasti"  # those sources are not found
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
    regulation: Regulation | None = None  # of the sources at hand, where they can be read
    now: WordFile | None = None  # the document as these make it


def verify(project: Project, file: WordFile) -> Verification:
    """Find out what *file* is: by comparing all that it prints with what it was generated as."""
    mark = read_fingerprint(file.parts)
    if mark is None or mark.edition is None:
        return Verification(Verdict.FOREIGN)
    current = _same_sources(project, mark)
    regulation = _regulation(project, mark.edition)
    now = made_of(project, regulation, mark.dokumen, draft=is_draft(file))
    result = Verification(
        Verdict.UNKNOWN,
        mark,
        edits=None,
        other_template=_other_template(now, mark),
        regulation=regulation,
        now=now,
    )
    if current and not result.other_template:
        result.base = now
    else:
        found = _base(project, mark, draft=is_draft(file), exact=current)
        if found is not None:
            result.revision, result.base = found
        elif current:  # made with another template, which is lost: its changes are told as well
            result.base = now
    if result.base is not None:
        result.edits = compare_files(result.base, file)
    result.verdict = _verdict(file, mark, result.edits, current=current)
    if now is None:
        result.since = None
    elif result.base is not now:
        result.since = compare_files(result.base or file, now)
    return result


def _verdict(
    file: WordFile, mark: Fingerprint, edits: list[Change] | None, *, current: bool
) -> Verdict:
    if edits is None:  # nothing to compare with; but where the text itself differs, it was edited
        said = content_digest(file.parts[MAIN].decode("utf-8", "replace"))
        if current:
            return Verdict.UNKNOWN if said == mark.isi else Verdict.EDITED
        return Verdict.OUTDATED_UNKNOWN if said == mark.isi else Verdict.OUTDATED_EDITED
    if current:
        if edits:
            return Verdict.EDITED
        return Verdict.COMMENTED if file.comments else Verdict.UNCHANGED
    return Verdict.OUTDATED_EDITED if edits else Verdict.OUTDATED


def is_draft(file: WordFile) -> bool:
    """Whether *file* was made as a draft: its fingerprint says so, whatever its pages say."""
    mark = read_fingerprint(file.parts)
    return mark is not None and bool(mark.rancangan)


def _same_sources(project: Project, mark: Fingerprint) -> bool:
    if mark.edition is None:
        return False
    try:
        return source_digest(project, mark.edition, mark.dokumen) == mark.sumber
    except (OSError, ValueError):  # the name in a fingerprint may be any text
        return False


def _other_template(now: WordFile | None, mark: Fingerprint) -> bool:
    fresh = read_fingerprint(now.parts) if now is not None else None
    return fresh is not None and fresh.templat != mark.templat


def rebuild(
    project: Project, tahun: Edition | None, nama: str, *, draft: bool = False
) -> WordFile | None:
    """Return the document *nama* as the sources make it now; None where they cannot."""
    return made_of(project, _regulation(project, tahun), nama, draft=draft)


def _regulation(project: Project, tahun: Edition | None) -> Regulation | None:
    if tahun is None or tahun not in project.years():
        return None
    return load_year(project, tahun).regulation


def made_of(
    project: Project, regulation: Regulation | None, nama: str, *, draft: bool = False
) -> WordFile | None:
    """Return the document *nama* of *regulation*; None where it cannot be made."""
    if regulation is None:
        return None
    draft = draft and regulation.peraturan.status != "ditetapkan"  # an enacted one never says so
    try:
        documents = make_documents(project, regulation, draft=draft, only=nama)
    except TemplatesProblem:
        return None
    content = next((document.content for document in documents if document.nama == nama), None)
    return None if content is None else read_word(content, nama)


def _base(
    project: Project, mark: Fingerprint, *, draft: bool, exact: bool
) -> tuple[str, WordFile] | None:
    """The revision in git whose sources *mark* names, and the document as it made it.

    Of several with these sources, the one that has the template as well; without that, none
    where it must be *exact*, else the newest.
    """
    nearest: tuple[str, WordFile] | None = None
    with contextlib.suppress(FileProblem):
        for revision in source_revisions(project):
            with contextlib.ExitStack() as stack:
                there = Project(checked_out(project, revision, stack))
                if not _same_sources(there, mark):
                    if nearest is not None:
                        break
                    continue
                made = rebuild(there, mark.edition, mark.dokumen, draft=draft)
                if made is not None:
                    found = describe_revision(project, revision), made
                    if not _other_template(made, mark):
                        return found
                    nearest = nearest or found
    return None if exact else nearest
