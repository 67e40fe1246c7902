"""The sources of a regulation as plain data, to be changed and written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from rbdocs.files import Project

Data = dict[str, Any]
YEAR = 2024
PLANS = (f"{YEAR}/lampiran-2.yaml", f"{YEAR}/lampiran-3.yaml")
BODY = f"{YEAR}/peraturan.yaml"
CHAPTERS = (f"{YEAR}/lampiran-1/bab-1.md", f"{YEAR}/lampiran-1/bab-2.md")
_TEMPLATES = Path(__file__).parents[2] / "templates"  # figures are measured with its type
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass
class Row:
    """An action, the actions of its indicator, the indicator, and the plan's file."""

    action: Data
    group: list[Data]
    indicator: Data
    file: str

    @property
    def kode(self) -> str:
        return str(self.action["kode"])


@dataclass
class Sources:
    """Files by their name in ``sources/``: YAML as plain data, chapters as text."""

    files: dict[str, Any] = field(default_factory=dict)

    def rows(self, *files: str) -> list[Row]:
        """The actions of the plans, in printed order."""
        return [row for file in files or PLANS for row in _rows(self.files[file], file)]

    def table(self, key: str) -> Data:
        found: Data = self.files[f"{YEAR}/lampiran-1/{key}.yaml"]
        return found

    def write(self, root: Path) -> Project:
        """Write the sources below *root* and return the project."""
        for name, content in self.files.items():
            path = root / "sources" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = content if isinstance(content, str) else _dumped(_Said(content))
            path.write_text(text, "utf-8", newline="\n")
        return Project(root, templates=_TEMPLATES)


class _Said:
    """A file's content: equal where it says the same, as most files do in most regulations."""

    def __init__(self, content: Any) -> None:
        self.content = content
        self._key = repr(content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Said) and other._key == self._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=100)
def _dumped(said: _Said) -> str:
    dumped = yaml.dump(said.content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=200)
    return str(dumped)


def _rows(node: Any, file: str) -> Iterator[Row]:
    if isinstance(node, dict):
        group = node.get("rencana_aksi")
        if group is not None:
            yield from (Row(entry, group, node, file) for entry in group)
        for content in node.values():
            if content is not group:
                yield from _rows(content, file)
    elif isinstance(node, list):
        for item in node:
            yield from _rows(item, file)
