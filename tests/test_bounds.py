"""What a bound lets pass and what it stops, on both of its sides."""

from __future__ import annotations

from math import ceil
from pathlib import Path

import pytest
import yaml
from PIL import Image

from rbdocs.compare.align import pair_alike
from rbdocs.files import Project
from rbdocs.model.figure import PRINTED_WIDTH
from rbdocs.model.finding import Finding, Level, Location
from rbdocs.pdf.inspect import is_f4
from rbdocs.report.data import locate
from rbdocs.revise.merge import Left, merge
from rbdocs.sources.image_file import MIN_RESOLUTION, read_image
from rbdocs.sources.lock import NAME, changed_files, read_lock, source_digests
from rbdocs.sources.yaml_file import MAX_DEPTH, read


@pytest.mark.parametrize(("more", "told"), [(0, []), (1, ["MUAT06"])])
def test_sources_may_be_as_deep_as_the_bound_and_no_deeper(
    more: int, told: list[str], tmp_path: Path
) -> None:
    levels = MAX_DEPTH - 1 + more  # the mapping around them is a level, too
    path = tmp_path / "dalam.yaml"
    path.write_text(f"isi: {'[' * levels}1{']' * levels}\n", "utf-8")
    assert [finding.code for finding in read(Project(tmp_path), path).findings] == told


@pytest.mark.parametrize(("missing", "told"), [(0, []), (1, ["MUAT61"])])
def test_an_image_is_as_sharp_as_it_must_be_to_the_pixel(
    missing: int, told: list[str], tmp_path: Path
) -> None:
    width = ceil(PRINTED_WIDTH / 25.4 * MIN_RESOLUTION) - missing
    path = tmp_path / "gambar-1-1.png"
    Image.new("L", (width, 100)).save(path)
    assert [item.code for item in read_image(Project(tmp_path), path)[1]] == told


@pytest.mark.parametrize(
    ("size", "told"),
    [((215, 330), True), ((330.9, 215.9), True), ((217, 330), False), ((210, 297), False)],
)
def test_paper_is_f4_to_the_millimetre(size: tuple[float, float], told: bool) -> None:
    assert is_f4(size) == told


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """The folder of a year that was locked as it stands."""
    folder = tmp_path / "sources/2023"
    folder.mkdir(parents=True)
    for name in ("peraturan.yaml", "lampiran-2.yaml"):
        (folder / name).write_bytes(b"judul: SATU\ntahun: 2023\n")
    lock = {"ditetapkan": "2023-11-22", "berkas": source_digests(folder, frozenset())}
    (folder / NAME).write_text(yaml.safe_dump(lock), "utf-8")
    return folder


def changed(folder: Path) -> list[str]:
    project = Project(folder.parents[1])
    lock, findings = read_lock(project, folder)
    assert findings == []
    assert lock is not None
    locations = changed_files(project, folder, lock, frozenset())
    return [Path(location.file).name for location in locations]


def test_windows_line_ends_are_no_edit_of_what_is_locked(locked: Path) -> None:
    path = locked / "peraturan.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert changed(locked) == []


def test_what_was_edited_added_or_deleted_since_the_lock_is_told(locked: Path) -> None:
    assert changed(locked) == []
    path = locked / "peraturan.yaml"
    path.write_bytes(path.read_bytes().replace(b"SATU", b"SATV"))
    assert changed(locked) == ["peraturan.yaml"]
    (locked / "lampiran-3.yaml").write_bytes(b"judul: BARU\n")
    (locked / "lampiran-2.yaml").unlink()
    assert sorted(changed(locked)) == ["lampiran-2.yaml", "lampiran-3.yaml", "peraturan.yaml"]


def test_lines_side_by_side_are_merged_each_by_itself() -> None:
    base, mine, new = "a: 1\nb: 2\nc: 3\n", "a: 9\nb: 2\nc: 8\n", "a: 1\nb: 7\nc: 6\n"
    merged = merge(base, mine, new)
    assert merged.text == "a: 9\nb: 7\nc: 8\n"
    assert merged.left == [Left(3, "c: 8", "c: 6")]


def test_a_text_is_the_edited_form_of_one_other_at_most() -> None:
    texts = ["Menyusun peta rencana SPBE", "Menyusun peta rencana SPBD", "Lain sama sekali"]
    assert list(pair_alike(texts, texts[:1], 0.5)) == [(0, 0)]
    assert list(pair_alike(texts[:1], texts, 0.5)) == [(0, 0)]


@pytest.mark.parametrize(
    ("below", "place"), [(0, (3, 11, 4)), (1, (4, 3, 4)), (40, (43, 3, 4)), (41, (3, 8, 6))]
)
def test_words_are_shown_in_a_value_of_many_lines_and_not_beyond_it(
    below: int, place: tuple[int, int, int]
) -> None:
    lines = ["a: 1", "b: 2", "teks:  ab isi", *["  isi"] * 60]
    lines[below + 2] = lines[below + 2].replace("isi", "kata")
    about = Location("a.yaml", 3, 8)
    found = locate(Finding("X01", Level.GALAT, "", about, excerpt="kata"), lambda _: lines)
    assert found == place
