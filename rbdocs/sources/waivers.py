"""Waivers and judgements of a year: read one by one, and waivers written into their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project
from rbdocs.model.finding import Finding
from rbdocs.model.pengecualian import (
    BrokenWaiver,
    DaftarPengecualian,
    DaftarPenilaian,
    Pengecualian,
)
from rbdocs.sources.edit_yaml import WORDS_OF_YAML, Span, quoted
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


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LIST = "pengecualian"
_WIDTH = 90  # letters of a list that stands on one line
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*", re.ASCII)

Fields = Mapping[str, Any]  # a waiver's fields in their order, *nilai* a mapping


class NoPlaceForWaiver(ValueError):
    """The text has no list of waivers, or one in which nothing can be placed."""


def with_waiver(text: str, fields: Fields, index: int | None = None) -> str:
    """Return *text* with the waiver *fields* at the end of its list, or in place of number *index*.

    Raises NoPlaceForWaiver.
    """
    listing = _listing(text)
    if index is not None:
        if listing.flow_style:
            raise NoPlaceForWaiver
        span = _item(text, listing, index, fields)
    elif not listing.value:
        start = text.rfind(":", 0, listing.start_mark.index) + 1
        span = Span(start, listing.end_mark.index, "\n" + _rendered(fields, 2).rstrip("\n"))
    elif listing.flow_style:
        raise NoPlaceForWaiver
    else:
        at = _line_end(text, _end(text, listing.value[-1]))
        span = Span(at, at, "\n" + _rendered(fields, _dash(listing)).rstrip("\n"))
    return text[: span.start] + span.text + text[span.end :]


def _listing(text: str) -> Any:
    try:
        root = yaml.compose(text, _Loader)
    except yaml.YAMLError as error:
        raise NoPlaceForWaiver from error
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == _LIST and isinstance(value, yaml.SequenceNode):
            return value
    raise NoPlaceForWaiver


def _dash(listing: Any) -> int:
    """The column of the dashes of a block list."""
    return int(listing.start_mark.column)


def _item(text: str, listing: Any, index: int, fields: Fields) -> Span:
    item, dash = listing.value[index], _dash(listing)
    start = item.start_mark.index - item.start_mark.column + dash
    return Span(start, _end(text, item), _rendered(fields, dash).strip())


def _end(text: str, node: Any) -> int:
    """Where the last letter of *node* stands: the mark of a block lies beyond its blank lines."""
    if not getattr(node, "flow_style", True) and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    end = int(node.end_mark.index)
    return len(text[:end].rstrip())


def _line_end(text: str, at: int) -> int:
    """The end of the line at *at*: what follows a value there is a comment on it."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _rendered(fields: Fields, indent: int) -> str:
    lines = [line for name, value in fields.items() for line in _field(name, value)]
    start = " " * indent
    return "".join(
        f"{start}{'- ' if number == 0 else '  '}{line}\n" for number, line in enumerate(lines)
    )


def _field(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{name}:"
        for key, item in value.items():
            yield from (f"  {line}" for line in _field(key, item))
    elif isinstance(value, list):
        shown = [_scalar(item) for item in value]
        line = f"{name}: [{', '.join(shown)}]"
        if len(line) <= _WIDTH:
            yield line
        else:
            yield f"{name}:"
            yield from (f"  - {item}" for item in shown)
    else:
        yield f"{name}: {_scalar(value)}"


def _scalar(value: object) -> str:
    """*value* as YAML reads it back as the same text; only names and days go without quotes."""
    text = str(value)
    if isinstance(value, int | date):
        return text
    if _PLAIN.fullmatch(text) and text.casefold() not in WORDS_OF_YAML:
        return text
    if "\\" in text and "\n" not in text:  # in double quotes a backslash would be an escape
        return "'" + text.replace("'", "''") + "'"
    return quoted(text)
