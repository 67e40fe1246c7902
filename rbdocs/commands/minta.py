"""``minta``: ask each office in a workbook of its own for what is still open."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from rbdocs.commands.checking import unread
from rbdocs.commands.result import (
    DONE,
    Result,
    add_flag,
    add_format,
    add_year,
    choose_year,
)
from rbdocs.files import Project, make_folder
from rbdocs.storing import write_all

if TYPE_CHECKING:
    from pathlib import Path

    from rbdocs.model.regulation import Regulation

HELP = "mintakan yang belum diisi kepada tiap perangkat daerah, dalam berkas Excel"
FOLDER = "permintaan"
_QUARTER = re.compile(r"TW\s*([1-4])", re.IGNORECASE)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``minta``."""
    add_year(parser)
    parser.add_argument(
        "--untuk", metavar="KUNCI", help="hanya perangkat daerah ini, misalnya bkd, atau bkd,dinkes"
    )
    add_flag(
        parser,
        "--semua",
        "juga baris dan perangkat daerah yang semua isiannya sudah ada, untuk dibaca",
    )
    parser.add_argument(
        "--realisasi",
        type=_quarter,
        default=0,
        metavar="TW1..TW4",
        help="mintakan realisasi sampai triwulan itu",
    )
    parser.add_argument(
        "--batas", metavar="TANGGAL", default="", help="tanggal terakhir, misalnya 2024-01-15"
    )
    parser.add_argument(
        "--kepada", default="pengirimnya", help="kepada siapa dikembalikan; bawaan: pengirimnya"
    )
    add_format(parser)


def _quarter(text: str) -> int:
    hit = _QUARTER.fullmatch(text.strip())
    if hit is None:
        raise argparse.ArgumentTypeError(f"«{text[:40]}» bukan triwulan; tulis misalnya TW2")
    return int(hit[1])


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Write the workbooks. Raises FileProblem for a request that cannot be met."""
    from rbdocs.excel.send import Request, due_day, prepare
    from rbdocs.figures.sheet_room import SheetRoom
    from rbdocs.sources.year import load_year

    tahun = choose_year(project, arguments.tahun)
    batas = due_day(arguments.batas)
    loaded = load_year(project, tahun)
    if loaded.regulation is None:
        return unread(loaded.findings, "Tidak ada yang dimintakan.")
    request = Request(
        tuple(filter(None, (part.strip() for part in (arguments.untuk or "").split(",")))),
        arguments.semua,
        arguments.realisasi,
        batas,
        " ".join(arguments.kepada.split()),
    )
    prepared = prepare(loaded.regulation, request, SheetRoom.of(project))
    if not prepared.forms:
        return Result(DONE, {"berkas": []}, [prepared.nothing])
    folder = project.output / str(tahun) / FOLDER
    if arguments.realisasi:
        folder = folder / f"realisasi-tw{arguments.realisasi}"
    _store(folder, prepared.files)
    return _told(project, folder, loaded.regulation, prepared.counts())


def _store(folder: Path, files: dict[str, bytes]) -> None:
    make_folder(folder)
    write_all(folder, {folder / name: content for name, content in files.items()})


def _told(
    project: Project, folder: Path, regulation: Regulation, counts: list[tuple[str, str, int]]
) -> Result:
    width = max(len(name) for _, name, _ in counts)
    shown = project.show(folder)
    lines = [f"  {name:<{width}}  {number:>4} isian  {office}" for office, name, number in counts]
    total = sum(number for *_, number in counts)
    data = {
        "folder": shown,
        "berkas": [
            {"perangkat_daerah": office, "berkas": name, "isian": number}
            for office, name, number in counts
        ],
    }
    lines.insert(0, f"Permintaan tahun {regulation.peraturan.edition} dalam {shown}:")
    lines.append(
        f"{len(counts)} berkas, {total} isian; siapa berutang apa: ringkasan.xlsx. "
        "Sesudah kembali: terima FOLDER."
    )
    return Result(DONE, data, lines)
