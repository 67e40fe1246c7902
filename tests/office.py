"""Word documents as LibreOffice lays them out on pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SECONDS = 240  # for one start of LibreOffice with a handful of documents, on a slow machine


def to_pdf(documents: Sequence[Path], folder: Path) -> list[Path]:
    """Convert *documents* to PDF in *folder*, in one run with a profile of its own.

    Without LibreOffice the test is left out by name on a user's machine, and fails under CI=true.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice tidak terpasang")
        pytest.skip("LibreOffice tidak terpasang: tata halaman tidak diuji")
    profile = (folder / "profil-libreoffice").resolve().as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(folder), *map(str, documents)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    result = [folder / f"{one.stem}.pdf" for one in documents]
    assert all(one.exists() for one in result), done.stdout + done.stderr
    return result
