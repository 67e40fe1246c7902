"""What several test modules share."""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from rbdocs.cli import main
from rbdocs.files import Project
from rbdocs.model.peraturan import Regulasi
from rbdocs.publish.office import OfficeMissing, find_office
from tests.clean import copy_clean, load_clean
from tests.template_cases import Door

ROOT = Path(__file__).parents[1]

# A shell starts what it runs in the background deaf to Ctrl-C, and children take that over; those
# that are interrupted in tests must hear it.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the documents of 2023, Word and PDF, built as a user builds them."""
    try:
        find_office()
    except OfficeMissing as missing:
        pytest.fail(f"Uji ini memerlukan LibreOffice. {missing}")
    output = tmp_path_factory.mktemp("bangun")
    assert main(["bangun", "2023", "--akar", str(ROOT), "--keluaran", str(output)]) == 0
    return output / "2023"


@pytest.fixture(scope="session")
def listed(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What is found in the sources of 2023, as JSON tells it."""
    target = tmp_path_factory.mktemp("json") / "2023.json"
    main(["periksa", "2023", "--akar", str(ROOT), "--format", "json", "--ke", str(target)])
    result: list[dict[str, Any]] = json.loads(target.read_text("utf-8"))
    return result


@pytest.fixture(scope="module")
def clean_regulation(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Regulasi]:
    project = copy_clean(tmp_path_factory.mktemp("pintu"))
    return project, load_clean(project)


@pytest.fixture
def door(clean_regulation: tuple[Project, Regulasi]) -> Door:
    project, regulasi = clean_regulation
    shutil.rmtree(project.templates, ignore_errors=True)
    shutil.copytree(ROOT / "templates", project.templates)
    return Door(project, regulasi)
