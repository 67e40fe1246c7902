"""``banding``: what changed from one version to another, shown in several ways."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rbdocs.commands.result import DONE, FOUND, UNREADABLE, Result, add_format, parse_year
from rbdocs.commands.writing import deliver
from rbdocs.files import FileProblem, Project, make_folder, refuse_missing_folder, write_atomic

if TYPE_CHECKING:
    from rbdocs.compare.budget import Budgets
    from rbdocs.compare.changes import Change
    from rbdocs.compare.sides import Side
    from rbdocs.documents.make import Document
    from rbdocs.word.reader import WordFile

NAME = "banding"
HELP = "tunjukkan apa yang berubah antara dua tahun, folder, revisi git, atau berkas Word"
# A file of another kind is told by the reader, with what to do.
_WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".rtf", ".odt")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``banding``."""
    what = "tahun, folder proyek, revisi git, atau berkas .docx"
    parser.add_argument("lama", help=f"versi lama: {what}", metavar="LAMA")
    parser.add_argument("baru", help=f"versi baru: {what}", metavar="BARU")
    parser.add_argument(
        "--tahun",
        type=parse_year,
        help="tahun yang dibandingkan dalam folder atau revisi; bawaan: terbaru",
    )
    add_format(parser, *_VIEWS)
    parser.add_argument(
        "--semua",
        action="store_true",
        help="di layar tampilkan juga perubahan yang tidak tercetak (daftar, catatan, pengaturan)",
    )
    parser.add_argument(
        "--ke",
        type=Path,
        metavar="TUJUAN",
        help="berkas hasil; untuk docx dan matriks sebuah folder; bawaan: layar, output/banding",
    )


