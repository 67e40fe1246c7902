"""What README.md and CONTRIBUTING.md name is there; what their worked examples add is not, yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.loops import at_least_one
from tests.sample import ROOT

GUIDES = ("CONTRIBUTING.md", "README.md")
# Where a path that a guide names may begin.
BASES = tuple(ROOT / name for name in (".", "rbdocs", "tests"))
# What the worked examples make, which whoever follows them finds free.
EXAMPLES = frozenset(
    {
        "check/cases/KOD03.yaml",
        "sources/susunan/general-sumber.yaml",
        "templates/lampiran-rencana-aksi-general-sumber.docx",
        "sources/2024/lampiran-2.yaml",
        "templates/pengantar.docx",
        "pengantar.docx",
        "rbdocs/documents/letter.py",
        "KOD03",
        "letter",
        "bukan_percobaan",
    }
)
# What stands for a name, is made, or is somewhere else.
OTHERS = frozenset(
    {
        *("output/", "rbdocs/check/cases/CODE.yaml", "templates/*.docx"),
        *(
            "sources/susunan/general.yaml",
            "sources/aturan.yaml",
            "realisasi.yaml",
        ),  # where a project has them
    }
)
_PATH = re.compile(r"(?:\.ci|[\w-]+)/(?:[\w.*-]+/?)*|[\w-]+\.(?:py|yaml|docx|md|toml|txt)\b")
_NAME = re.compile(r"_?[A-Za-z]+_\w+|_?[A-Z]{4,}|[A-Z][a-z]+(?:[A-Z][a-z]+)+")


def text(guide: str) -> str:
    return (ROOT / guide).read_text("utf-8")


def quoted(guide: str) -> Iterator[str]:
    """Yield what stands between backquotes, and blocks of code; what programs print is no name."""
    blocks = r"(?ms)^ *```(\w*)\n(.*?)^ *```"
    yield from (body for kind, body in re.findall(blocks, text(guide)) if kind == "python")
    yield from re.findall(r"`([^`]+)`", re.sub(blocks, "", text(guide)))


def paths(guide: str) -> set[str]:
    """The paths in *guide*: quoted ones, the targets of links, and those of the table of places."""
    found = {path for item in quoted(guide) if "://" not in item for path in _PATH.findall(item)}
    found |= set(re.findall(r"\]\(([^):]+)\)", text(guide)))
    return found | {f"rbdocs/{place}" for place, *_ in places()}


def places() -> list[list[str]]:
    """The rows of the table of places changed on purpose."""
    table = text("CONTRIBUTING.md").partition("### Places changed on purpose")[2]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return rows[2:]


@cache
def code() -> str:
    """All Python of the program and its tests but this."""
    files = [path for name in ("rbdocs", "tests") for path in (ROOT / name).rglob("*.py")]
    here = Path(__file__)
    return "\n".join(p.read_text("utf-8") for p in at_least_one(files) if p != here)


@cache
def file_names() -> frozenset[str]:
    """The names of all files of the project by themselves."""
    folders = ("rbdocs", "tests", "sources", "templates", "docs")
    below = {path.name for name in folders for path in (ROOT / name).rglob("*")}
    return frozenset(below | {path.name for path in ROOT.iterdir()})


def there(path: str) -> bool:
    if "/" not in path.rstrip("/") and not path.endswith("/"):
        return path in file_names()
    return any((base / path).exists() for base in BASES)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_path_is_there(guide: str) -> None:
    named = paths(guide) - EXAMPLES - OTHERS
    assert len(named) > 20
    assert sorted(path for path in named if not there(path)) == []


def test_what_the_examples_add_is_free() -> None:
    """An example that the project has grown into leads who follows it into what is there."""
    said = text("CONTRIBUTING.md")
    for name in at_least_one(sorted(EXAMPLES)):
        assert name in said
        assert not there(name) if _PATH.fullmatch(name) else name not in file_names()
    assert 'code="KOD03"' not in code()


@pytest.mark.parametrize("guide", GUIDES)
def test_every_name_of_the_code_is_in_it(guide: str) -> None:
    named = {name for item in quoted(guide) for name in _NAME.findall(_PATH.sub("", item))}
    missing = {name for name in named - EXAMPLES if not re.search(rf"\b{name}\b", code())}
    assert sorted(missing) == []


@pytest.mark.parametrize("guide", GUIDES)
def test_every_module_that_is_run_is_there(guide: str) -> None:
    for module in at_least_one(sorted(set(re.findall(r"-m (tests[\w.]*\w)", text(guide))))):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def test_places_changed_on_purpose_are_as_the_table_says() -> None:
    """The words that a row says were changed stand in its module, and the test that noticed is."""
    for place, change, noticed in at_least_one(places()):
        now = re.match(r"[^:]*?`([^`]+)`", change)
        if now is not None:
            assert now[1] in (ROOT / "rbdocs" / place).read_text("utf-8"), (place, now[1])
        module, _, name = noticed.partition(": ")
        test = (ROOT / "tests" / f"{module}.py").read_text("utf-8")
        if re.match(r"\w+_\w+", name):
            assert f"def test_{name.split()[0]}" in test, noticed
