"""The lock of an enacted year: the digests of its sources, and which of them have changed since."""

from __future__ import annotations

from pathlib import Path

from rbdocs.files import Project, digest
from rbdocs.load.shape import shape
from rbdocs.load.yaml_file import read
from rbdocs.model.finding import Finding, Location
from rbdocs.model.kunci import Kunci

NAME = "kunci.yaml"
# What may change after enactment: what was reached, and which findings are let pass.
_FREE = frozenset({NAME, "realisasi.yaml", "pengecualian.yaml"})


def source_digests(folder: Path) -> dict[str, str]:
    """Return the digest of every source in *folder*, line ends aside, by its name there."""
    return {
        path.relative_to(folder).as_posix(): digest(path.read_bytes().replace(b"\r\n", b"\n"))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in _FREE and not _hidden(path, folder)
    }


def _hidden(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return any(part.startswith((".", "~$")) for part in parts)


def changed_since(project: Project, folder: Path) -> tuple[list[Location], list[Finding]]:
    """Return the sources in *folder* that changed since it was locked, and findings of loading."""
    path = folder / NAME
    if not path.exists():
        return [], []
    file = read(project, path)
    lock = shape(file, Kunci)
    if lock is None:
        return [], file.findings
    now = source_digests(folder)
    names = [name for name in {**lock.berkas, **now} if lock.berkas.get(name) != now.get(name)]
    return [Location(project.show(folder / name)) for name in names], file.findings