@dataclass(slots=True)
class _Compared:
    """What a view shows: the changes, and how to make the documents that show them."""

    project: Project
    old: str
    new: str
    changes: list[Change]
    redlines: Callable[[], tuple[list[Document], list[str]]]
    titles: tuple[str, str]  # how the matrix names both versions
    title: str
    author: str = ""
    budgets: tuple[Budgets, Budgets] | None = None
    notes: list[str] = field(default_factory=list)
    every: bool = False  # whether the terminal shows what is not printed, too
    status: int = DONE
    ending: str = ""  # what is not compared


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Compare the two versions that were asked for."""
    from rbdocs.compare.sides import open_sides

    view = _VIEWS[arguments.format]
    names = [arguments.lama, arguments.baru]
    word = [one.lower().endswith(_WORD) or Path(one).is_file() for one in names]
    if any(word):
        return view(_word(project, names, word, arguments.tahun), arguments.ke)
    with open_sides(project, arguments.lama, arguments.baru, arguments.tahun) as sides:
        unreadable = _unreadable(sides)
        if unreadable is not None:
            return unreadable
        compared = _sources(project, *sides)
        compared.every = arguments.semua
        return view(compared, arguments.ke)


def _unreadable(sides: tuple[Side, Side]) -> Result | None:
    """Tell the faults of the sides whose sources cannot be read; None where both can."""
    from rbdocs.report.data import as_data
    from rbdocs.report.text import as_text

    result = Result(UNREADABLE, {"temuan": []})
    for one in sides:
        if one.regulasi is None:
            findings = sorted(one.findings, key=lambda f: (f.location, f.code))
            result.lines += as_text(findings)
            result.lines.append(
                f"Sumber {one.name} belum dapat dibaca: {len(findings)} kesalahan. "
                "Perbandingan dijalankan sesudah semuanya dibetulkan."
            )
            result.data["temuan"] += [as_data(finding) for finding in findings]
    return result if result.lines else None


def _sources(project: Project, old: Side, new: Side) -> _Compared:
    from rbdocs.compare.budget import compare_budgets
    from rbdocs.compare.changes import compare
    from rbdocs.compare.consequences import with_consequences
    from rbdocs.compare.redlines import Redlines, check_told, redline_year
    from rbdocs.compare.sides import same_sources
    from rbdocs.compare.templates import compare_templates

    before, after = old.regulasi, new.regulasi
    before_all, after_all = old.in_force, new.in_force
    assert before is not None
    assert before_all is not None
    assert after is not None
    assert after_all is not None
    comparison = compare(before_all, after_all)
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
    names = before.peraturan.nama_bernomor, after.peraturan.nama_bernomor
    titles = f"{names[0]} ({old.name})", f"{names[1]} ({new.name})"
    result = _Compared(
        project, old.name, new.name, changes, redlines, titles, names[1], after.instansi.nama, both
    )
    result.status = FOUND if changes else DONE
    if not comparison.has_common_action():
        result.notes.append(
            f"{old.name} dan {new.name} tidak punya satu pun rencana aksi yang sama; periksa "
            "apakah memang keduanya yang hendak dibandingkan."
        )
    if not changes and not same_sources(old, new):
        result.notes += _cross_checked(made)
    return result


def _cross_checked(made: Callable[[], object]) -> Iterator[str]:
    """Make the documents, which must agree that nothing changed. Raises UntoldProblem."""
    from rbdocs.word.problems import TemplatesProblem

    try:
        made()
    except TemplatesProblem:
        yield (
            "Templat belum dapat dipakai, jadi tidak diperiksa apakah dokumennya pun sama; "
            "jalankan build.py periksa."
        )


def _word(project: Project, names: list[str], word: list[bool], tahun: int | None) -> _Compared:
    """Compare two Word files, or one with the document that sources make; *word* says which is one.

    Raises FileProblem where a file cannot be read, or where no document is like it.
    """
    from rbdocs.word.reader import read_file

    files = [
        read_file(Path(one)) if is_file else None for one, is_file in zip(names, word, strict=True)
    ]
    old, new = files
    if old is None:
        assert new is not None
        old = _document(project, names[0], new, tahun)
    elif new is None:
        new = _document(project, names[1], old, tahun)
    return _files(project, old, new)


def _document(project: Project, name: str, like: WordFile, tahun: int | None) -> WordFile:
    """The document of the version *name* that is the same one as *like*. Raises FileProblem."""
    from rbdocs.compare.sides import open_sides
    from rbdocs.compare.verify import is_draft, rebuild
    from rbdocs.documents.fingerprint import read_fingerprint

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


def _files(project: Project, before: WordFile, after: WordFile) -> _Compared:
    """Compare two Word files, whoever wrote them."""
    from rbdocs.compare.word_changes import NOT_COMPARED, compare_files
    from rbdocs.compare.word_report import comment_lines, same_comments, told_revisions

    changes = compare_files(before, after)

    def redlines() -> tuple[list[Document], list[str]]:
        from rbdocs.compare.redlines import redline_files
        from rbdocs.documents.make import Document

        content, marks = redline_files(before, after)
        if marks:
            return [Document(Path(after.name).name, content)], []
        if changes:
            return [], [
                f"{after.name}: perubahannya tidak dapat ditandai dalam dokumen; lihat daftarnya "
                "dengan banding tanpa --format docx."
            ]
        return [], [f"{after.name} tidak berubah."]

    notes = [line for one in (before, after) for line in told_revisions(one)]
    notes += [line for one in (before, after) for line in comment_lines(one)]
    names = before.name, after.name
    differ = bool(changes) or not same_comments(before, after)
    result = _Compared(project, *names, changes, redlines, names, after.name, notes=notes)
    result.status, result.ending = FOUND if differ else DONE, NOT_COMPARED
    return result


def _data(compared: _Compared) -> dict[str, object]:
    from rbdocs.compare.report import as_data, folded

    return {
        "lama": compared.old,
        "baru": compared.new,
        "catatan": [*compared.notes, *filter(None, [compared.ending])],
        "perubahan": [as_data(one) for one in folded(compared.changes)],
    }


def _summary(compared: _Compared) -> str:
    from rbdocs.compare.report import summary

    return f"{compared.old} dibandingkan dengan {compared.new}. {summary(compared.changes)}"


def _text(compared: _Compared, target: Path | None) -> Result:
    from rbdocs.compare.report import as_text

    lines = [*compared.notes, *as_text(compared.changes, every=compared.every), _summary(compared)]
    lines += [compared.ending] if compared.ending else []
    return deliver("\n".join(lines), target, compared.status)


def _json(compared: _Compared, target: Path | None) -> Result:
    from rbdocs.report.data import as_json

    return deliver(as_json({"status": compared.status, **_data(compared)}), target, compared.status)


def _html(compared: _Compared, target: Path | None) -> Result:
    from rbdocs.compare.page import Versions, page

    versions = Versions(compared.old, compared.new, compared.budgets)
    text = page(compared.project, versions, compared.changes, compared.notes)
    own = compared.project.output / "banding" / "banding.html"
    return deliver(text, target or own, compared.status, own=target is None)


def _matrix(compared: _Compared, target: Path | None) -> Result:
    from rbdocs.compare.matrix import matrix_rows, other_rows
    from rbdocs.compare.matrix_docx import matrix_document, matrix_warnings
    from rbdocs.compare.matrix_xlsx import matrix_workbook
    from rbdocs.compare.page import budget_rows
    from rbdocs.report.text import as_text

    rows, others = matrix_rows(compared.changes), other_rows(compared.changes)
    more = f" {len(others)} lainnya tidak tercetak (daftar, catatan, pengaturan)." if others else ""
    heading = {
        "judul": compared.title,
        "lama": compared.titles[0],
        "baru": compared.titles[1],
        "ringkasan": f"{len(rows)} perubahan yang tercetak dalam dokumen.{more}",
        "pembuat": compared.author,
    }
    money = budget_rows(compared.budgets) if compared.budgets else []
    files = [
        ("matriks.docx", matrix_document(compared.project, heading, rows)),
        ("matriks.xlsx", matrix_workbook(heading, rows, money, others)),
    ]
    result = _written(compared, target, files)
    result.lines[:0] = as_text(matrix_warnings(compared.project))
    return result


def _docx(compared: _Compared, target: Path | None) -> Result:
    from rbdocs.documents.make import template_warnings
    from rbdocs.report.text import as_text

    documents, notes = compared.redlines()
    written = [(one.nama, one.content) for one in documents]
    result = _written(compared, target, written)
    told = as_text(template_warnings(documents))
    result.lines[:0] = [*told, *compared.notes, *notes]
    return result


def _written(compared: _Compared, target: Path | None, files: list[tuple[str, bytes]]) -> Result:
    """Put *files* into the folder *target*. Raises FileProblem where that is not possible."""
    folder = target or compared.project.output / "banding"
    if target is None:
        make_folder(folder)
    else:
        refuse_missing_folder(folder)
    result = Result(compared.status, _data(compared))
    for name, content in files:
        write_atomic(folder / name, content)
        result.lines.append(f"Dibuat {compared.project.show(folder / name)}")
    result.lines.append(_summary(compared))
    return result


_VIEWS: dict[str, Callable[[_Compared, Path | None], Result]] = {
    "teks": _text,
    "json": _json,
    "html": _html,
    "matriks": _matrix,
    "docx": _docx,
}
