"""``lembar``: give the whole plan as one Excel workbook, to be read and reckoned with."""

from __future__ import annotations

import argparse
from pathlib import Path

from rbdocs.commands.checking import unread
from rbdocs.commands.result import DONE, Result, add_format, add_year, choose_year
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
    from rbdocs.figures.sheet_room import SheetRoom
    from rbdocs.sources.year import load_year

    tahun = choose_year(project, arguments.tahun)
    loaded = load_year(project, tahun)
    if loaded.regulation is None:
        return unread(loaded.findings, "Tidak ada yang dibuat.")
    path: Path = arguments.ke or project.output / str(tahun) / f"rencana-{tahun}.xlsx"
    if arguments.ke is None:
        make_folder(path.parent)
    else:
        refuse_missing_folder(path.resolve().parent)
    written = write_atomic(path, plan_workbook(loaded.regulation, SheetRoom.of(project)))
    shown = project.show(path)
    line = f"{'Dibuat' if written else 'Sama'}   {shown}"
    return Result(DONE, {"berkas": shown}, [line])
