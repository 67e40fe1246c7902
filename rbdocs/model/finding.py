"""A finding: something in the sources that is wrong or doubtful, and where."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, TypeVar

K = TypeVar("K", bound=Hashable)

PROGRAM = "(program)"  # the file of a finding about the program itself, a rule that failed


class Level(StrEnum):
    """How grave a finding is: a *galat* stops the build, a *peringatan* does not."""

    GALAT = "galat"
    PERINGATAN = "peringatan"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Sited(Protocol):
    """What stands at a place of the sources and is known by a lasting key."""

    @property
    def location(self) -> Location:
        """Where it stands."""

    @property
    def kode(self) -> str:
        """The key by which findings and waivers name it, "" where it has none."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the sources with the lasting key of what is concerned there."""

    location: Location
    kode: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One of the places that a finding compares: where, and what stands there.

    *at* names the place as readers know it: the kode of a row, ``Tabel 2.3``, ``Lampiran II``.
    """

    location: Location
    at: str
    value: str


@dataclass(frozen=True, slots=True)
class Repair:
    """What can only be meant: in the value at *location*, *old* becomes *new*.

    *old* is the value itself, or some whole words that stand in it once. Where *number*, *new* is
    the printed form of a number, which a source writes without quotes. In a chapter both are as
    its source writes them.
    """

    location: Location
    old: str
    new: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    *kode* is the lasting key of what is concerned: the kode of a row, the key of a provision, a
    table or a block of a chapter, "" where nothing has one. *values* is what was compared, *hint*
    what the user can do, *occurrences* all places that a comparison looked at, *excerpt* the very
    words concerned where they are less than the value at *location*. *waiver* is the reason why the
    finding is let pass, None where it is not. *repairs* are what puts it right where that can
    only be done in one way.
    """

    code: str
    level: Level
    message: str
    location: Location
    kode: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    hint: str = ""
    waiver: str | None = None
    occurrences: tuple[Occurrence, ...] = ()
    excerpt: str = ""
    repairs: tuple[Repair, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether this finding stops the build."""
        return self.level is Level.GALAT and self.waiver is None


def repeated(named: Iterable[tuple[K, Location]]) -> Iterator[tuple[K, Location, Location]]:
    """Yield what was there before: its name, where it stands, and where it stood first."""
    first: dict[K, Location] = {}
    for name, location in named:
        if name in first:
            yield name, location, first[name]
        first.setdefault(name, location)
