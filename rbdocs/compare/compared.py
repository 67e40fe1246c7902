"""Two versions compared, of whatever kind, templates too: what every view of ``banding`` shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from rbdocs.compare import changes as comparing
from rbdocs.compare.budget import Budgets, compare_budgets
from rbdocs.compare.change import Change, ChangeKind
from rbdocs.compare.consequences import with_consequences
from rbdocs.compare.redlines import Redlines, check_told, redline_files, redline_year
from rbdocs.compare.report import comment_lines, same_comments, told_revisions
from rbdocs.compare.row_facts import RowFacts, row_facts
from rbdocs.compare.sides import Side, open_sides, same_sources
from rbdocs.compare.verify import is_draft, rebuild
from rbdocs.compare.word_changes import NOT_COMPARED, compare_files
from rbdocs.documents.fingerprint import read_fingerprint
from rbdocs.documents.make import Document
from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project
from rbdocs.model.regulation import Regulation
from rbdocs.word.problems import TemplatesProblem
from rbdocs.word.reader import WordFile, read_file, read_word

_LOOK = "Rupa atau pengaturannya berubah; kata-katanya sama."
_OTHER = "Isinya berubah."


@dataclass(slots=True)
class Compared:
    """What a view shows: the changes, and how to make the documents that show them.

    *differ* says whether the two differ, in text or remarks, *ending* what is not compared.
    """

    project: Project
    old: str
    new: str
    changes: list[Change]
    redlines: Callable[[], tuple[list[Document], list[str]]]
    titles: tuple[str, str]  # how the matrix names both versions
    title: str
    author: str = ""
    budgets: tuple[Budgets, Budgets] | None = None
    facts: dict[str, RowFacts] = field(default_factory=dict)  # by kode, where sides are sources
    notes: list[str] = field(default_factory=list)
    every: bool = False  # whether the terminal shows what is not printed, too
    differ: bool = False
    ending: str = ""


def compare_sources(project: Project, old: Side, new: Side) -> Compared:
    """Compare two versions of the sources, both of which can be read. Raises UntoldProblem."""
    before, after = old.regulation, new.regulation
    before_all, after_all = old.in_force, new.in_force
    assert before is not None
    assert before_all is not None
    assert after is not None
    assert after_all is not None
    comparison = comparing.compare(before_all, after_all)
    changes = with_consequences(comparison.changes, before_all, after_all)
    changes += compare_templates(old.project, new.project)

    @cache
    def made() -> Redlines:
        sides = (old.project, before), (new.project, after)
        result = redline_year(project, *sides, comparison.matching)
        check_told(result, changes)
        return result

    def redlines() -> tuple[list[Document], list[str]]:
        notes = [f"{name} tidak berubah." for name in made().unchanged]
        notes += [f"{name} hanya ada pada {new.name}." for name in made().added]
        notes += [f"{name} hanya ada pada {old.name}." for name in made().removed]
        return made().documents, notes

    both = compare_budgets(before_all, after_all)
    titles = _titled(old, before), _titled(new, after)
    title, author = after.peraturan.numbered_name, after.instansi.nama
    result = Compared(project, old.name, new.name, changes, redlines, titles, title, author, both)
    result.differ = bool(changes)
    result.facts = row_facts(before_all, after_all)
    if not comparison.has_common_action():
        result.notes.append(
            f"{old.name} dan {new.name} tidak punya satu pun rencana aksi yang sama; periksa "
            "apakah memang keduanya yang hendak dibandingkan."
        )
    if not any(change.printed for change in changes) and not same_sources(old, new):
        result.notes += _cross_checked(made)
    return result


def _titled(side: Side, regulation: Regulation) -> str:
    """The name of *regulation*, with what tells this version from another of the same name."""
    draft = regulation.peraturan.status == "rancangan"
    notes = [
        *(["rancangan"] if draft else []),
        *([side.name] if side.name != str(side.tahun) else []),
    ]
    name = regulation.peraturan.numbered_name
    return f"{name} ({', '.join(notes)})" if notes else name


def _cross_checked(made: Callable[[], object]) -> Iterator[str]:
    """Make the documents, which must agree that nothing printed changed. Raises UntoldProblem."""
    try:
        made()
    except TemplatesProblem:
        yield (
            "Templat belum dapat dipakai, jadi tidak diperiksa apakah dokumennya pun sama; "
            "jalankan build.py periksa."
        )


def compare_word(
    project: Project, names: list[str], word: list[bool], tahun: Edition | None
) -> Compared:
    """Compare two Word files, or one with the document that sources make; *word* says which is one.

    Raises FileProblem where a file cannot be read, or where no document is like it.
    """
    files = [
        read_file(Path(name)) if is_file else None
        for name, is_file in zip(names, word, strict=True)
    ]
    old, new = files
    if old is None:
        assert new is not None
        old = _document(project, names[0], new, tahun)
    elif new is None:
        new = _document(project, names[1], old, tahun)
    return _files(project, old, new)


def _document(project: Project, name: str, like: WordFile, tahun: Edition | None) -> WordFile:
    """The document of the version *name* that is the same one as *like*. Raises FileProblem."""
    mark = read_fingerprint(like.parts)
    if mark is None:
        raise FileProblem(
            f"{like.name}: bukan dokumen buatan program ini, atau tandanya sudah dihapus, "
            "jadi tidak diketahui dengan dokumen mana dari sumber ia dibandingkan. Sebutkan dua "
            "berkas Word."
        )
    with open_sides(project, name, name, tahun) as (side, _):
        made = rebuild(side.project, side.tahun, mark.dokumen, draft=is_draft(like))
    if made is None:
        raise FileProblem(
            f"Sumber {side.name} tidak dapat dibaca atau tidak membuat {mark.dokumen}. Jalankan "
            "periksa, betulkan, lalu ulangi."
        )
    made.name = f"{mark.dokumen} dari sumber {side.name}"
    return made


def _files(project: Project, before: WordFile, after: WordFile) -> Compared:
    """Compare two Word files, whoever wrote them."""
    changes = compare_files(before, after)

    def redlines() -> tuple[list[Document], list[str]]:
        content, marks = redline_files(before, after)
        if marks:
            return [Document(Path(after.name).name, content)], []
        if changes:
            return [], [
                f"{after.name}: perubahannya tidak dapat ditandai dalam dokumen; lihat daftarnya "
                "dengan banding tanpa --format docx."
            ]
        return [], [f"{after.name} tidak berubah."]

    notes = [line for file in (before, after) for line in told_revisions(file)]
    notes += [line for file in (before, after) for line in comment_lines(file)]
    names = before.name, after.name
    differ = bool(changes) or not same_comments(before, after)
    result = Compared(project, *names, changes, redlines, names, after.name, notes=notes)
    result.differ, result.ending = differ, NOT_COMPARED
    return result


def compare_templates(old: Project, new: Project) -> list[Change]:
    """Return what the templates of *new* have otherwise than those of *old*.

    The words of a Word template are compared one by one, since they are printed; of any other file
    it is only told that it differs.
    """
    before, after = _template_files(old.templates), _template_files(new.templates)
    return [
        change
        for name in sorted({*before, *after})
        for change in _template_changes(name, before.get(name), after.get(name))
    ]


def _template_files(folder: Path) -> dict[str, Path]:
    found = (path for path in folder.rglob("*") if path.is_file())
    visible = (finding for finding in found if not finding.name.startswith((".", "~$")))
    return {path.relative_to(folder).as_posix(): path for path in visible}


def _template_changes(name: str, old: Path | None, new: Path | None) -> Iterator[Change]:
    part = f"Templat {name}"
    if old is None or new is None:
        kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED
        texts = ("", part) if old is None else (part, "")
        yield Change(kind, part, (part,), "", "Templat", *texts, False)
        return
    before, after = old.read_bytes(), new.read_bytes()
    if before == after:
        return
    told = list(_words(name, part, before, after))
    yield from told
    if not told:
        remark = _LOOK if name.endswith(".docx") else _OTHER
        yield Change(ChangeKind.CHANGED, part, (part,), "", "Templat", "", remark, False)


def _words(name: str, part: str, before: bytes, after: bytes) -> Iterator[Change]:
    if not name.endswith(".docx"):
        return
    try:
        files = read_word(before, name), read_word(after, name)
    except FileProblem:
        return  # what is wrong with a template is told where it is used
    for file in compare_files(*files):
        places = tuple(f"{part}, {place}" for place in file.places)
        yield replace(file, part=part, places=places)
