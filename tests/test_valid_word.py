"""Word opens every template and every document without repair."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx_integrity import check
from openxml_audit import OpenXmlValidator

from tests.loops import at_least_one

TEMPLATES = sorted((Path(__file__).parents[1] / "templates").glob("*.docx"))


def mistakes(path: Path) -> list[str]:
    """What schema and semantics, and the structure that Word itself asks for, say of a file."""
    audit = [str(error) for error in OpenXmlValidator().validate(str(path)).errors]
    return audit + [str(item) for item in check(path)]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.name))
def test_template_is_valid(template: Path) -> None:
    assert mistakes(template) == []


def test_every_document_is_valid(built: Path) -> None:
    documents = sorted(built.glob("*.docx"))
    assert len(documents) >= 4
    assert {document.name: mistakes(document) for document in documents} == {
        document.name: [] for document in documents
    }
    for item in at_least_one(documents):
        assert Document(str(item)).element.body is not None


def test_a_broken_document_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rusak.docx"
    data = TEMPLATES[0].read_bytes()
    path.write_bytes(data)
    document = Document(str(path))
    document.element.body.append(document.element.body[0].makeelement(_w("r"), {}))
    document.save(str(path))
    assert mistakes(path)


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
