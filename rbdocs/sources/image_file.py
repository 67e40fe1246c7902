"""Read images that the office has put there, the crest among them, if they may be used."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from rbdocs.files import NotRegular, Project, TooLarge, read_regular
from rbdocs.model.figure import CREST_HEIGHT, CREST_WIDTH, PRINTED_HEIGHT, PRINTED_WIDTH, Image
from rbdocs.model.finding import Finding, Level, Location

SUFFIXES = (".png", ".jpg", ".jpeg")
MAX_SIZE = 10_000_000  # bytes
MAX_PIXELS = 40_000_000  # a whole F4 page at 600 pixels an inch
MAX_RATIO = 20  # of the longer side to the shorter; a longer strip would print as a line
MIN_RESOLUTION = 120  # pixels an inch as printed; below it small text cannot be read
_ORIENTATION = 0x0112  # EXIF 2.32, table 4: how a camera was held; 1 is upright


class _Refused(Exception):
    def __init__(self, kode: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.kode, self.message, self.hint = kode, message, hint


def read_image(
    project: Project, path: Path, width: float = PRINTED_WIDTH, height: float = PRINTED_HEIGHT
) -> tuple[Image | None, list[Finding]]:
    """Return the image at *path*, told by its content; None and a finding where it is unfit.

    It is printed as large as *width* and *height* allow, both in millimetres.
    """
    try:
        return _raster(_read(project, path), (width, height)), []
    except _Refused as error:
        place = Location(project.show(path))
        return None, [Finding(error.kode, Level.GALAT, error.message, place, hint=error.hint)]


def _read(project: Project, path: Path) -> bytes:
    if not project.inside(path):
        raise _Refused(
            "MUAT01",
            "Berkas ini menunjuk ke luar folder proyek, jadi tidak dibaca.",
            "Ganti pintasan (symbolic link) itu dengan berkas gambarnya sendiri.",
        )
    try:
        return read_regular(path, MAX_SIZE)
    except TooLarge as error:
        raise _Refused(
            "MUAT61",
            f"Berkas gambar terlalu besar: {error.size / 1e6:.1f} MB; "
            f"batasnya {MAX_SIZE / 1e6:.0f} MB.".replace(".", ",", 1),
            "Perkecil gambarnya sampai sekitar 1900 piksel lebarnya, lalu simpan ulang.",
        ) from error
    except NotRegular as error:
        raise _Refused(
            "MUAT01",
            f"Ini {error}, bukan berkas, jadi tidak dibaca.",
            "Pindahkan, lalu letakkan berkas gambarnya di sini.",
        ) from error
    except OSError as error:
        raise _Refused(
            "MUAT01",
            f"Berkas ini tidak dapat dibaca ({error.strerror or error}).",
            "Periksa izin berkas, dan apakah program lain sedang memakainya.",
        ) from error


def _raster(data: bytes, room: tuple[float, float]) -> Image:
    """Return the PNG or JPEG in *data*, decoded once to its end. Raises _Refused."""
    decoded = _decode(data)
    width, height = decoded.width, decoded.height
    printed = min(room[0] / width, room[1] / height) / 25.4  # inches a pixel
    if decoded.animated:
        raise _Refused(
            "MUAT60",
            "Gambar ini bergerak (lebih dari satu bingkai); yang tercetak hanya salah satunya.",
            "Simpan bingkai yang hendak dicetak sebagai PNG biasa.",
        )
    if max(width, height) > MAX_RATIO * min(width, height):
        raise _Refused(
            "MUAT61",
            f"Gambar ini terlalu panjang atau terlalu tinggi: {width} x {height} piksel.",
            f"Sisi panjangnya paling banyak {MAX_RATIO} kali sisi pendeknya; potong gambarnya.",
        )
    if printed * MIN_RESOLUTION > 1:
        raise _Refused(
            "MUAT61",
            f"Gambar ini terlalu kasar untuk dicetak: {width} x {height} piksel, jadi hanya "
            f"{1 / printed:.0f} titik per inci.",
            f"Pakai gambar yang lebarnya sedikitnya {width * printed * MIN_RESOLUTION:.0f} piksel "
            f"(sebaiknya {width * printed * 300:.0f}), dari berkas aslinya dan bukan diperbesar.",
        )
    if decoded.orientation != 1:
        raise _Refused(
            "MUAT61",
            "Foto ini tersimpan miring atau terbalik dan hanya diputar ketika dilihat.",
            "Buka di program gambar, putar sampai tegak, lalu simpan ulang.",
        )
    if decoded.mode == "CMYK":
        raise _Refused(
            "MUAT61",
            "Warna gambar ini untuk mesin cetak (CMYK), yang tampak lain di Word dan di PDF.",
            "Simpan ulang sebagai PNG, atau sebagai JPEG dengan warna RGB.",
        )
    return Image(data, decoded.suffix, width, height)


@dataclass(frozen=True, slots=True)
class _Decoded:
    """What a picture turned out to be; *orientation* is that of EXIF, *mode* Pillow's name."""

    suffix: str
    width: int
    height: int
    orientation: int
    mode: str
    animated: bool


def _decode(data: bytes) -> _Decoded:
    from PIL import Image as Pillow

    try:
        with Pillow.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            if width * height <= MAX_PIXELS:
                picture.load()
                png = picture.format == "PNG"
                return _Decoded(
                    ".png" if png else ".jpg",
                    width,
                    height,
                    int(picture.getexif().get(_ORIENTATION, 1)),
                    picture.mode,
                    png and getattr(picture, "n_frames", 1) > 1,
                )
    except Pillow.DecompressionBombError:
        pass
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


_NAME = "lambang"
_SUFFIXES = (".png", ".jpg", ".jpeg")


def load_crest(project: Project) -> tuple[Image | None, list[Finding]]:
    """Return the crest where there is one, and what is wrong with it."""
    folder = project.templates / "gambar"
    if not folder.is_dir():
        return None, []
    found = sorted(path for path in folder.iterdir() if path.stem.lower() == _NAME)
    usable = [path for path in found if path.suffix.lower() in _SUFFIXES]
    if len(usable) > 1:
        names = ", ".join(path.name for path in usable)
        return None, [
            _finding(
                project.show(folder),
                f"Ada lebih dari satu lambang: {names}.",
                "Sisakan satu berkas saja.",
            )
        ]
    if found and not usable:
        return None, [
            _finding(
                project.show(found[0]),
                f"Lambang harus PNG atau JPEG, bukan «{found[0].suffix or 'tanpa akhiran'}».",
                "Simpan ulang sebagai lambang.png.",
            )
        ]
    if not usable:
        return None, []
    return read_image(project, usable[0], CREST_WIDTH, CREST_HEIGHT)


def _finding(file: str, message: str, hint: str) -> Finding:
    return Finding("MUAT38", Level.GALAT, message, Location(file), hint=hint)
