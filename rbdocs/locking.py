"""Locks: one run at a time in a folder, and scratch folders that no run takes for leftovers."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import signal
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from rbdocs.files import LARGEST, FileProblem, Project, make_folder

# A year with its PDF takes 10 to 60 seconds on an office machine.
WAIT_SECONDS = 120.0
_LOOK_SECONDS = 0.1
_TOLD_AFTER = 1.0  # seconds
_FAR = 1 << 30  # Windows locks bytes so that none may read them: one beyond what the file holds
_MOST = 1000  # bytes that say who holds a lock
_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _lock(stream: BinaryIO) -> None:
        stream.seek(_FAR)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(stream: BinaryIO) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def alone(path: Path, what: str) -> Iterator[None]:
    """Hold the lock file *path* meanwhile; *what* is what users know it to protect.

    Waits a while for another run and says so. Where the folder is read-only, or its disk knows no
    locks, nothing is held: nothing can be written there, or nobody can do better. Raises
    FileProblem, with who holds it since when, where the other run does not end.
    """
    missing = [parent for parent in path.parents if not parent.exists()]
    stream = _held(path, what)
    try:
        yield
    finally:
        if stream is not None:
            _give_back(stream, path)
            for folder in missing:  # nothing may have been put into them
                with contextlib.suppress(OSError):
                    folder.rmdir()


@contextlib.contextmanager
def held_at_once(path: Path) -> Iterator[bool]:
    """Hold the lock file *path* meanwhile unless somebody does; tell whether it is held.

    Raises OSError where the file cannot be opened, or the disk knows no locks.
    """
    with path.open("a+b", buffering=0) as stream:
        held = True
        try:
            _lock(stream)
        except OSError as error:
            if error.errno not in _BUSY:
                raise
            held = False
        yield held


def _held(path: Path, what: str) -> BinaryIO | None:
    """The open lock file, locked; None where it cannot be written.

    Who held it before has removed it: what was opened then is no longer the lock.
    """
    while True:
        try:
            make_folder(path.parent)
            stream = path.open("r+b" if path.exists() else "x+b", buffering=0)
        except (FileExistsError, FileNotFoundError):  # another run has just made or removed it
            continue
        except PermissionError:
            return None
        try:
            locked = _wait(stream, path, what)
            if not locked or _same(stream, path):
                _sign(stream)
                return stream
        except BaseException:
            stream.close()
            raise
        stream.close()


def _same(stream: BinaryIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except OSError:
        return False


def _give_back(stream: BinaryIO, path: Path) -> None:
    """Remove the lock file while it is held; Windows only lets a closed one be removed."""
    try:
        with contextlib.suppress(OSError):
            if sys.platform != "win32":
                path.unlink()
    finally:  # also where the run is being stopped: nobody waits for what is not closed
        stream.close()
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            path.unlink()


def _wait(stream: BinaryIO, path: Path, what: str) -> bool:
    """Wait for the lock on *stream*; False where the disk knows no locks."""
    start, told = time.monotonic(), False
    while True:
        try:
            _lock(stream)
            return True
        except OSError as error:
            if error.errno not in _BUSY:
                return False
        waited = time.monotonic() - start
        if waited > WAIT_SECONDS:
            raise FileProblem(
                f"{what} sedang dikerjakan {_holder(path)}; sudah ditunggu {waited:.0f} detik. "
                "Tunggu sampai selesai, atau hentikan proses itu, lalu ulangi. "
                "Tidak ada yang diubah."
            )
        if waited > _TOLD_AFTER and not told:
            told = True
            print(f"{what} sedang dikerjakan {_holder(path)}; menunggu ...", file=sys.stderr)
        time.sleep(_LOOK_SECONDS)


def _sign(stream: BinaryIO) -> None:
    """Say in the lock file who holds it."""
    with contextlib.suppress(OSError):
        text = json.dumps({"proses": os.getpid(), "sejak": time.strftime("%d-%m-%Y %H:%M:%S")})
        stream.seek(0)
        stream.truncate()
        stream.write(text.encode())


def _holder(path: Path) -> str:
    """Who holds the lock file *path*, as far as it says."""
    try:
        with path.open("rb") as stream:
            told = json.loads(stream.read(_MOST))
        return f"proses {int(told['proses'])} sejak {str(told['sejak'])[:19]}"
    except (OSError, ValueError, KeyError, TypeError):
        return "proses lain"


_PREFIX = "rbdocs-"
_LOCK, _INSIDE = ".dipakai", "isi"
_STARTING = 3600  # seconds after which a folder without its lock was left by a killed run
_PROCESSES = Path("/proc")  # Linux; elsewhere what a killed run started ends by itself


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Give an empty folder among the temporary files that no other run uses, for this while.

    Those that killed runs left behind are removed first, with the programs that still work in
    them. Raises OSError where there is no room.
    """
    _sweep()
    with contextlib.ExitStack() as lock:
        folder = _make(lock)
        try:
            inside = folder / _INSIDE
            inside.mkdir()
            yield inside
        finally:
            shutil.rmtree(folder / _INSIDE, ignore_errors=True)
            lock.close()  # Windows removes no open file
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def sources_copied(project: Project) -> Iterator[Project]:
    """Give meanwhile a project in a scratch folder, with a copy of the sources of *project*."""
    with scratch() as folder:
        copy = Project(folder, templates=project.templates)
        shutil.copytree(project.sources, copy.sources, ignore=_unreadable)
        yield copy


def _unreadable(folder: str, names: list[str]) -> list[str]:
    """Which of the *names* in *folder* no source can be: pipes, links in circles, vast files."""
    return [name for name in names if not _can_be_copied(Path(folder, name))]


def _can_be_copied(path: Path) -> bool:
    try:
        status = path.stat()
    except OSError:  # a link to nothing, or to itself
        return False
    if stat.S_ISDIR(status.st_mode):
        return not (path.is_symlink() and path.parent.resolve().is_relative_to(path.resolve()))
    return stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST


def _make(lock: contextlib.ExitStack) -> Path:
    """A new folder, whose lock goes to *lock*; a disk without locks is no hindrance."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        try:
            if lock.enter_context(held_at_once(folder / _LOCK)):
                return folder
        except OSError as error:
            if error.errno != errno.ENOSPC and (folder / _LOCK).exists():
                return folder
            shutil.rmtree(folder, ignore_errors=True)
            raise
        # Another run has just taken it for a leftover, and removes it.


def _sweep() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if not _own(folder):
                continue
            if not (folder / _LOCK).exists():
                if time.time() - folder.stat().st_mtime > _STARTING:
                    folder.rmdir()
                continue
            with held_at_once(folder / _LOCK) as free:
                if not free:
                    continue
                _end_users(folder)
                shutil.rmtree(folder / _INSIDE, ignore_errors=True)
            shutil.rmtree(folder, ignore_errors=True)


def _own(folder: Path) -> bool:
    """Whether *folder* is a folder of this user: others may write among temporary files too."""
    mine = os.getuid() if hasattr(os, "getuid") else None
    return folder.is_dir() and not folder.is_symlink() and mine in (None, folder.lstat().st_uid)


def _end_users(folder: Path) -> None:
    """End the programs that were started with a file of *folder* named in their command."""
    named = os.fsencode(folder / _INSIDE)
    for command in _PROCESSES.glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if named in command.read_bytes() and int(command.parent.name) != os.getpid():
                os.kill(int(command.parent.name), signal.SIGKILL)
