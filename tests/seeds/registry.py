"""Which function seeds a fault for which rule, and where the rule must then find it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from rbdocs.model.finding import Finding
from tests.seeds.body import Shape
from tests.seeds.sources import Sources


@dataclass(frozen=True)
class Place:
    """Where a fault was seeded: the kode, the file (below ``sources/``), or a text on the line.

    What is None is not asked.
    """

    kode: str | None = None
    file: str | None = None
    line: int | None = None

    def has(self, finding: Finding) -> bool:
        """Whether *finding* is about this place, or compares it with others."""
        named = {finding.kode, *(occurrence.at for occurrence in finding.occurrences)}
        places = (finding.location, *(occurrence.location for occurrence in finding.occurrences))
        return (self.kode is None or self.kode in named) and any(
            self.file in (None, place.file.removeprefix("sources/"))
            and self.line in (None, place.line)
            for place in places
        )


Mutator = Callable[[Sources, Random], Place]


@dataclass(frozen=True)
class Seeder:
    """A function that seeds one fault, into a regulation of one of *shapes*."""

    run: Mutator
    shapes: Sequence[Shape]


SEEDERS: dict[str, list[Seeder]] = {}


def seeds(code: str, *shapes: Shape) -> Callable[[Mutator], Mutator]:
    """Register the decorated function as one that breaks the rule *code*; it may be one of many."""

    def register(mutator: Mutator) -> Mutator:
        usual: tuple[Shape, ...] = ("ditetapkan", "rancangan")
        SEEDERS.setdefault(code, []).append(Seeder(mutator, shapes or usual))
        return mutator

    return register
