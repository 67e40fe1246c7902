"""Drafts of amendments: made from the year before, and what stands in their body."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from rbdocs.cli import main


def revise(root: Path, year: int, *more: str) -> int:
    """Draft *year* in the project *root* from the year before; return the status."""
    return main(["revisi", str(year), "--dari", str(year - 1), *more, "--akar", str(root)])


def body(root: Path, year: int = 2024) -> dict[str, Any]:
    """What the source of the body of *year* says."""
    path = root / f"sources/{year}/peraturan.yaml"
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return content


def amendments(root: Path, year: int) -> list[dict[str, Any]]:
    """The amendments that Pasal I of *year* lists."""
    listing: list[dict[str, Any]] = body(root, year)["batang_tubuh"][0]["perubahan"]
    return listing
