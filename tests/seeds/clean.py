"""Clean regulations made at random."""

from __future__ import annotations

from random import Random

from tests.seeds.body import Shape, add_body
from tests.seeds.plans import add_plans
from tests.seeds.registers import add_registers
from tests.seeds.road_map import add_road_map
from tests.seeds.sources import Sources
from tests.seeds.words import Words

_FEWEST, _MOST = 10, 30  # actions


def clean_sources(seed: int, shape: Shape = "ditetapkan") -> Sources:
    """Return a regulation without any fault; the same *seed* gives the same one."""
    rng = Random(seed)
    sources, words = Sources(), Words(rng)
    indicators = add_registers(sources, rng, words, rng.randint(4, 12))
    add_plans(sources, rng, words, indicators, rng.randint(_FEWEST, _MOST))
    add_road_map(sources, rng, words, indicators)
    add_body(sources, rng, shape)
    return sources
