"""``jelaskan``: what a rule demands and why, in the terminal or as the whole reference."""

from __future__ import annotations

import argparse

from rbdocs.commands.checking import choose_ink
from rbdocs.commands.result import DONE, Result, add_destination, add_format, deliver
from rbdocs.files import FileProblem, Project

HELP = "jelaskan sebuah aturan pemeriksaan; tanpa kode: daftar semuanya"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``jelaskan``."""
    parser.add_argument("kode", nargs="?", metavar="KODE", help="kode aturan, misalnya TW01")
    add_format(parser, "teks", "markdown")
    add_destination(parser)


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Explain the rule that was asked for, or list all. Raises FileProblem for an unknown code."""
    from rbdocs.check.rule import RETIRED
    from rbdocs.report.rules import catalogue, explain, overview, reference, with_examples

    known = catalogue()
    if arguments.kode is None:
        chosen = list(known.values())
    else:
        code = arguments.kode.strip().upper()
        if code in RETIRED:
            told = f"{code}  tidak dipakai lagi, dan kodenya tidak dipakai untuk aturan lain"
            return deliver(f"{told}\n  Dahulu: {RETIRED[code]}", arguments.ke, DONE)
        chosen = [aturan for aturan in known.values() if code in (aturan.code, aturan.subject)]
    if not chosen:
        raise FileProblem(
            f"Tidak ada aturan «{arguments.kode}». Daftar lengkapnya: build.py jelaskan."
        )
    if arguments.format == "markdown":
        text = reference(map(with_examples, chosen))
    elif len(chosen) == 1:
        text = "\n".join(explain(with_examples(chosen[0]), choose_ink(arguments.ke)))
    else:
        text = "\n".join(overview(chosen))
    return deliver(text, arguments.ke, DONE)
