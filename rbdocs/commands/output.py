"""What bangun writes: finished files in a year's folder, edits by hand kept, and their PDF."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rbdocs.commands.result import NO_PDF, Progress, Result, add_flag
from rbdocs.edition import Edition
from rbdocs.files import (
    FileProblem,
    Project,
    digest,
    make_folder,
    replace,
    set_aside,
    sweep_temporaries,
    told,
)
from rbdocs.locking import alone
from rbdocs.manifest import Manifest, PrintedPdf
from rbdocs.pdf.metadata import Book
from rbdocs.pdf.office import Office, OfficeMissing, find_office
from rbdocs.pdf.year import Published, Recipe, current, publish
from rbdocs.storing import staged


@contextlib.contextmanager
def year_folder(project: Project, tahun: Edition) -> Iterator[Path]:
    """Give the folder of *tahun* in the output, in which no other run works meanwhile.

    What killed runs left behind is gone. Raises FileProblem where another run does not end.
    """
    folder = project.output / str(tahun)
    with alone(project.output / f".{tahun}.sibuk", project.show(folder)):
        for path in (folder, project.output, project.output / ".gambar"):
            sweep_temporaries(path)
        yield folder


def put_all(
    project: Project,
    contents: Mapping[Path, bytes],
    known: Mapping[Path, list[str] | None],
    result: Result,
) -> dict[Path, bool]:
    """Put all of *contents* in place or none, tell it in *result*, and return which are new.

    A file there whose digest is not among those *known* of it was edited by hand: it is set aside,
    not lost. None means that nothing is known of it. Raises FileProblem.
    """
    for folder in {path.parent for path in contents}:
        make_folder(folder)
    before: dict[Path, bytes | None] = {}
    aside: dict[Path, Path] = {}
    with staged(contents) as steps:
        new = {path for _, path in steps}
        try:
            for temporary, path in steps:
                digests = known[path]
                if digests is not None and (moved := set_aside(path, digests)):
                    aside[path] = moved
                with told(path):
                    old = path.read_bytes() if path.exists() else None
                    replace(temporary, path)
                before[path] = old
        except BaseException:
            _take_back(before, aside)
            raise
    for path in contents:
        if path in aside:
            result.lines.append(
                f"{project.show(path)} pernah disunting di luar program; "
                f"suntingan itu disimpan sebagai {project.show(aside[path])}."
            )
        result.lines.append(f"{'Dibuat ' if path in new else 'Sama   '} {project.show(path)}")
    return {path: path in new for path in contents}


def _take_back(before: Mapping[Path, bytes | None], aside: Mapping[Path, Path]) -> None:
    """Let the files be again what they were, as far as the disk lets us."""
    with contextlib.suppress(OSError, FileProblem):
        for path in (path for path, data in before.items() if data is None):
            path.unlink(missing_ok=True)
        with staged({path: data for path, data in before.items() if data is not None}) as steps:
            for temporary, path in steps:
                replace(temporary, path)
        for path, moved in aside.items():
            replace(moved, path)


def put(
    project: Project, destination: Path, content: bytes, known: list[str] | None, result: Result
) -> bool:
    """Put *content* in place as ``put_all`` does, and return whether it is new."""
    return put_all(project, {destination: content}, {destination: known}, result)[destination]


def own_digests(destination: Path) -> list[str]:
    """The digest of the document at *destination* where this program wrote it as it stands, or [].

    Word and LibreOffice pack a document otherwise; who edits what it says changes its fingerprint.
    """
    from rbdocs.documents.fingerprint import read_fingerprint
    from rbdocs.word.package import PackageProblem, read_package, write_package
    from rbdocs.word.printed_words import content_digest

    try:
        data = destination.read_bytes()
        parts = read_package(data)
        mark = read_fingerprint(parts)
        said = content_digest(parts["word/document.xml"].decode())
    except (OSError, PackageProblem, KeyError, ValueError):
        return []
    own = mark is not None and mark.isi == said and write_package(parts) == data
    return [digest(data)] if own else []


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asks for: PDF at all, in the archival form, made again in any case."""

    wanted: bool = True
    archive: bool = False
    again: bool = False

    @classmethod
    def of(cls, arguments: argparse.Namespace) -> Wish:
        """Return what the command line asks for."""
        wanted = arguments.pdf or arguments.arsip or not (arguments.tanpa_pdf or arguments.pantau)
        return cls(wanted, arguments.arsip, arguments.ulang)

    @property
    def form(self) -> str:
        """The form's name for users."""
        return "PDF/A-2b" if self.archive else "PDF"


