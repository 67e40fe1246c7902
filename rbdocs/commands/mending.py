"""``periksa --perbaiki``: show what can be mended, ask, write, and check again."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rbdocs.commands.checking import Checked, check_year, choose_ink, tell
from rbdocs.commands.result import Result, add_flag
from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project
from rbdocs.storing import write_all

if TYPE_CHECKING:
    from rbdocs.check.rule import Rule
    from rbdocs.commands.repairs import Mending


def add_mending(parser: argparse.ArgumentParser) -> None:
    """Add the options ``--perbaiki``, ``--ya`` and ``--juga-ditetapkan``."""
    add_flag(
        parser,
        "--perbaiki",
        "perbaiki yang hanya dapat dibetulkan dengan satu cara; perubahannya ditunjukkan dulu",
    )
    add_flag(parser, "--ya", "dengan --perbaiki: tulis perubahannya tanpa bertanya")
    add_flag(
        parser,
        "--juga-ditetapkan",
        "dengan --perbaiki: juga sumber peraturan yang sudah ditetapkan",
    )


def refuse_lone_options(arguments: argparse.Namespace) -> None:
    """Raise FileProblem for options that do not go together."""
    if not arguments.perbaiki and (arguments.ya or arguments.juga_ditetapkan):
        raise FileProblem("--ya dan --juga-ditetapkan hanya berarti bersama --perbaiki.")
    if arguments.perbaiki and arguments.format not in ("teks", "json"):
        raise FileProblem("--perbaiki melapor dengan --format teks atau json saja.")
    if arguments.perbaiki and arguments.ke is not None:
        raise FileProblem("--perbaiki melapor ke layar; jangan pakai --ke.")


def run_mending(
    project: Project,
    tahun: Edition,
    rules: Mapping[str, Rule] | None,
    arguments: argparse.Namespace,
) -> Result:
    """Mend the sources of *tahun* as far as the user agrees, and tell what is left.

    Raises FileProblem where they cannot be read, are enacted, or cannot be written.
    """
    from rbdocs.commands.repairs import mend_year

    found = mend_year(project, tahun, rules, enacted=arguments.juga_ditetapkan)
    shown = list(_told(found))
    agreed = arguments.ya
    if found.files and not agreed and arguments.format == "teks" and _at_terminal():
        print("\n".join(shown))
        shown = []
        agreed = _agrees()
    if agreed and found.files:
        _write(project, found)
    left = check_year(project, tahun, rules)
    written = agreed and bool(found.files)
    lines = [*shown, *_after(project, found, left, written=written), *_rest(left, project)]
    return Result(left.status, _as_data(found, left, written=written), lines)


def _told(found: Mending) -> Iterator[str]:
    from rbdocs.report.text import as_diff

    for name, (old, new) in found.files.items():
        yield from as_diff(name, old, new, choose_ink())
    if not found.files:
        yield "Tidak ada yang dapat diperbaiki otomatis."
        return
    counts = Counter(code for code, _ in found.repairs)
    rules = ", ".join(f"{code} {count}" for code, count in sorted(counts.items()))
    yield ""
    yield f"{counts.total()} perbaikan dalam {len(found.files)} berkas ({rules})."


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _agrees() -> bool:
    try:
        return input("Tulis perubahan ini? [y/T] ").strip().casefold() in ("y", "ya")
    except EOFError:
        return False


def _write(project: Project, found: Mending) -> None:
    """Write all files, or none where one has been changed by somebody else since."""
    write_all(
        project.sources,
        {project.root / name: new for name, (_, new) in found.files.items()},
        {project.root / name: old for name, (old, _) in found.files.items()},
    )


def _after(project: Project, found: Mending, left: Checked, *, written: bool) -> Iterator[str]:
    """Yield what was done with the repairs, and what must be done now."""
    if found.unplaced:
        codes = ", ".join(dict.fromkeys(finding.code for finding in found.unplaced))
        yield f"Tempat yang tepat tidak pasti, jadi dibetulkan sendiri: {codes}."
    if not found.files:
        return
    if not written:
        yield "Belum ada yang ditulis. Tambahkan --ya untuk menulisnya tanpa bertanya."
        return
    yield from (f"Ditulis {name}" for name in found.files)
    if (project.sources / str(left.tahun) / "kunci.yaml").exists():
        yield f"Sumber tahun {left.tahun} terkunci: kunci lagi dengan tetapkan {left.tahun}."
    before = {(finding.code, finding.kode) for finding in found.findings}
    new = [finding for finding in left.findings if (finding.code, finding.kode) not in before]
    if new:
        codes = ", ".join(
            dict.fromkeys(f"{finding.code} {finding.kode}".strip() for finding in new)
        )
        yield f"Baru tampak sesudah diperbaiki, karena sekarang dapat diperiksa: {codes}."


def _rest(left: Checked, project: Project) -> Iterator[str]:
    yield ""
    yield from tell(left, project, rinci=False)


def _as_data(found: Mending, left: Checked, *, written: bool) -> dict[str, Any]:
    from rbdocs.report.data import as_data, repair_as_data

    return {
        "tahun": left.tahun.as_value(),
        "ditulis": written,
        "berkas": list(found.files),
        "perbaikan": [
            {"kode_aturan": code, **repair_as_data(repair)} for code, repair in found.repairs
        ],
        "sisa": [as_data(finding) for finding in left.findings],
    }
