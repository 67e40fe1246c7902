"""Every printed text, edited alone, goes to its source or is named with where it comes from.

Some texts of each document are edited; every one with ``--hypothesis-profile=tuntas``.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from rbdocs.compare.absorb import Absorption, absorb
from rbdocs.compare.origins import Unit, origins_of, plain, units
from rbdocs.compare.verify import rebuild
from rbdocs.compare.word_changes import compare_files, normal
from rbdocs.documents.make import make_documents
from rbdocs.files import Project
from rbdocs.sources.year import load_year
from rbdocs.word.reader import WordFile, read_word
from tests.clean import FOLDER, YEAR
from tests.loops import at_least_one
from tests.profiles import sampled
from tests.sample import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = ["perbup.docx", "lampiran-1.docx", "lampiran-2.docx", "lampiran-3.docx"]
# At least so many texts of each document go to their sources by themselves, where all are edited.
PLACED = {"perbup.docx": 12, "lampiran-1.docx": 24, "lampiran-2.docx": 71, "lampiran-3.docx": 52}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The clean regulation with the project's templates."""
    folder = tmp_path_factory.mktemp("bersih")
    shutil.copytree(FOLDER / "sources", folder / "sources")
    shutil.copytree(ROOT / "templates", folder / "templates")
    return Project(folder)


def document(project: Project, nama: str) -> bytes:
    regulasi = load_year(project, YEAR).regulasi
    assert regulasi is not None
    (made,) = (one for one in make_documents(project, regulasi, only=nama) if one.nama == nama)
    return made.content


def retyped(content: bytes, nama: str, edits: dict[int, str]) -> WordFile:
    """The document with other texts in the units whose numbers *edits* gives."""
    file = read_word(content, nama)
    listing = list(units(file))
    for number, text in edits.items():
        first, *rest = listing[number].element.iter(f"{W}t")
        keep = first.getparent()
        for one in rest:
            one.text = ""
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
    content = document(clean, nama)
    base = read_word(content, nama)
    counts: Counter[str] = Counter()
    filled = [(number, one) for number, one in enumerate(units(base)) if plain(one).strip()]
    chosen = sampled(filled, 8, nama)
    for number, unit in chosen:
        text = plain(unit)
        new = other(clean, unit)
        found = absorb(clean, retyped(content, nama, {number: new}))
        assert len(found.placed) + len(found.unplaced) == 1, (text, found)
        if found.placed:
            counts["ditempatkan"] += 1
            target = written(clean, found, tmp_path / str(number))
            made = rebuild(target, YEAR, nama)
            assert made is not None
            assert normal(plain(list(units(made))[number])) == normal(new)
            changes = compare_files(base, made)
            told = len(found.placed) + sum(one.startswith(nama) for one in found.ripples)
            assert len(changes) == told, (text, changes)
            assert one_value_changed(clean, target, found), text
        else:
            counts["didaftar"] += 1
            (one,) = found.unplaced
            assert one.file, (text, one.reason)
            assert one.reason
            assert one.line or one.file.startswith("templates/"), (text, one)
            assert holds(clean, one.file, one.line, text), (text, one)
    least = PLACED[nama] if len(chosen) == len(filled) else 1
    assert counts["ditempatkan"] >= least, counts


def one_value_changed(before: Project, after: Project, found: Absorption) -> bool:
    """Whether the sources are the same but for the lines of the value that was written."""
    for name in found.files:
        old = (before.root / name).read_text("utf-8").split("\n")
        new = (after.root / name).read_text("utf-8").split("\n")
        lines = {one.line for one in found.placed if one.file == name}
        if len(old) == len(new):
            changed = {i for i, (a, b) in enumerate(zip(old, new, strict=True), start=1) if a != b}
            if len(changed - lines) > 2:  # a folded sentence has several lines
                return False
        comments = [[one for one in text if "#" in one] for text in (old, new)]
        if name.endswith(".yaml") and len(comments[0]) != len(comments[1]):
            return False
    return True


@pytest.mark.parametrize("nama", NAMES)
def test_each_text_emptied_alone_is_named_or_was_free_to_be_empty(
    nama: str, clean: Project
) -> None:
    content = document(clean, nama)
    listing = enumerate(units(read_word(content, nama)))
    filled = [(number, one) for number, one in listing if plain(one).strip()]
    for number, unit in at_least_one(sampled(filled, 8, f"kosong {nama}")):
        found = absorb(clean, retyped(content, nama, {number: ""}))
        # A row without an address that has lost too much is told as removed and added.
        whole = [one for one in found.unplaced if one.reason.startswith("baris ")]
        assert len(found.placed) + len(found.unplaced) - len(whole) == (not whole)
        assert len(whole) in (0, 2)
        for one in found.placed:
            assert one.file.endswith(("lampiran-2.yaml", "lampiran-3.yaml", "tabel-1-1.yaml"))
        for one in found.unplaced:
            assert one.file, plain(unit)


def test_every_text_of_the_enacted_regulation_has_a_known_origin() -> None:
    project = Project(ROOT)
    regulasi = load_year(project, 2023).regulasi
    assert regulasi is not None
    for made in make_documents(project, regulasi):
        now = read_word(made.content, made.nama)
        known = origins_of(project, now, regulasi, made.nama)
        lost = [plain(one) for one in units(now) if plain(one).strip() and id(one) not in known]
        assert lost == [], made.nama


def test_one_bullet_or_outcome_of_an_enacted_cell_comes_home_alone() -> None:
    project = Project(ROOT)
    regulasi = load_year(project, 2023).regulasi
    assert regulasi is not None
    nama = "lampiran-1.docx"
    (made,) = make_documents(project, regulasi, only=nama)
    now = read_word(made.content, nama)
    known = origins_of(project, now, regulasi, nama)
    composed = [
        number
        for number, one in enumerate(units(now))
        if id(one) in known and sum(bool(part.owner) for part in known[id(one)].pieces) > 1
    ]
    assert len(composed) > 20
    for number in sampled(composed, 2):
        file = read_word(made.content, nama)
        *_, last = (one for one in list(units(file))[number].element.iter(f"{W}t") if one.text)
        last.text = f"{last.text}x" if not str(last.text)[-1].isdigit() else "2039"
        file.parts["word/document.xml"] = etree.tostring(file.root)
        found = absorb(project, WordFile(file.parts, file.root, nama))
        assert len(found.placed) + len(found.unplaced) == 1
        (one,) = (*found.placed, *found.unplaced)
        assert one.file.startswith("sources/2023/lampiran-1/"), one.place
        assert one.line
