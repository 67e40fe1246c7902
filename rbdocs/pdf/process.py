"""Run one program with a time limit, and leave nothing of it running."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import NoReturn

_LOOK_SECONDS = 0.05
_GRACE_SECONDS = 3
if sys.platform == "win32":
    _WINDOWS_FLAGS = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
else:
    _WINDOWS_FLAGS = 0


class TookTooLong(Exception):
    """The program did not end within its time and was ended."""


def run_to_end(
    command: Sequence[str | Path],
    *,
    seconds: float,
    environment: Mapping[str, str],
    log: Path,
    watch: Callable[[], None],
) -> int:
    """Run *command* and return its exit status; *watch* is called again and again meanwhile.

    What it prints goes into *log*: a pipe that nobody empties would stop it. Whatever ends the
    wait (the time limit, Ctrl-C, a SIGTERM), the program and all that it started are ended too.
    Raises TookTooLong, and OSError where the program cannot be started.
    """
    deadline = monotonic() + seconds
    with log.open("wb") as output, _stoppable():
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,  # a group of its own; Windows knows it by the flags
            creationflags=_WINDOWS_FLAGS,
        )
        try:
            while True:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    return process.wait(_LOOK_SECONDS)
                watch()
                if monotonic() > deadline:
                    raise TookTooLong
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End all that *process* started: soffice is a script whose children outlive it."""
    if sys.platform == "win32":
        if process.poll() is None:
            command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(command, capture_output=True, check=False)
            process.wait()
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE_SECONDS)


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Let a SIGTERM, or a closed terminal, stop the wait as Ctrl-C does, so that it is tidied."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), _interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _interrupt(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt
