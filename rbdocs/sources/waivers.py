"""Load the waivers of a year one by one: a broken one takes none of the others with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from rbdocs.files import Project
from rbdocs.model.finding import Finding
from rbdocs.model.pengecualian import BrokenWaiver, DaftarPengecualian, Pengecualian
from rbdocs.sources.shape import shape
from rbdocs.sources.yaml_file import YamlFile, read


def load_waivers(
    project: Project, path: Path
) -> tuple[list[Pengecualian], list[BrokenWaiver], list[Finding]]:
    """Return the waivers at *path*, those that are broken, and what is wrong with the file."""
    file = read(project, path)
    whole = shape(file, DaftarPengecualian)
    if whole is not None:
        return whole.pengecualian, [], file.findings
    listing = file.content.get("pengecualian") if isinstance(file.content, dict) else None
    if not isinstance(listing, list):
        return [], [BrokenWaiver()], file.findings
    waivers: list[Pengecualian] = []
    broken: list[BrokenWaiver] = []
    for pengecualian in _each(file, listing):
        if isinstance(pengecualian, Pengecualian):
            waivers.append(pengecualian)
        else:
            broken.append(pengecualian)
    if not broken:  # what the list says for all is wrong; it is about no finding of its own
        broken.append(BrokenWaiver("", ""))
    return waivers, broken, file.findings


def _each(file: YamlFile, listing: list[Any]) -> Iterator[Pengecualian | BrokenWaiver]:
    for index, content in enumerate(listing):
        try:
            validate = Pengecualian.model_validate(content)
        except ValidationError:
            named = content if isinstance(content, dict) else {}
            yield BrokenWaiver(_text(named.get("aturan")), _text(named.get("kode")))
        else:
            validate.place(file.location, ("pengecualian", index))
            yield validate


def _text(content: object) -> str | None:
    return content if isinstance(content, str) else None


def said_for_all(text: str) -> dict[str, str]:
    """Return what the list of waivers *text* says for all of them: decider, date, term; as text."""
    content = yaml.load(text, yaml.BaseLoader)
    found = content if isinstance(content, dict) else {}
    return {
        name: value
        for name in ("oleh", "tanggal", "sampai")
        if isinstance(value := found.get(name), str)
    }
