"""Say where a finding stands in words that outlast an edit: the file and the value's address."""

from __future__ import annotations

from typing import Any

from rbdocs.files import Project
from rbdocs.model.finding import Location
from rbdocs.sources.yaml_file import read
from tests.clean import YEAR


def shown(project: Project, place: Location) -> str:
    """Return *place* as ``file#address``, ``file:line`` in a text, or the file alone.

    An address begins at the nearest record that has a kode or kunci:
    ``lampiran-2.yaml#G-01.sub_kegiatan.0.anggaran``, ``indikator.yaml#indeks-spbe.target.2024``,
    ``lampiran-1/tabel-1-1.yaml#baris.0.t2024``. A place that is no value's is an error.
    """
    name = place.file.removeprefix("sources/").removeprefix(f"{YEAR}/")
    if not place.line:
        return name
    if not name.endswith(".yaml"):
        return f"{name}:{place.line}"
    file = read(project, project.root / place.file)
    here = [path for path, at in file.positions.items() if at == (place.line, place.column)]
    return f"{name}#{_address(file.content, max(here, key=len))}"


def _address(content: Any, path: tuple[str | int, ...]) -> str:
    steps: list[str] = []
    for step in path:
        content = content[step]
        steps.append(str(step))
        named = isinstance(content, dict) and (content.get("kode") or content.get("kunci"))
        steps = [str(named)] if named else steps
    return ".".join(steps)
