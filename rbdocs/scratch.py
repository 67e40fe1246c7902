"""Folders for work in progress: gone afterwards, and a killed run's with the next one.

A lock of the operating system inside says that a folder is in use, so a killed run's is free.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rbdocs.locking import held_at_once

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
