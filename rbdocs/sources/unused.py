"""Which entries of the sources' folders nothing reads: copies, documents, files of no Lampiran."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rbdocs.edition import read_edition
from rbdocs.files import Project
from rbdocs.model.chapter import BerkasBab, Naskah
from rbdocs.model.finding import Location
from rbdocs.model.lampiran_number import lampiran_file_name
from rbdocs.model.regulation import Regulation
from rbdocs.sources.figure import picture_of
from rbdocs.sources.layouts import FOLDER as LAYOUTS
from rbdocs.sources.lock import NAME as LOCK
from rbdocs.sources.waivers import NAME as JUDGEMENTS

_REGISTERS = (
    "instansi",
    "satuan",
    "perangkat-daerah",
    "indikator",
    "kosakata",
    "aturan",
    "jenis-peraturan",
)
_OF_A_YEAR = (
    *("peraturan.yaml", "pengecualian.yaml", "realisasi.yaml", "pasal.yaml", "jawaban.yaml"),
    JUDGEMENTS,
    LOCK,
)
_DPA = re.compile(r"dpa-\d{4}\.yaml")  # the approved budget of a year
_ORIGINAL = re.compile(r"pasal-\d+-\d{4}\.yaml")  # see original_file in sources.year
# What a chapter could place; where none does, RUJ04 and MUAT63 say so.
_PLACEABLE = re.compile(r"(tabel|gambar)-[a-z0-9-]+\.(yaml|png|jpe?g)", re.IGNORECASE)
# What Windows and macOS put into folders by themselves.
_OF_THE_SYSTEM = frozenset({"desktop.ini", "thumbs.db", "__macosx"})


def unused_entries(project: Project, regulation: Regulation) -> list[Location]:
    """Return the files and folders beside the sources of *regulation* that nothing reads, sorted.

    A folder is named as one, not by what is in it. Hidden files, and those of the operating
    system, are nobody's business.
    """
    return [Location(project.show(path)) for path in sorted(_unused(project, regulation))]


def unused_in(folder: Path, project: Project, unused: list[Location]) -> set[str]:
    """Return which of the *unused* entries are in *folder*, by their name there."""
    start = f"{project.show(folder)}/"
    return {
        location.file.removeprefix(start) for location in unused if location.file.startswith(start)
    }


def _unused(project: Project, regulation: Regulation) -> Iterator[Path]:
    peraturan = regulation.peraturan
    for path in _beside(project.sources, [f"{register}.yaml" for register in _REGISTERS]):
        original = any(
            pattern.fullmatch(path.name) and path.is_file() for pattern in (_ORIGINAL, _DPA)
        )
        if path.name == LAYOUTS and path.is_dir():
            yield from _no_layouts(path)
        elif not original and not (read_edition(path.name) and path.is_dir()):
            yield path
    folder = project.sources / str(peraturan.edition)
    chapters = {
        lampiran_file_name(nomor): nomor
        for nomor in peraturan.lampiran
        if (folder / lampiran_file_name(nomor)).is_dir()
    }
    plans = [
        f"{lampiran_file_name(nomor)}.yaml"
        for nomor in peraturan.lampiran
        if nomor not in chapters.values()
    ]
    yield from _beside(folder, [*_OF_A_YEAR, LAYOUTS, *plans, *chapters])
    yield from _no_layouts(folder / LAYOUTS)
    for naskah in regulation.own_naskah:
        # where it was read, for it may say another number
        own = project.root / naskah.susunan.location().file
        yield from _of_chapters(own.parent, naskah)


def _no_layouts(folder: Path) -> Iterator[Path]:
    """What is no layout; one that no plan has may be another year's, or the next one's."""
    return (path for path in _beside(folder, []) if path.suffix != ".yaml" or path.is_dir())


def _of_chapters(folder: Path, naskah: Naskah) -> Iterator[Path]:
    listed = [isi.berkas for isi in naskah.susunan.isi if isinstance(isi, BerkasBab)]
    for path in _beside(folder, ["naskah.yaml", *listed]):
        if not _PLACEABLE.fullmatch(path.name) and picture_of(path) is None:
            yield path


def _beside(folder: Path, expected: list[str]) -> Iterator[Path]:
    """Yield what is in *folder* but for the *expected* names, and what is hidden."""
    known = {name.casefold(): name for name in expected}
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        name = path.name
        if name.startswith(".") or name.casefold() in _OF_THE_SYSTEM or name in expected:
            continue
        meant = known.get(name.casefold())
        # Where capitals make no difference to the file system, it is the expected file itself.
        if meant and (folder / meant).exists() and path.samefile(folder / meant):
            continue
        yield path
