"""Every printed text, edited alone, goes to its source or is named with where it comes from.

Some texts of each document are edited; every one with ``--hypothesis-profile=tuntas``.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from lxml import etree

from rbdocs.compare.absorb import Absorption, absorb
from rbdocs.compare.origins import Unit, origins_of, plain, units
from rbdocs.compare.verify import rebuild
from rbdocs.compare.word_changes import compare_files
from rbdocs.documents.make import make_documents
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.word.reader import WordFile, read_word
from rbdocs.word.seen import normal
from tests.clean import YEAR, copy_printable
from tests.loops import at_least_one
from tests.profiles import sampled
from tests.sample import ROOT, regulation_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = ["perbup.docx", "lampiran-1.docx", "lampiran-2.docx", "lampiran-3.docx"]
# At least so many texts of each document go to their sources by themselves, where all are edited.
PLACED = {"perbup.docx": 12, "lampiran-1.docx": 24, "lampiran-2.docx": 71, "lampiran-3.docx": 52}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The clean regulation with the project's templates."""
    folder = tmp_path_factory.mktemp("bersih")
    copy_printable(folder)
    return Project(folder)


def document(project: Project, nama: str) -> bytes:
    regulation = regulation_of(project, YEAR)
    (made,) = (item for item in make_documents(project, regulation, only=nama) if item.nama == nama)
    return made.content


@cache
def clean_document(nama: str) -> bytes:
    """The document *nama* of the clean regulation; tests edit copies of it."""
    with TemporaryDirectory() as folder:
        return document(copy_printable(Path(folder)), nama)


def retyped(content: bytes, nama: str, edits: dict[int, str]) -> WordFile:
    """The document with other texts in the units whose numbers *edits* gives."""
    file = read_word(content, nama)
    listing = list(units(file))
    for number, text in edits.items():
        first, *rest = listing[number].element.iter(f"{W}t")
        keep = first.getparent()
        for item in rest:
            item.text = ""
        for mark in [*listing[number].element.iter(f"{W}br", f"{W}tab")]:
            mark.getparent().remove(mark)
        assert keep is not None
        first.text = text
        first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    file.parts["word/document.xml"] = etree.tostring(file.root)
    return WordFile(file.parts, file.root, nama)


def other(project: Project, unit: Unit) -> str:
    """Another text that a person could type there: the last word or figure is another one."""
    text = plain(unit).replace("\t", " ")
    known = {"Dokumen": "Laporan", "Orang": "Unit", "Persen": "Indeks", "Unit": "Orang"}
    known |= {"KM": "Unit", "BKD": "Dinsos", "Diskominfo": "BKD", "Dinsos": "BKD"}
    known |= {"Bapelitbang": "BKD", "Bagian Organisasi Setda": "BKD"}
    if text in known:
        return known[text]
    number = list(re.finditer(r"\d", text))
    if number:
        at = number[-1].start()
        return f"{text[:at]}{'3' if text[at] != '3' else '4'}{text[at + 1 :]}"
    if not re.search(r"\w", text):
        return "5" if text == "-" else f"{text}x"
    return re.sub(r"(\w)(\W*)$", r"\1x\2", text)


def written(project: Project, found: Absorption, folder: Path) -> Project:
    """A copy of *project* with what was absorbed."""
    shutil.copytree(project.sources, folder / "sources")
    for name, content in found.files.items():
        (folder / name).write_bytes(content)
    return Project(folder, templates=project.templates)


def holds(project: Project, file: str, line: int, text: str) -> bool:
    """Whether the source at *file* and *line* has a word of *text*, or what composes it."""
    path = project.root / file
    if path.suffix == ".docx":
        return path.exists()
    lines = path.read_text("utf-8").split("\n")[line - 1 :]
    near = " ".join(lines[:5]).casefold()
    return any(word.casefold() in near for word in re.findall(r"\w+", text)) or "bentuk:" in near


@pytest.mark.parametrize("nama", NAMES)
def test_each_text_edited_alone_is_placed_or_named_with_its_source(
    nama: str, clean: Project, tmp_path: Path
) -> None:
    content = clean_document(nama)
    base = read_word(content, nama)
    counts: Counter[str] = Counter()
    filled = [(number, item) for number, item in enumerate(units(base)) if plain(item).strip()]
    chosen = sampled(filled, 6, nama)
    for number, unit in chosen:
        text = plain(unit)
        new = other(clean, unit)
        found = absorb(clean, retyped(content, nama, {number: new}))
        assert len(found.placed) + len(found.unplaced) == 1, (text, found)
        if found.placed:
            counts["ditempatkan"] += 1
            target = written(clean, found, tmp_path / str(number))
            made = rebuild(target, Edition(YEAR), nama)
            assert made is not None
            assert normal(plain(list(units(made))[number])) == normal(new)
            changes = compare_files(base, made)
            told = len(found.placed) + sum(ripple.startswith(nama) for ripple in found.ripples)
            assert len(changes) == told, (text, changes)
            assert one_value_changed(clean, target, found), text
        else:
            counts["didaftar"] += 1
            (unplaced,) = found.unplaced
            assert unplaced.file, (text, unplaced.reason)
            assert unplaced.reason
            assert unplaced.line or unplaced.file.startswith("templates/"), (text, unplaced)
            assert holds(clean, unplaced.file, unplaced.line, text), (text, unplaced)
    least = PLACED[nama] if len(chosen) == len(filled) else 1
    assert counts["ditempatkan"] >= least, counts


