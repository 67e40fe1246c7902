"""Bring a draft up to date without touching what a person has written into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import dedent

import yaml
from merge3 import Merge3


@dataclass(frozen=True, slots=True)
class Left:
    """A place that was left as it is: its line in the draft, what stands there, what was due."""

    line: int
    present: str
    due: str


@dataclass(slots=True)
class Merged:
    """A draft after the merge, and the places where a person's text won over the new draft."""

    text: str
    left: list[Left] = field(default_factory=list)


def merge(base: str, present: str, new: str) -> Merged:
    """Return *present* with what changed from *base* to *new*, where nobody has touched it.

    *base* is what the program wrote last time. A line that both have changed stays as the person
    has it and is reported.
    """
    lines: list[str] = []
    left: list[Left] = []
    merge3 = Merge3(
        base.splitlines(keepends=True),
        present.splitlines(keepends=True),
        new.splitlines(keepends=True),
    )
    for kind, *parts in merge3.merge_groups():
        if kind != "conflict":
            lines += parts[0]
            continue
        for was, mine, due in _regions(*map(list, parts)):
            if mine == was or _adds_only(was, mine, due):
                lines += due
                continue
            if remark := _remark(was, mine, due):
                lines.append(f"{due[0].rstrip()}{remark}")
                continue
            if due not in (was, mine) and not _alike(mine, due):
                left.append(Left(len(lines) + 1, "".join(mine).strip(), "".join(due).strip()))
            lines += mine
    return Merged("".join(lines), left)


def _adds_only(was: list[str], mine: list[str], due: list[str]) -> bool:
    """Whether a person has only added items to a list, and the new draft has these too.

    So it is where a drafter writes an amendment into Pasal I and the others follow from what he
    wants of the articles. Remarks are the person's own: what has some is left.
    """
    if any("#" in line for line in mine):
        return False
    try:
        before, own, new = (
            yaml.safe_load(dedent("".join(text))) or [] for text in (was, mine, due)
        )
    except yaml.YAMLError:
        return False
    if not all(isinstance(items, list) for items in (before, own, new)):
        return False
    return all(item in own for item in before) and all(item in new for item in own)


def _alike(mine: list[str], due: list[str]) -> bool:
    """Whether the two say the same, quotes, remarks and lines aside."""
    try:
        said = [yaml.safe_load(dedent("".join(lines))) for lines in (mine, due)]
    except yaml.YAMLError:
        return False
    return bool(said[0] == said[1])


def _remark(was: list[str], mine: list[str], due: list[str]) -> str:
    """What a person has written behind a line and nothing else: it goes behind the new line."""
    if not len(was) == len(mine) == len(due) == 1 or "#" in due[0]:
        return ""
    kept = was[0].rstrip()
    rest = mine[0].removeprefix(kept)
    return rest if mine[0].startswith(kept) and rest.lstrip(" ").startswith("#") else ""


def _regions(
    base: list[str], mine: list[str], due: list[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Split a conflict line by line where all three have as many: a value has a line of its own."""
    if len(base) == len(mine) == len(due):
        yield from (([a], [b], [c]) for a, b, c in zip(base, mine, due, strict=True))
    else:
        yield base, mine, due
