"""The project's folders and safe reading and writing in them; standard library only."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from rbdocs.edition import Edition, read_edition

LARGEST = 50_000_000  # bytes of any file that is read; sources and pictures have bounds of theirs


class FileProblem(Exception):
    """A file cannot be read or written; ``str()`` is the Indonesian sentence for the user."""


class Project:
    """The folders of one project, all below one root.

    *templates* and *output* may be another's: an older version is printed with today's templates.
    """

    def __init__(
        self, root: Path, output: Path | None = None, templates: Path | None = None
    ) -> None:
        self.root = root.resolve()
        self.sources = self.root / "sources"
        self.templates = templates.resolve() if templates else self.root / "templates"
        self.output = output.resolve() if output else self.root / "output"

    def years(self) -> list[Edition]:
        """Return the regulations that have a folder in ``sources/``, oldest first.

        Raises FileProblem where there is no ``sources/`` at all.
        """
        try:
            names = [entry.name for entry in self.sources.iterdir() if entry.is_dir()]
        except OSError as error:
            raise FileProblem(
                f"Folder {self.show(self.sources)} tidak dapat dibaca. "
                "Jalankan perintah ini di folder proyek, atau sebutkan foldernya dengan --akar. "
                "Proyek baru dibuat dengan: build.py mulai --akar FOLDER."
            ) from error
        return sorted(filter(None, map(read_edition, names)))

    def show(self, path: Path) -> str:
        """Return *path* as users see it: relative to the project, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def inside(self, path: Path) -> bool:
        """Tell whether *path*, links followed, is below the project's root or templates."""
        try:
            real = path.resolve()
        except (OSError, RuntimeError):  # links in a circle
            return False
        return real.is_relative_to(self.root) or real.is_relative_to(self.templates)


class NotRegular(OSError):
    """What is to be read is a folder, pipe, socket or device; ``str()`` says which."""


class TooLarge(OSError):
    """What is to be read is larger than it may be; *size* is in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size:,} bita".replace(",", "."))
        self.size = size


_KINDS = (
    (stat.S_ISDIR, "folder"),
    (stat.S_ISFIFO, "pipa (named pipe)"),
    (stat.S_ISSOCK, "soket"),
    (stat.S_ISCHR, "perangkat"),
    (stat.S_ISBLK, "perangkat"),
)


def read_regular(path: Path, limit: int) -> bytes:
    """Return what the file at *path* holds, *limit* bytes at most, without ever waiting for it.

    A pipe would keep the program for ever, a device has no end. Raises NotRegular, TooLarge, or
    another OSError.
    """
    _refuse_irregular(path.stat(), limit)
    # It may have been changed over since; not blocking, a pipe opens at once.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as stream:
        _refuse_irregular(os.fstat(stream.fileno()), limit)
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(len(data))
    return data


def _refuse_irregular(status: os.stat_result, limit: int) -> None:
    kind = next((name for test, name in _KINDS if test(status.st_mode)), None)
    if kind is not None:
        raise NotRegular(kind)
    if status.st_size > limit:
        raise TooLarge(status.st_size)


def digest_of(path: Path, *, text: bool = False) -> str:
    """Return the digest of the file at *path*; of a *text* however its lines end.

    A file too large to be a source, or none at all, is told by its size or kind alone: nothing
    reads it, and reading it for its digest would take long. Raises OSError.
    """
    try:
        data = read_regular(path, LARGEST)
        return digest(data.replace(b"\r\n", b"\n") if text else data)
    except (NotRegular, TooLarge) as error:
        return f"{type(error).__name__} {error}"


def digest(data: bytes) -> str:
    """Return the SHA-256 of *data* in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn an operating system's error about *path* into a FileProblem."""
    try:
        yield
    except PermissionError as error:
        raise FileProblem(
            f"{path.as_posix()} tidak dapat ditulis: berkas sedang dibuka di Word atau pembaca "
            "PDF, atau foldernya tidak boleh ditulisi. Tutup berkas itu atau periksa izin folder, "
            "lalu ulangi."
        ) from error
    except OSError as error:
        reason = "ruang penyimpanan habis" if error.errno == 28 else (error.strerror or str(error))
        raise FileProblem(
            f"{path.as_posix()} tidak dapat ditulis ({reason}). Berkas yang lama tetap utuh."
        ) from error


