"""``banding`` tells every change, and only changes: each scalar and each list of the sources.

Of the edits of the clean regulation one of each sort in every file is tried, and of those of 2023,
its plans shortened, 60 of a sort that the clean one lacks. ``--hypothesis-profile=tuntas`` tries
all of the clean one and one of each sort in every file of 2023, and ``RBDOCS_TIAP=1`` every edit
of 2023, which takes hours.
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import os
import re
import typing
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rbdocs.compare.change import Change
from rbdocs.compare.changes import compare_outlines
from rbdocs.compare.consequences import with_consequences
from rbdocs.compare.fields import TABLE, fields_of
from rbdocs.compare.matrix import matrix_rows, other_rows
from rbdocs.compare.outline import outline
from rbdocs.compare.report import as_text
from rbdocs.compare.use import Use
from rbdocs.documents.make import make_documents
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model import chapter as naskah
from rbdocs.model import figure as gambar
from rbdocs.model import table as tabel
from rbdocs.model.batang_tubuh import Perubahan
from rbdocs.model.kind import DaftarJenis, KindGroup, RegulationKind
from rbdocs.model.node import Node
from rbdocs.model.regulation import Regulation
from rbdocs.sources.year import load_year
from tests.clean import FOLDER, YEAR
from tests.mutations import (
    Mutation,
    cached,
    copy_sources,
    mutations,
    one_of_each_sort,
    source_files,
)
from tests.profiles import sampled, thorough
from tests.sample import ROOT, shorten

__all__ = ["cached"]  # the fixture
# Of the edits of 2023 one in RBDOCS_TIAP is tried, from RBDOCS_MULAI on; 1 tries all, in hours.
# Where it is not given, one of each sort is. Its documents, which take longer, are made for one in
# RBDOCS_DOKUMEN of those.
STEP = int(os.environ.get("RBDOCS_TIAP", "0"))
START = int(os.environ.get("RBDOCS_MULAI", "7"))
DOCUMENTS = int(os.environ.get("RBDOCS_DOKUMEN", "10"))
# What is the program's own language, or Python's, and no reader's.
FOREIGN = re.compile(
    r"\bNone\b|\bTrue\b|\bFalse\b|_tercetak|\b[A-Za-z]\w*\.\d\b|\d{4}-\d\d-\d\d"
    r"|\b(?:ubah|tambah|sisip|hapus)-(?:lampiran|pasal|ayat|huruf|bab|judul-bab)\b"
    r"|\b(?:tambahan-)?(?:lembaran|berita)-(?:negara|daerah)\b"
    r"|\b(?:Heading|Paragraph|Placement|Decimal|datetime)\b|\b(?:Item|Text|Nilai|Isi)\("
    r"|\b[a-z]+_[a-z_]+\b|\b[A-Z][a-z]+[A-Z]\w*\.[A-Z]+\b"
)
Texts = dict[str, list[Any]]


def documents(project: Project, regulation: Regulation) -> Texts:
    """What the documents of *regulation* say, and which pictures they hold: the judge.

    Marks of what the reference text has lost are no part of the law.
    """
    result: Texts = {}
    for document in make_documents(project, regulation.without_marks()):
        package = zipfile.ZipFile(io.BytesIO(document.content))
        parts = result[document.nama] = []
        for name in sorted(package.namelist()):
            if name.startswith("word/media/"):
                parts.append(package.read(name))
            elif re.match(r"word/(document|header|footer|footnotes)", name):
                text = package.read(name).decode()
                parts.append(re.findall(r"<w:t(?: [^>]*)?>([^<]*)|(</w:p>)|<w:i/>", text))
    return result


def human(changes: list[Change]) -> Iterator[str]:
    """Every text that a reader of any view gets."""
    for change in changes:
        yield from (
            change.part,
            *change.places,
            change.column,
            change.old,
            change.new,
            *change.follows,
        )
        yield from (str(change.kind), *change.offices)
    yield from as_text(changes)
    for row in (*matrix_rows(changes), *other_rows(changes)):
        yield from (row.place, row.remark, *(item.text for item in (*row.old, *row.new)))


def stand_once(changes: list[Change], where: str) -> None:
    """Each change stands in exactly one row of the matrix, with its old text and its new one."""
    rows = (*matrix_rows(changes), *other_rows(changes))
    in_rows = sorted(id(change) for row in rows for change in row.changes)
    assert in_rows == sorted(map(id, changes)), where
    for row in rows:
        sides = [squeezed("".join(piece.text for piece in side)) for side in (row.old, row.new)]
        for change in row.changes:
            for text, side in zip((change.old, change.new), sides, strict=True):
                text = re.sub(r"^(?:Kalimat|Teks): ", "", text)
                assert squeezed(text) in side, where


def squeezed(text: str) -> str:
    return re.sub(r"[\s·|]", "", text)


class Judged:
    """The sources as they were, and what a comparison with an edit of them must keep to."""

    def __init__(self, root: Path, year: int) -> None:
        self.year = year
        self.sources = Project(root)
        self.project = Project(root, templates=ROOT / "templates")
        loaded = load_year(self.sources, Edition(year))
        assert loaded.regulation is not None
        self.old = loaded.regulation
        self.outline = outline(self.old)
        self.texts = documents(self.project, self.old)
        self.read = 0

    def judge(self, mutation: Mutation, *, printed: bool = True) -> None:
        """Compare with what *mutation* makes; where it does not load, loading says so.

        With *printed* the documents are made too, and what they say must be told.
        """
        where = f"{mutation.file.name}: {mutation.kind} {mutation.place}"
        with mutation.applied():
            loaded = load_year(self.sources, Edition(self.year))
            new = loaded.regulation
            if new is None:
                assert loaded.findings, where
                return
            self.read += 1
            told = compare_outlines(self.outline, outline(new)).changes
            changes = with_consequences(told, self.old, new)
            assert changes, f"{where}: tidak dilaporkan"
            stand_once(changes, where)
            if printed:
                self._judge_documents(where, new, [change for change in changes if change.printed])
        found = {hit for text in human(changes) for hit in FOREIGN.findall(text)}
        assert not found, f"{where}: {found}"

    def _judge_documents(self, where: str, new: Regulation, told: list[Change]) -> None:
        texts = documents(self.project, new)
        # Italics and the shape of a block show in print, though they are no words.
        looks = any(
            not (item.old and item.new) or item.follows or item.column == "Bentuk" for item in told
        )
        assert (texts != self.texts) <= bool(told), f"{where}: tercetak, tetapi dilipat"
        assert bool(told) <= (texts != self.texts or looks), f"{where}: {told}"


@pytest.fixture(scope="module")
def unlocked(cached: None) -> Iterator[None]:
    """Whether sources are as they were enacted is no part of what is compared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rbdocs.sources.year.compare_lock", lambda *_: [])
        yield


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory, unlocked: None) -> Judged:
    return Judged(copy_sources(FOLDER, tmp_path_factory.mktemp("bersih")), YEAR)


