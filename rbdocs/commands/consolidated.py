"""``bangun --konsolidasi``: the amended regulation as it stands after all amendments."""

from __future__ import annotations

import argparse

from rbdocs.commands.output import own_digests, put, year_folder
from rbdocs.commands.periksa import load_and_check
from rbdocs.commands.result import UNREADABLE, Result, add_flag
from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project


def add_consolidated(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--konsolidasi``."""
    add_flag(
        parser,
        "--konsolidasi",
        "buat hanya konsolidasi.docx: peraturan yang diubah, sebagaimana berlaku seluruhnya; "
        "dengan --rancangan: di samping rancangannya",
    )


def build_consolidated(
    project: Project, tahun: Edition, *, rinci: bool, told: bool = False
) -> Result:
    """Make the consolidated text of what *tahun* amends; a draft's is marked as one.

    Where it is *told* already what was found in the sources, it is not told again.
    Raises FileProblem where the year amends nothing, or the document cannot be written.
    """
    from rbdocs.documents.make import make_consolidated
    from rbdocs.report.data import as_data
    from rbdocs.report.text import as_text
    from rbdocs.word.problems import TemplatesProblem

    regulation, result = load_and_check(project, tahun, rinci=rinci, draft=True)
    if told:
        result.lines.clear()
    if regulation is None:
        return result
    if regulation.peraturan.mengubah is None:
        raise FileProblem(
            f"Peraturan tahun {tahun} tidak mengubah peraturan lain; naskahnya sudah utuh. "
            f"Bangun saja: bangun {tahun}."
        )
    try:
        document = make_consolidated(project, regulation, regulation.peraturan.mengubah)
    except TemplatesProblem as problem:
        findings = problem.findings()
        result.status = UNREADABLE
        result.data["temuan"] += [as_data(finding) for finding in findings]
        result.lines += as_text(findings)
        return result
    result.data["temuan"] += [as_data(warning) for warning in document.warnings]
    result.lines += as_text(document.warnings)
    with year_folder(project, tahun) as folder:
        destination = folder / document.nama
        known = own_digests(destination)
        new = put(project, destination, document.content, known, result)
    result.data["dokumen"] = [{"berkas": project.show(destination), "berubah": new}]
    return result