def held_by_office(path: Path) -> bool:
    """Tell whether Word or LibreOffice has *path* open, by the lock file either leaves beside it.

    Word writes ``~$name`` (first two letters cut from names longer than eight), LibreOffice
    ``.~lock.name#``. On Windows the rename fails as well; on other systems this is the only sign.
    """
    names = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return any((path.parent / name).exists() for name in names)


def refuse_held(contents: Mapping[Path, bytes]) -> None:
    """Raise FileProblem, naming all, where an office program has open what is to be changed.

    *contents* says for each file what it is to hold.
    """
    held = [
        path for path, data in contents.items() if held_by_office(path) and not holds(path, data)
    ]
    if held:
        names = ", ".join(path.as_posix() for path in held)
        raise FileProblem(
            f"{names} sedang dibuka di Word atau LibreOffice. "
            "Tutup berkas itu, lalu ulangi; isinya yang lama tetap utuh."
        )


def holds(path: Path, data: bytes) -> bool:
    """Whether the file at *path* already holds exactly *data*."""
    with contextlib.suppress(OSError):
        return path.stat().st_size == len(data) and path.read_bytes() == data
    return False


def make_folder(path: Path) -> None:
    """Make *path* and its parents. Raises FileProblem where that is not possible."""
    with told(path):
        path.mkdir(parents=True, exist_ok=True)


def refuse_missing_folder(folder: Path) -> None:
    """Raise FileProblem where *folder*, which a user has named and may have mistyped, is not."""
    if not folder.is_dir():
        shown = folder.as_posix()
        what = "bukan folder" if folder.exists() else "tidak ada"
        raise FileProblem(
            f"Folder {shown} {what}, jadi tidak ada yang ditulis. Periksa ejaannya, atau buat "
            "foldernya lebih dahulu."
        )


def remove(path: Path) -> bool:
    """Remove *path* and return whether it was there. Raises FileProblem where it must stay."""
    with told(path):
        there = path.exists()
        path.unlink(missing_ok=True)
    return there


def write_atomic(path: Path, data: bytes) -> bool:
    """Put *data* at *path* in one step: whoever looks sees the old file or the new one, whole.

    Returns False, and touches nothing, where the file already holds exactly *data*.
    Raises FileProblem where the file is open in an office program or cannot be written.
    """
    if holds(path, data):
        return False
    refuse_held({path: data})
    with told(path):
        temporary = stage(path, data)
        try:
            replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return True


def stage(path: Path, data: bytes) -> Path:
    """Write *data* into a new file in the folder of *path*, and return it. Raises OSError."""
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def sweep_temporaries(folder: Path) -> None:
    """Remove what a killed run left behind: the files of ``stage``. The folder must be locked."""
    for leftover in folder.glob(".*-*.tmp"):
        with contextlib.suppress(OSError):
            leftover.unlink()


def replace(new: Path, path: Path) -> None:
    """Give *new* the name of *path*, in one step. Raises OSError.

    On Windows that fails while an antivirus or OneDrive looks at either; they soon let go.
    """
    for wait in (0.05, 0.1, 0.2, 0.3, 0.4):
        with contextlib.suppress(PermissionError):
            os.replace(new, path)  # noqa: PTH105
            return
        time.sleep(wait)
    os.replace(new, path)  # noqa: PTH105


def umask() -> int:
    """Return the mode bits that new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def set_aside(path: Path, known: list[str]) -> Path | None:
    """Rename *path* where its digest is not among *known*; return the new name, else None.

    Raises FileProblem where it cannot be renamed.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if digest(data) in known:
        return None
    number = 1
    while (aside := path.with_stem(f"{path.stem} (suntingan {number})")).exists():
        number += 1
    with told(path):
        replace(path, aside)
    return aside
