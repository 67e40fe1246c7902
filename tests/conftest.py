"""What several test modules share."""

from __future__ import annotations

from pathlib import Path

import pytest

from rbdocs.cli import main

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the documents of 2023, built as a user builds them."""
    output = tmp_path_factory.mktemp("bangun")
    assert main(["bangun", "2023", "--akar", str(ROOT), "--keluaran", str(output)]) == 0
    return output / "2023"
