"""Read one text file safely: inside the project, not too large, UTF-8, nothing unprintable."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rbdocs.files import NotRegular, Project, TooLarge, read_regular
from rbdocs.model.characters import (
    call_character,
    find_doubles,
    find_invisible,
    is_space,
    latin_of,
    name_character,
)
from rbdocs.model.finding import Finding, Level, Location, Occurrence

# XML 1.0, section 2.2: characters that no document can hold; and the private-use characters that
# a symbol font's bullets come out as when pasted from Word, which no text font can print (some of
# them are marks in word.runs). Controls of C1 are let in by XML, but show nothing;
# other line ends than the usual ones would make places wrong.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufeff\ufffe\uffff]"
)
_MOST_PLACES = 5  # of one character in one file that are listed

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

    def note_invisible(self, character: str, places: Sequence[Location]) -> None:
        """Add the finding that *character* stands at *places*, where nobody can see it."""
        space = is_space(character)
        count = f", {len(places)} kali dalam berkas ini" if len(places) > 1 else ""
        hint = "Ganti dengan spasi biasa" if space else "Hapus karakter itu"
        self.findings.append(
            Finding(
                "MUAT27",
                Level.PERINGATAN if space else Level.GALAT,
                f"Ada karakter yang tidak tampak: {name_character(character)}{count}.",
                places[0],
                hint=f"{hint}; biasanya terbawa ketika menyalin dari Word atau halaman web.",
                occurrences=tuple(
                    Occurrence(place, "", name_character(character))
                    for place in places[1 : 1 + _MOST_PLACES]
                ),
            )
        )

    def note_double(self, character: str, places: Sequence[Location]) -> None:
        """Add the finding that *character* stands at *places* and is taken for a Latin one.

        It prints as it stands, so it is let pass with a warning.
        """
        count = f", {len(places)} kali dalam berkas ini" if len(places) > 1 else ""
        meant = latin_of(character)
        self.findings.append(
            Finding(
                "MUAT27",
                Level.PERINGATAN,
                f"Ada karakter yang serupa huruf atau angka Latin: {name_character(character)}"
                f"{count}.",
                places[0],
                hint=(f"Ketik ulang sebagai {meant}" if meant else "Ketik ulang kata itu")
                + "; rupanya sama, tetapi kata itu tidak ditemukan dan tidak cocok dengan daftar.",
                occurrences=tuple(
                    Occurrence(place, "", name_character(character))
                    for place in places[1 : 1 + _MOST_PLACES]
                ),
            )
        )


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
        _note_encoding(file, raw, error.start)
        return None
    if hit := find_unprintable(text):
        file.note("MUAT03", _place(file, text, hit.start()), *about_unprintable(hit))
        return None
    if hit := _ENDLESS.search(text):
        place = _place(file, text, hit.start())
        message = "Angka ini terlalu panjang: lebih dari 100 angka berturut-turut."
        file.note("MUAT02", place, message, "Betulkan angkanya; bila memang bukan angka, pisahkan.")
        return None
    _note_invisible(file, text)
    return text


def _almost(path: Path) -> str:
    """What to do where *path* is not there, but a file of almost that name is; "" where none is."""
    wanted = _stem(path)
    with contextlib.suppress(OSError):
        for other in sorted(path.parent.iterdir()):
            if other.name != path.name and _stem(other) == wanted:
                return (
                    f"Ada «{other.name}» di folder yang sama; bila itu yang dimaksud, ganti "
                    f"namanya menjadi {path.name}, sebagai berkas teks."
                )
    return ""


def _stem(path: Path) -> str:
    """The name of *path* without what people and programs write otherwise."""
    return re.sub(r"[^a-z0-9]", "", path.name.split(".")[0].casefold())


def _place(file: SourceFile, text: str, index: int) -> Location:
    begin = text.rfind("\n", 0, index)
    return Location(file.nama, text.count("\n", 0, index) + 1, index - begin)


def _note_encoding(file: SourceFile, raw: bytes, start: int) -> None:
    hint = "Simpan ulang dengan pengodean UTF-8 (di Notepad: Simpan Sebagai, Pengodean UTF-8)."
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw[:4]:
        message = "Berkas ini tersimpan sebagai UTF-16 (di Notepad disebut «Unicode»), bukan UTF-8."
        file.note("MUAT03", Location(file.nama, 1, 1), message, hint)
        return
    before = raw[:start].decode("utf-8-sig")
    message = f"Berkas ini bukan UTF-8: bita {raw[start]:02X} di sini tidak terbaca."
    file.note("MUAT03", _place(file, before, len(before)), message, hint)


def _note_invisible(file: SourceFile, text: str) -> None:
    """Name each character in *text* that is not what it seems once, with where it stands.

    What looks like a space prints like one, so it is let pass with a warning.
    """
    if text.isascii():
        return
    unseen: dict[str, list[Location]] = {}
    for hit in find_invisible(text):
        unseen.setdefault(hit.group(), []).append(_place(file, text, hit.start()))
    for character, places in unseen.items():
        file.note_invisible(character, places)
    doubles: dict[str, list[Location]] = {}
    for index, character in find_doubles(text):
        doubles.setdefault(character, []).append(_place(file, text, index))
    for character, places in doubles.items():
        file.note_double(character, places)


def find_unprintable(text: str) -> re.Match[str] | None:
    """Return the first character of *text* that no document can hold; None where there is none."""
    return _FORBIDDEN.search(text)


def about_unprintable(hit: re.Match[str]) -> tuple[str, str]:
    """Return message and hint about what find_unprintable found."""
    name = call_character(hit.group())
    return (
        f"Ada {name} yang tidak dapat dicetak (U+{ord(hit.group()):04X}).",
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
            _almost(path) or "Kembalikan berkas itu, atau betulkan namanya.",
        )
    except OSError as error:
        file.note(
            "MUAT01",
            location,
            f"Berkas ini tidak dapat dibaca ({error.strerror or error}).",
            "Periksa izin berkas, dan apakah program lain sedang memakainya.",
        )
    return None
