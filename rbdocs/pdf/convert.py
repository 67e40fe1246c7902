"""Word documents -> PDF by LibreOffice, side by side, each in a profile of its own."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from rbdocs.locking import scratch
from rbdocs.pdf.office import Office
from rbdocs.pdf.process import Job, TookTooLong, run_to_end
from rbdocs.pdf.profile import environment, make_profile

ATTEMPTS = 2
# A cold start on an old disk takes half a minute, the documents of 2023 take 1 to 5 seconds. The
# time for one table grows with the square of its size: on a busy machine 17 seconds for 300 rows
# (0.9 MB), 216 for 1,500 (4.2 MB).
_START_SECONDS, _DOCUMENT_SECONDS = 60, 20
_MEGABYTE_SECONDS, _SQUARE_MEGABYTE_SECONDS = 60, 20
_END = b"%%EOF"
_ROOM = 1_000_000  # bytes; with less left on the disk, that is why something is missing
_OUTPUT = "pdf"
Variables = Mapping[str, str]
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
    processes: int | None = None,
) -> dict[str, bytes]:
    """Return the PDF of each of *documents* by the same name; *archive* asks for PDF/A-2b.

    *finish* gives the PDF its last form, or None where it is broken; it is called as soon as a
    PDF is there, while LibreOffice works on the next. What LibreOffice fails to make is tried
    once more, in fresh profiles. *seconds* overrides the time limit of one try, *processes* how
    many LibreOffice work side by side: as many as there are processors. Raises ConversionProblem.
    """
    done: dict[str, bytes] = {}
    reason = ""
    for _ in range(ATTEMPTS):
        rest = {name: content for name, content in documents.items() if name not in done}
        shares = _shares(rest, processes or _processors())
        attempt = _Attempt(office, rest, shares, archive, finish)
        reason = attempt.run(
            time_limit(rest) if seconds is None else seconds,
            partial(_add, progress, len(done), len(documents)),
        )
        done |= attempt.made
        if len(done) == len(documents):
            return done
    failed = ", ".join(sorted(documents.keys() - done.keys()))
    raise ConversionProblem(f"{reason} Belum menjadi PDF: {failed}.", done)


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _shares(documents: Mapping[str, bytes], most: int) -> list[list[str]]:
    """Split the names of *documents* into at most *most* shares that take about as long.

    The one that takes longest goes first, each to the share that has least by then.
    """
    shares: list[list[str]] = [[] for _ in range(min(most, len(documents)))]
    loads = [0.0] * len(shares)
    for name in sorted(documents, key=lambda name: (-len(documents[name]), name)):
        least = loads.index(min(loads))
        shares[least].append(name)
        loads[least] += _document_limit(documents[name])
    return shares


def _add(progress: Progress, before: int, total: int, made: int) -> None:
    progress(before + made, total)


class _Attempt:
    """One start of LibreOffice for each of *shares*, in a folder that is gone afterwards.

    The documents are copied there: LibreOffice leaves lock files beside what it reads. *made* are
    the PDF that came out whole.
    """

    def __init__(
        self,
        office: Office,
        documents: Mapping[str, bytes],
        shares: Sequence[Sequence[str]],
        archive: bool,
        finish: Finish,
    ) -> None:
        self._office, self._documents, self._archive = office, documents, archive
        self._shares, self._finish = shares, finish
        self.made: dict[str, bytes] = {}

    def run(self, seconds: float, progress: Callable[[int], None]) -> str:
        """Convert, and return why something may be missing in *made*."""
        try:
            with scratch() as folder:
                reason = self._start(folder, seconds, progress)
                self._take(folder)
                return reason
        except OSError as error:
            if error.errno == errno.ENOSPC:
                return _no_room()
            return f"Folder sementara tidak dapat dipakai ({error.strerror or error})."

    def _start(self, folder: Path, seconds: float, progress: Callable[[int], None]) -> str:
        (folder / _OUTPUT).mkdir()
        for name, content in self._documents.items():
            (folder / name).write_bytes(content)
        variables = environment(folder)
        jobs = [self._job(folder, *share, variables) for share in enumerate(self._shares)]
        try:
            statuses = run_to_end(jobs, seconds=seconds, watch=lambda: progress(self._take(folder)))
        except TookTooLong:
            return f"LibreOffice tidak selesai dalam {seconds:.0f} detik dan dihentikan."
        except OSError as error:
            return f"LibreOffice tidak dapat dijalankan ({error.strerror or error})."
        if shutil.disk_usage(folder).free < _ROOM:
            return _no_room()
        return _failure(statuses, [job.log for job in jobs])

    def _job(self, folder: Path, number: int, share: Sequence[str], variables: Variables) -> Job:
        """The start of LibreOffice for *share*, in a profile of its own: one knows no second."""
        profile = folder / f"profil-{number}"
        make_profile(profile, self._office.build, archive=self._archive)
        command: list[str | Path] = [
            self._office.program,
            f"-env:UserInstallation={profile.as_uri()}",
            "-env:SecureUserConfig=false",  # no copy of the profile is kept in it
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            *("--convert-to", "pdf", "--outdir", folder / _OUTPUT),
            *(folder / name for name in share),
        ]
        return Job(command, variables, folder / f"keluaran-{number}.txt")

    def _take(self, folder: Path) -> int:
        """Take what has become whole into *made*, and return how many are there by now."""
        for name in self._documents.keys() - self.made.keys():
            path = (folder / _OUTPUT / name).with_suffix(".pdf")
            content = path.read_bytes() if path.is_file() else b""
            if _END in content[-32:] and (finished := self._finish(name, content)):
                self.made[name] = finished
        return len(self.made)


def _failure(statuses: Sequence[int], logs: Sequence[Path]) -> str:
    """Why a PDF may be missing, by how the processes ended: the one that went wrong, if any."""
    number = next((number for number, status in enumerate(statuses) if status), 0)
    status = statuses[number]
    if status < 0:
        return f"LibreOffice berhenti mendadak (sinyal {-status})."
    said = _last_line(logs[number])
    return f"LibreOffice selesai tanpa membuat semua PDF (status {status}{said})."


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", errors="replace").strip().splitlines()
    return f", pesannya: {lines[-1].strip()[:200]}" if lines else ""


def _no_room() -> str:
    return f"Ruang penyimpanan untuk berkas sementara habis ({tempfile.gettempdir()})."
