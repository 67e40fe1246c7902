"""Where a report goes: to the terminal, or into a file that the user names."""

from __future__ import annotations

import argparse
from pathlib import Path

from rbdocs.commands.result import Result
from rbdocs.files import make_folder, write_atomic


def add_destination(parser: argparse.ArgumentParser, default: str = "ke layar") -> None:
    """Add the option ``--ke``; *default* says where a report goes without it."""
    parser.add_argument(
        "--ke", type=Path, metavar="BERKAS", help=f"tulis laporan ke berkas ini; bawaan: {default}"
    )


def deliver(text: str, destination: Path | None, status: int) -> Result:
    """Return the result that shows *text*, or that says into which file it went.

    Raises FileProblem where the file cannot be written.
    """
    text = text.rstrip("\n")
    if destination is None:
        return Result(status, output=text)
    make_folder(destination.resolve().parent)
    written = write_atomic(destination, f"{text}\n".encode())
    verb = "ditulis ke" if written else "tidak berubah:"
    return Result(status, lines=[f"Laporan {verb} {destination.as_posix()}."])
