"""Run programs with a time limit, and leave nothing of them running."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

_LOOK_SECONDS = 0.05
_GRACE_SECONDS = 3
_STOPS = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows knows no SIGHUP
if sys.platform == "win32":
    _WINDOWS_FLAGS = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
else:
    _WINDOWS_FLAGS = 0


class TookTooLong(Exception):
    """The program did not end within its time and was ended."""


@dataclass(frozen=True, slots=True)
class Job:
    """A program to run: *command*, its *environment*, and the file that gets what it prints."""

    command: Sequence[str | Path]
    environment: Mapping[str, str]
    log: Path


def run_to_end(jobs: Sequence[Job], *, seconds: float, watch: Callable[[], None]) -> list[int]:
    """Run *jobs* side by side and return their exit statuses; *watch* is called meanwhile.

    What they print goes into files: a pipe that nobody empties would stop them. Whatever ends the
    wait (the time limit, Ctrl-C, a SIGTERM), the programs and all that they started are ended too.
    Raises TookTooLong, and OSError where a program cannot be started.
    """
    deadline = monotonic() + seconds
    started: list[subprocess.Popen[bytes]] = []
    with _stops() as stops:
        try:
            for job in jobs:
                started.append(_start(job))
            while not stops and (running := [item for item in started if item.poll() is None]):
                with contextlib.suppress(subprocess.TimeoutExpired):
                    running[0].wait(_LOOK_SECONDS)
                watch()
                if monotonic() > deadline:
                    raise TookTooLong
            return [item.returncode for item in started]
        finally:
            for popen in started:
                _end(popen)


def _start(job: Job) -> subprocess.Popen[bytes]:
    with job.log.open("wb") as output:
        return subprocess.Popen(
            job.command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=job.environment,
            start_new_session=True,  # a group of its own; Windows knows it by the flags
            creationflags=_WINDOWS_FLAGS,
        )


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
def _stops() -> Iterator[list[int]]:
    """Note a Ctrl-C, a SIGTERM or a closed terminal, so that the wait ends where it can be tidied.

    A signal that raised at once could come between the start of a program and the note of it.
    """
    noted: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield noted
        return
    numbers = [getattr(signal, name) for name in _STOPS if hasattr(signal, name)]
    before = {
        number: signal.signal(number, lambda number, _: noted.append(number))
        for number in numbers
        if signal.getsignal(number) is not signal.SIG_IGN  # as nohup asks for
    }
    try:
        yield noted
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if noted:
            raise KeyboardInterrupt
