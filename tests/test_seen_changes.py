"""Whatever a person would see changed in a Word file is told; what prints the same is not.

Each kind of edit of tests/word_kinds.py is done at places of the documents of the clean regulation,
each kind at others: one of each document, and every place with ``--hypothesis-profile=tuntas``.
Verdict, exit status and list must say the same, in ``verifikasi`` and ``banding``: for one kind of
edit of each sort of place, and for every kind when asked.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rbdocs.cli import main
from rbdocs.compare.change import ChangeKind
from rbdocs.compare.word_changes import compare_files
from rbdocs.documents.make import make_documents
from rbdocs.files import Project
from rbdocs.word.reader import WordFile, read_word
from tests.clean import YEAR, copy_printable, load_clean
from tests.mutations import cached
from tests.profiles import sampled
from tests.test_word_files import package, paragraph
from tests.word_kinds import SAME, SEEN, SORTS, Doc

__all__ = ["cached"]  # the fixture
pytestmark = pytest.mark.usefixtures("cached")
NAMES = ("perbup.docx", "lampiran-1.docx", "lampiran-2.docx")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = copy_printable(tmp_path_factory.mktemp("bersih"))
    return made


@pytest.fixture(scope="module")
def documents(project: Project) -> dict[str, bytes]:
    made = make_documents(project, load_clean(project))
    return {item.nama: item.content for item in made if item.nama in NAMES}


@pytest.fixture(scope="module")
def bases(documents: dict[str, bytes]) -> dict[str, WordFile]:
    return {name: read_word(content, name) for name, content in documents.items()}


def edited(content: bytes, kind: str, place: int) -> bytes | None:
    """The document with the edit *kind* at the place of this number; None where there is none."""
    sort, edit = SEEN.get(kind) or SAME[kind]
    doc = Doc.read(content)
    places = SORTS[sort](doc)
    if place >= len(places):
        return None
    edit(doc, places[place])
    return doc.bytes()


def places(content: bytes, name: str, kind: str) -> list[int]:
    sort, _ = SEEN.get(kind) or SAME[kind]
    return sampled(range(len(SORTS[sort](Doc.read(content)))), 1, f"{kind} {name}")


def one_of_each_sort() -> list[str]:
    """A kind of edit for each sort of place, of those that are seen and of those that are not."""
    return [
        kind
        for kinds in (SEEN, SAME)
        for sort in SORTS
        for kind in sampled((name for name, (own, _) in kinds.items() if own == sort), 1, sort)
    ]


def test_there_are_many_kinds_of_edits() -> None:
    assert len(SEEN) >= 60
    assert len(SAME) >= 12


@pytest.mark.parametrize("kind", SEEN)
def test_an_edit_is_told_wherever_it_is_made(
    kind: str, documents: dict[str, bytes], bases: dict[str, WordFile]
) -> None:
    silent = []
    for name, content in documents.items():
        for place in places(content, name, kind):
            new = edited(content, kind, place)
            if new is not None and not compare_files(bases[name], read_word(new, "kiriman")):
                silent.append((name, place))
    assert silent == []


@pytest.mark.parametrize("kind", SAME)
def test_what_prints_the_same_is_not_told(
    kind: str, documents: dict[str, bytes], bases: dict[str, WordFile]
) -> None:
    told = []
    for name, content in documents.items():
        for place in places(content, name, kind):
            new = edited(content, kind, place)
            changes = [] if new is None else compare_files(bases[name], read_word(new, "kiriman"))
            told += [(name, place, change.places, change.old, change.new) for change in changes]
    assert told == []


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("footnote_added", "Kecuali", "Termasuk"),
        ("endnote_added", "Kecuali", "Termasuk"),
        ("default_header_added", "Nomor 99", "Nomor 98"),
        ("box_in_alternatives_added", "Ketentuan tambahan", "Ketentuan lain"),
        ("picture_added", 'cx="1000000"', 'cx="1100000"'),
    ],
)
def test_an_edit_of_what_stands_beside_the_text_is_told(kind: str, old: str, new: str) -> None:
    doc = Doc.read(package(f"{paragraph('Indeks naik.')}<w:sectPr/>"))
    sort, edit = SEEN[kind]
    edit(doc, SORTS[sort](doc)[0])
    before = doc.bytes()
    doc.parts = {name: part.replace(old.encode(), new.encode()) for name, part in doc.parts.items()}
    doc.written = True
    (change,) = compare_files(read_word(before, "lama"), read_word(doc.bytes(), "baru"))
    assert change.kind is ChangeKind.CHANGED
    if kind != "picture_added":
        assert old in change.old
        assert new in change.new


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    status = main([*arguments, "--format", "json"])
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return status, data


@pytest.mark.parametrize("kind", one_of_each_sort())
def test_verdict_status_and_list_say_the_same(
    kind: str,
    documents: dict[str, bytes],
    project: Project,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = documents["lampiran-2.docx"]
    new = edited(content, kind, 0)
    assert new is not None
    base, file = tmp_path / "lampiran-2.docx", tmp_path / "kiriman.docx"
    base.write_bytes(content)
    file.write_bytes(new)
    root = ("--akar", str(project.root))
    status, found = asked(capsys, "verifikasi", str(file), *root)
    both, listed = asked(capsys, "banding", str(base), str(file), *root)
    year, of_year = asked(capsys, "banding", str(YEAR), str(file), *root)
    expected = kind in SEEN
    assert (status, found["hasil"]) == ((1, "disunting") if expected else (0, "utuh"))
    assert bool(found["suntingan"]) == expected
    assert (both, bool(listed["perubahan"])) == (int(expected), expected)
    assert (year, bool(of_year["perubahan"])) == (int(expected), expected)
    assert [finding["tempat"] for finding in found["suntingan"]] == [
        item["tempat"] for item in listed["perubahan"]
    ]
