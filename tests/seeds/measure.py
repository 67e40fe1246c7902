"""How many of the seeded faults the rules find, and what they find where nothing is wrong."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args
from zlib import crc32

from rbdocs.check.engine import check
from rbdocs.check.rule import load_rules
from rbdocs.edition import Edition
from rbdocs.model.finding import Finding
from rbdocs.sources.year import load_year
from tests.seeds import (
    chapters,
    identity,
    indicators,
    money,
    planning,
    provisions,
    rows,
    texts,
    years,
)
from tests.seeds.body import Shape
from tests.seeds.clean import clean_sources
from tests.seeds.registry import SEEDERS, Place
from tests.seeds.sources import YEAR, Sources

MUTATORS = (chapters, identity, indicators, money, planning, provisions, rows, texts, years)
MANY = 10**6
SHAPES: tuple[Shape, ...] = get_args(Shape)


class NotReadable(Exception):
    """Sources that do not load; ``str()`` says why."""


@dataclass
class Tally:
    """Of one rule: faults seeded, those found, which were missed, and false alarms."""

    seeded: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)


def findings_of(sources: Sources, *only: str) -> list[Finding]:
    """Return what the rules *only* find in *sources*, or every rule, the dictionary's included."""
    with tempfile.TemporaryDirectory() as folder:
        loaded = load_year(sources.write(Path(folder)), Edition(YEAR))
        if loaded.regulation is None:
            raise NotReadable(
                "; ".join(f"{finding.location} {finding.message}" for finding in loaded.findings)
            )
        rules = load_rules()
        return check(loaded.regulation, {code: rules[code] for code in only} if only else rules)


def measure(
    codes: Iterable[str], count: int, start: int = 0, *, regulations: int = MANY
) -> dict[str, Tally]:
    """Seed *count* faults for each of *codes* from the seed *start* on, and look for them.

    They are put into as many different *regulations* of each kind.
    """
    return {code: _measured(code, range(start, start + count), regulations) for code in codes}


def _measured(code: str, numbers: Iterable[int], regulations: int) -> Tally:
    tally = Tally()
    for number in numbers:
        place, found, what = seeded(code, number, regulations)
        tally.seeded += 1
        if any(finding.code == code and place.has(finding) for finding in found):
            tally.found += 1
        else:
            tally.missed.append(f"{what} {place}")
    return tally


def seeded(code: str, number: int, regulations: int = MANY) -> tuple[Place, list[Finding], str]:
    """Seed the fault *number* of the rule *code*: where, what it finds, how the fault was made."""
    rng = random.Random(crc32(code.encode()) + number)
    seeders = SEEDERS[code]
    seeder = seeders[number % len(seeders)]
    shape = rng.choice(seeder.shapes)
    sources = clean_sources(rng.randrange(regulations), shape)
    place = seeder.run(sources, rng)
    what = f"{code} {number} ({seeder.run.__name__}, {shape})"
    try:
        return place, findings_of(sources, code), what
    except NotReadable as problem:
        return place, [], f"{what} {problem}"


def false_alarms(numbers: Iterable[int]) -> Counter[str]:
    """Return how often each rule finds something in clean sources."""
    return Counter(code for number in numbers for code, _ in alarms(number))


def alarms(number: int) -> Iterator[tuple[str, str]]:
    """Yield what is found in the clean sources *number*: the rule, and what it says."""
    shape = SHAPES[number % len(SHAPES)]
    for finding in findings_of(clean_sources(number, shape)):
        yield finding.code, f"{number} {shape} {finding.location} {finding.message}"
