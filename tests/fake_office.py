"""Stand-ins for LibreOffice that go wrong as the real one can."""

from __future__ import annotations

from pathlib import Path

import pytest

from rbdocs.pdf.office import VARIABLE

# What a stand-in is given: the folder of the PDF, and the Word documents after it.
_HEAD = """#!/bin/sh
while [ "$1" != --outdir ]; do shift; done
out=$2; shift 2
"""
WORKS = """for one in "$@"; do
    printf '%s\\n' %PDF-1.6 isi %%EOF > "$out/$(basename "$one" .docx).pdf"
done
"""


def fake_office(folder: Path, body: str, patch: pytest.MonkeyPatch | None = None) -> Path:
    """Write a program that does *body* in place of LibreOffice; with *patch* it is the one found.

    *body* is in the shell's language: ``$out`` is where the PDF go, ``$@`` are the documents.
    """
    program = folder / "soffice"
    program.write_text(_HEAD + body)
    program.chmod(0o755)
    if patch:
        patch.setenv(VARIABLE, str(program))
    return program
