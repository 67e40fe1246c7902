"""What a rule is, and the registry of all of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, partial
from types import ModuleType
from typing import Any

from rbdocs.model.aturan import SUBJECTS, Aturan, Bound
from rbdocs.model.finding import Level, Occurrence, Repair, Sited
from rbdocs.model.regulation import Regulation, SourcesRead

# Codes once used and given up, with what they were about; none is used again for another rule.
RETIRED = {"MUAT62": "Gambar SVG dari luar; gambar dari kantor kini PNG atau JPEG saja (MUAT60)."}


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a rule does not hold: where, what was compared, what to do.

    *occurrences* are all the places that a comparison looked at; *excerpt* the very words
    concerned where they are less than the whole value there. *repairs* are what puts it
    right where that can only be done in one way; a rule that gives some says so by ``mends``.
    """

    site: Sited
    message: str
    hint: str
    values: dict[str, Any] = field(default_factory=dict)
    occurrences: Sequence[Occurrence] = ()
    excerpt: str = ""
    repairs: Sequence[Repair] = ()


Check = Callable[[Regulation], Iterator[Violation]]
SourceCheck = Callable[[SourcesRead], Iterator[Violation]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what is told of it, and the function that looks for violations."""

    about: Aturan
    check: Check


@dataclass(frozen=True, slots=True)
class SourceRule:
    """A rule on what sources say of each other; it runs before all others, on what is read."""

    about: Aturan
    check: SourceCheck


RULES: dict[str, Rule] = {}
SOURCE_RULES: dict[str, SourceRule] = {}


def rule(
    *,
    code: str,
    level: Level,
    statement: str,
    ground: str,
    on_request: bool = False,
    alone: bool = False,
    mends: str = "",
    bounds: Mapping[str, Bound] | None = None,
    words: Mapping[str, frozenset[str]] | None = None,
) -> Callable[[Check], Check]:
    """Register the decorated function as the rule *code*; see Aturan for the arguments.

    Its examples and cases are in ``check/cases/CODE.yaml``. Raises ValueError for a code that is
    taken or retired, or whose letters mean nothing.
    """
    about = _about(
        code,
        level,
        statement,
        ground,
        on_request=on_request,
        alone=alone,
        mends=mends,
        bounds=bounds or {},
        words=words or {},
    )

    def register(check: Check) -> Check:
        RULES[code] = Rule(about, check)
        return check

    return register


galat = partial(rule, level=Level.GALAT)
peringatan = partial(rule, level=Level.PERINGATAN)


def source_rule(*, code: str, statement: str, ground: str) -> Callable[[SourceCheck], SourceCheck]:
    """Register the decorated function as the rule *code* on sources that name each other.

    It runs first, while sources are read, and is always a *galat* that cannot be waived: what does
    not hold here lets no document be made. Raises ValueError as ``rule`` does.
    """
    about = _about(code, Level.GALAT, statement, ground)

    def register(check: SourceCheck) -> SourceCheck:
        SOURCE_RULES[code] = SourceRule(about, check)
        return check

    return register


def _about(
    code: str,
    level: Level,
    statement: str,
    ground: str,
    **more: Any,
) -> Aturan:
    about = Aturan(code, level, statement, ground, **more)
    if code in RULES or code in SOURCE_RULES or code in RETIRED:
        raise ValueError(f"rule code {code} is taken or retired")
    if about.subject not in SUBJECTS:
        raise ValueError(f"rule code {code} has no known subject")
    return about


@cache
def load_rules() -> dict[str, Rule]:
    """Import every module of rules on a whole regulation and return these rules by code."""
    from rbdocs.check import rules

    _import_all(rules)
    return dict(sorted(RULES.items()))


@cache
def load_source_rules() -> dict[str, SourceRule]:
    """Import every module of rules on sources as they are read and return these rules by code."""
    from rbdocs.check import sources

    _import_all(sources)
    return dict(sorted(SOURCE_RULES.items()))


def _import_all(package: ModuleType) -> None:
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")


def usual_rules() -> dict[str, Rule]:
    """Return the rules that need not be asked for."""
    return {code: rule for code, rule in load_rules().items() if not rule.about.on_request}


def bound(regulation: Regulation, code: str, name: str) -> Decimal:
    """Return the bound *name* of the rule *code*, as the project of *regulation* sets it."""
    chosen = regulation.pilihan.bound(code, name)
    return Decimal(RULES[code].about.bounds[name].value) if chosen is None else chosen


def word_list(regulation: Regulation, code: str, name: str) -> frozenset[str]:
    """Return the words of the list *name* of the rule *code*, those included that are added."""
    return RULES[code].about.words[name] | frozenset(regulation.pilihan.words(code, name))


def select_rules(rules: Mapping[str, Rule], wanted: Sequence[str]) -> dict[str, Rule]:
    """Return the rules that *wanted* names by code or by the letters before the number.

    Raises LookupError with the first name that is of no rule.
    """
    chosen: set[str] = set()
    for nama in wanted:
        hit = {code for code, rule in rules.items() if nama.upper() in (code, rule.about.subject)}
        if not hit:
            raise LookupError(nama)
        chosen |= hit
    return {code: rule for code, rule in rules.items() if code in chosen}
