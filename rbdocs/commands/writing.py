"""Where a report goes: to the terminal, or into a file that the user names."""

from __future__ import annotations

import argparse
from pathlib import Path

from rbdocs.commands.result import Result
from rbdocs.files import FileProblem, make_folder, refuse_missing_folder, write_atomic


def add_destination(parser: argparse.ArgumentParser, default: str = "ke layar") -> None:
    """Add the option ``--ke``; *default* says where a report goes without it."""
    parser.add_argument(
        "--ke", type=Path, metavar="BERKAS", help=f"tulis laporan ke berkas ini; bawaan: {default}"
    )


def deliver(text: str, destination: Path | None, status: int, *, own: bool = False) -> Result:
    """Return the result that shows *text*, or that says into which file it went.

    The folder of a *destination* that is the program's *own* is made; one that the user names must
    be there. Raises FileProblem where it is not, or the file cannot be written.
    """
    text = text.rstrip("\n")
    if destination is None:
        return Result(status, output=text)
    folder = destination.resolve().parent
    if own:
        make_folder(folder)
    else:
        refuse_missing_folder(folder)
    if destination.is_dir():
        raise FileProblem(
            f"{destination.as_posix()} adalah folder. Sebutkan juga nama berkasnya, misalnya "
            f"{(destination / 'laporan.txt').as_posix()}."
        )
    written = write_atomic(destination, f"{text}\n".encode())
    verb = "ditulis ke" if written else "tidak berubah:"
    # A sentence in every format: what a program asked for is in the file.
    return Result(status, output=f"Laporan {verb} {destination.as_posix()}.")
