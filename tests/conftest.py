"""What several test modules share."""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from filelock import FileLock

import tests.profiles  # noqa: F401  registers them for hypothesis before a test is read
from rbdocs.cli import main
from rbdocs.files import Project
from rbdocs.model.regulation import Regulation
from rbdocs.pdf.office import OfficeMissing, find_office
from tests.clean import copy_clean, load_clean
from tests.sample import ROOT, copy_enacted, enacted_regulation
from tests.template_cases import Door

Once = Callable[[str, Callable[[Path], None]], Path]

# A shell starts what it runs in the background deaf to Ctrl-C, and children take that over; those
# that are interrupted in tests must hear it.
signal.signal(signal.SIGINT, signal.default_int_handler)
# Where a shell says that no bytecode is kept, each program that a test starts would compile all.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
yaml.SafeLoader = yaml.CSafeLoader  # what tests read with safe_load libyaml reads ten times as fast
gc.disable()  # until all tests are there: what is made until then stays


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--baris-tinggi", type=int, default=18, help="documents with tall rows to try; 18"
    )
    parser.addoption(
        "--acak",
        type=int,
        metavar="ANGKA",
        help="run the tests in an order shuffled by this number",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Shuffle the tests where that is asked for: every process gets the same order."""
    seed = config.getoption("--acak")
    if seed is not None:
        random.Random(seed).shuffle(items)


def pytest_collection_finish() -> None:
    """Look no more through what thousands of tests are made of whenever memory is tidied up."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Fill a folder once in a run of the tests, however many processes run them.

    Call with a name and what fills the folder of that name; tests only read what it holds.
    """
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each process has a folder of its own in it

    def folder_of(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = base / f"bersama-{name}", base / f"bersama-{name}.lengkap"
        with FileLock(base / f"bersama-{name}.kunci"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return folder_of


@pytest.fixture(scope="session")
def built(once: Once) -> Path:
    """The folder with the documents of 2023, Word and PDF, built as a user builds them."""
    try:
        find_office()
    except OfficeMissing as missing:
        pytest.fail(f"Uji ini memerlukan LibreOffice. {missing}")

    def build(folder: Path) -> None:
        assert main(["bangun", "2023", "--akar", str(ROOT), "--keluaran", str(folder)]) == 0

    return once("bangun", build) / "2023"


@pytest.fixture(scope="session")
def drafted(once: Once) -> Path:
    """A project with the enacted regulation of 2023 and the draft of 2024 that it gives."""

    def draft(folder: Path) -> None:
        copy_enacted(folder)
        assert main(["revisi", "2024", "--dari", "2023", "--akar", str(folder)]) == 0

    return once("rancangan", draft)


@pytest.fixture(scope="session")
def listed(once: Once) -> list[dict[str, Any]]:
    """What is found in the sources of 2023, as JSON tells it."""

    def check(folder: Path) -> None:
        target = str(folder / "2023.json")
        main(["periksa", "2023", "--akar", str(ROOT), "--format", "json", "--ke", target])

    file = once("temuan", check) / "2023.json"
    result: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))
    return result


@pytest.fixture(scope="session")
def enacted() -> Regulation:
    """The regulation of 2023 as it was enacted."""
    return enacted_regulation()


@pytest.fixture(scope="module")
def clean_regulation(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Regulation]:
    project = copy_clean(tmp_path_factory.mktemp("pintu"))
    return project, load_clean(project)


@pytest.fixture
def door(clean_regulation: tuple[Project, Regulation]) -> Door:
    project, regulation = clean_regulation
    shutil.rmtree(project.templates, ignore_errors=True)
    shutil.copytree(ROOT / "templates", project.templates)
    return Door(project, regulation)
