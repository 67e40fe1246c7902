"""Word documents -> PDF by one LibreOffice process, in a profile and a folder of its own."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from rbdocs.pdf.office import Office
from rbdocs.pdf.process import TookTooLong, run_to_end
from rbdocs.pdf.profile import environment, make_profile

ATTEMPTS = 2
# A cold start on an old disk takes half a minute, the documents of 2023 take 1 to 5 seconds. The
# time for one table grows with the square of its size: on a busy machine 17 seconds for 300 rows
# (0.9 MB), 216 for 1,500 (4.2 MB).
_START_SECONDS, _DOCUMENT_SECONDS = 60, 20
_MEGABYTE_SECONDS, _SQUARE_MEGABYTE_SECONDS = 60, 20
_END = b"%%EOF"
_ROOM = 1_000_000  # bytes; with less left on the disk, that is why something is missing
Progress = Callable[[int, int], None]
Finish = Callable[[str, bytes], bytes | None]


class ConversionProblem(Exception):
    """LibreOffice did not make all PDF; ``str()`` says why in Indonesian, *done* holds the rest."""

    def __init__(self, message: str, done: dict[str, bytes]) -> None:
        super().__init__(message)
        self.done = done


def time_limit(documents: Mapping[str, bytes]) -> float:
    """Return how many seconds LibreOffice may take for *documents*."""
    return _START_SECONDS + sum(map(_document_limit, documents.values()))


def _document_limit(content: bytes) -> float:
    size = len(content) / 1_000_000
    return _DOCUMENT_SECONDS + _MEGABYTE_SECONDS * size + _SQUARE_MEGABYTE_SECONDS * size**2


def convert(
    office: Office,
    documents: Mapping[str, bytes],
    *,
    archive: bool = False,
    finish: Finish = lambda name, raw: raw,
    progress: Progress = lambda done, total: None,
    seconds: float | None = None,
) -> dict[str, bytes]:
    """Return the PDF of each of *documents* by the same name; *archive* asks for PDF/A-2b.

    *finish* gives the PDF its last form, or None where it is broken; it is called as soon as a
    PDF is there, while LibreOffice works on the next. What LibreOffice fails to make is tried
    once more, in a fresh profile. *seconds* overrides the time limit of one try.
    Raises ConversionProblem.
    """
    done: dict[str, bytes] = {}
    reason = ""
    for _ in range(ATTEMPTS):
        rest = {name: content for name, content in documents.items() if name not in done}
        attempt = _Attempt(office, rest, archive, finish)
        reason = attempt.run(
            time_limit(rest) if seconds is None else seconds,
            partial(_add, progress, len(done), len(documents)),
        )
        done |= attempt.made
        if len(done) == len(documents):
            return done
    failed = ", ".join(sorted(documents.keys() - done.keys()))
    raise ConversionProblem(f"{reason} Belum menjadi PDF: {failed}.", done)


def _add(progress: Progress, before: int, total: int, made: int) -> None:
    progress(before + made, total)


class _Attempt:
    """One start of LibreOffice, in a folder of its own that is gone afterwards.

    The documents are copied there: LibreOffice leaves lock files beside what it reads. *made* are
    the PDF that came out whole.
    """

    def __init__(
        self, office: Office, documents: Mapping[str, bytes], archive: bool, finish: Finish
    ) -> None:
        self._office, self._documents, self._archive = office, documents, archive
        self._finish = finish
        self.made: dict[str, bytes] = {}

    def run(self, seconds: float, progress: Callable[[int], None]) -> str:
        """Convert, and return why something may be missing in *made*."""
        try:
            with tempfile.TemporaryDirectory(
                prefix="rbdocs-pdf-", ignore_cleanup_errors=True
            ) as name:
                reason = self._start(Path(name), seconds, progress)
                self._take(Path(name))
                return reason
        except OSError as error:
            if error.errno == errno.ENOSPC:
                return _no_room()
            return f"Folder sementara tidak dapat dipakai ({error.strerror or error})."

    def _start(self, folder: Path, seconds: float, progress: Callable[[int], None]) -> str:
        output, log, profile = folder / "pdf", folder / "keluaran.txt", folder / "profil"
        output.mkdir()
        make_profile(profile, archive=self._archive)
        variables = environment(folder)
        for name, content in self._documents.items():
            (folder / name).write_bytes(content)
        command: list[str | Path] = [
            self._office.program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            *("--convert-to", "pdf", "--outdir", output),
            *(folder / name for name in self._documents),
        ]
        try:
            status = run_to_end(
                command,
                seconds=seconds,
                environment=variables,
                log=log,
                watch=lambda: progress(self._take(folder)),
            )
        except TookTooLong:
            return f"LibreOffice tidak selesai dalam {seconds:.0f} detik dan dihentikan."
        except OSError as error:
            return f"LibreOffice tidak dapat dijalankan ({error.strerror or error})."
        if shutil.disk_usage(folder).free < _ROOM:
            return _no_room()
        if status < 0:
            return f"LibreOffice berhenti mendadak (sinyal {-status})."
        return f"LibreOffice selesai tanpa membuat semua PDF (status {status}{_last_line(log)})."

    def _take(self, folder: Path) -> int:
        """Take what has become whole into *made*, and return how many are there by now."""
        for name in self._documents.keys() - self.made.keys():
            path = (folder / "pdf" / name).with_suffix(".pdf")
            content = path.read_bytes() if path.is_file() else b""
            if _END in content[-32:] and (finished := self._finish(name, content)):
                self.made[name] = finished
        return len(self.made)


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", errors="replace").strip().splitlines()
    return f", pesannya: {lines[-1].strip()[:200]}" if lines else ""


def _no_room() -> str:
    return f"Ruang penyimpanan untuk berkas sementara habis ({tempfile.gettempdir()})."
