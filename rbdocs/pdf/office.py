"""Which LibreOffice and which Bookman are on this machine, and the private profile it runs in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from rbdocs.files import digest

VARIABLE = "RBDOCS_SOFFICE"
_NAMES = ("soffice.com", "soffice") if os.name == "nt" else ("soffice", "libreoffice")
# Beside the program; holds the build's number. LibreOffice writes it so on each system.
_VERSION_FILES = ("versionrc", "version.ini", "../Resources/versionrc")
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
    """A LibreOffice: its program, and a digest that changes when another version is installed."""

    program: Path
    identity: str


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
        return Office(program, _identity(program))
    for candidate in _candidates():
        if candidate.is_file():
            return Office(candidate, _identity(candidate))
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


def _identity(program: Path) -> str:
    """Return a digest of the version; the program itself is asked only where no file tells it."""
    folder = program.resolve().parent
    for name in _VERSION_FILES:
        try:
            return digest((folder / name).read_bytes())
        except OSError:
            continue
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


FONT = "Bookman Old Style"  # Permendagri 53/2011, article 92
STAND_IN = "URW Bookman"  # the free cut of the same design

_PDF = "/org.openoffice.Office.Common/Filter/PDF/Export"
_FONTS = "/org.openoffice.Office.Common/Font/Substitution"
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_PDF_A_2B = 2
_NEVER = 0  # for links of a text document; a spreadsheet counts otherwise
_VERY_HIGH = 3
_SETTINGS: tuple[tuple[str, str, str | int | bool], ...] = (
    (_PDF, "ExportBookmarks", True),
    (_PDF, "UseTaggedPDF", True),
    (_PDF, "PDFUACompliance", True),
    (_PDF, "ExportNotes", False),
    # Figures are drawn for 300 dpi; they go into the PDF as they are.
    (_PDF, "ReduceImageResolution", False),
    (_PDF, "UseLosslessCompression", True),
    (_FONTS, "Replacement", True),
    # Nothing that a document asks for is run or fetched.
    (_SECURITY, "MacroSecurityLevel", _VERY_HIGH),
    (_SECURITY, "DisableMacrosExecution", True),
    (_SECURITY, "BlockUntrustedRefererLinks", True),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", _NEVER),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", False),
    # The first start of a version tries out the drawing on screens, for most of a second.
    ("/org.openoffice.Setup/Product", "ooSetupLastVersion", "9999.0"),
)
# A socket's path has 104 characters on macOS and 108 on Linux; LibreOffice's name for it has 58.
_LONGEST_SOCKET_FOLDER = 44
_SYSTEM_FONTS = ("/etc/fonts/fonts.conf", "/usr/local/etc/fonts/fonts.conf")


def make_profile(folder: Path, *, archive: bool) -> None:
    """Write a profile into *folder*, which must not exist. Raises OSError."""
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_registry(archive=archive), "utf-8")


def environment(folder: Path) -> dict[str, str]:
    """Return this process's environment, with fontconfig told of the stand-in font.

    Writes fontconfig's file into *folder*; it holds on Linux, where LibreOffice asks fontconfig
    first and its own replacement table is not consulted. What LibreOffice writes for itself goes
    into *folder* too, so that none of it is left where it is killed. Raises OSError.
    """
    result = {**os.environ, "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
    if len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER:
        result["OSL_SOCKET_PATH"] = str(folder)
    base = _font_configuration()
    if base is not None:
        path = folder / "fonts.conf"
        path.write_text(
            '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
            f"<include>{escape(str(base))}</include>\n"
            f'<alias binding="same"><family>{FONT}</family>'
            f"<accept><family>{STAND_IN}</family></accept></alias>\n</fontconfig>\n",
            "utf-8",
        )
        result["FONTCONFIG_FILE"] = str(path)
    return result


def _font_configuration() -> Path | None:
    """Return fontconfig's configuration as this process would find it; None where it has none."""
    if named := os.environ.get("FONTCONFIG_FILE"):
        return Path(named)
    folder = os.environ.get("FONTCONFIG_PATH")
    for name in [f"{folder}/fonts.conf"] if folder else _SYSTEM_FONTS:
        if Path(name).is_file():
            return Path(name)
    return None


def _registry(*, archive: bool) -> str:
    settings = [*_SETTINGS, (_PDF, "SelectPdfVersion", _PDF_A_2B if archive else 0)]
    items = "\n".join(
        f'<item oor:path="{path}">{_property(name, value)}</item>' for path, name, value in settings
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema">\n'
        f"{items}\n{''.join(_replacement())}\n</oor:items>\n"
    )


def _replacement() -> Iterator[str]:
    """Yield the table that puts the stand-in where the font itself is missing, and only there."""
    yield f'<item oor:path="{_FONTS}/FontPairs"><node oor:name="_0" oor:op="replace">'
    yield _property("ReplaceFont", FONT) + _property("SubstituteFont", STAND_IN)
    yield _property("OnScreenOnly", False) + _property("Always", False)
    yield "</node></item>"


def _property(name: str, value: str | int | bool) -> str:
    text = str(value).lower() if isinstance(value, bool) else escape(str(value))
    return f'<prop oor:name="{name}" oor:op="fuse"><value>{text}</value></prop>'