def one_value_changed(before: Project, after: Project, found: Absorption) -> bool:
    """Whether the sources are the same but for the lines of the value that was written."""
    for name in found.files:
        old = (before.root / name).read_text("utf-8").split("\n")
        new = (after.root / name).read_text("utf-8").split("\n")
        lines = {item.line for item in found.placed if item.file == name}
        if len(old) == len(new):
            changed = {i for i, (a, b) in enumerate(zip(old, new, strict=True), start=1) if a != b}
            if len(changed - lines) > 2:  # a folded sentence has several lines
                return False
        comments = [[item for item in text if "#" in item] for text in (old, new)]
        if name.endswith(".yaml") and len(comments[0]) != len(comments[1]):
            return False
    return True


@pytest.mark.parametrize("nama", NAMES)
def test_each_text_emptied_alone_is_named_or_was_free_to_be_empty(
    nama: str, clean: Project
) -> None:
    content = clean_document(nama)
    listing = enumerate(units(read_word(content, nama)))
    filled = [(number, entry) for number, entry in listing if plain(entry).strip()]
    for number, unit in at_least_one(sampled(filled, 5, f"kosong {nama}")):
        found = absorb(clean, retyped(content, nama, {number: ""}))
        # A row without an address that has lost too much is told as removed and added.
        whole = [entry for entry in found.unplaced if entry.reason.startswith("baris ")]
        assert len(found.placed) + len(found.unplaced) - len(whole) == (not whole)
        assert len(whole) in (0, 2)
        for item in found.placed:
            assert item.file.endswith(("lampiran-2.yaml", "lampiran-3.yaml", "tabel-1-1.yaml"))
        for item in found.unplaced:
            assert item.file, plain(unit)


def test_a_paragraph_of_a_chapter_that_is_emptied_says_where_to_delete_it(clean: Project) -> None:
    content = clean_document("lampiran-1.docx")
    texts = [plain(unit) for unit in units(read_word(content, "lampiran-1.docx"))]
    number = texts.index("Rencana aksi melaksanakan peta jalan itu.")
    (told,) = absorb(clean, retyped(content, "lampiran-1.docx", {number: ""})).unplaced
    assert "alinea ini dikosongkan; bila memang dihapus, hapus sendiri di sumber" in told.reason
    assert told.file == "sources/2024/lampiran-1/bab-1.md"
    assert holds(clean, told.file, told.line, texts[number])


def test_every_text_of_the_enacted_regulation_has_a_known_origin() -> None:
    project = Project(ROOT)
    regulation = regulation_of(project, 2023)
    for made in at_least_one(make_documents(project, regulation)):
        now = read_word(made.content, made.nama)
        known = origins_of(project, now, regulation, made.nama)
        lost = [plain(unit) for unit in units(now) if plain(unit).strip() and id(unit) not in known]
        assert lost == [], made.nama


def test_one_bullet_or_outcome_of_an_enacted_cell_comes_home_alone() -> None:
    project = Project(ROOT)
    regulation = regulation_of(project, 2023)
    nama = "lampiran-1.docx"
    (made,) = make_documents(project, regulation, only=nama)
    now = read_word(made.content, nama)
    known = origins_of(project, now, regulation, nama)
    composed = [
        number
        for number, unit in enumerate(units(now))
        if id(unit) in known and sum(bool(part.owner) for part in known[id(unit)].pieces) > 1
    ]
    assert len(composed) > 20
    for number in sampled(composed, 2):
        file = read_word(made.content, nama)
        *_, last = (
            entry for entry in list(units(file))[number].element.iter(f"{W}t") if entry.text
        )
        last.text = f"{last.text}x" if not str(last.text)[-1].isdigit() else "2039"
        file.parts["word/document.xml"] = etree.tostring(file.root)
        found = absorb(project, WordFile(file.parts, file.root, nama))
        assert len(found.placed) + len(found.unplaced) == 1
        (item,) = (*found.placed, *found.unplaced)
        assert item.file.startswith("sources/2023/lampiran-1/"), item.place
        assert item.line
