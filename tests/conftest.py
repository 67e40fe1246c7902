"""What several test modules share."""

from __future__ import annotations

from pathlib import Path

import pytest

from rbdocs.cli import main
from rbdocs.publish.office import OfficeMissing, find_office

ROOT = Path(__file__).parents[1]


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
