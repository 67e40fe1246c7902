"""The private profile that LibreOffice runs in, and the font that stands in for Bookman."""

from __future__ import annotations

import os
from collections.abc import Iterator
from html import escape
from pathlib import Path

FONT = "Bookman Old Style"  # Permendagri 53/2011, article 92
STAND_IN = "URW Bookman"  # the free cut of the same design

_PDF = "/org.openoffice.Office.Common/Filter/PDF/Export"
_FONTS = "/org.openoffice.Office.Common/Font/Substitution"
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_FILTERS = "/org.openoffice.TypeDetection.Filter/Filters"
_WORD = f"{_FILTERS}/org.openoffice.TypeDetection.Filter:Filter['MS Word 2007 XML']"
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
    # Nothing is put into the profile for a user: no gallery, no autotext.
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", True),
    # In what may be signed, signatures are looked for: GnuPG is started, a store of keys made.
    (_WORD, "Flags", "IMPORT EXPORT ALIEN 3RDPARTYFILTER"),
)
# A socket's path has 104 characters on macOS and 108 on Linux; LibreOffice's name for it has 58.
_LONGEST_SOCKET_FOLDER = 44
_SYSTEM_FONTS = ("/etc/fonts/fonts.conf", "/usr/local/etc/fonts/fonts.conf")


def make_profile(folder: Path, build: str, *, archive: bool) -> None:
    """Write a profile for LibreOffice of *build* into *folder*, which must not exist.

    Without the name of its build in its place, LibreOffice takes the profile for an older one's,
    looks through all extensions and starts once more. Raises OSError.
    """
    user = folder / "user"
    extensions = user / "extensions"
    extensions.mkdir(parents=True)
    (extensions / "buildid").write_text(build, "utf-8")
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
