"""``tetapkan``: lock the sources of a regulation that was enacted."""

from __future__ import annotations

import argparse

from rbdocs.commands.checking import check_year, tell
from rbdocs.commands.result import DONE, Result, add_format, choose_year, parse_edition
from rbdocs.files import FileProblem, Project
from rbdocs.storing import write_all

HELP = "kunci sumber peraturan yang sudah ditetapkan"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``tetapkan``."""
    parser.add_argument("tahun", type=parse_edition, help="tahun peraturan")
    add_format(parser)


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Lock the year that was asked for. Raises FileProblem where it is not enacted yet."""
    from rbdocs.check.rule import load_rules
    from rbdocs.sources.lock import NAME as LOCK
    from rbdocs.sources.lock import lock_text, source_digests, unused_in

    tahun = choose_year(project, arguments.tahun)
    # What is locked is law, and may be locked again after a slip of copying was mended.
    locked = (project.sources / str(tahun) / LOCK).exists()
    # Also what is slow to find: the lock keeps all that is known.
    checked = check_year(project, tahun, load_rules(), to_lock=not locked)
    if checked.regulation is None or checked.status != DONE:
        lines = [*tell(checked, project, rinci=False), "Tidak dikunci."]
        return Result(checked.status, {"dikunci": False}, lines)
    peraturan = checked.regulation.peraturan
    if peraturan.status != "ditetapkan" or peraturan.ditetapkan.tanggal is None:
        raise FileProblem(
            f"Peraturan tahun {tahun} masih rancangan. Isi nomor dan tanggalnya dalam "
            f"sources/{tahun}/peraturan.yaml dan tulis status: ditetapkan, lalu ulangi."
        )
    folder = project.sources / str(tahun)
    unused = unused_in(folder, project, checked.regulation.tidak_dipakai)
    digests = source_digests(folder, unused)
    text = lock_text(checked.regulation, digests, checked.findings)
    changed = write_all(project.sources, {folder / LOCK: text.encode()})
    told = "Dikunci" if changed else "Sudah terkunci"
    lines = [f"{told}: {len(digests)} berkas sumber {tahun}, dalam sources/{tahun}/{LOCK}."]
    return Result(DONE, {"dikunci": True, "berkas": len(digests)}, lines)
