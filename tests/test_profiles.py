"""What is asked of all tests reaches each of the processes that run them; versions agree."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import settings

from rbdocs import __version__
from tests.loops import at_least_one
from tests.profiles import DEFAULT, THOROUGH, examples, sampled
from tests.sample import ROOT


def test_the_profile_asked_for_is_the_one_in_every_process(request: pytest.FixtureRequest) -> None:
    asked = request.config.getoption("--hypothesis-profile") or DEFAULT
    assert examples(10) == {DEFAULT: 10, THOROUGH: 100}[asked]
    assert settings().deadline is None
    assert len(sampled(range(5000), 7)) == {DEFAULT: 7, THOROUGH: 5000}[asked]


@pytest.mark.parametrize("count", [0, 1, 6, 7, 8, 13, 100])
def test_a_sample_is_spread_and_never_none_of_some(count: int) -> None:
    with_other_places = {tuple(sampled(range(count), 7, str(n))) for n in range(20)}
    for chosen in at_least_one(with_other_places):
        assert list(chosen) == sorted(set(chosen))
        assert set(chosen) <= set(range(count))
        assert len(chosen) in (min(count, 7), count)


def test_the_version_that_is_told_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == __version__
    assert f"\n## {__version__}\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")
