"""``serap``: carry edits made in a generated Word file back into the sources."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rbdocs.commands.result import DONE, FOUND, Result, add_format
from rbdocs.files import Project
from rbdocs.storing import write_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rbdocs.compare.absorb import Absorption
    from rbdocs.compare.hand_edits import HandEdit

NAME = "serap"
HELP = "bawa suntingan dalam berkas Word kembali ke sumbernya"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``serap``."""
    parser.add_argument("berkas", type=Path, help="berkas Word yang disunting", metavar="BERKAS")
    parser.add_argument(
        "--terapkan", action="store_true", help="tulis ke sumber; tanpa ini hanya ditunjukkan"
    )
    add_format(parser)


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Show the edits and where they go; write them where the user says so."""
    from rbdocs.compare.absorb import absorb
    from rbdocs.word.reader import read_file

    file = read_file(arguments.berkas)
    found = absorb(project, file)
    lines = list(_told(found))
    if file.tracked:
        lines.insert(
            0,
            f"{file.name}: ada perubahan yang dilacak Word (Track Changes); semuanya dibaca seolah "
            "sudah diterima.",
        )
    if arguments.terapkan:
        write_all(
            project.sources,
            {project.root / name: content.encode() for name, content in found.files.items()},
        )
        lines += [f"Ditulis {name}" for name in found.files]
    elif found.placed:
        lines.append(
            "Belum ada yang ditulis. Tambahkan --terapkan untuk menulis yang dapat ditempatkan."
        )
    lines.append(
        f"{len(found.placed)} suntingan {'diserap' if arguments.terapkan else 'dapat diserap'}, "
        f"{len(found.unplaced)} tidak dapat ditempatkan."
    )
    data = {
        "diterapkan": arguments.terapkan,
        "diserap": [_as_data(one) for one in found.placed],
        "tidak_ditempatkan": [_as_data(one) for one in found.unplaced],
        "berkas": list(found.files),
    }
    return Result(FOUND if found.unplaced else DONE, data, lines)


def _told(found: Absorption) -> Iterator[str]:
    from rbdocs.compare.report import marked

    for one in found.placed:
        yield f"{one.file}:{one.line}  {one.place}"
        yield f"  {marked(one.old, one.new.plain)}"
    if found.unplaced:
        yield "Tidak dapat ditempatkan; pindahkan sendiri bila memang dimaksud:"
    for one in found.unplaced:
        yield f"  {one.place}: {one.reason}"
        yield f"    {marked(one.old, one.new.plain)}"


def _as_data(one: HandEdit) -> dict[str, object]:
    return {
        "tempat": one.place,
        "lama": one.old,
        "baru": one.new.plain,
        "berkas": one.file or None,
        "baris": one.line or None,
        "alasan": one.reason or None,
    }
