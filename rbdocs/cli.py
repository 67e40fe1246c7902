"""The command line: which command runs, with which exit status. It decides nothing."""

from __future__ import annotations

import argparse
import difflib
import gc
import gettext
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from rbdocs import __version__
from rbdocs.commands.result import Result, printable
from rbdocs.edition import read_edition
from rbdocs.files import FileProblem, Project
from rbdocs.storing import settle

WRONG_USE, INTERRUPTED = 2, 130
# Each is a module of rbdocs.commands, imported where it is asked for: what a command needs is felt
# at every start.
COMMANDS = (
    *("bangun", "periksa", "banding", "verifikasi", "serap", "teks", "jelaskan", "revisi"),
    *("minta", "terima", "lembar", "tetapkan", "mulai", "skema", "susunan"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that *argv* asks for and return its exit status."""
    _start_quickly()
    _speak_indonesian()
    arguments = _arguments(_with_command(sys.argv[1:] if argv is None else argv))
    try:
        project = Project(arguments.akar)
        settle(project.sources)
        result: Result = _module(arguments.perintah).run(project, arguments)
        _print(result, getattr(arguments, "format", "teks"))
        return result.status
    except KeyboardInterrupt:
        print("Dihentikan. Dokumen yang lama tetap utuh.", file=sys.stderr)
        return INTERRUPTED
    except FileProblem as problem:
        print(printable(str(problem)), file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        sys.stderr.close()
        return WRONG_USE
    except Exception as error:
        if os.environ.get("RBDOCS_LACAK"):
            raise
        told = printable(f"{type(error).__name__}: {error}")
        print(
            f"Kesalahan program yang tidak terduga ({told}). "
            "Dokumen yang lama tetap utuh. Laporkan beserta berkas sumbernya; "
            "rinciannya tampak bila dijalankan dengan RBDOCS_LACAK=1.",
            file=sys.stderr,
        )
        return WRONG_USE


def _start_quickly() -> None:
    """Look for unused objects seldom, and for plugins of pydantic not at all.

    What sources are read into stays to the end, and looking at it again and again is a twelfth of
    the time; what has been worked off is still given back. Plugins would be looked for in every
    package that is installed.
    """
    gc.set_threshold(300_000, 50, 50)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _speak_indonesian() -> None:
    """Let argparse's own words come out in Indonesian, whatever the machine's language.

    They are in ``locale/id/LC_MESSAGES/messages.po``; gettext reads the compiled ``messages.mo``.
    """
    os.environ["LANGUAGE"] = "id"
    gettext.bindtextdomain("messages", Path(__file__).parent / "locale")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Read *argv*. What names a part may stand after an option, too, which argparse cannot take."""
    parser = _parser(argv[0])
    arguments, rest = parser.parse_known_args(argv)
    if rest and (not hasattr(arguments, "sasaran") or any(text.startswith("-") for text in rest)):
        return parser.parse_args(argv)  # which says what is wrong
    if rest:
        arguments.sasaran += rest
    return arguments


def _with_command(argv: Sequence[str]) -> list[str]:
    """Complete *argv*: commands in any case, and ``bangun`` where none is named.

    ``build.py`` alone builds the newest year. Ends with a message where a command is mistyped.
    """
    argv = list(argv)
    if not argv or (argv[0].startswith("-") and argv[0] not in ("-h", "--help", "--version")):
        return ["bangun", *argv]
    name = argv[0].strip().lower()
    if name in COMMANDS:
        return [name, *argv[1:]]
    if not argv[0].startswith("-"):
        _refuse_command(argv[0], name)
    return argv


def _refuse_command(given: str, name: str) -> NoReturn:
    if name == "uji":
        message = "Uji program dijalankan sebagai perintah pertama: build.py uji."
    elif read_edition(name):
        message = f"Sebut perintahnya dahulu, misalnya: build.py bangun {name}."
    else:
        similar = difflib.get_close_matches(name, COMMANDS, n=1, cutoff=0.6)
        meant = f" Mungkin maksud Anda «{similar[0]}»." if similar else ""
        message = f"Tidak ada perintah «{given}».{meant} Perintah yang ada: {', '.join(COMMANDS)}."
    print(f"{message} Bantuan: build.py --help.", file=sys.stderr)
    raise SystemExit(WRONG_USE)


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"rbdocs.commands.{name}")


def _parser(asked: str) -> argparse.ArgumentParser:
    """Return what reads the arguments of the command *asked*, or of all where it is an option."""
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Membuat dokumen peraturan tentang reformasi birokrasi dari sumbernya.",
        epilog="Tanpa perintah: bangun tahun terbaru. Uji program: build.py uji.",
    )
    parser.add_argument(
        "--version", action="version", version=__version__, help="tampilkan versi, lalu selesai"
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--akar", type=Path, default=Path(__file__).parents[1], help="folder proyek", metavar="DIR"
    )
    perintah = parser.add_subparsers(
        title="perintah", dest="perintah", metavar="PERINTAH", required=True
    )
    for name in COMMANDS if asked not in COMMANDS else (asked,):
        module = _module(name)
        module.arguments(perintah.add_parser(name, parents=[common], help=module.HELP))
    return parser


def _print(result: Result, shape: str) -> None:
    if result.output is not None:
        print(printable(result.output))
    elif shape == "json":
        from rbdocs.report.data import as_json

        print(printable(as_json({"status": result.status, **result.data})))
    else:
        print(printable("\n".join(result.lines)))
