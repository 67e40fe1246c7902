"""What several test modules share."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from rbdocs.cli import main
from rbdocs.publish.office import OfficeMissing, find_office

ROOT = Path(__file__).parents[1]

# A shell starts what it runs in the background deaf to Ctrl-C, and children take that over; those
# that are interrupted in tests must hear it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--baris-tinggi", type=int, default=30, help="documents with tall rows to try; 30"
    )


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
