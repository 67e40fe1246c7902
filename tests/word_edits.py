"""Edits of a Word file as people make them, in Word (here python-docx) or LibreOffice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.table import Table, _Cell

from rbdocs.cli import main
from tests.loops import at_least_one
from tests.office import convert_with_office


def main_table(document: Document) -> Table:
    """The table with the most rows."""
    return max(document.tables, key=lambda table: len(table._tbl.tr_lst))


def cells(document: Document, row: int) -> list[_Cell]:
    """The cells of a row of the main table, counted from 0; merged ones once."""
    table = main_table(document)
    return [_Cell(tc, table) for tc in table._tbl.tr_lst[row].tc_lst]


def set_text(cell: _Cell, text: str) -> None:
    """Replace the text of a cell, its first run's looks kept, as typing over it does."""
    paragraph = cell.paragraphs[0]
    for other in cell.paragraphs[1:]:
        other._p.getparent().remove(other._p)
    runs = paragraph.runs
    for run in runs[1:]:
        run._r.getparent().remove(run._r)
    if runs:
        runs[0].text = text
    else:
        paragraph.add_run(text)


def find_row(document: Document, text: str) -> int:
    """The only row of the main table in which *text* stands."""
    table = main_table(document)
    found = [
        index
        for index, tr in enumerate(table._tbl.tr_lst)
        if any(text in _Cell(tc, table).text for tc in tr.tc_lst)
    ]
    assert len(found) == 1, (text, found)
    return found[0]


def open_document(path: Path) -> Document:
    """Open a Word file."""
    return docx.Document(str(path))


def absorbed(
    root: Path, file: Path, capsys: pytest.CaptureFixture[str], *, write: bool = True
) -> tuple[int, dict[str, Any]]:
    """The status of ``serap`` with *file* in the project *root*, and what it says, as data."""
    capsys.readouterr()
    command = ["serap", str(file), "--akar", str(root), "--format", "json"]
    status = main([*command, "--terapkan"] if write else command)
    output = capsys.readouterr()
    assert output.out, output.err
    data: dict[str, Any] = json.loads(output.out)
    return status, data


def rewritten(paths: Sequence[Path], folder: Path) -> list[Path]:
    """The files as LibreOffice writes them anew, in *folder*, all in one run."""
    folder.mkdir(parents=True, exist_ok=True)
    convert_with_office(paths, "docx:MS Word 2007 XML", folder)
    result = [folder / path.name for path in paths]
    assert all(path.exists() for path in at_least_one(result))
    return result
