"""``banding``: what changed from one version to another, shown in several ways."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rbdocs.commands.result import (
    DONE,
    FOUND,
    UNREADABLE,
    Result,
    add_flag,
    add_format,
    deliver,
    parse_edition,
)
from rbdocs.files import Project, make_folder, refuse_missing_folder, write_atomic

if TYPE_CHECKING:
    from rbdocs.compare.compared import Compared
    from rbdocs.compare.sides import Side

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
        type=parse_edition,
        help="tahun yang dibandingkan dalam folder atau revisi; bawaan: terbaru",
    )
    add_format(parser, *_VIEWS)
    add_flag(
        parser,
        "--semua",
        "di layar tampilkan juga perubahan yang tidak tercetak (daftar, catatan, pengaturan)",
    )
    parser.add_argument(
        "--ke",
        type=Path,
        metavar="TUJUAN",
        help="berkas hasil; untuk docx dan matriks sebuah folder; bawaan: layar, output/banding",
    )


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Compare the two versions that were asked for."""
    from rbdocs.compare.compared import compare_sources, compare_word
    from rbdocs.compare.sides import open_sides

    view = _VIEWS[arguments.format]
    if arguments.ke is not None:  # before minutes are spent on what has no place
        folder = arguments.format in _FOLDERS
        refuse_missing_folder(arguments.ke if folder else arguments.ke.resolve().parent)
    names = [arguments.lama, arguments.baru]
    word = [name.lower().endswith(_WORD) or Path(name).is_file() for name in names]
    if any(word):
        return view(compare_word(project, names, word, arguments.tahun), arguments.ke)
    with open_sides(project, arguments.lama, arguments.baru, arguments.tahun) as sides:
        unreadable = _unreadable(sides)
        if unreadable is not None:
            return unreadable
        compared = compare_sources(project, *sides)
        compared.every = arguments.semua
        return view(compared, arguments.ke)


def _unreadable(sides: tuple[Side, Side]) -> Result | None:
    """Tell the faults of the sides whose sources cannot be read; None where both can."""
    from rbdocs.report.data import as_data
    from rbdocs.report.text import as_text

    result = Result(UNREADABLE, {"temuan": []})
    for side in sides:
        if side.regulation is None:
            findings = sorted(side.findings, key=lambda f: (f.location, f.code))
            result.lines += as_text(findings)
            result.lines.append(
                f"Sumber {side.name} belum dapat dibaca: {len(findings)} kesalahan. "
                "Perbandingan dijalankan sesudah semuanya dibetulkan."
            )
            result.data["temuan"] += [as_data(finding) for finding in findings]
    return result if result.lines else None


def _status(compared: Compared) -> int:
    return FOUND if compared.differ else DONE


def _data(compared: Compared) -> dict[str, object]:
    from rbdocs.compare.report import as_data, folded

    return {
        "lama": compared.old,
        "baru": compared.new,
        "catatan": [*compared.notes, *filter(None, [compared.ending])],
        "perubahan": [as_data(change) for change in folded(compared.changes)],
    }


def _summary(compared: Compared) -> str:
    from rbdocs.compare.report import summary

    return f"{compared.old} dibandingkan dengan {compared.new}. {summary(compared.changes)}"


def _text(compared: Compared, target: Path | None) -> Result:
    from rbdocs.compare.report import as_text

    lines = [*compared.notes, *as_text(compared.changes, every=compared.every), _summary(compared)]
    lines += [compared.ending] if compared.ending else []
    return deliver("\n".join(lines), target, _status(compared))


def _json(compared: Compared, target: Path | None) -> Result:
    from rbdocs.report.data import as_json

    return deliver(
        as_json({"status": _status(compared), **_data(compared)}), target, _status(compared)
    )


def _html(compared: Compared, target: Path | None) -> Result:
    from rbdocs.compare.page import Versions, page

    versions = Versions(*compared.titles, compared.budgets, compared.facts)
    text = page(compared.project, versions, compared.changes, compared.notes)
    own = compared.project.output / "banding" / "banding.html"
    return deliver(text, target or own, _status(compared), own=target is None)


def _matrix(compared: Compared, target: Path | None) -> Result:
    from rbdocs.compare.budget import budget_rows
    from rbdocs.compare.matrix import matrix_document, matrix_rows, matrix_warnings, other_rows
    from rbdocs.compare.matrix_xlsx import matrix_workbook
    from rbdocs.report.text import as_text

    rows, others = matrix_rows(compared.changes), other_rows(compared.changes)
    printed = sum(change.printed for change in compared.changes)
    hidden = len(compared.changes) - printed
    more = f" {hidden} lainnya tidak tercetak (daftar, catatan, pengaturan)." if hidden else ""
    heading = {
        "judul": compared.title,
        "lama": compared.titles[0],
        "baru": compared.titles[1],
        "ringkasan": (
            f"{printed} perubahan yang tercetak dalam dokumen, dalam {len(rows)} baris.{more}"
        ),
        "pembuat": compared.author,
    }
    money = budget_rows(compared.budgets) if compared.budgets else []
    files = [
        ("matriks.docx", matrix_document(compared.project, heading, rows)),
        ("matriks.xlsx", matrix_workbook(compared.project, heading, rows, money, others)),
    ]
    result = _written(compared, target, files)
    result.lines[:0] = as_text(matrix_warnings(compared.project))
    return result


def _docx(compared: Compared, target: Path | None) -> Result:
    from rbdocs.documents.make import template_warnings
    from rbdocs.report.text import as_text

    documents, notes = compared.redlines()
    written = [(document.nama, document.content) for document in documents]
    result = _written(compared, target, written)
    told = as_text(template_warnings(documents))
    result.lines[:0] = [*told, *compared.notes, *notes]
    return result


def _written(compared: Compared, target: Path | None, files: list[tuple[str, bytes]]) -> Result:
    """Put *files* into the folder *target*. Raises FileProblem where that is not possible."""
    folder = target or compared.project.output / "banding"
    if target is None:
        make_folder(folder)
    result = Result(_status(compared), _data(compared))
    for name, content in files:
        write_atomic(folder / name, content)
        result.lines.append(f"Dibuat {compared.project.show(folder / name)}")
    result.lines.append(_summary(compared))
    return result


_VIEWS: dict[str, Callable[[Compared, Path | None], Result]] = {
    "teks": _text,
    "json": _json,
    "html": _html,
    "matriks": _matrix,
    "docx": _docx,
}
_FOLDERS = ("matriks", "docx")  # several files, put into a folder
