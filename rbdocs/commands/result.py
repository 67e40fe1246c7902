"""What a command came to, and how it is shown: on the terminal, in a file, while it works."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from rbdocs.edition import Edition, read_edition, why_no_edition
from rbdocs.files import (
    FileProblem,
    Project,
    make_folder,
    refuse_missing_folder,
    write_atomic,
)

DONE, FOUND, UNREADABLE = 0, 1, 2
NO_PDF = 3  # the Word documents are made, their PDF are not
# Control characters but for tab and line end, and those that turn the direction of a text (UAX 9):
# a terminal obeys them, so a file could have anything shown.
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]"
)


@dataclass(slots=True)
class Result:
    """What a command came to: exit status, data for programs, lines for people.

    *output*, where there is one, is printed as it stands instead of data and lines.
    """

    status: int
    data: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    output: str | None = None


def add_year(parser: argparse.ArgumentParser) -> None:
    """Add the argument TAHUN."""
    parser.add_argument(
        "tahun",
        nargs="?",
        type=parse_edition,
        help="tahun peraturan, misalnya 2024, atau 2024-b untuk yang kedua tahun itu; bawaan: "
        "terbaru",
    )


def add_format(parser: argparse.ArgumentParser, *choices: str) -> None:
    """Add the option ``--format``; *choices* are the forms, the first is the default."""
    choices = choices or ("teks", "json")
    parser.add_argument(
        "--format",
        choices=choices,
        default=choices[0],
        help=f"bentuk laporan; bawaan: {choices[0]}",
    )


def parse_edition(text: str) -> Edition:
    """Return the regulation that *text* names: 2024, 2024-b. Raises ArgumentTypeError."""
    plain = "".join(text.split())
    found = read_edition(plain)
    if found is None:
        raise argparse.ArgumentTypeError(why_no_edition(plain))
    return found


def add_flag(parser: argparse._ActionsContainer, name: str, meaning: str) -> None:
    """Add the option *name*, which is given or not."""
    parser.add_argument(name, action="store_true", help=meaning)


def parse_year(text: str) -> int:
    """Return the year that *text* writes. Raises argparse.ArgumentTypeError."""
    found = read_edition("".join(text.split()))
    if found is None or found.letter:
        raise argparse.ArgumentTypeError(f"«{text[:40]}» bukan tahun; tulis misalnya 2023")
    return found.year


def choose_year(project: Project, wanted: Edition | None) -> Edition:
    """Return the regulation asked for, or the newest. Raises FileProblem where there is none."""
    present = project.years()
    if not present:
        raise FileProblem(
            f"Tidak ada folder tahun dalam {project.show(project.sources)}. "
            "Buat misalnya sources/2023/ berisi peraturan.yaml; proyek baru: build.py mulai."
        )
    if wanted is None:
        return present[-1]
    if wanted not in present:
        listing = ", ".join(map(str, present))
        raise FileProblem(f"Tidak ada sumber untuk tahun {wanted}. Tahun yang ada: {listing}.")
    return wanted


def printable(text: str) -> str:
    r"""Return *text* for a terminal: what it would obey is shown as an escape, such as ``\u202e``.

    Everything that is printed goes through here. In JSON an escape means the same character.

    >>> print(printable("a\u202eb\x1b[2J"))
    a\u202eb\u001b[2J
    """
    return _OBEYED.sub(lambda hit: f"\\u{ord(hit[0]):04x}", text)


_EVERY_SECONDS = 0.2


class Progress:
    """A line on standard error that is written over and over, and wiped at the end.

    Used as a context; where standard error is no terminal it writes nothing.
    """

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown = sys.stderr.isatty()
        self._start = self._last = monotonic()
        self._width = 0

    def __enter__(self) -> Progress:
        self._write(f"{self._label} ...")
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def __call__(self, done: int, total: int) -> None:
        """Tell that *done* of *total* are ready."""
        now = monotonic()
        if now - self._last >= _EVERY_SECONDS:
            self._last = now
            self._write(f"{self._label}: {done} dari {total}, {now - self._start:.0f} detik")

    def _write(self, text: str) -> None:
        if self._shown:
            print(f"\r{text:<{self._width}}\r{text}", end="", file=sys.stderr, flush=True)
            self._width = len(text)


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
