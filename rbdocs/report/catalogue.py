"""Every code that a finding can carry, with what users read about it."""

from __future__ import annotations

from rbdocs.check.rule import load_rules
from rbdocs.model.aturan import Aturan
from rbdocs.model.other_codes import OTHER_CODES


def catalogue() -> dict[str, Aturan]:
    """Return what is told of every code: those that no rule has, then the rules in order."""
    return OTHER_CODES | {code: rule.about for code, rule in load_rules().items()}
