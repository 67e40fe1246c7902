"""The kinds of regulation that a project knows: those of the program, and its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rbdocs.files import Project
from rbdocs.model.finding import Finding
from rbdocs.model.kind import DaftarJenis
from rbdocs.sources.shape import shape
from rbdocs.sources.yaml_file import read

NAME = "jenis-peraturan.yaml"
_PACKAGED = Path(__file__).parents[1]


@cache
def packaged_kinds() -> DaftarJenis:
    """Return the kinds that come with the program."""
    file = read(Project(_PACKAGED), _PACKAGED / NAME)
    kinds = shape(file, DaftarJenis)
    assert kinds is not None, file.findings
    return kinds


def load_kinds(project: Project) -> tuple[DaftarJenis, list[Finding]]:
    """Return the kinds that *project* knows, its own first among equals, and findings."""
    path = project.sources / NAME
    if not path.exists():
        return packaged_kinds(), []
    file = read(project, path)
    own = shape(file, DaftarJenis)
    return packaged_kinds().with_own(own) if own else packaged_kinds(), file.findings
