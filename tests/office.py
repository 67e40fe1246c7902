"""LibreOffice for tests: started in a profile of its own, and what it makes of Word documents."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from rbdocs.pdf.convert import convert
from rbdocs.pdf.office import Office, OfficeMissing, find_office
from rbdocs.pdf.profile import make_profile


def office() -> Office:
    """This machine's LibreOffice; without one the test fails."""
    try:
        return find_office()
    except OfficeMissing as missing:
        pytest.fail(f"Uji ini memerlukan LibreOffice. {missing}")


def convert_with_office(files: Sequence[Path], shape: str, folder: Path) -> None:
    """Let LibreOffice write *files* anew in *folder*, as *shape* (``--convert-to``) says.

    Its profile is there already: what it does for one of its own takes three times as long.
    """
    found, profile = office(), folder / "profil"
    if not profile.exists():
        make_profile(profile, found.build, archive=False)
    options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", shape]
    command = [found.program, *options, "--outdir", folder, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def to_pdf(documents: Sequence[Path], folder: Path) -> list[Path]:
    """Convert *documents* to PDF in *folder*, in one run with a profile of its own."""
    made = convert(office(), {item.name: item.read_bytes() for item in documents})
    result = []
    for document in documents:
        result.append(folder / f"{document.stem}.pdf")
        result[-1].write_bytes(made[document.name])
    return result
