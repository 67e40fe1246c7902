"""The same sources give the same bytes on any machine; a plan of any length comes out whole."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

from docx import Document

from rbdocs.documents.make import make_documents
from rbdocs.files import Project
from tests.benchmark.worker import plan_of
from tests.sample import ROOT, aksi, make_project, plan, regulation_of

ROWS = 2000


def _built(project: Path, *, umask: int, **surroundings: str) -> dict[str, bytes]:
    """The documents of *project*, made by a process of its own in these *surroundings*."""
    subprocess.run(
        [sys.executable, ROOT / "build.py", "bangun", "--akar", project, "--tanpa-pdf"],
        check=True,
        capture_output=True,
        cwd=project.parent,
        umask=umask,
        env={**os.environ, **surroundings},
    )
    return {path.name: path.read_bytes() for path in (project / "output" / "2023").glob("*.docx")}


def test_documents_are_the_same_bytes_on_another_machine(tmp_path: Path) -> None:
    project = make_project(tmp_path / "satu", plan([aksi(1), aksi(2)]))
    other = tmp_path / "folder lain" / "proyék"
    shutil.copytree(project, other)
    here = _built(project, umask=0o022, TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    there = _built(other, umask=0o077, TZ="Asia/Jakarta", LC_ALL="C", PYTHONHASHSEED="2")
    assert len(here) == 2
    assert here == there


def test_every_row_of_a_long_plan_is_printed_in_order(tmp_path: Path) -> None:
    project = make_project(tmp_path / "proyek", plan_of(ROWS))
    documents = make_documents(
        Project(project), regulation_of(project, 2023), only="lampiran-2.docx"
    )
    table = Document(io.BytesIO(documents[0].content)).tables[0]
    rows = [str(row._tr.xpath("string(.)")) for row in table.rows]
    printed = [row for row in rows if "Jumlah dokumen" in row]
    assert len(printed) == ROWS
    assert all(f" {number}DokumenJumlah" in row for number, row in enumerate(printed))
