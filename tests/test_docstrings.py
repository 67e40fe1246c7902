"""What a docstring shows is what the function does."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

from tests.sample import ROOT

SHOWN = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted((ROOT / "rbdocs").rglob("*.py"))
    if b">>> " in path.read_bytes()
]


@pytest.mark.parametrize("module", SHOWN)
def test_what_a_docstring_shows_is_so(module: str) -> None:
    failed, tried = doctest.testmod(import_module(module))
    assert tried > 0
    assert failed == 0


def test_docstrings_show_something() -> None:
    assert len(SHOWN) > 9
