"""Putting finished files into a year's folder, without losing what a person did to them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from rbdocs.commands.result import Result
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
