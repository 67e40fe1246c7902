"""Which Bookman this machine has: when another one is installed, the PDF are made again."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from rbdocs.files import digest

_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "~/Library/Fonts",
)
_WINDOWS_FOLDERS = (("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft/Windows/Fonts"))
_FILE_NAME = re.compile("bookos|bookman")  # Word brings Bookman Old Style as BOOKOS*.TTF


def fonts_identity() -> str:
    """Return a digest of this machine's Bookman files: another one there means other PDF."""
    found = sorted({(path.name, path.stat().st_size) for path in _font_files()})
    return digest(repr(found).encode())


def _font_files() -> Iterator[Path]:
    folders = [Path(text).expanduser() for text in _FOLDERS]
    for variable, rest in _WINDOWS_FOLDERS:
        if variable in os.environ:
            folders.append(Path(os.environ[variable]) / rest)
    for folder in folders:
        for base, _, names in os.walk(folder):
            for name in names:
                if _FILE_NAME.search(name.lower()) and (path := Path(base, name)).is_file():
                    yield path
