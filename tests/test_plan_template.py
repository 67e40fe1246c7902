"""A plan's Word template: its looks reach the paper, its mistakes are told, it runs no code."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from rbdocs.cli import main
from rbdocs.documents.make import Document, make_documents
from rbdocs.files import Project
from rbdocs.word.problems import TemplatesProblem
from tests.docx_reader import read_docx
from tests.loops import at_least_one
from tests.sample import ROOT, aksi, make_project, plan, regulation_of

CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/cases/templates/rencana.yaml").read_text(encoding="utf-8")
)
NAME = "lampiran-rencana-aksi-general.docx"
TEMPLATE = f"templates/{NAME}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "proyek", plan([aksi(1), aksi(2)]))


def make(root: Path) -> bytes:
    """The bytes of Lampiran II as the project in *root* makes it."""
    project = Project(root)
    regulation = regulation_of(project, 2023)
    documents: dict[str, Document] = {
        document.nama: document for document in make_documents(project, regulation)
    }
    return documents["lampiran-2.docx"].content


def told(root: Path) -> list[tuple[str, str, str, str]]:
    """Place, tag, message and hint of every mistake of the template."""
    with pytest.raises(TemplatesProblem) as problem:
        make(root)
    assert {item.file for item in problem.value.listing} == {TEMPLATE}
    mistakes = [item.mistakes for item in problem.value.listing]
    return [(mistake.tempat, mistake.tag, mistake.message, mistake.hint) for mistake in mistakes]


def rewrite(
    root: Path, change: Callable[[etree._Element], None], part: str = "word/document.xml"
) -> None:
    """Change the XML of a part of the template."""
    path = root / TEMPLATE
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    tree = etree.fromstring(parts[part])
    change(tree)
    parts[part] = etree.tostring(tree)
    write_parts(path, parts)


def write_parts(path: Path, parts: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def retype(changes: Mapping[str, str]) -> Callable[[etree._Element], None]:
    """Type other words where the whole of a text is a key of *changes*."""

    def change(tree: etree._Element) -> None:
        found = {old: [item for item in tree.iter(f"{W}t") if item.text == old] for old in changes}
        for old, elements in found.items():
            assert len(elements) == 1, (old, len(elements))
            elements[0].text = changes[old]

    return change


@pytest.mark.parametrize("case", CASES, ids=[case["nama"] for case in CASES])
def test_mistake_is_told_with_template_paragraph_and_tag(
    case: dict[str, Any], project: Path
) -> None:
    rewrite(project, retype(case["ubah"]))
    if not case["temuan"]:
        make(project)
        return
    found = told(project)
    assert len(found) == len(case["temuan"]), found
    for (place, tag, message, hint), expected in at_least_one(
        zip(found, case["temuan"], strict=True)
    ):
        assert place.startswith(expected[0])
        assert tag.startswith(expected[1]) if expected[1] else not tag
        assert expected[2] in message
        assert expected[3] in hint
        assert hint


def test_mistake_reaches_the_user_and_leaves_the_old_document(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bangun", "--akar", str(project), "--tanpa-pdf"]) == 0
    path = project / "output" / "2023" / "lampiran-2.docx"
    before = path.read_bytes()
    capsys.readouterr()
    rewrite(project, retype({"{{ judul }}": "{{ judull }}"}))
    assert main(["bangun", "--akar", str(project), "--tanpa-pdf"]) == 2
    said = capsys.readouterr().out
    assert f"{TEMPLATE}  galat TPL01" in said
    assert "paragraf 6" in said
    assert "{{ judull }}" in said
    assert path.read_bytes() == before


def test_tag_that_word_has_split_into_runs_is_whole(project: Path) -> None:
    def split(tree: etree._Element) -> None:
        (text,) = (item for item in tree.iter(f"{W}t") if item.text == "{{ judul }}")
        run = text.getparent()
        assert run is not None
        above = run.getparent()
        assert above is not None
        place = above.index(run)
        above.remove(run)
        for number, piece in enumerate(["{", "{ ju", "dul", " }", "}"]):
            new = etree.Element(f"{W}r")
            etree.SubElement(new, f"{W}t").text = piece
            above.insert(place + number, new)

    rewrite(project, split)
    content = io.BytesIO(make(project))
    assert "RENCANA AKSI" in read_docx(content).before


def missing(path: Path) -> None:
    path.unlink()


def not_a_docx(path: Path) -> None:
    path.write_bytes(b"Ini berkas teks.")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000])


def another_zip(path: Path) -> None:
    write_parts(path, {"catatan.txt": b"bukan dokumen"})


def broken_xml(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    write_parts(path, {**parts, "word/document.xml": b"<w:document"})


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/besar.bin", bytes(60_000_000))


def lying_zip_bomb(path: Path) -> None:
    """A part that says it is small and unpacks to much more."""
    zip_bomb(path)
    data = path.read_bytes()
    size = (60_000_000).to_bytes(4, "little")
    assert size in data
    path.write_bytes(data.replace(size, (1000).to_bytes(4, "little")))


def entities(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    text = re.sub(r"<\?xml[^>]*\?>", "", text)
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    bomb += "".join(
        f'<!ENTITY {two} "{f"&{item};" * 10}">'
        for item, two in zip("abcdefgh", "bcdefghi", strict=True)
    )
    text = bomb + "]>" + text.replace("TENTANG", "&i;", 1)
    write_parts(path, {**parts, "word/document.xml": text.encode()})


def outside_file(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("../../di-luar.txt", b"keluar")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (missing, "berkas templat tidak ada"),
        (not_a_docx, "ini bukan berkas Word (.docx) yang utuh"),
        (cut_off, "ini bukan berkas Word (.docx) yang utuh"),
        (another_zip, "ini bukan berkas Word (.docx): word/document.xml tidak ada"),
        (broken_xml, "XML rusak"),
        (zip_bomb, "isinya terlalu besar setelah dibuka"),
        (lying_zip_bomb, "ini bukan berkas Word (.docx) yang utuh"),
        (entities, "XML rusak"),
        (outside_file, "nama berkas di dalamnya rangkap atau menunjuk ke luar"),
    ],
)
def test_file_that_is_no_template_is_told(
    spoil: Callable[[Path], None], message: str, project: Path
) -> None:
    spoil(project / TEMPLATE)
    ((_, _, said, hint),) = told(project)
    assert message in said
    assert hint


# What a person changes in Word reaches the paper without a change in code.


def document_xml(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def test_new_heading_of_a_column_is_printed(project: Path) -> None:
    rewrite(project, retype({"Jumlah Anggaran": "Pagu Anggaran"}))
    heads = read_docx(io.BytesIO(make(project))).kepala_tabel
    assert any(cell.text == "Pagu Anggaran" for row in heads for cell in row.cells)


def test_new_width_of_a_column_holds_in_every_row(project: Path) -> None:
    def widen(tree: etree._Element) -> None:
        for row in at_least_one(list(tree.iter(f"{W}tr"))[2:]):
            width = row.find(f"{W}tc/{W}tcPr/{W}tcW")
            assert width is not None
            width.set(f"{W}w", "2222")

    rewrite(project, widen)
    rows = list(document_xml(make(project)).iter(f"{W}tr"))[2:]
    widths = [row.find(f"{W}tc/{W}tcPr/{W}tcW") for row in rows]
    assert [item.get(f"{W}w") for item in widths if item is not None] == ["2222", "2222"]


def test_new_font_and_shade_of_the_prototype_row_hold_in_every_row(project: Path) -> None:
    def dress(tree: etree._Element) -> None:
        row = list(tree.iter(f"{W}tr"))[-2]
        for run in row.iter(f"{W}r"):
            look = etree.Element(f"{W}rPr")
            etree.SubElement(look, f"{W}color", {f"{W}val": "FF0000"})
            run.insert(0, look)

    rewrite(project, dress)
    rows = list(document_xml(make(project)).iter(f"{W}tr"))[2:]
    for row in at_least_one(rows):
        runs = list(row.iter(f"{W}r"))
        assert runs
        assert all(run.find(f"{W}rPr/{W}color") is not None for run in at_least_one(runs))


def test_columns_may_change_places_or_go(project: Path) -> None:
    def move(tree: etree._Element) -> None:
        for row in [list(tree.iter(f"{W}tr"))[-2]]:
            cells = row.findall(f"{W}tc")
            row.remove(cells[0])  # permasalahan goes
            row.append(cells[4])  # uraian comes last

    rewrite(project, move)
    rows = list(document_xml(make(project)).iter(f"{W}tr"))[2:]
    texts = [
        ["".join(item.text or "" for item in cell.iter(f"{W}t")) for cell in row.findall(f"{W}tc")]
        for row in rows
    ]
    assert [row[-1] for row in texts] == ["Rencana aksi 1", "Rencana aksi 2"]
    assert [row[0] for row in texts] == ["Kegiatan utama", ""]
    merged = [row.find(f"{W}tc/{W}tcPr/{W}vMerge") is not None for row in rows]
    assert merged == [True, True]


def test_words_beside_a_field_are_printed_in_every_row(project: Path) -> None:
    rewrite(
        project,
        retype(
            {
                "{{ b.anggaran }}": "Rp {{ b.anggaran }},00",
                "{{ b.uraian }}": "{{ b.uraian }} ({{ b.satuan }})",
            }
        ),
    )
    rows = read_docx(io.BytesIO(make(project))).row
    texts = [[cell.text for cell in row.cells] for row in rows]
    assert [row[13] for row in texts] == ["Rp 1.000.000,00"] * 2
    assert [row[4] for row in texts] == ["Rencana aksi 1 (Dokumen)", "Rencana aksi 2 (Dokumen)"]


def test_what_a_template_repeats_bears_no_identity_twice(project: Path) -> None:
    def identify(tree: etree._Element) -> None:
        w14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
        for number, item in enumerate(list(tree.iter(f"{W}p", f"{W}tr"))):
            item.set(f"{w14}paraId", f"{number:08X}")
            item.set(f"{W}rsidR", "00AB12CD")

    rewrite(project, identify)
    tree = document_xml(make(project))
    ids = [
        value
        for element in tree.iter()
        for name, value in element.attrib.items()
        if "paraId" in name
    ]
    assert len(ids) == len(set(ids))
    marks = [item.get(f"{W}id") for item in tree.iter(f"{W}bookmarkStart")]
    assert len(marks) == len(set(marks)) > 0


def test_crc_of_every_part_is_right(project: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(make(project))) as package:
        assert package.testzip() is None
        assert all(
            zlib.crc32(package.read(item)) == item.CRC for item in at_least_one(package.infolist())
        )


def kept_with_what_follows(content: bytes) -> list[bool]:
    """Whether each row of the plan's table is held on one page with what follows it."""
    rows = list(document_xml(content).iter(f"{W}tr"))[2:]
    return [row.find(f".//{W}keepNext") is not None for row in at_least_one(rows)]


@pytest.mark.parametrize(("lines", "kept"), [(1, True), (20, True), (60, False), (600, False)])
@pytest.mark.parametrize("end", ["\n", " "], ids=["baris", "alinea"])
@pytest.mark.parametrize("merged", [False, True], ids=["sel sendiri", "sel gabungan"])
def test_last_row_stays_with_the_signature_unless_it_may_be_taller_than_a_page(
    lines: int, kept: bool, end: str, merged: bool, tmp_path: Path
) -> None:
    """What is taller than a page cannot be held on one, and is printed over several instead."""
    word = "baris" if end == "\n" else "kata-kata"
    tall = end.join(f"{word} {number}" for number in range(lines))
    actions = [aksi(1), aksi(2)] if merged else [aksi(1), aksi(2, uraian=tall)]
    content = plan(actions)
    if merged:  # a cell over both rows, which ends in the last one
        content["rencana"][0]["permasalahan"] = tall  # type: ignore[index]
    found = kept_with_what_follows(make(make_project(tmp_path / "proyek", content)))
    assert found == [False, kept]
