"""How far long work has come: one line on a terminal, nothing at all anywhere else."""

from __future__ import annotations

import sys
from time import monotonic

_EVERY_SECONDS = 0.2


class Progress:
    """A line on standard error that is written over and over, and wiped at the end.

    Used as a context; where standard error is no terminal it writes nothing.
    """

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown = sys.stderr.isatty()
        self._start = self._last = monotonic()
        self._width = 0

    def __enter__(self) -> Progress:
        self._write(f"{self._label} ...")
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def __call__(self, done: int, total: int) -> None:
        """Tell that *done* of *total* are ready."""
        now = monotonic()
        if now - self._last >= _EVERY_SECONDS:
            self._last = now
            self._write(f"{self._label}: {done} dari {total}, {now - self._start:.0f} detik")

    def _write(self, text: str) -> None:
        if self._shown:
            print(f"\r{text:<{self._width}}\r{text}", end="", file=sys.stderr, flush=True)
            self._width = len(text)
