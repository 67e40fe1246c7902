"""How many examples tests try: by default, and when asked with ``--hypothesis-profile=tuntas``.

No example has a deadline, and none is too slow, for the machine may be busy with other things.
In CI the examples are the same at every run, so that a change fails by what it changes only.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

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
