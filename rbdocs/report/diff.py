"""The difference between two versions of a source, as ``git apply`` and ``patch -p1`` read it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from rbdocs.report.text import Ink

_NO_NEWLINE = "\\ No newline at end of file"


def as_diff(name: str, old: bytes, new: bytes, ink: Ink | None = None) -> Iterator[str]:
    """Yield the lines of the unified difference from *old* to *new*, versions of *name*."""
    ink = ink or Ink()
    lines = difflib.unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}")
    for line in lines:
        text = line.removesuffix("\n")
        if line.startswith(("---", "+++")):
            yield ink.strong(text)
        elif line.startswith("+"):
            yield ink.added(text)
        elif line.startswith("-"):
            yield ink.removed(text)
        else:
            yield ink.faint(text) if line.startswith("@") else text
        if not line.endswith("\n"):
            yield _NO_NEWLINE


def _lines(data: bytes) -> list[str]:
    # Not splitlines: it would break at characters that a source's line may hold.
    text = data.decode().split("\n")
    return [line + "\n" for line in text[:-1]] + text[-1:] * bool(text[-1])