def add_pdf(parser: argparse.ArgumentParser) -> None:
    """Add the options that concern PDF."""
    choice = parser.add_mutually_exclusive_group()
    add_flag(choice, "--tanpa-pdf", "hanya dokumen Word; LibreOffice tidak diperlukan")
    add_flag(choice, "--arsip", "PDF dalam bentuk arsip (PDF/A-2b)")
    add_flag(choice, "--pdf", "PDF juga dengan --pantau; tanpa --pantau memang bawaannya")


def is_current(folder: Path, wish: Wish, manifest: Manifest) -> bool:
    """Tell whether every PDF of the documents in *manifest* is there as it would be made now."""
    if not wish.wanted:
        return True
    digests = {name: known[-1] for name, known in manifest.documents.items()}
    recipe = Recipe.of(_office()[0], archive=wish.archive)
    keys = recipe.keys(digests, manifest.printed.book)
    return current(folder, recipe, keys, manifest.printed.made).keys() == keys.keys()


def tell_again(
    project: Project, folder: Path, wish: Wish, printed: PrintedPdf, result: Result
) -> None:
    """Tell in *result* what was told when the PDF were made; for an unchanged year."""
    if wish.wanted:
        files = [{"berkas": project.show(folder / name), "berubah": False} for name in printed.made]
        result.data["pdf"] = {**printed.report, "berkas": files}
        result.lines += _remarks(printed.report)


def make_pdf(
    project: Project,
    folder: Path,
    documents: Mapping[str, bytes],
    book: Book,
    wish: Wish,
    manifest: Manifest,
    result: Result,
) -> None:
    """Make the PDF of *documents* in *folder*, tell it in *result*, and note it in *manifest*.

    Where that is not possible the exit status says so: the Word documents are made all the same.
    """
    printed = manifest.printed
    office, absence = _office() if wish.wanted else (None, "")
    recipe = Recipe.of(office, archive=wish.archive if wish.wanted else printed.archive)
    digests = {name: digest(content) for name, content in documents.items()}
    keys = recipe.keys(digests, book.identity)
    again = wish.again and wish.wanted  # those that stay are judged by what they were made from
    there = {} if again else current(folder, recipe, keys, printed.made)
    if wish.wanted and office is None and there.keys() != keys.keys():
        _fail(absence, wish, result)
    elif wish.wanted:
        with Progress("Membuat PDF") as progress:
            published = publish(
                office, documents, book, archive=wish.archive, there=there, progress=progress
            )
        there = published.content
        printed.book, printed.archive = book.identity, wish.archive
        printed.report = _report(published, wish)
        _write(project, folder, published, keys, manifest, result)
    if old := [name for name in keys if name not in there and (folder / name).exists()]:
        result.lines.append(f"Belum mengikuti dokumen Word: {', '.join(old)}.")


def _office() -> tuple[Office | None, str]:
    try:
        return find_office(), ""
    except OfficeMissing as problem:
        return None, str(problem)


def _fail(problem: str, wish: Wish, result: Result) -> None:
    result.status = NO_PDF
    result.data["pdf"] = {"bentuk": wish.form, "berkas": [], "masalah": problem}
    result.lines.append(problem)


def _report(published: Published, wish: Wish) -> dict[str, Any]:
    return {
        "bentuk": wish.form,
        "masalah": published.problem or None,
        "huruf": published.font,
        "peringatan": published.warnings,
        "halaman": published.pages,
    }


def _remarks(report: Mapping[str, Any]) -> list[str]:
    return [line for line in (report.get("huruf"), *report.get("peringatan", ())) if line]


def _write(
    project: Project,
    folder: Path,
    published: Published,
    keys: Mapping[str, str],
    manifest: Manifest,
    result: Result,
) -> None:
    made = manifest.printed.made
    for name in made.keys() - keys.keys():
        del made[name]  # of a document that this year no longer has
    known = {name: made.get(name, [])[1:] for name in published.content}
    for name, content in published.content.items():
        made[name] = [keys[name], *known[name][-1:], digest(content)]
    # First of all: a run that is killed leaves no PDF that seems edited by hand.
    manifest.write(folder)
    written, changed = [], 0
    for name, content in published.content.items():
        seen = made[name][1:] if known[name] else None
        try:
            new = put(project, folder / name, content, seen, result)
        except FileProblem as problem:
            result.status = NO_PDF
            result.lines.append(str(problem))
            continue
        changed += new
        written.append({"berkas": project.show(folder / name), "berubah": new})
    result.data["pdf"] = {**manifest.printed.report, "berkas": written}
    count = f"{len(written)} {manifest.printed.report['bentuk']}, {changed} berubah."
    font, *others = (*_remarks(manifest.printed.report), "")  # the type goes with the count
    result.lines += [f"{count} {font}".rstrip(), *filter(None, others)]
    if published.problem:
        result.status = NO_PDF
        result.lines.append(published.problem)
