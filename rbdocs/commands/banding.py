"""``banding``: what changed from one version to another, shown in several ways."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rbdocs.commands.result import DONE, UNREADABLE, Result, add_format, parse_year
from rbdocs.commands.writing import deliver
from rbdocs.files import FileProblem, Project, make_folder, refuse_missing_folder, write_atomic

if TYPE_CHECKING:
    from rbdocs.compare.budget import Budgets
    from rbdocs.compare.changes import Change
    from rbdocs.compare.sides import Side
    from rbdocs.compare.word_file import WordFile
    from rbdocs.render.documents import Document

NAME = "banding"
HELP = "tunjukkan apa yang berubah antara dua tahun, folder, revisi git, atau berkas Word"
_WORD = (".docx", ".doc")


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


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Compare the two versions that were asked for."""
    from rbdocs.compare.sides import open_sides

    view = _VIEWS[arguments.format]
    names = [arguments.lama, arguments.baru]
    word = [one.lower().endswith(_WORD) for one in names]
    if all(word):
        return view(_files(project, Path(arguments.lama), Path(arguments.baru)), arguments.ke)
    if any(word):
        raise FileProblem(
            "Satu berkas Word tidak dapat dibandingkan dengan sumber di sini. Sebutkan dua berkas "
            f"Word, atau jalankan: build.py verifikasi {names[word.index(True)]}"
        )
    with open_sides(project, arguments.lama, arguments.baru, arguments.tahun) as sides:
        unreadable = _unreadable(sides)
        return view(_sources(project, *sides), arguments.ke) if unreadable is None else unreadable


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

    before, after = old.regulasi, new.regulasi
    assert before is not None
    assert after is not None
    comparison = compare(before, after)
    changes = with_consequences(comparison.changes, before, after)

    def redlines() -> tuple[list[Document], list[str]]:
        from rbdocs.compare.redlines import redline_year

        sides = (old.project, before), (new.project, after)
        made = redline_year(project, *sides, comparison.matching)
        notes = [f"{name} tidak berubah." for name in made.unchanged]
        notes += [f"{name} hanya ada pada {new.name}." for name in made.added]
        notes += [f"{name} hanya ada pada {old.name}." for name in made.removed]
        return made.documents, notes

    both = compare_budgets(before, after)
    names = before.peraturan.nama_bernomor, after.peraturan.nama_bernomor
    titles = f"{names[0]} ({old.name})", f"{names[1]} ({new.name})"
    result = _Compared(
        project, old.name, new.name, changes, redlines, titles, names[1], after.instansi.nama, both
    )
    if not comparison.has_common_action():
        result.notes.append(
            f"{old.name} dan {new.name} tidak punya satu pun rencana aksi yang sama; periksa "
            "apakah memang keduanya yang hendak dibandingkan."
        )
    return result


def _files(project: Project, old: Path, new: Path) -> _Compared:
    """Compare two Word files, whoever wrote them."""
    from rbdocs.compare.word_diff import compare_files
    from rbdocs.compare.word_file import read_file

    before, after = read_file(old), read_file(new)

    def redlines() -> tuple[list[Document], list[str]]:
        from rbdocs.compare.redlines import redline_files
        from rbdocs.render.documents import Document

        content, marks = redline_files(before, after)
        note = [] if marks else [f"{after.name} tidak berubah."]
        return [Document(new.name, content)] if marks else [], note

    changes = compare_files(before, after)
    notes = list(_tracked(before, after))
    names = before.name, after.name
    return _Compared(project, *names, changes, redlines, names, after.name, notes=notes)


def _tracked(*files: WordFile) -> Iterator[str]:
    for one in files:
        if one.tracked:
            yield (
                f"{one.name}: ada perubahan yang dilacak Word (Track Changes); semuanya dibaca "
                "seolah sudah diterima."
            )


def _data(compared: _Compared) -> dict[str, object]:
    from rbdocs.compare.report import as_data

    return {
        "lama": compared.old,
        "baru": compared.new,
        "catatan": compared.notes,
        "perubahan": [as_data(one) for one in compared.changes],
    }


def _summary(compared: _Compared) -> str:
    from rbdocs.compare.report import summary

    return f"{compared.old} dibandingkan dengan {compared.new}. {summary(compared.changes)}"


def _text(compared: _Compared, target: Path | None) -> Result:
    from rbdocs.compare.report import as_text

    lines = [*compared.notes, *as_text(compared.changes), _summary(compared)]
    return deliver("\n".join(lines), target, DONE)


def _json(compared: _Compared, target: Path | None) -> Result:
    from rbdocs.report.data import as_json

    return deliver(as_json({"status": DONE, **_data(compared)}), target, DONE)


def _html(compared: _Compared, target: Path | None) -> Result:
    from rbdocs.compare.page import Versions, page

    versions = Versions(compared.old, compared.new, compared.budgets)
    text = page(compared.project, versions, compared.changes, compared.notes)
    own = compared.project.output / "banding" / "banding.html"
    return deliver(text, target or own, DONE, own=target is None)


def _matrix(compared: _Compared, target: Path | None) -> Result:
    from rbdocs.compare.matrix import matrix_rows
    from rbdocs.compare.matrix_docx import matrix_document
    from rbdocs.compare.matrix_xlsx import matrix_workbook
    from rbdocs.compare.page import budget_rows

    rows = matrix_rows(compared.changes)
    heading = {
        "judul": compared.title,
        "lama": compared.titles[0],
        "baru": compared.titles[1],
        "ringkasan": f"{len(rows)} perubahan yang tercetak dalam dokumen.",
        "pembuat": compared.author,
    }
    money = budget_rows(compared.budgets) if compared.budgets else []
    files = [
        ("matriks.docx", matrix_document(compared.project, heading, rows)),
        ("matriks.xlsx", matrix_workbook(heading, rows, money)),
    ]
    return _written(compared, target, files)


def _docx(compared: _Compared, target: Path | None) -> Result:
    documents, notes = compared.redlines()
    written = [(one.nama, one.content) for one in documents]
    result = _written(compared, target, written)
    result.lines[:0] = [*compared.notes, *notes]
    return result


def _written(compared: _Compared, target: Path | None, files: list[tuple[str, bytes]]) -> Result:
    """Put *files* into the folder *target*. Raises FileProblem where that is not possible."""
    folder = target or compared.project.output / "banding"
    if target is None:
        make_folder(folder)
    else:
        refuse_missing_folder(folder)
    result = Result(DONE, _data(compared))
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
