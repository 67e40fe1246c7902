"""``teks``: what a Word file says as plain text, so that ``git diff`` can show it."""

from __future__ import annotations

import argparse
from pathlib import Path

from rbdocs.commands.result import DONE, Result
from rbdocs.files import Project

HELP = "tampilkan isi berkas Word sebagai teks, misalnya untuk git diff"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``teks``."""
    parser.add_argument("berkas", type=Path, help="berkas Word (.docx)", metavar="BERKAS")


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Print the text of the Word file, a line a paragraph or cell."""
    from rbdocs.word.reader import read_file

    return Result(DONE, output="\n".join(read_file(arguments.berkas).lines()))
