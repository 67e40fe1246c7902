"""Word documents as LibreOffice lays them out on pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from rbdocs.pdf.convert import convert
from rbdocs.pdf.office import OfficeMissing, find_office


def to_pdf(documents: Sequence[Path], folder: Path) -> list[Path]:
    """Convert *documents* to PDF in *folder*, in one run with a profile of its own."""
    try:
        office = find_office()
    except OfficeMissing as missing:
        pytest.fail(f"Uji ini memerlukan LibreOffice. {missing}")
    made = convert(office, {item.name: item.read_bytes() for item in documents})
    result = []
    for document in documents:
        result.append(folder / f"{document.stem}.pdf")
        result[-1].write_bytes(made[document.name])
    return result
