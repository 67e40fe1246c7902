"""``mulai``: begin a new project, for any government, in an empty folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from rbdocs.commands.from_excel import add_budget, add_excel, add_plan, show_for_new, take_for
from rbdocs.commands.result import DONE, Result, add_format, parse_year
from rbdocs.files import FileProblem, Project

if TYPE_CHECKING:
    from rbdocs.begin.starter import Wanted

HELP = "mulai proyek baru: sumber contoh yang lengkap dan templat, di folder kosong"
_JUDUL = "Rencana Aksi Reformasi Birokrasi Tahun {}"
_LAMPIRAN = "general,tematik"
_T = TypeVar("_T")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``mulai``."""
    parser.add_argument(
        "--pemerintah", metavar="NAMA", help="misalnya «Kabupaten Maju» atau «Kota Maju»"
    )
    parser.add_argument(
        "--kepala-daerah",
        metavar="JABATAN",
        help="jabatan kepala daerahnya; bawaan: menurut jenis pemerintahnya",
    )
    parser.add_argument(
        "--jenis",
        metavar="NAMA",
        help="jenis peraturan, dengan nama atau singkatannya; bawaan: peraturan kepala daerahnya",
    )
    parser.add_argument("--provinsi", metavar="NAMA", help="misalnya «Jawa Tengah»")
    parser.add_argument("--tempat", metavar="NAMA", help="tempat penetapan; bawaan: nama daerah")
    parser.add_argument("--tahun", type=parse_year, help="tahun peraturan; bawaan: tahun depan")
    parser.add_argument("--judul", metavar="TEKS", help=f"bawaan: «{_JUDUL.format('...')}»")
    parser.add_argument(
        "--lampiran",
        metavar="DAFTAR",
        help=f"jenis tiap Lampiran menurut urutan: naskah, general, tematik; bawaan: {_LAMPIRAN}",
    )
    add_excel(parser)
    add_format(parser)


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Make the project that was asked for. Raises FileProblem where it cannot be made."""
    from rbdocs.begin.found import found, refuse_project
    from rbdocs.begin.starter import starter

    if arguments.dpa_dari_excel is not None:
        return add_budget(project, arguments)
    if arguments.dari_excel is not None and project.sources.is_dir():
        return add_plan(project, arguments)
    refuse_project(project.root)
    wanted = _wanted(arguments)
    if arguments.dari_excel is not None:
        wanted, intake = take_for(wanted, arguments.dari_excel)
        if not arguments.terapkan:
            return show_for_new(intake, arguments.dari_excel)
    made = found(project.root, starter(wanted))
    shown = [project.show(path) for path in made]
    return Result(DONE, {"dibuat": shown}, [*_told(project, shown)])


def _wanted(arguments: argparse.Namespace) -> Wanted:
    """What to make, by the options or by what the person at the screen answers."""
    from rbdocs.begin.government import NotNamed, one_line, read_government, read_kind
    from rbdocs.begin.starter import Wanted

    asks = sys.stdin.isatty() and sys.stdout.isatty()
    if not asks and arguments.pemerintah is None:
        raise FileProblem(
            "Sebutkan pemerintahnya, misalnya: build.py mulai --akar proyek-baru "
            '--pemerintah "Kabupaten Maju" --tahun 2026 --lampiran general,tematik.'
        )
    try:
        government = _answer(
            arguments.pemerintah,
            asks,
            "Pemerintah (misalnya Kabupaten Maju)",
            None,
            lambda text: read_government(text, arguments.kepala_daerah),
        )
        read_kind(arguments.jenis, government)
        default = government.name if government.kind == "Provinsi" else None
        provinsi = (
            _answer(
                arguments.provinsi,
                asks,
                "Provinsi",
                default,
                lambda text: one_line(text, "Provinsi"),
            )
            if asks or arguments.provinsi
            else default
        )
        tahun = arguments.tahun or _answer(
            None, asks, "Tahun peraturan", str(date.today().year + 1), _year
        )
        judul = _answer(
            arguments.judul,
            asks,
            "Judul",
            _JUDUL.format(tahun),
            lambda text: one_line(text, "Judul"),
        )
        lampiran = _answer(
            arguments.lampiran,
            asks,
            "Lampiran, menurut urutan (naskah, general, tematik)",
            _LAMPIRAN,
            lambda text: _kinds(text, excel=arguments.dari_excel is not None),
        )
        tempat = one_line(arguments.tempat, "Tempat") if arguments.tempat else None
    except NotNamed as problem:
        raise FileProblem(str(problem)) from problem
    return Wanted(
        government,
        tahun,
        judul,
        lampiran,
        _province(provinsi),
        tempat,
        jenis=arguments.jenis,
    )


def _answer(
    given: str | None, asks: bool, question: str, default: str | None, read: Callable[[str], _T]
) -> _T:
    """Read what was *given*, or what the person answers, who is asked until it can be read."""
    from rbdocs.begin.government import NotNamed

    if given is not None or not asks:
        return read(given if given is not None else default or "")
    while True:
        try:
            shown = f"{question} [{default}]: " if default else f"{question}: "
            return read(input(shown).strip() or default or "")
        except NotNamed as problem:
            print(problem)
        except EOFError:
            raise FileProblem("Tidak dijawab; tidak ada yang dibuat.") from None


def _year(text: str) -> int:
    from rbdocs.begin.government import NotNamed

    try:
        return parse_year(text)
    except argparse.ArgumentTypeError as problem:
        raise NotNamed(f"{problem}.") from problem


def _kinds(text: str, *, excel: bool) -> list[str]:
    """The kinds of Lampiran that *text* lists; a plan out of Excel may have any layout's."""
    from rbdocs.begin.government import NotNamed
    from rbdocs.begin.starter import KINDS, MOST_LAMPIRAN

    kinds = [part.strip().lower() for part in text.split(",") if part.strip()]
    known = list(KINDS)
    if excel:
        from rbdocs.sources.layouts import packaged_names

        known += [name for name in packaged_names() if name not in KINDS]
    unknown = [kind for kind in kinds if kind not in known]
    if unknown:
        raise NotNamed(f"Tidak ada jenis Lampiran «{unknown[0]}». Yang ada: {', '.join(known)}.")
    if not 0 < len(kinds) <= MOST_LAMPIRAN:
        raise NotNamed(f"Sebutkan 1 sampai {MOST_LAMPIRAN} Lampiran, misalnya {_LAMPIRAN}.")
    return kinds


def _province(text: str | None) -> str | None:
    if text is None or text.lower().startswith(("provinsi ", "daerah istimewa ", "daerah khusus ")):
        return text
    return f"Provinsi {text}"


def _told(project: Project, made: list[str]) -> list[str]:
    folder = project.root.as_posix()
    return [
        f"Proyek baru dibuat di {folder}:",
        *(f"  {name}" for name in made),
        "Yang bertanda CONTOH diganti dengan yang sebenarnya; mulailah dari sources/instansi.yaml.",
        f"Sesudah itu: build.py --akar {folder} (memeriksa dan membuat dokumennya).",
    ]
