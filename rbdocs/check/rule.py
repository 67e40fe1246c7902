"""What a rule is, and the registry of all of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rbdocs.model.finding import Level, Location
from rbdocs.model.peraturan import Regulasi

# Codes once used and given up; a code is never used again for another rule.
RETIRED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a rule does not hold: where, in which row, what was compared, what to do."""

    location: Location
    kode: str
    message: str
    hint: str
    values: dict[str, Any] = field(default_factory=dict)


Check = Callable[[Regulasi], Iterator[Violation]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its data, and the function that looks for violations.

    *statement* says in one Indonesian sentence what must hold, *ground* why. *wrong* and *right*
    are the fields of an action (YAML) that break and keep the rule; they run as tests.
    """

    code: str
    level: Level
    statement: str
    ground: str
    wrong: str
    right: str
    check: Check


RULES: dict[str, Rule] = {}


def rule(
    *, code: str, level: Level, statement: str, ground: str, wrong: str, right: str
) -> Callable[[Check], Check]:
    """Register the decorated function as the rule *code*.

    Raises ValueError for a code that is taken or retired.
    """
    if code in RULES or code in RETIRED:
        raise ValueError(f"rule code {code} is taken or retired")

    def register(check: Check) -> Check:
        RULES[code] = Rule(code, level, statement, ground, wrong, right, check)
        return check

    return register


@cache
def load_rules() -> dict[str, Rule]:
    """Import every module of rules and return all rules by code."""
    from rbdocs.check import rules

    for module in pkgutil.iter_modules(rules.__path__):
        importlib.import_module(f"{rules.__name__}.{module.name}")
    return dict(sorted(RULES.items()))
