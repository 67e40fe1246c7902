"""``bangun --konsolidasi``: the amended regulation as it stands after all amendments."""

from __future__ import annotations

import argparse
from pathlib import Path

from rbdocs.commands.output import put
from rbdocs.commands.periksa import load_and_check
from rbdocs.commands.result import UNREADABLE, Result
from rbdocs.files import FileProblem, Project, digest, make_folder


def add_consolidated(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--konsolidasi``."""
    parser.add_argument(
        "--konsolidasi",
        action="store_true",
        help="buat hanya konsolidasi.docx: peraturan yang diubah, sebagaimana berlaku seluruhnya; "
        "dengan --rancangan: di samping rancangannya",
    )


def build_consolidated(project: Project, tahun: int, *, rinci: bool, told: bool = False) -> Result:
    """Make the consolidated text of what *tahun* amends; a draft's is marked as one.

    Where it is *told* already what was found in the sources, it is not told again.
    Raises FileProblem where the year amends nothing, or the document cannot be written.
    """
    from rbdocs.render.documents import make_consolidated
    from rbdocs.render.template import TemplatesProblem
    from rbdocs.report.data import as_data
    from rbdocs.report.text import as_text

    regulasi, result = load_and_check(project, tahun, rinci=rinci, draft=True)
    if told:
        result.lines.clear()
    if regulasi is None:
        return result
    if regulasi.peraturan.mengubah is None:
        raise FileProblem(
            f"Peraturan tahun {tahun} tidak mengubah peraturan lain; naskahnya sudah utuh. "
            f"Bangun saja: bangun {tahun}."
        )
    try:
        document = make_consolidated(project, regulasi, regulasi.peraturan.mengubah)
    except TemplatesProblem as problem:
        findings = problem.findings()
        result.status = UNREADABLE
        result.data["temuan"] += [as_data(one) for one in findings]
        result.lines += as_text(findings)
        return result
    folder = project.output / str(tahun)
    make_folder(folder)
    destination = folder / document.nama
    new = put(project, destination, document.content, _known(destination), result)
    result.data["dokumen"] = [{"berkas": project.show(destination), "berubah": new}]
    return result


def _known(destination: Path) -> list[str] | None:
    """The digest of what is at *destination*, unless somebody has edited what it says."""
    from rbdocs.render.fingerprint import content_digest, read_fingerprint
    from rbdocs.render.package import PackageProblem, read_package

    if not destination.exists():
        return None
    data = destination.read_bytes()
    try:
        parts = read_package(data)
        mark = read_fingerprint(parts)
        said = content_digest(parts["word/document.xml"].decode())
    except (PackageProblem, KeyError, ValueError):
        return []
    return [digest(data)] if mark is not None and mark.isi == said else []
