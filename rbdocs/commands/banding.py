"""``banding``: what changed from one version to another, shown in several ways."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from rbdocs.commands.result import DONE, UNREADABLE, Result, add_format, parse_year
from rbdocs.files import Project

if TYPE_CHECKING:
    from rbdocs.compare.sides import Side

NAME = "banding"
HELP = "tunjukkan apa yang berubah antara dua tahun, folder atau revisi git"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``banding``."""
    what = "tahun, folder proyek, atau revisi git"
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
    from rbdocs.compare.consequences import Consequences
    from rbdocs.compare.report import as_data, as_text, summary

    assert old.regulasi is not None
    assert new.regulasi is not None
    comparison = compare(old.regulasi, new.regulasi)
    consequences = Consequences(old.regulasi, new.regulasi, comparison)
    changes = comparison.changes
    data = {
        "lama": old.name,
        "baru": new.name,
        "perubahan": [as_data(one, consequences) for one in changes],
    }
    lines = [*as_text(changes, consequences)]
    lines.append(f"{old.name} dibandingkan dengan {new.name}. {summary(changes)}")
    return Result(DONE, data, lines)
