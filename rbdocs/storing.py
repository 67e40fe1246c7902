"""A set of files is written all or none: by a run that fails, and by one that is killed.

First every new content is put beside its file under another name. Then a journal says which file
is to get which: from then on the set is the new one, and the next run completes what a killed one
has begun. Without a journal the set is the old one, and what was put beside it is swept away.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from rbdocs.files import (
    FileProblem,
    digest,
    holds,
    make_folder,
    refuse_held,
    replace,
    stage,
    told,
    write_atomic,
)
from rbdocs.locking import alone

_JOURNAL, _LOCK = ".tulis.json", ".sibuk"
_MOST = 1_000_000  # bytes of a journal; a year has about 30 files
_Steps = list[tuple[Path, Path]]  # from the staged file to the file


@contextlib.contextmanager
def writing(base: Path) -> Iterator[None]:
    """Let no other run write in *base* meanwhile; what a killed run left there is settled first.

    Raises FileProblem where another run does not end.
    """
    with alone(base / _LOCK, base.name):
        _settle(base)
        yield


def settle(base: Path) -> None:
    """Complete what a killed run has begun to write in *base*. Raises FileProblem."""
    if (base / _JOURNAL).exists():
        with writing(base):
            pass


def write_all(
    base: Path, contents: Mapping[Path, bytes], expected: Mapping[Path, bytes] | None = None
) -> list[Path]:
    """Put all of *contents*, which are below *base*, in place or none; return what has changed.

    A later file becomes visible after an earlier one. *expected* is what files must hold still.
    Raises FileProblem where one has changed, is open in an office program or cannot be written;
    then all are as they were.
    """
    with writing(base):
        for path, data in (expected or {}).items():
            if not holds(path, data):
                raise FileProblem(
                    f"{path.as_posix()} berubah sementara dikerjakan; tidak ada yang ditulis. "
                    "Jalankan lagi."
                )
        changed = {path: data for path, data in contents.items() if not holds(path, data)}
        if not changed:
            return []
        refuse_held(changed)
        before = {path: _content(path) for path in changed}
        _carry_out(base, changed)
        try:
            _finish(base)
        except BaseException:
            _take_back(base, before)
            raise
        return list(changed)


def _content(path: Path) -> bytes | None:
    with told(path):
        return path.read_bytes() if path.exists() else None


def _carry_out(base: Path, contents: Mapping[Path, bytes | None]) -> None:
    """Stage *contents* and write the journal that makes them the set; None takes a file away."""
    staged: _Steps = []
    made: list[Path] = []
    try:
        entries = []
        for path, data in contents.items():
            missing = [parent for parent in path.parents if not parent.exists()]
            made += missing
            make_folder(path.parent)
            name = ""
            if data is not None:
                with told(path):
                    temporary = stage(path, data)
                staged.append((temporary, path))
                name = temporary.name
            entries.append([path.relative_to(base).as_posix(), name, digest(data or b"")])
        write_atomic(base / _JOURNAL, json.dumps(entries).encode())
    except BaseException:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _take_back(base: Path, before: Mapping[Path, bytes | None]) -> None:
    """Make the set of *before* the one that holds; where even that fails the journal stays."""
    old = {path: data for path, data in before.items() if _content(path) != data}
    _carry_out(base, old)
    _finish(base)


def _finish(base: Path) -> None:
    """Do what the journal in *base* says, then remove it and what is left over."""
    journal = base / _JOURNAL
    for path, temporary, known in _read(journal, base):
        with told(path):
            if temporary is None:
                path.unlink(missing_ok=True)
            elif temporary.exists() and digest(temporary.read_bytes()) == known:
                replace(temporary, path)
    with told(journal):
        journal.unlink(missing_ok=True)
    _sweep(base)


def _settle(base: Path) -> None:
    if (base / _JOURNAL).exists():
        _finish(base)
    else:
        _sweep(base)


def _read(journal: Path, base: Path) -> list[tuple[Path, Path | None, str]]:
    """The steps in *journal*: file, staged file, its digest. Raises FileProblem for a wrong one."""
    try:
        if journal.is_symlink() or journal.stat().st_size > _MOST:
            raise ValueError
        return [_step(base, *map(str, entry)) for entry in json.loads(journal.read_bytes())]
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise FileProblem(
            f"{journal.as_posix()}, catatan penulisan yang terputus, tidak dapat dibaca. "
            "Bandingkan folder itu dengan salinan atau riwayat proyek (git), hapus berkas itu, "
            "lalu ulangi."
        ) from error


def _step(base: Path, name: str, temporary: str, known: str) -> tuple[Path, Path | None, str]:
    """One step of a journal; ValueError where it leads out of *base*."""
    parts = PurePosixPath(name).parts
    path = base.joinpath(*parts)
    plain = not (".." in parts or "\\" in name or ":" in name or name.startswith("/"))
    staged = path.parent / temporary
    if not (parts and plain and path.parent.resolve().is_relative_to(base.resolve())):
        raise ValueError(name)
    if temporary and not (
        staged.name == temporary and temporary.startswith(".") and temporary.endswith(".tmp")
    ):
        raise ValueError(temporary)
    return path, staged if temporary else None, known


def _sweep(base: Path) -> None:
    """Remove staged files below *base*, and folders that hold nothing but them."""
    for leftover in list(base.rglob(".*-*.tmp")):
        if leftover.is_file() or leftover.is_symlink():
            with contextlib.suppress(OSError):
                leftover.unlink()
                for folder in leftover.parents:
                    if folder == base:
                        break
                    folder.rmdir()


@contextlib.contextmanager
def staged(contents: Mapping[Path, bytes]) -> Iterator[_Steps]:
    """Give the steps that put *contents* in place; those that hold it already have none.

    What is not put in place is removed at the end. Raises FileProblem where a file is open in an
    office program, or there is no room; nothing is changed then.
    """
    changed = {path: data for path, data in contents.items() if not holds(path, data)}
    refuse_held(changed)
    steps: _Steps = []
    try:
        for path, data in changed.items():
            with told(path):
                steps.append((stage(path, data), path))
        yield steps
    finally:
        for temporary, _ in steps:
            temporary.unlink(missing_ok=True)
