"""The two sides of a comparison: a year, a folder, or a revision in git."""

from __future__ import annotations

import contextlib
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rbdocs.files import YEAR, FileProblem, Project
from rbdocs.load.tahun import load_year
from rbdocs.model.finding import Finding
from rbdocs.model.peraturan import Regulasi

_MAX_SIZE = 200_000_000  # bytes of sources in one revision; those of 2023 have under a million
_GIT_SECONDS = 120  # no command of git on such sources takes more than a few


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what it is called, and the regulation; None, with *findings*, if it has faults."""

    name: str
    project: Project
    tahun: int
    regulasi: Regulasi | None
    findings: list[Finding]


@contextlib.contextmanager
def open_sides(
    project: Project, old: str, new: str, tahun: int | None
) -> Iterator[tuple[Side, Side]]:
    """Give both sides; what was taken out of git is there as long as the context is open.

    A side is named by a year, a folder, or anything that git knows as a revision; *tahun* says
    which year of a folder or revision is meant, by default the newest that both have.
    Raises FileProblem where a side cannot be found.
    """
    with contextlib.ExitStack() as stack:
        before, after = (_project(project, one, stack) for one in (old, new))
        years = [int(one) if _is_year(project, one) else tahun for one in (old, new)]
        common = sorted(set(before.years()) & set(after.years()))
        chosen = [
            wanted or (common[-1] if common else None) or _newest(there, name)
            for wanted, there, name in zip(years, (before, after), (old, new), strict=True)
        ]
        yield _load(before, old, chosen[0]), _load(after, new, chosen[1])


def _is_year(project: Project, name: str) -> bool:
    return bool(YEAR.fullmatch(name)) and not (project.root / name).exists()


def _newest(project: Project, name: str) -> int:
    years = project.years()
    if not years:
        raise FileProblem(f"«{name}» tidak punya folder tahun dalam sources/.")
    return years[-1]


def _project(project: Project, name: str, stack: contextlib.ExitStack) -> Project:
    if _is_year(project, name):
        return project
    folders = [one for one in (Path(name), project.root / name) if one.is_dir()]
    folder = next((one for one in folders if (one / "sources").is_dir()), None)
    if folder is not None:
        return Project(folder)
    if folders:
        raise FileProblem(
            f"Folder «{name}» tidak berisi sources/. Sebutkan folder proyek, yaitu folder yang "
            "di dalamnya ada sources/ dan templates/."
        )
    return Project(_checked_out(project, name, stack))


def _load(project: Project, name: str, tahun: int) -> Side:
    if tahun not in project.years():
        listing = ", ".join(map(str, project.years())) or "tidak ada"
        raise FileProblem(
            f"«{name}» tidak punya sumber untuk tahun {tahun}. Tahun yang ada: {listing}. "
            "Pilih tahunnya dengan --tahun."
        )
    loaded = load_year(project, tahun)
    shown = name if name == str(tahun) else f"{name} (tahun {tahun})"
    return Side(shown, project, tahun, loaded.regulasi, loaded.findings)


def _checked_out(project: Project, revision: str, stack: contextlib.ExitStack) -> Path:
    """Put the sources and templates of *revision* into a temporary folder and return it."""
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
    wanted = [one for one in ("sources", "templates") if one in present]
    archive = _git(project, "archive", "--format=tar", tree, *wanted)
    if archive is None:
        raise FileProblem(f"Isi revisi «{revision}» tidak dapat diambil dari git.")
    return _unpack(archive, revision, stack)


def _unpack(archive: bytes, revision: str, stack: contextlib.ExitStack) -> Path:
    """Put the files of *archive* into a temporary folder; links are left out."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rbdocs-")))
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        members = [one for one in tar if one.isfile()]
        if sum(one.size for one in members) > _MAX_SIZE:
            raise FileProblem(f"Sumber pada revisi «{revision}» terlalu besar untuk dibaca.")
        for one in members:
            path, content = folder / one.name, tar.extractfile(one)
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
