"""The two sides of a comparison: a year, a folder, or a revision taken out of git."""

from __future__ import annotations

import contextlib
import io
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rbdocs.edition import Edition, read_edition
from rbdocs.files import FileProblem, Project, digest
from rbdocs.locking import scratch
from rbdocs.model.finding import Finding
from rbdocs.model.lampiran_number import lampiran_order
from rbdocs.model.regulation import Regulation
from rbdocs.sources.year import load_year

_MAX_SIZE = 200_000_000  # bytes of sources in one revision; those of 2023 have under a million
_GIT_SECONDS = 120  # no command of git on such sources takes more than a few
_REVISIONS = 200  # how far back a document's sources are looked for


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what it is called, and the regulation; None, with *findings*, if it has faults.

    *in_force* is the regulation with the plans of earlier years that stay in force beside it.
    """

    name: str
    project: Project
    tahun: Edition
    regulation: Regulation | None
    findings: list[Finding]
    in_force: Regulation | None


@contextlib.contextmanager
def open_sides(
    project: Project, old: str, new: str, tahun: Edition | None
) -> Iterator[tuple[Side, Side]]:
    """Give both sides; what was taken out of git is there as long as the context is open.

    A side is named by a year, a folder, or anything that git knows as a revision; *tahun* says
    which year of a folder or revision is meant, by default the newest that both have.
    Raises FileProblem where a side cannot be found.
    """
    with contextlib.ExitStack() as stack:
        before, after = (_project(project, text, stack) for text in (old, new))
        years = [_named(project, text) or tahun for text in (old, new)]
        common = sorted(set(before.years()) & set(after.years()))
        chosen = [
            wanted or (common[-1] if common else None) or _newest(there, name)
            for wanted, there, name in zip(years, (before, after), (old, new), strict=True)
        ]
        yield _load(before, old, chosen[0]), _load(after, new, chosen[1])


def same_sources(old: Side, new: Side) -> bool:
    """Whether both sides are the same year with the same files, byte by byte."""
    return old.tahun == new.tahun and _contents(old.project) == _contents(new.project)


def _contents(project: Project) -> dict[str, str]:
    files = (path for path in sorted(project.sources.rglob("*")) if path.is_file())
    return {
        file.relative_to(project.sources).as_posix(): digest(file.read_bytes()) for file in files
    }


def _named(project: Project, name: str) -> Edition | None:
    """The regulation of *project* that *name* names; None for a folder or revision."""
    return None if (project.root / name).exists() else read_edition(name)


def _newest(project: Project, name: str) -> Edition:
    years = project.years()
    if not years:
        raise FileProblem(f"«{name}» tidak punya folder tahun dalam sources/.")
    return years[-1]


def _project(project: Project, name: str, stack: contextlib.ExitStack) -> Project:
    if _named(project, name) is not None:
        return project
    folders = [path for path in (Path(name), project.root / name) if path.is_dir()]
    folder = next((path for path in folders if (path / "sources").is_dir()), None)
    if folder is not None:
        return Project(folder)
    if folders:
        raise FileProblem(
            f"Folder «{name}» tidak berisi sources/. Sebutkan folder proyek, yaitu folder yang "
            "di dalamnya ada sources/ dan templates/."
        )
    return Project(checked_out(project, name, stack))


def _called(project: Project, name: str) -> str:
    """How readers call a side: a folder by its own name, a revision as git does."""
    return f"folder {project.root.name}" if Path(name).is_dir() else f"revisi {name}"


def _load(project: Project, name: str, tahun: Edition) -> Side:
    if tahun not in project.years():
        listing = ", ".join(map(str, project.years())) or "tidak ada"
        raise FileProblem(
            f"«{name}» tidak punya sumber untuk tahun {tahun}. Tahun yang ada: {listing}. "
            "Pilih tahunnya dengan --tahun."
        )
    loaded = load_year(project, tahun)
    shown = name if name == str(tahun) else f"{_called(project, name)}, tahun {tahun}"
    in_force = _in_force(project, loaded.regulation) if loaded.regulation else None
    return Side(shown, project, tahun, loaded.regulation, loaded.findings, in_force)


def _in_force(project: Project, regulation: Regulation) -> Regulation:
    """*regulation* with the plans that stay in force, as the years that enacted them have them."""
    listing = list(regulation.lampiran)
    for nomor, tahun in regulation.peraturan.warisan.items():
        earlier = load_year(project, tahun).regulation
        listing += (
            [lampiran for lampiran in earlier.lampiran if lampiran.lampiran == nomor]
            if earlier
            else []
        )
    listing.sort(key=lambda item: lampiran_order(item.lampiran))
    return replace(regulation, lampiran=listing)


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