@pytest.fixture(scope="module")
def enacted(tmp_path_factory: pytest.TempPathFactory, unlocked: None) -> Judged:
    folder = copy_sources(ROOT, tmp_path_factory.mktemp("ditetapkan"))
    if not STEP:
        shorten(folder, (2, 3, 4))
    return Judged(folder, 2023)


CLEAN_FILES = [str(file.relative_to(FOLDER)) for file in source_files(FOLDER, YEAR)]


@pytest.mark.parametrize("name", CLEAN_FILES)
def test_every_edit_of_the_clean_regulation_is_told(clean: Judged, name: str) -> None:
    before = clean.read
    edits = list(mutations(clean.sources.root / name))
    for mutation in edits if thorough() else one_of_each_sort(edits):
        clean.judge(mutation)
    if name.endswith(("lampiran-2.yaml", "bab-1.md", "perangkat-daerah.yaml")):
        assert clean.read > before, "tidak satu pun suntingan terbaca"


def test_edits_that_only_2023_can_show_are_told(enacted: Judged) -> None:
    files = [list(mutations(file)) for file in source_files(enacted.sources.root, 2023)]
    if STEP:
        chosen = [edit for edits in files for edit in edits[START % STEP :: STEP]]
    elif thorough():
        chosen = [edit for edits in files for edit in one_of_each_sort(edits)]
    else:
        every = one_of_each_sort(itertools.chain.from_iterable(files), sorts_of_the_clean_one())
        chosen = sampled(every, 60)
    for number, mutation in enumerate(chosen):
        enacted.judge(mutation, printed=number % DOCUMENTS == 0)
    assert enacted.read * 2 > len(chosen), "terlalu banyak suntingan tidak terbaca"


def sorts_of_the_clean_one() -> set[tuple[str, str]]:
    return {edit.sort for name in CLEAN_FILES for edit in mutations(FOLDER / name)}


# --- which fields are printed


def _records() -> list[type[Node]]:
    """Every record of the sources that a regulation can hold, however deep."""
    known: list[type[Node]] = []
    waiting: list[Any] = []
    for item in (Regulation, naskah.Naskah):
        waiting += [
            hint
            for name, hint in typing.get_type_hints(item).items()
            if hint is not Regulation and fields_of(item).get(name, (None,))[0] is not Use.APART
        ]
    while waiting:
        item = waiting.pop()
        if isinstance(item, type) and issubclass(item, Node) and item not in known:
            known.append(item)
            waiting += [typing.get_type_hints(item)[name] for name in item.model_fields]
        waiting += typing.get_args(item)
    return known


# Another year's sources, words that no document shows, and the table of kinds are outlined
# elsewhere or not at all.
ELSEWHERE = {naskah.BerkasBab, naskah.Bagian, DaftarJenis, KindGroup, RegulationKind}


def test_every_field_of_every_record_is_said_to_be_printed_or_not() -> None:
    records = list(_records())
    assert {Perubahan, gambar.Kotak, tabel.Baris} <= set(records)
    missing = [
        f"{record.__name__}.{name}"
        for record in records
        if record not in ELSEWHERE
        for name in record.model_fields
        if name not in fields_of(record)
    ]
    missing += [
        f"{item.__name__}.{field.name}"
        for item in (Regulation, naskah.Naskah)
        for field in dataclasses.fields(item)
        if field.name not in fields_of(item)
    ]
    assert missing == []


def test_no_field_is_in_two_classes() -> None:
    for record, table in TABLE.items():
        names = [name for name, _, _ in table.items()]
        assert len(names) == len(set(names)), record


@pytest.mark.parametrize("name", ["realisasi", "kehendak", "terdahulu", "pengecualian_warisan"])
def test_what_no_document_shows_is_not_printed(name: str) -> None:
    assert fields_of(Regulation)[name][0] is Use.SILENT
