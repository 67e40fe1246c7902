"""Read the judgements on a year's findings: only where they are shown, for they are many."""

from __future__ import annotations

from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project
from rbdocs.model.penilaian import DaftarPenilaian
from rbdocs.sources.shape import shape
from rbdocs.sources.yaml_file import read

NAME = "penilaian.yaml"


def load_judgements(project: Project, tahun: Edition) -> DaftarPenilaian:
    """Return the judgements on the findings in *tahun*, none where there is no such file.

    Raises FileProblem where it cannot be read.
    """
    path = project.sources / str(tahun) / NAME
    if not path.exists():
        return DaftarPenilaian(penilaian=[])
    file = read(project, path)
    result = shape(file, DaftarPenilaian)
    wrong = [f"{item.location}  {item.message} {item.hint}" for item in file.findings]
    if result is None or any(item.blocks for item in file.findings):
        raise FileProblem("\n".join(wrong))
    return result
