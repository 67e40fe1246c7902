"""A template that an office edited for version 0.1 still prints what it printed."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from rbdocs.documents.make import make_documents
from rbdocs.files import Project
from rbdocs.word.former import renew
from rbdocs.word.xml import W
from tests.clean import copy_clean, load_clean
from tests.sample import ROOT, enacted_regulation

NAMES = [
    "perbup.docx",
    "konsolidasi.docx",
    "lampiran-naskah.docx",
    "lampiran-rencana-aksi-general.docx",
    "lampiran-rencana-aksi-tematik.docx",
]
# What version 0.1 had no word for: it knew one kind of regulation, without bagian.
_LATER = ("{{ s.teks }}", "{{ noreg }}")
_LOOPS = re.compile(r"\{%(?:p|tr) [^%]*%\}")


def former(template: bytes) -> bytes:
    """*template* as version 0.1 had it: without loops, fields named by where they stand."""
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for row in list(root.iter(f"{W}tr")):
        if _LOOPS.fullmatch(said(row)):
            cut(row)
    kind = ""
    for paragraph in list(root.iter(f"{W}p")):
        if hit := re.search(r'b\.jenis == "(\w+)"', said(paragraph)):
            kind = hit[1]
        if said(paragraph) in _LATER or kind.startswith(("bagian", "diktum")):
            cut(paragraph)
            continue
        if _LOOPS.fullmatch(said(paragraph)):
            cut(paragraph)
            continue
        own = "bab" if kind == "bab" else kind
        for text in paragraph.iter(f"{W}t"):
            text.text = renamed(text.text or "", own, paragraph)
    parts["word/document.xml"] = etree.tostring(root)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def renamed(text: str, kind: str, paragraph: etree._Element) -> str:
    in_row = next(paragraph.iterancestors(f"{W}tr"), None)
    text = re.sub(r"\{% if (?:loop.first|m\.\w+) %\}(.*?)\{% endif %\}", r"\1", text)
    text = text.replace("{{p isi }}", "{{ isi }}")
    text = text.replace("{{ rahmat }}", "DENGAN RAHMAT TUHAN YANG MAHA ESA")
    if in_row is not None:
        listed = said(in_row)
        name = "menimbang" if "huruf" in listed else "mengingat"
        text = re.sub(r"\{\{ m\.teks \}\}", f"{{{{ {name} }}}}", text)
        return re.sub(r"\{\{ [bm]\.(\w+)", r"{{ \1", text)
    level = kind.rpartition("_")[2]
    numbers = {"bab": "bab", "pasal": "pasal"}
    texts = {"bab": "judul_bab", "catatan": "catatan", "isi": "isi"}
    text = text.replace("b.nomor", numbers.get(kind, f"nomor_{level}"))
    return text.replace("b.isi", texts.get(kind, f"isi_{level}"))


def said(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def cut(element: etree._Element) -> None:
    above = element.getparent()
    assert above is not None
    above.remove(element)


def texts(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return [said(paragraph) for paragraph in root.iter(f"{W}p")]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = copy_clean(tmp_path)
    shutil.rmtree(project.templates, ignore_errors=True)
    shutil.copytree(ROOT / "templates", project.templates)
    return project


def test_what_an_old_template_prints_is_what_it_printed(project: Project) -> None:
    regulation = load_clean(project)
    regulation.peraturan.mengingat *= 2  # one alone has no number any more
    now = {
        document.nama: texts(document.content) for document in make_documents(project, regulation)
    }
    for name in NAMES:
        path = project.templates / name
        path.write_bytes(former(path.read_bytes()))
        assert b"{%tr" not in zipfile.ZipFile(path).read("word/document.xml")
    then = {
        document.nama: texts(document.content) for document in make_documents(project, regulation)
    }
    assert len(now) >= 4
    assert then == now


def test_a_certified_copy_and_an_original_print_as_they_did(tmp_path: Path) -> None:
    project = Project(ROOT, templates=tmp_path / "templates")
    regulation = enacted_regulation()
    now = {
        document.nama: texts(document.content)
        for document in make_documents(Project(ROOT), regulation)
    }
    for path in (ROOT / "templates").rglob("*"):
        if path.is_file():
            new = project.templates / path.relative_to(ROOT / "templates")
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(former(path.read_bytes()) if path.name in NAMES else path.read_bytes())
    then = {
        document.nama: texts(document.content) for document in make_documents(project, regulation)
    }
    assert then == now


@pytest.mark.parametrize("name", NAMES)
def test_a_template_of_today_is_read_as_it_is(name: str) -> None:
    with zipfile.ZipFile(ROOT / "templates" / name) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    assert renew(root) is None
