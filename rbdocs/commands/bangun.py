"""``bangun``: load, check, render and write the documents of a year."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rbdocs.commands.consolidated import add_consolidated, build_consolidated
from rbdocs.commands.draft import add_draft, refuse_enacted, tell_open
from rbdocs.commands.output import (
    Wish,
    add_pdf,
    is_current,
    make_pdf,
    own_digests,
    put_all,
    tell_again,
    year_folder,
)
from rbdocs.commands.periksa import add_verbose, load_and_check
from rbdocs.commands.result import (
    DONE,
    FOUND,
    UNREADABLE,
    Progress,
    Result,
    add_flag,
    add_format,
    add_year,
    choose_year,
)
from rbdocs.commands.watching import watch
from rbdocs.edition import Edition
from rbdocs.files import (
    FileProblem,
    Project,
    digest,
    make_folder,
    refuse_held,
    remove,
    set_aside,
)
from rbdocs.manifest import Composition, Manifest, fingerprint
from rbdocs.pdf.metadata import Book

if TYPE_CHECKING:
    from rbdocs.documents.make import Document, Kept
    from rbdocs.model.regulation import Regulation

HELP = "periksa sumber, lalu buat dokumen Word dan PDF ke output/TAHUN"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``bangun``."""
    add_year(parser)
    add_format(parser)
    add_verbose(parser)
    parser.add_argument(
        "--keluaran", type=Path, help="folder hasil; bawaan: output/", metavar="DIR"
    )
    add_pdf(parser)
    add_draft(parser)
    add_consolidated(parser)
    add_flag(parser, "--ulang", "buat ulang walau tidak berubah")
    add_flag(
        parser,
        "--pantau",
        "bangun lagi setiap kali sumber atau templat disimpan, sampai dihentikan dengan Ctrl-C; "
        "hanya dokumen Word, kecuali diminta --pdf atau --arsip",
    )


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Make the documents of the year that was asked for."""
    if arguments.keluaran:
        project = Project(project.root, arguments.keluaran)
    tahun = choose_year(project, arguments.tahun)
    if not arguments.pantau:
        return _built(project, tahun, arguments)
    if arguments.ulang or arguments.format != "teks":
        raise FileProblem("--pantau melapor ke layar saja, tanpa --ulang dan --format.")
    folders = [folder for folder in (project.sources, project.templates) if folder.is_dir()]
    return watch(
        project,
        folders,
        lambda: _built(project, choose_year(project, tahun), arguments),
        "Selesai",
    )


def _built(project: Project, tahun: Edition, arguments: argparse.Namespace) -> Result:
    if arguments.konsolidasi and not arguments.rancangan:
        return build_consolidated(project, tahun, rinci=arguments.rinci)
    wish, draft = Wish.of(arguments), arguments.rancangan
    with year_folder(project, tahun) as folder:
        result = _build(project, tahun, folder, wish, rinci=arguments.rinci, draft=draft)
    if arguments.konsolidasi:
        _add_consolidated(project, tahun, result)
    return result


def _add_consolidated(project: Project, tahun: Edition, result: Result) -> None:
    """Make the consolidated text beside the draft that *result* tells of, or say why not."""
    if result.status == UNREADABLE:
        result.lines.append("Naskah konsolidasi juga tidak dibuat.")
        return
    try:
        other = build_consolidated(project, tahun, rinci=False, told=True)
    except FileProblem as problem:
        result.status = UNREADABLE
        result.lines.append(f"Naskah konsolidasi tidak dibuat. {problem}")
        return
    result.lines += other.lines
    result.data["dokumen"] = [*result.data["dokumen"], *other.data.get("dokumen", [])]
    if other.status == UNREADABLE:
        result.status = UNREADABLE


def _build(
    project: Project, tahun: Edition, folder: Path, wish: Wish, *, rinci: bool, draft: bool
) -> Result:
    """Make the documents of *tahun*, unless nothing that they depend on has changed.

    Raises FileProblem where a document cannot be written; the documents of before stay whole.
    """
    now = _fingerprint(project, tahun) + " rancangan" * draft
    previous = Manifest.read(folder)
    unchanged = not (wish.again or rinci) and now and previous.is_current(now, folder)
    if unchanged and is_current(folder, wish, previous):
        return _unchanged(project, folder, wish, previous)
    with Progress("Memeriksa sumber"):
        regulation, result = load_and_check(project, tahun, rinci=rinci, draft=draft)
    documents = None
    if regulation is not None and draft:
        refuse_enacted(regulation)
        tell_open(regulation, result)
        if result.status == FOUND:
            result.lines.append(
                "Galat di atas tidak menahan rancangan, tetapi dibetulkan sebelum ditetapkan."
            )
    if regulation is not None and (draft or result.status == DONE):
        with Progress("Membuat dokumen Word"):
            there = _kept(folder, Manifest() if wish.again else previous)
            documents = _compose(project, regulation, there, result, draft=draft)
    if regulation is None or documents is None:
        kept = f"; isi {project.show(folder)} tetap" if previous.documents else ""
        result.lines.append(f"Dokumen tidak dibuat{kept}.")
        return result
    # What checking came to, to be told again while nothing changes.
    report = {"data": dict(result.data), "lines": [*result.lines], "status": result.status}
    if previous.problem:
        result.lines.append(previous.problem)
    _write(project, folder, documents, previous, result)
    digests = {document.nama: [digest(document.content)] for document in documents}
    composed = {
        document.nama: Composition(document.made_of, bool(document.warnings))
        for document in documents
        if document.made_of
    }
    manifest = Manifest(now, digests, report, previous.printed, composed=composed)
    contents = {document.nama: document.content for document in documents}
    try:
        manifest.write(folder)
        make_pdf(project, folder, contents, Book.of(regulation), wish, manifest, result)
    except FileProblem as problem:
        raise FileProblem(
            f"{problem} Dokumen Word sudah yang baru ({', '.join(contents)}); PDF-nya belum semua. "
            "Jalankan lagi sesudah itu dibereskan."
        ) from problem
    return result


def _fingerprint(project: Project, tahun: Edition) -> str:
    """The fingerprint, or "" where a source is missing: loading then says which."""
    try:
        return fingerprint(project, tahun)
    except OSError:
        return ""


def _unchanged(project: Project, folder: Path, wish: Wish, previous: Manifest) -> Result:
    data, lines = previous.report.get("data"), previous.report.get("lines")
    status = FOUND if previous.report.get("status") == FOUND else DONE
    result = Result(status, dict(data) if isinstance(data, dict) else {})
    result.data["dokumen"] = [
        {"berkas": project.show(folder / nama), "berubah": False} for nama in previous.documents
    ]
    result.lines = list(lines) if isinstance(lines, list) else []
    tell_again(project, folder, wish, previous.printed, result)
    result.lines += [f"Tidak ada yang berubah: {project.show(folder)} sudah mutakhir."]
    return result


def _kept(folder: Path, previous: Manifest) -> Kept:
    """What gives a document in *folder* that *previous* tells to be made of the same."""

    def kept(nama: str, made_of: str) -> tuple[bytes, bool] | None:
        content = previous.kept(folder, nama, made_of)
        return None if content is None else (content, previous.composed[nama].warned)

    return kept


def _compose(
    project: Project, regulation: Regulation, kept: Kept, result: Result, *, draft: bool
) -> list[Document] | None:
    """Render every document; None where a template has mistakes, which go to *result*."""
    from rbdocs.documents.make import make_documents, template_warnings
    from rbdocs.report.data import as_data
    from rbdocs.report.text import as_text
    from rbdocs.word.problems import TemplatesProblem

    try:
        documents = make_documents(project, regulation, draft=draft, kept=kept)
        findings = template_warnings(documents)
    except TemplatesProblem as problem:
        documents, findings = None, problem.findings()
        result.status = UNREADABLE
    result.data["temuan"] += [as_data(finding) for finding in findings]
    result.lines += as_text(findings)
    return documents


def _write(
    project: Project, folder: Path, documents: list[Document], previous: Manifest, result: Result
) -> None:
    """Put *documents* into *folder*; a file edited by hand since is set aside, not lost."""
    make_folder(folder)
    contents = {folder / document.nama: document.content for document in documents}
    refuse_held(contents)
    known = {  # the digests that each may have without having been edited by hand
        path.name: [*(previous.documents.get(path.name) or own_digests(path)), digest(content)]
        for path, content in contents.items()
    }
    # First of all: a run that is killed leaves no document that seems edited by hand.
    Manifest("", known, {}, previous.printed).write(folder)
    # All or none: a document that cannot be written must not stand beside others of a later day.
    new = put_all(project, contents, {path: known[path.name] for path in contents}, result)
    for nama in previous.documents.keys() - known.keys():
        _drop(project, folder / nama, previous.documents[nama], result)
    result.data["dokumen"] = [
        {"berkas": project.show(path), "berubah": changed} for path, changed in new.items()
    ]
    result.lines.append(f"{len(documents)} dokumen, {sum(new.values())} berubah.")


def _drop(project: Project, old: Path, known: list[str], result: Result) -> None:
    """Remove a document that the regulation no longer has, and its PDF; an edited one is kept."""
    if aside := set_aside(old, known):
        result.lines.append(f"{project.show(old)} disimpan sebagai {project.show(aside)}.")
    if remove(old) or aside:
        remove(old.with_suffix(".pdf"))
        result.lines.append(f"Dihapus {project.show(old)}: bukan lagi bagian peraturan ini.")
