"""``periksa``: load and check the sources of a year, and say what was found."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from rbdocs.commands.result import (
    DONE,
    FOUND,
    UNREADABLE,
    Result,
    add_format,
    add_year,
    choose_year,
)
from rbdocs.files import Project

if TYPE_CHECKING:
    from rbdocs.model.peraturan import Regulasi

NAME = "periksa"
HELP = "periksa sumber tanpa membuat dokumen"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``periksa``."""
    add_year(parser)
    add_format(parser)
    add_verbose(parser)


def add_verbose(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--rinci``."""
    parser.add_argument(
        "--rinci", action="store_true", help="tampilkan juga temuan yang dikecualikan"
    )


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Check the year that was asked for."""
    tahun = choose_year(project, arguments.tahun)
    return load_and_check(project, tahun, rinci=arguments.rinci)[1]


def load_and_check(project: Project, tahun: int, *, rinci: bool) -> tuple[Regulasi | None, Result]:
    """Load and check the sources of *tahun*; the regulation is None where they cannot be read."""
    from rbdocs.check.engine import check
    from rbdocs.load.tahun import load_year
    from rbdocs.report import as_data, as_text, gap_as_data, gaps_as_text, summary

    loaded = load_year(project, tahun)
    if loaded.regulasi is None:
        findings = sorted(loaded.findings, key=lambda one: (one.location, one.code))
        lines = [
            *as_text(findings),
            f"Sumber tahun {tahun} belum dapat dibaca: {len(findings)} kesalahan. "
            "Aturan konsistensi baru dijalankan sesudah semuanya dibetulkan.",
        ]
        data = {
            "tahun": tahun,
            "temuan": [as_data(one) for one in findings],
            "aturan_dijalankan": False,
        }
        return None, Result(UNREADABLE, data, lines)
    findings = check(loaded.regulasi)
    celah = [gap_as_data(one) for one in loaded.regulasi.celah()]
    lines = [
        *as_text(findings, waived=rinci),
        *gaps_as_text(celah),
        f"Pemeriksaan tahun {tahun}: {summary(findings)}",
    ]
    data = {
        "tahun": tahun,
        "temuan": [as_data(one) for one in findings],
        "celah": celah,
        "aturan_dijalankan": True,
    }
    status = FOUND if any(one.blocks for one in findings) else DONE
    return loaded.regulasi, Result(status, data, lines)
