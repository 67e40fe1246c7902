"""Read one text file safely: inside the project, not too large, UTF-8, nothing unprintable."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from rbdocs.files import NotRegular, Project, TooLarge, read_regular
from rbdocs.model.finding import Finding, Level, Location

# XML 1.0, section 2.2: characters that no document can hold; and the private-use characters that
# a symbol font's bullets come out as when pasted from Word, which no text font can print (some of
# them are marks in render.runs).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")

# No number is as long; reckoning with one of thousands of digits takes for ever or fails.
_ENDLESS = re.compile(r"\d(?:[.,_]?\d){100}")
_LONGEST = 600  # characters of a message


@dataclass(slots=True)
class SourceFile:
    """A file of the sources: its name as users see it, its bytes, and what is wrong with it."""

    nama: str
    findings: list[Finding] = field(default_factory=list)
    raw: bytes = b""

    def note(self, kode: str, location: Location, message: str, hint: str = "") -> None:
        """Add a loading finding; what it quotes may be of any length, so *message* is shortened."""
        if len(message) > _LONGEST:
            message = f"{message[: _LONGEST // 2]} ... {message[-_LONGEST // 4 :]}"
        self.findings.append(Finding(kode, Level.GALAT, message, location, hint=hint))


def read_text(project: Project, path: Path, file: SourceFile, max_size: int) -> str | None:
    """Return the text of *path*, its bytes in ``file.raw``; None, and a finding, if unreadable.

    *max_size* is in bytes.
    """
    raw = _read_raw(project, path, file, max_size)
    if raw is None:
        return None
    file.raw = raw
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        file.note(
            "MUAT03",
            Location(file.nama, row, 1),
            "Berkas ini bukan UTF-8.",
            "Simpan ulang dengan pengodean UTF-8 (di Notepad: Simpan Sebagai, Pengodean UTF-8).",
        )
        return None
    if hit := find_unprintable(text):
        start = text.rfind("\n", 0, hit.start())
        place = Location(file.nama, text.count("\n", 0, hit.start()) + 1, hit.start() - start)
        file.note("MUAT03", place, *about_unprintable(hit))
        return None
    if hit := _ENDLESS.search(text):
        start = text.rfind("\n", 0, hit.start())
        place = Location(file.nama, text.count("\n", 0, hit.start()) + 1, hit.start() - start)
        message = "Angka ini terlalu panjang: lebih dari 100 angka berturut-turut."
        file.note("MUAT02", place, message, "Betulkan angkanya; bila memang bukan angka, pisahkan.")
        return None
    return text


def find_unprintable(text: str) -> re.Match[str] | None:
    """Return the first character of *text* that no document can hold; None where there is none."""
    return _FORBIDDEN.search(text)


def about_unprintable(hit: re.Match[str]) -> tuple[str, str]:
    """Return message and hint about what find_unprintable found."""
    return (
        f"Ada karakter kendali yang tidak dapat dicetak (U+{ord(hit.group()):04X}).",
        "Hapus karakter itu; biasanya terbawa ketika menyalin dari program lain.",
    )


def _read_raw(project: Project, path: Path, file: SourceFile, max_size: int) -> bytes | None:
    location = Location(file.nama)
    if not project.inside(path):
        file.note(
            "MUAT01",
            location,
            "Berkas ini menunjuk ke luar folder proyek atau ke dirinya sendiri, jadi tidak dibaca.",
            "Ganti pintasan (symbolic link) itu dengan berkasnya sendiri.",
        )
        return None
    try:
        return read_regular(path, max_size)
    except TooLarge as error:
        limit = f"{max_size:,}".replace(",", ".")
        file.note(
            "MUAT02",
            location,
            f"Berkas terlalu besar: {error}; batasnya {limit}.",
            "Periksa apakah ini memang berkas sumber; sumber setahun jauh lebih kecil.",
        )
    except NotRegular as error:
        file.note(
            "MUAT01",
            location,
            f"Ini {error}, bukan berkas, jadi tidak dibaca.",
            "Pindahkan, lalu letakkan berkas sumbernya di sini.",
        )
    except FileNotFoundError:
        file.note(
            "MUAT01",
            location,
            "Berkas ini tidak ada.",
            "Kembalikan berkas itu, atau betulkan namanya.",
        )
    except OSError as error:
        file.note(
            "MUAT01",
            location,
            f"Berkas ini tidak dapat dibaca ({error.strerror or error}).",
            "Periksa izin berkas, dan apakah program lain sedang memakainya.",
        )
    return None
