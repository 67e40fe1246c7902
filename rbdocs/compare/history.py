"""Sources as they were: taken out of git into a folder that lasts as long as it is needed."""

from __future__ import annotations

import contextlib
import io
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

from rbdocs.files import FileProblem, Project
from rbdocs.locking import scratch

_MAX_SIZE = 200_000_000  # bytes of sources in one revision; those of 2023 have under a million
_GIT_SECONDS = 120  # no command of git on such sources takes more than a few
_REVISIONS = 200  # how far back a document's sources are looked for


def source_revisions(project: Project) -> Iterator[str]:
    """Yield the revisions in which sources or templates changed, newest first; none outside git.

    Raises FileProblem where there is no git.
    """
    listing = _git(project, "log", f"-n{_REVISIONS}", "--format=%H", "--", "sources", "templates")
    yield from _text(listing or b"").split()


def describe_revision(project: Project, revision: str) -> str:
    """Return the short name, day and subject of *revision*."""
    shown = _git(project, "show", "-s", "--date=short", "--format=%h, %ad, «%s»", revision)
    return _text(shown or b"") or revision


def checked_out(project: Project, revision: str, stack: contextlib.ExitStack) -> Path:
    """Put the sources and templates of *revision* into a temporary folder and return it.

    It lasts as long as *stack* is open. Raises FileProblem where there is no such revision, or
    where it has no sources.
    """
    prefix = _git(project, "rev-parse", "--show-prefix")
    if prefix is None:
        raise FileProblem(
            f"«{revision}» bukan tahun dan bukan folder yang ada, dan folder proyek ini bukan "
            "repositori git. Sebutkan tahun (2023), folder, revisi git, atau berkas .docx."
        )
    spec = f"{revision}^{{commit}}"
    commit = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", spec)
    if commit is None or revision.startswith("-"):
        raise FileProblem(
            f"«{revision}» bukan tahun yang ada, bukan folder, dan bukan revisi git. "
            "Lihat revisi yang ada dengan: git log --oneline."
        )
    tree = f"{_text(commit)}:{_text(prefix)}"
    names = _git(project, "ls-tree", "--name-only", "-z", tree)
    present = set((names or b"").decode("utf-8", "replace").split("\0"))
    if "sources" not in present:
        raise FileProblem(
            f"Revisi «{revision}» belum punya folder sources/, jadi tidak ada yang dapat "
            "dibandingkan. Pilih revisi yang lebih baru: git log --oneline -- sources."
        )
    wanted = [text for text in ("sources", "templates") if text in present]
    archive = _git(project, "archive", "--format=tar", tree, *wanted)
    if archive is None:
        raise FileProblem(f"Isi revisi «{revision}» tidak dapat diambil dari git.")
    return _unpack(archive, revision, stack)


def _unpack(archive: bytes, revision: str, stack: contextlib.ExitStack) -> Path:
    """Put the files of *archive* into a temporary folder; links are left out."""
    folder = stack.enter_context(scratch())
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        members = [info for info in tar if info.isfile()]
        if sum(info.size for info in members) > _MAX_SIZE:
            raise FileProblem(f"Sumber pada revisi «{revision}» terlalu besar untuk dibaca.")
        for member in members:
            path, content = folder / member.name, tar.extractfile(member)
            if content is not None and path.resolve().is_relative_to(folder.resolve()):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
    return folder


def _text(output: bytes) -> str:
    return output.decode("utf-8", "replace").strip()


def _git(project: Project, *arguments: str) -> bytes | None:
    """Return what git prints; None where it fails. Raises FileProblem where there is no git."""
    try:
        done = subprocess.run(
            ["git", "-C", str(project.root), *arguments],
            capture_output=True,
            timeout=_GIT_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise FileProblem(
            "Membandingkan dengan revisi memerlukan git, yang tidak ada di komputer ini. "
            "Pasang git, atau bandingkan dua tahun atau dua folder."
        ) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FileProblem(f"git tidak dapat dijalankan ({error}).") from error
    return done.stdout if done.returncode == 0 else None
