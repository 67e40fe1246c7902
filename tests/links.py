"""Links in the file system, which Windows allows only to some."""

from __future__ import annotations

from pathlib import Path

import pytest


def link_out(path: Path, target: Path) -> None:
    """Put a link to *target* in the place of the file *path*."""
    path.unlink()
    try:
        path.symlink_to(target)
    except OSError as error:
        pytest.fail(f"Uji ini memerlukan hak membuat pintasan (Mode Pengembang Windows): {error}")
