"""``skema``: JSON Schemas of the sources, so that an editor completes and underlines."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rbdocs.commands.result import DONE, FOUND, Result, add_format, add_year, choose_year
from rbdocs.files import LARGEST, FileProblem, Project, make_folder, read_regular, write_atomic

if TYPE_CHECKING:
    from rbdocs.sources.schemas import SourceSchema

HELP = "buat skema sumber bagi penyunting teks, misalnya VS Code"
_FOLDER, _SETTINGS = ".vscode", "settings.json"
_KEY = "yaml.schemas"
_OURS = "./.vscode/skema/"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``skema``."""
    add_year(parser)
    add_format(parser)


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Write the schemas and let VS Code know of them; what else its settings say stays.

    Raises FileProblem where that cannot be written.
    """
    from rbdocs.sources.schemas import schemas

    made = schemas(project, choose_year(project, arguments.tahun))
    folder = project.root / _FOLDER / "skema"
    make_folder(folder)
    new = [
        write_atomic(folder / f"{name}.json", _as_json(schema.content))
        for name, schema in made.items()
    ]
    lines = [f"{len(made)} skema dalam {project.show(folder)}, {sum(new)} berubah."]
    status = DONE
    try:
        changed = _let_know(project, made)
        told = "mengenal skema itu" if changed else "sudah mengenalnya"
        lines.append(f"{_FOLDER}/{_SETTINGS} {told} (pengaya YAML dari Red Hat).")
    except ValueError:
        status = FOUND
        lines += [
            f"{_FOLDER}/{_SETTINGS} memuat catatan atau bukan JSON, jadi tidak diubah. "
            "Tambahkan sendiri:",
            _as_json({_KEY: _known(made)}).decode(),
        ]
    data = {"skema": {name: schema.files for name, schema in made.items()}, "berubah": sum(new)}
    return Result(status, data, lines)


def _known(made: Mapping[str, SourceSchema]) -> dict[str, str]:
    return {f"{_OURS}{name}.json": schema.files for name, schema in made.items()}


def _let_know(project: Project, made: Mapping[str, SourceSchema]) -> bool:
    """Enter the schemas in the settings; ValueError where these cannot be read."""
    path = project.root / _FOLDER / _SETTINGS
    settings: Any = {}
    if path.exists():
        try:
            settings = json.loads(read_regular(path, LARGEST).decode("utf-8-sig"))
        except OSError as error:
            raise FileProblem(f"{project.show(path)} tidak dapat dibaca ({error}).") from error
    if not isinstance(settings, dict) or not isinstance(settings.get(_KEY, {}), dict):
        raise ValueError(path)
    others = {name: files for name, files in settings.get(_KEY, {}).items() if _OURS not in name}
    return write_atomic(path, _as_json({**settings, _KEY: {**others, **_known(made)}}))


def _as_json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
