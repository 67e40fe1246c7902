"""Every code that a finding can carry, with what users read about it.

What a rule says of itself stands beside it in the program; its examples head its case file,
``check/cases/CODE.yaml``: a document with ``salah`` and ``benar``, sources (YAML) as text.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import yaml

from rbdocs import check
from rbdocs.check.rule import load_rules, load_source_rules
from rbdocs.model.aturan import OTHER_CODES, Aturan

CASES = Path(check.__path__[0]) / "cases"
_END = "\n---\n"  # of the first document of a case file


def catalogue() -> dict[str, Aturan]:
    """Return what is told of every code, without examples, in the order of the reference."""
    known = dict(OTHER_CODES)
    known |= {code: rule.about for code, rule in load_source_rules().items()}
    known |= {code: rule.about for code, rule in load_rules().items()}
    return known


def explained() -> dict[str, Aturan]:
    """Return what is told of every code, with its examples."""
    return {code: with_examples(about) for code, about in catalogue().items()}


def with_examples(about: Aturan) -> Aturan:
    """Return *about* with the examples of its case file, where it has some."""
    path = CASES / f"{about.code}.yaml"
    if not path.is_file():
        return about
    head, end, _ = path.read_text("utf-8").partition(_END)
    if not end:
        return about
    examples = yaml.safe_load(head)
    return replace(about, wrong=examples["salah"], right=examples["benar"])
