"""``lembar``: give the whole plan as one Excel workbook, to be read and reckoned with."""

from __future__ import annotations

import argparse
from pathlib import Path

from rbdocs.commands.result import DONE, UNREADABLE, Result, add_format, add_year, choose_year
from rbdocs.files import Project, make_folder, refuse_missing_folder, write_atomic

HELP = "buat seluruh rencana aksi sebagai satu buku kerja Excel"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``lembar``."""
    add_year(parser)
    parser.add_argument(
        "--ke",
        type=Path,
        metavar="BERKAS",
        help="tulis ke berkas ini; bawaan: output/TAHUN/rencana-TAHUN.xlsx",
    )
    add_format(parser)


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Write the workbook of the year that was asked for."""
    from rbdocs.excel.plan_book import plan_workbook
    from rbdocs.report.data import as_data
    from rbdocs.sources.year import load_year

    tahun = choose_year(project, arguments.tahun)
    loaded = load_year(project, tahun)
    if loaded.regulation is None:
        findings = [finding for finding in loaded.findings if finding.blocks]
        lines = [f"{finding.location}  {finding.message} {finding.hint}" for finding in findings]
        lines.append("Tidak ada yang dibuat. Betulkan dahulu sumber tahun itu.")
        return Result(UNREADABLE, {"temuan": [as_data(finding) for finding in findings]}, lines)
    path: Path = arguments.ke or project.output / str(tahun) / f"rencana-{tahun}.xlsx"
    if arguments.ke is None:
        make_folder(path.parent)
    else:
        refuse_missing_folder(path.resolve().parent)
    written = write_atomic(path, plan_workbook(loaded.regulation))
    shown = project.show(path)
    line = f"{'Dibuat' if written else 'Sama'}   {shown}"
    return Result(DONE, {"berkas": shown}, [line])
