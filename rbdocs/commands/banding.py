"""``banding``: what changed from one version to another, shown in several ways."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rbdocs.commands.result import DONE, UNREADABLE, Result, add_format, parse_year
from rbdocs.files import FileProblem, Project

if TYPE_CHECKING:
    from rbdocs.compare.changes import Change
    from rbdocs.compare.sides import Side

NAME = "banding"
HELP = "tunjukkan apa yang berubah antara dua tahun, folder, revisi git, atau berkas Word"


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
    add_format(parser)


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Compare the two versions that were asked for."""
    from rbdocs.compare.sides import open_sides

    names = [arguments.lama, arguments.baru]
    word = [one.lower().endswith((".docx", ".doc")) for one in names]
    if all(word):
        return _files(Path(arguments.lama), Path(arguments.baru))
    if any(word):
        raise FileProblem(
            "Satu berkas Word tidak dapat dibandingkan dengan sumber di sini. Sebutkan dua berkas "
            f"Word, atau jalankan: build.py verifikasi {names[word.index(True)]}"
        )
    with open_sides(project, arguments.lama, arguments.baru, arguments.tahun) as sides:
        unreadable = _unreadable(sides)
        return unreadable if unreadable is not None else _compared(*sides)


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


def _compared(old: Side, new: Side) -> Result:
    from rbdocs.compare.changes import compare
    from rbdocs.compare.consequences import with_consequences

    assert old.regulasi is not None
    assert new.regulasi is not None
    changes = compare(old.regulasi, new.regulasi).changes
    changes = with_consequences(changes, old.regulasi, new.regulasi)
    return _shown(old.name, new.name, changes)


def _files(old: Path, new: Path) -> Result:
    """Compare two Word files, whoever wrote them."""
    from rbdocs.compare.word_diff import compare_files
    from rbdocs.compare.word_file import read_file

    before, after = read_file(old), read_file(new)
    result = _shown(before.name, after.name, compare_files(before, after))
    result.lines[:0] = [
        f"{one.name}: ada perubahan yang dilacak Word (Track Changes); semuanya dibaca seolah "
        "sudah diterima."
        for one in (before, after)
        if one.tracked
    ]
    return result


def _shown(old: str, new: str, changes: list[Change]) -> Result:
    from rbdocs.compare.report import as_data, as_text, summary

    data = {"lama": old, "baru": new, "perubahan": [as_data(one) for one in changes]}
    lines = [*as_text(changes), f"{old} dibandingkan dengan {new}. {summary(changes)}"]
    return Result(DONE, data, lines)
