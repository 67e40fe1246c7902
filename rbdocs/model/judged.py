"""What a finding was given for: the printed values that a decision about it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rbdocs.model.finding import Finding, Location
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import RencanaAksi, walk
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai, Text

_UNPRINTED = frozenset({"kode", "celah"})  # fields of an action that say nothing of its values


Judged = Mapping[str, str | list[str]]


def judged_values(finding: Finding, regulation: Regulation) -> dict[str, str | list[str]]:
    """Return the values at the place of *finding*, by name: any other makes it another finding.

    Of an action every value of its row; of a comparison what each place says; of words in a text
    the words; else what the rule compared and the value at the place.
    """
    judged: dict[str, str | list[str]] = {}
    action = next((item for item in regulation.aksi(ended=True) if item.kode == finding.kode), None)
    if action is not None:
        judged |= dict(_row(action))
    if finding.occurrences:
        judged["tempat"] = [
            _one_text(f"{item.at}: {item.value}" if item.at else item.value)
            for item in finding.occurrences
        ]
    if finding.excerpt:
        judged["kutipan"] = _one_text(finding.excerpt)
    if action is None and not finding.occurrences:
        judged |= {n.replace("_", " "): _shown(value) for n, value in finding.values.items()}
        if not finding.excerpt and (text := _value_at(finding.location, regulation)) is not None:
            judged["isi"] = text
    return judged


def changed_values(given: Judged, now: Judged) -> Iterator[tuple[str, str, str]]:
    """Yield what of *now* is not as it was *given*: its name, and what it says then and now."""
    for name in dict.fromkeys((*given, *now)):
        then, today = given.get(name), now.get(name)
        if then != today:
            yield name, *_told_apart(then, today)


def _told_apart(then: str | list[str] | None, now: str | list[str] | None) -> tuple[str, str]:
    """Both as text; of two lists only what the other does not have."""
    if isinstance(then, list) and isinstance(now, list):
        left = [item for item in then if item not in now]
        right = [item for item in now if item not in then]
        if left or right:
            then, now = left, right
    return _joined(then), _joined(now)


def _joined(value: str | list[str] | None) -> str:
    return "; ".join(value) if isinstance(value, list) else value or ""


def _row(action: RencanaAksi) -> Iterator[tuple[str, str | list[str]]]:
    for name, field in type(action).model_fields.items():
        value = getattr(action, name)
        if (
            name not in _UNPRINTED
            and value is not None
            and value != field.get_default(call_default_factory=True)
        ):
            if name == "lanjut":  # names of columns
                value = [item.replace("_", " ") for item in value]
            yield name.replace("_", " "), _shown(value)  # as readers write it


def _shown(value: Any) -> str | list[str]:
    if isinstance(value, list | tuple):
        return [_one_text(item) for item in value]
    return _one_text(value)


def _one_text(value: Any) -> str:
    if isinstance(value, Node):
        fields = (getattr(value, name) for name in type(value).model_fields)
        return "; ".join(_one_text(item) for item in fields if item is not None)
    if isinstance(value, list | tuple):
        return "; ".join(map(_one_text, value))
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_one_text(item)}" for name, item in value.items())
    return " ".join(str(value).split())


def _value_at(location: Location, regulation: Regulation) -> str | None:
    """What the sources say at *location*; None where no single value stands there."""
    for part in _parts(regulation, location.file):
        for node in walk(part):
            for name in type(node).model_fields:
                value = getattr(node, name)
                # Its kind first: to look up the place of every value takes longest of all.
                if isinstance(value, str | Text | Nilai | int) and node.location(name) == location:
                    return _one_text(value)
    return None


def _parts(regulation: Regulation, file: str) -> Iterable[Node]:
    outlines = (naskah.susunan for naskah in regulation.naskah)
    parts = (regulation.peraturan, *outlines, *regulation.tabel(), *regulation.lampiran)
    return (part for part in parts if part.location().file == file)
