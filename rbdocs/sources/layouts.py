"""The layouts of plans: of a year, of the project, or those that come with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project
from rbdocs.model.characters import similar_hint
from rbdocs.model.plan_columns import SusunanRencana
from rbdocs.model.plan_layout import PlanLayout
from rbdocs.model.plan_records import plan_record
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.sources.layout_checks import check_layout
from rbdocs.sources.shape import shape
from rbdocs.sources.yaml_file import YamlFile, read

FOLDER = "susunan"
_PACKAGED = Path(__file__).parents[1] / FOLDER


class Layouts:
    """The layouts that the plans of one year may have; each is read once.

    *files* are those that were read from the project.
    """

    def __init__(self, project: Project, tahun: Edition | None) -> None:
        self._project = project
        own = [project.sources / str(tahun) / FOLDER] if tahun else []
        self._folders = (*own, project.sources / FOLDER)
        self._known: dict[str, tuple[type[LampiranRencana] | None, YamlFile | None]] = {}

    def names(self) -> list[str]:
        """Return the names of all layouts, the project's own first."""
        own = (path.stem for folder in self._folders for path in sorted(folder.glob("*.yaml")))
        return list(dict.fromkeys((*own, *packaged_names())))

    def record(self, name: str) -> tuple[type[LampiranRencana] | None, YamlFile | None]:
        """Return the class of plans of the layout *name*, and the file that it was read from.

        No class where the file does not fit; its findings then say why. No file: it is packaged,
        or, without a class, there is none.
        """
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> tuple[type[LampiranRencana] | None, YamlFile | None]:
        path = next((f / f"{name}.yaml" for f in self._folders if _is_there(f, name)), None)
        if path is None:
            return (packaged(name) if name in packaged_names() else None), None
        file = read(self._project, path)
        susunan = shape(file, SusunanRencana)
        if susunan is None:
            return None, file
        file.findings += check_layout(susunan)
        if any(finding.blocks for finding in file.findings):
            return None, file
        return plan_record(PlanLayout(name, susunan)), file


def _is_there(folder: Path, name: str) -> bool:
    """Whether *folder* has the layout *name*, spelt exactly so on any system."""
    return folder.is_dir() and f"{name}.yaml" in {path.name for path in folder.iterdir()}


@cache
def packaged_names() -> tuple[str, ...]:
    """Return the names of the layouts that come with the program."""
    return tuple(sorted(path.stem for path in _PACKAGED.glob("*.yaml")))


@cache
def packaged(name: str) -> type[LampiranRencana]:
    """Return the class of plans of *name*, one of ``packaged_names``."""
    file = read(Project(_PACKAGED.parent), _PACKAGED / f"{name}.yaml")
    susunan = shape(file, SusunanRencana)
    assert susunan is not None, file.findings
    return plan_record(PlanLayout(name, susunan))


def unknown_layout(name: str, known: list[str]) -> tuple[str, str]:
    """Return what is told of a plan whose layout there is none of, and what to do."""
    message = f"Jenis lampiran «{name}» tidak dikenal, jadi isinya tidak diperiksa."
    hint = f"{similar_hint(name, known)} Tulis jenis: {' atau jenis: '.join(known)}"
    new = f"; susunan baru ditulis dalam sources/{FOLDER}/NAMA.yaml."
    return message, f"{hint}{new}".strip()


def plan_layout(project: Project, tahun: Edition, path: Path) -> PlanLayout:
    """Return the layout of the plan at *path*, which the year *tahun* has.

    Raises FileProblem where there is none, or it does not fit.
    """
    file = read(project, path)
    name = str(file.content.get("jenis", "")) if isinstance(file.content, dict) else ""
    record, layout = Layouts(project, tahun).record(name)
    if record is None:
        place = layout.nama if layout is not None else file.nama
        raise FileProblem(
            f"Susunan «{name}» rencana {file.nama} tidak dapat dibaca ({place}). Jalankan periksa "
            f"{tahun} untuk melihat apa yang salah."
        )
    return record.layout
