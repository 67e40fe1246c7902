"""Which LibreOffice and which Bookman are on this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rbdocs.files import digest

VARIABLE = "RBDOCS_SOFFICE"
_NAMES = ("soffice.com", "soffice") if os.name == "nt" else ("soffice", "libreoffice")
# Beside the program; holds the build's number. LibreOffice writes it so on each system.
_VERSION_FILES = ("versionrc", "version.ini", "../Resources/versionrc")
_BUILD = re.compile(rb"^buildid=(.*)$", re.MULTILINE)
_ANSWER_SECONDS = 30
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


class OfficeMissing(Exception):
    """There is no LibreOffice on this machine; ``str()`` says so in Indonesian."""


@dataclass(frozen=True, slots=True)
class Office:
    """A LibreOffice: its program, and a digest that changes when another version is installed.

    *build* is what it calls its build; "" where no file tells it.
    """

    program: Path
    identity: str
    build: str = ""


def find_office() -> Office:
    """Return this machine's LibreOffice: the one named in RBDOCS_SOFFICE, on PATH, or installed.

    Raises OfficeMissing.
    """
    named = os.environ.get(VARIABLE)
    if named:
        program = Path(named)
        if not program.is_file():
            raise OfficeMissing(
                f"LibreOffice tidak ada di {named} (yang disebut {VARIABLE}), jadi PDF tidak "
                "dibuat. Betulkan atau hapus isian itu."
            )
        return _office(program)
    for candidate in _candidates():
        if candidate.is_file():
            return _office(candidate)
    raise OfficeMissing(
        "LibreOffice tidak ditemukan, jadi PDF tidak dibuat. Pasang LibreOffice, atau sebutkan "
        f"tempatnya dengan {VARIABLE}; bila PDF memang tidak perlu, pakai --tanpa-pdf."
    )


def _candidates() -> Iterator[Path]:
    for name in _NAMES:
        if found := shutil.which(name):
            yield Path(found)
    for folder, pattern in _places():
        # The newest first, where several versions are installed side by side.
        yield from sorted(folder.glob(pattern), reverse=True)


def _places() -> Iterator[tuple[Path, str]]:
    """Yield where the installers of the three systems put LibreOffice."""
    for variable in ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)"):
        if folder := os.environ.get(variable):
            yield Path(folder), "LibreOffice*/program/soffice.com"
    if folder := os.environ.get("LOCALAPPDATA"):
        yield Path(folder) / "Programs", "LibreOffice*/program/soffice.com"
    for applications in (Path("/Applications"), Path.home() / "Applications"):
        yield applications, "LibreOffice*.app/Contents/MacOS/soffice"
    for libraries in (Path("/usr/lib"), Path("/usr/lib64"), Path("/opt"), Path("/usr/local/lib")):
        yield libraries, "libreoffice*/program/soffice"


def _office(program: Path) -> Office:
    """The LibreOffice whose *program* that is; it is asked only where no file tells its version."""
    folder = program.resolve().parent
    for name in _VERSION_FILES:
        try:
            version = (folder / name).read_bytes()
        except OSError:
            continue
        build = _BUILD.search(version)
        told = build[1].strip().decode(errors="replace") if build else ""
        return Office(program, digest(version), told)
    return Office(program, _asked(program))


def _asked(program: Path) -> str:
    """A digest of what *program* says of its version; "" where it does not answer."""
    try:
        asked = subprocess.run(
            [program, "--version"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_ANSWER_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return digest(asked.stdout)


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
