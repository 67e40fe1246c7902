"""The typeface of drawings: its files, and how wide a text is in it.

The files are the project's own, never the machine's, so a drawing is the same everywhere.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rbdocs.files import Project, digest

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FAMILY = "TeX Gyre Heros"
_FILES = {
    (False, False): "texgyreheros-regular.otf",
    (True, False): "texgyreheros-bold.otf",
    (False, True): "texgyreheros-italic.otf",
    (True, True): "texgyreheros-bolditalic.otf",
}
_KNOWN = 20_000  # words whose widths are kept: those of a plan come again and again
_EM = 1000  # units of the em square: measured at this size, an advance is the font's own number


class DrawingProblem(Exception):
    """Nothing can be drawn: *file* is missing or wrong; *message* and *hint* are for the user."""

    def __init__(self, file: str, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.file, self.line, self.message, self.hint = file, line, message, hint


class Typeface:
    """Measures text; sizes and widths are in one unit, whichever the caller counts in.

    *digest* tells this typeface from every other; two of the same files are equal.
    """

    def __init__(self, files: list[Path], faces: dict[tuple[bool, bool], FreeTypeFont]) -> None:
        self.files = files
        self.digest = digest("".join(digest(path.read_bytes()) for path in files).encode())
        self._faces = faces
        self._advance = lru_cache(_KNOWN)(self._measured)
        self._lacking: dict[str, bool] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Typeface) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def width(self, text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
        """Return how wide *text* is; kerning, which narrows it a little, is left out."""
        return self._advance(text, bold, italic) * size / _EM

    def _measured(self, text: str, bold: bool, italic: bool) -> float:
        return self._faces[bold, italic].getlength(text)

    def lacks(self, text: str) -> str:
        """Return the characters of *text* that the typeface does not have."""
        unusual = {item for item in text if not (item.isascii() or item.isspace())}
        return "".join(item for item in sorted(unusual) if self._is_absent(item))

    def _is_absent(self, character: str) -> bool:
        if character not in self._lacking:
            self._lacking[character] = self._drawn(character) == self._drawn("\U0010ffff")
        return self._lacking[character]

    def _drawn(self, character: str) -> bytes:
        return _picture(self._faces[False, False], character)


def load_typeface(project: Project) -> Typeface:
    """Return the typeface in ``templates/huruf``. Raises DrawingProblem."""
    folder = project.templates / "huruf"
    files = [folder / nama for nama in _FILES.values()]
    stamps = []
    for path in files:
        try:
            if not project.inside(path):
                raise FileNotFoundError
            stamps.append((path, path.stat().st_mtime_ns))
        except OSError as error:
            raise DrawingProblem(
                project.show(path),
                0,
                "berkas huruf untuk gambar tidak ada",
                "Kembalikan berkas itu dari salinan, atau dari riwayat proyek (git).",
            ) from error
    return _load(tuple(stamps), project.show(folder))


@lru_cache(maxsize=2)
def _load(stamps: tuple[tuple[Path, int], ...], shown: str) -> Typeface:
    from PIL import ImageFont

    files = [path for path, _ in stamps]
    faces = {}
    for face, path in zip(_FILES, files, strict=True):
        try:
            faces[face] = ImageFont.truetype(
                io.BytesIO(path.read_bytes()), _EM, layout_engine=ImageFont.Layout.BASIC
            )
        except OSError as error:
            raise DrawingProblem(
                f"{shown}/{path.name}",
                0,
                "berkas huruf untuk gambar rusak",
                "Kembalikan berkas itu dari salinan, atau dari riwayat proyek (git).",
            ) from error
    return Typeface(files, faces)


def _picture(font: FreeTypeFont, character: str) -> bytes:
    """A character's picture; what a font lacks it shows with one and the same picture."""
    return bytes(font.font_variant(size=16).getmask(character))
