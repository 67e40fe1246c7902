"""Read an image that the office has put beside a figure's description, if it may be used."""

from __future__ import annotations

import io
from pathlib import Path

from rbdocs.files import Project
from rbdocs.load.svg_file import SvgRefused, read_svg
from rbdocs.model.finding import Finding, Level, Location
from rbdocs.model.gambar import PRINTED_HEIGHT, PRINTED_WIDTH, Image

SUFFIXES = (".png", ".jpg", ".jpeg", ".svg")
MAX_SIZE = 10_000_000  # bytes
MAX_PIXELS = 40_000_000  # a whole F4 page at 600 pixels an inch
MIN_RESOLUTION = 120  # pixels an inch as printed; below it small text cannot be read
_ORIENTATION = 0x0112  # EXIF 2.32, table 4: how a camera was held; 1 is upright


class _Refused(Exception):
    def __init__(self, kode: str, message: str, hint: str, line: int = 0) -> None:
        super().__init__(message)
        self.kode, self.message, self.hint, self.line = kode, message, hint, line


def read_image(
    project: Project, path: Path, width: float = PRINTED_WIDTH, height: float = PRINTED_HEIGHT
) -> tuple[Image | None, list[Finding]]:
    """Return the image at *path*, told by its content; None and a finding where it is unfit.

    It is printed as large as *width* and *height* allow, both in millimetres.
    """
    shown = project.show(path)
    try:
        data = _read(project, path)
        if path.suffix.lower() == ".svg":
            svg, *own = read_svg(data, _check_embedded)
            return Image(svg, ".svg", *own), []
        return _raster(data, (width, height)), []
    except SvgRefused as error:
        refused = _Refused("MUAT62", str(error), error.hint, error.line)
    except _Refused as error:
        refused = error
    location = Location(shown, refused.line, 1 if refused.line else 0)
    finding = Finding(refused.kode, Level.GALAT, refused.message, location, hint=refused.hint)
    return None, [finding]


def _read(project: Project, path: Path) -> bytes:
    if not project.inside(path):
        raise _Refused(
            "MUAT01",
            "Berkas ini menunjuk ke luar folder proyek, jadi tidak dibaca.",
            "Ganti pintasan (symbolic link) itu dengan berkas gambarnya sendiri.",
        )
    try:
        if (size := path.stat().st_size) > MAX_SIZE:
            raise _Refused(
                "MUAT61",
                f"Berkas gambar terlalu besar: {size / 1e6:.1f} MB; "
                f"batasnya {MAX_SIZE / 1e6:.0f} MB.".replace(".", ",", 1),
                "Perkecil gambarnya sampai sekitar 1900 piksel lebarnya, lalu simpan ulang.",
            )
        return path.read_bytes()
    except OSError as error:
        raise _Refused(
            "MUAT01",
            f"Berkas ini tidak dapat dibaca ({error.strerror or error}).",
            "Periksa izin berkas, dan apakah program lain sedang memakainya.",
        ) from error


def _raster(data: bytes, room: tuple[float, float]) -> Image:
    """Return the PNG or JPEG in *data*, decoded once to its end. Raises _Refused."""
    suffix, width, height, orientation = _decode(data)
    printed = min(room[0] / width, room[1] / height) / 25.4  # inches a pixel
    if printed * MIN_RESOLUTION > 1:
        raise _Refused(
            "MUAT61",
            f"Gambar ini terlalu kasar untuk dicetak: {width} x {height} piksel, jadi hanya "
            f"{1 / printed:.0f} titik per inci.",
            f"Pakai gambar yang lebarnya sedikitnya {width * printed * MIN_RESOLUTION:.0f} piksel "
            f"(sebaiknya {width * printed * 300:.0f}), dari berkas aslinya dan bukan diperbesar.",
        )
    if orientation != 1:
        raise _Refused(
            "MUAT61",
            "Foto ini tersimpan miring atau terbalik dan hanya diputar ketika dilihat.",
            "Buka di program gambar, putar sampai tegak, lalu simpan ulang.",
        )
    return Image(data, suffix, width, height)


def _decode(data: bytes) -> tuple[str, int, int, int]:
    from PIL import Image as Pillow

    try:
        with Pillow.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            if width * height <= MAX_PIXELS:
                picture.load()
                suffix = ".png" if picture.format == "PNG" else ".jpg"
                return suffix, width, height, int(picture.getexif().get(_ORIENTATION, 1))
    except Pillow.DecompressionBombError:
        width = height = 0
    except Exception as error:  # what a broken image raises depends on where it is broken
        raise _Refused(
            "MUAT60",
            "Berkas ini bukan gambar PNG atau JPEG yang utuh, walaupun namanya demikian.",
            "Buka gambarnya di program gambar, lalu simpan ulang sebagai PNG.",
        ) from error
    raise _Refused(
        "MUAT61",
        f"Gambar terlalu besar: lebih dari {MAX_PIXELS // 1_000_000} juta piksel.",
        "Perkecil gambarnya sampai sekitar 1900 piksel lebarnya, lalu simpan ulang.",
    )


def _check_embedded(data: bytes) -> None:
    _decode(data)
