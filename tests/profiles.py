"""How much tests try: by default, and when asked with ``--hypothesis-profile=tuntas``.

What is tried at every place of something (``sampled``) is tried at some of them by default.
No example has a deadline, and none is too slow, for the machine may be busy with other things.
In CI the examples are the same at every run, so that a change fails by what it changes only.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable
from typing import TypeVar

from hypothesis import HealthCheck, settings

T = TypeVar("T")
DEFAULT, THOROUGH = "biasa", "tuntas"
_EXAMPLES = {DEFAULT: 100, THOROUGH: 1000}

for _name, _count in _EXAMPLES.items():
    settings.register_profile(
        _name,
        max_examples=_count,
        deadline=None,
        database=None,
        derandomize="CI" in os.environ,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(DEFAULT)


def examples(usual: int = _EXAMPLES[DEFAULT]) -> int:
    """As many examples as are tried: *usual* of them, and ten times as many when asked."""
    return usual * settings().max_examples // _EXAMPLES[DEFAULT]


def thorough() -> bool:
    """Whether as much as can be is to be tried."""
    return settings().max_examples > _EXAMPLES[DEFAULT]


def sampled(items: Iterable[T], usual: int, about: str = "") -> list[T]:
    """*usual* of *items*, spread over them, and every one when asked; never none of some.

    Which they are follows from *about* alone: tests that go over the same places each take others.
    """
    every = list(items)
    if len(every) <= usual or thorough():
        return every
    step = len(every) / usual
    first = zlib.crc32(about.encode()) % 1000 / 1000 * step
    return [every[int(first + number * step)] for number in range(usual)]
