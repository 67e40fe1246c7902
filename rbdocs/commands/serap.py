"""``serap``: carry edits made in a generated Word file back into the sources."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rbdocs.commands.result import DONE, FOUND, Result, add_flag, add_format
from rbdocs.files import Project
from rbdocs.storing import write_all

if TYPE_CHECKING:
    from rbdocs.compare.absorb import Absorption
    from rbdocs.compare.hand_edits import HandEdit
    from rbdocs.documents.fingerprint import Fingerprint
    from rbdocs.revise.from_consolidated import WantedText
    from rbdocs.word.reader import WordFile

HELP = "bawa suntingan dalam berkas Word kembali ke sumbernya"
_SHOWN = 10  # other places that change along; more are counted


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``serap``."""
    parser.add_argument("berkas", type=Path, help="berkas Word yang disunting", metavar="BERKAS")
    add_flag(parser, "--terapkan", "tulis ke sumber; tanpa ini hanya ditunjukkan")
    add_format(parser)


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Show the edits and where they go; write them where the user says so."""
    from rbdocs.compare.absorb import absorb
    from rbdocs.compare.report import comment_data, comment_lines, told_revisions
    from rbdocs.documents.consolidated import consolidated_mark
    from rbdocs.word.reader import read_file

    file = read_file(arguments.berkas)
    if (mark := consolidated_mark(file.parts)) is not None:
        return take_over(project, file, mark, write=arguments.terapkan)
    found = absorb(project, file)
    lines = [*told_revisions(file), *_told(found), *comment_lines(file)]
    if file.comments:
        lines.append("Komentar tidak diserap; jawab atau tindak lanjuti sendiri.")
    if arguments.terapkan:
        _write(project, found)
        lines += [f"Ditulis {name}" for name in found.files]
    elif found.placed:
        lines.append(
            "Belum ada yang ditulis. Tambahkan --terapkan untuk menulis yang dapat ditempatkan."
        )
    lines.append(_summary(file.name, found, written=arguments.terapkan))
    data = {
        "diterapkan": arguments.terapkan,
        "diserap": [_as_data(edit) for edit in found.placed],
        "tidak_ditempatkan": [_as_data(edit) for edit in found.unplaced],
        "berkas": list(found.files),
        "ikut_berubah": found.ripples,
        "komentar": comment_data(file),
    }
    return Result(FOUND if found.unplaced or file.comments else DONE, data, lines)


def _write(project: Project, found: Absorption) -> None:
    """Write all changed sources, or none where one has been changed by somebody else since."""
    write_all(
        project.sources,
        {project.root / name: content for name, content in found.files.items()},
        {project.root / name: old for name, old in found.before.items()},
    )


def _summary(name: str, found: Absorption, *, written: bool) -> str:
    if not found.placed and not found.unplaced:
        return f"{name}: tidak ada suntingan; tidak ada yang perlu diserap."
    return (
        f"{len(found.placed)} suntingan {'diserap' if written else 'dapat diserap'}, "
        f"{len(found.unplaced)} tidak dapat ditempatkan."
    )


def _told(found: Absorption) -> Iterator[str]:
    from rbdocs.compare.report import marked

    for edit in found.placed:
        yield f"{edit.file}:{edit.line}  {edit.place}"
        yield f"  {marked(edit.old, edit.new.plain)}"
        if edit.slant:
            yield f"  {edit.slant}"
        if edit.printed:
            yield f"  tercetak «{edit.printed}»"
    if found.ripples:
        yield "Nilai yang sama tercetak juga di tempat lain, jadi ikut berubah:"
        yield from (f"  {ripple}" for ripple in found.ripples[:_SHOWN])
        if len(found.ripples) > _SHOWN:
            yield f"  … dan {len(found.ripples) - _SHOWN} tempat lagi"
    if found.unplaced:
        yield "Tidak dapat ditempatkan; pindahkan sendiri bila memang dimaksud:"
    for edit in found.unplaced:
        yield f"  {_source(edit)}{edit.place}: {edit.reason}"
        yield f"    {marked(edit.old, edit.new.plain)}"
        if edit.slant:
            yield f"    {edit.slant}"


def _source(edit: HandEdit) -> str:
    """Where the text comes from, before its place in the document; "" where it has no source."""
    if not edit.file:
        return ""
    return f"{edit.file}:{edit.line}  " if edit.line else f"{edit.file}  "


def _as_data(edit: HandEdit) -> dict[str, object]:
    return {
        "tempat": edit.place,
        "lama": edit.old,
        "baru": edit.new.plain,
        "berkas": edit.file or None,
        "baris": edit.line or None,
        "tercetak": edit.printed or None,
        "huruf_miring": edit.slant or None,
        "alasan": edit.reason or None,
    }


def take_over(project: Project, file: WordFile, mark: Fingerprint, *, write: bool) -> Result:
    """Show what changed and what Pasal I will say of it; write pasal.yaml where the user says so.

    Nothing is written where the technique of amendment has no phrase for what is wanted.
    Raises FileProblem where the text cannot be read back.
    """
    from rbdocs.compare.report import comment_data, comment_lines, told_revisions
    from rbdocs.revise.from_consolidated import wanted_from

    found = wanted_from(project, file, mark)
    name = project.show(found.path)
    writes = write and bool(found.edits) and not found.obstacles
    if writes:
        write_all(project.sources, {found.path: found.content}, {found.path: found.present})
    lines = [*told_revisions(file), *_told_wanted(found, name), *comment_lines(file)]
    lines += _ending(found, name, asked=write)
    data = {
        "diterapkan": writes,
        "diserap": [
            {"tempat": edit.place, "lama": edit.old, "baru": edit.new} for edit in found.edits
        ],
        "tidak_ditempatkan": found.outside,
        "ditolak": found.obstacles,
        "catatan": found.notes,
        "berkas": [name] if found.edits else [],
        "komentar": comment_data(file),
    }
    undecided = found.obstacles or found.outside or file.comments
    return Result(FOUND if undecided else DONE, data, lines)


def _told_wanted(found: WantedText, name: str) -> Iterator[str]:
    from rbdocs.compare.report import marked

    for edit in found.edits:
        yield f"{name}  {edit.place}"
        yield f"  {marked(edit.old, edit.new)}"
    if found.outside:
        yield (
            "Di luar pasal atau diktum, jadi tidak diserap; pindahkan sendiri bila memang dimaksud:"
        )
        yield from (f"  {line}" for line in found.outside)
        if any("Lampiran" in line for line in found.outside):
            yield (
                f"  Lampiran diganti atau dihapus dengan revisi {found.year} (--lampiran, "
                "--hapus-lampiran), dan ditambahkan dalam «lampiran» pada peraturan.yaml."
            )
    if found.obstacles:
        yield "Tidak dapat dinyatakan sebagai perubahan:"
        yield from (f"  - {obstacle}" for obstacle in found.obstacles)
    if found.notes:
        yield "Catatan untuk perancang:"
        yield from (f"  - {note}" for note in found.notes)


def _ending(found: WantedText, name: str, *, asked: bool) -> Iterator[str]:
    if found.obstacles:
        yield f"{name} tidak ditulis. Betulkan naskahnya, lalu ulangi."
    elif not found.edits:
        yield "Tidak ada suntingan dalam pasal atau diktum; tidak ada yang perlu diserap."
    elif asked:
        yield f"Ditulis {name}"
        yield (
            f"Kalimat perubahannya disusun dari berkas itu: revisi {found.year} --dari "
            f"{found.last}, lalu bangun {found.year} --rancangan."
        )
    else:
        yield f"Belum ada yang ditulis. Tambahkan --terapkan untuk menulis {name}."
