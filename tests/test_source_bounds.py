"""Whatever stands in the place of a source, or beside it, is told at once and stops nothing."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rbdocs import cli
from rbdocs.files import LARGEST, NotRegular, Project, TooLarge, digest_of, read_regular
from tests import sample
from tests.clean import YEAR, copy_clean

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes are of POSIX systems")
READ = ("lampiran-2.yaml", "peraturan.yaml", "lampiran-1/naskah.yaml", "lampiran-1/bab-1.md")
COMMANDS = (
    ["periksa", str(YEAR)],
    ["periksa", str(YEAR), "--perbaiki", "--ya", "--juga-ditetapkan"],
    ["bangun", str(YEAR), "--tanpa-pdf"],
    ["tetapkan", str(YEAR)],
    ["banding", "2023", str(YEAR)],
)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # names of sockets are short
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def make_vast(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(2_500_000_000)


def link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


KINDS: dict[str, Callable[[Path], None]] = {
    "pipe": make_pipe,
    "socket": make_socket,
    "folder": Path.mkdir,
    "vast file": make_vast,
    "device": link("/dev/zero"),
    "link to itself": link("lampiran-2.yaml"),
    "link out": link("/etc/hostname"),
    "link to nothing": link("tidak-ada"),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(sample.ROOT / "templates", tmp_path / "templates")
    return copy_clean(tmp_path)


def run(project: Project, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    start = time.process_time()  # what other programs of a busy machine take is not in it
    status = cli.main([*arguments, "--akar", str(project.root)])
    assert time.process_time() - start < 30
    told = "".join(capsys.readouterr())
    assert "Kesalahan program" not in told
    return f"{status} {told}"


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_in_the_place_of_a_source_is_told(
    project: Project, kind: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project.sources / str(YEAR) / name
    path.unlink()
    KINDS[kind](path)
    for arguments in COMMANDS:
        told = run(project, arguments, capsys)
        assert told.startswith("2 "), arguments
        assert f"sources/{YEAR}/{name}" in told


@pytest.mark.parametrize("kind", KINDS)
def test_what_lies_beside_the_sources_is_told_as_unused_and_never_read(
    project: Project, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    year = project.sources / str(YEAR)
    names = ["sisa", f"{YEAR}/sisa.yaml", f"{YEAR}/lampiran-1/sisa.md", "lampiran-2.yaml"]
    for name in names:
        KINDS[kind](project.sources / name)
    for arguments in COMMANDS[:4]:
        told = run(project, arguments, capsys)
        assert told.startswith("0 "), told
        if arguments == COMMANDS[0]:
            for name in names:  # so few have room on the first screen
                assert f"sources/{name}  peringatan LKP07" in told
            told = run(project, [*arguments, "--semua"], capsys)
            assert told.startswith("0 ")
            for name in names:
                assert told.count(f"sources/{name}  peringatan LKP07") == 1
    # What a locked year does not read can come and go.
    assert "sisa" not in (year / "kunci.yaml").read_text("utf-8")


def test_links_in_a_circle_are_not_followed(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    year = project.sources / str(YEAR)
    (year / "putar").symlink_to("..")
    (year / "lampiran-1" / "putar").symlink_to(".")
    for arguments in COMMANDS[:4]:
        assert run(project, arguments, capsys).startswith("0 ")


def replace(project: Project, name: str, pattern: str, new: str) -> None:
    path = project.sources / str(YEAR) / name
    text, count = re.subn(pattern, lambda _: new, path.read_text("utf-8"), count=1, flags=re.M)
    assert count == 1
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("digits", ["9" * 18, "9" * 10_000, "-" + "9" * 19_000, "9." + "9" * 9_000])
@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("lampiran-2.yaml", r"(?<=total: )3$"),
        ("lampiran-2.yaml", r"(?<=anggaran: )\d+"),
        ("lampiran-2.yaml", r"(?<=tahun: )\d+$"),
        ("peraturan.yaml", r"(?<=^nomor: )\d+$"),
        ("peraturan.yaml", r"(?<=^tahun: )\d+$"),
    ],
)
def test_a_number_of_any_length_is_told_in_a_few_lines(
    project: Project, name: str, pattern: str, digits: str, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(project, name, pattern, digits)
    told = run(project, ["periksa", str(YEAR)], capsys)
    assert len(digits) < 100 or told.startswith("2 ")
    assert len(told) < 60_000
    run(project, ["bangun", str(YEAR), "--tanpa-pdf"], capsys)
    run(project, ["banding", "2023", str(YEAR)], capsys)


LONG: dict[str, Callable[[], str]] = {
    "values": lambda: "- a\n" * 1_200_000,
    "brackets": lambda: "[" * 1_000_000,
    "nested": lambda: "a: [" * 1_000_000,
    "line": lambda: "judul: " + "x" * 4_900_000,
    "open quote": lambda: "judul: 'x" + "\n" * 4_900_000,
    "keys": lambda: "".join(f"k{number}: 1\n" for number in range(400_000)),
    "aliases": lambda: "a: &a [x, x]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(99)),
}


@pytest.mark.parametrize("kind", LONG)
def test_a_plan_made_to_take_long_is_refused_in_a_few_seconds(
    project: Project, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.sources / str(YEAR) / "lampiran-2.yaml").write_text(LONG[kind](), "utf-8")
    told = run(project, ["periksa", str(YEAR)], capsys)
    assert told.startswith("2 ")
    assert f"sources/{YEAR}/lampiran-2.yaml" in told
    assert len(told) < 5_000


def test_thousands_of_strays_are_counted_not_listed(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(3_000):
        (project.sources / str(YEAR) / f"catatan-{number}.txt").touch()
    told = run(project, ["periksa", str(YEAR)], capsys)
    assert told.startswith("0 ")
    assert "Masih 2980 berkas lain" in told
    assert "0 galat, 21 peringatan" in told
    assert told.count("\n") < 20
    told = run(project, ["periksa", str(YEAR), "--semua"], capsys)
    assert "Masih 2980 berkas lain" in told
    assert told.count("LKP07") == 21


def test_reading_waits_for_no_pipe_and_reads_no_more_than_asked(tmp_path: Path) -> None:
    make_pipe(tmp_path / "pipa")
    make_vast(tmp_path / "besar")
    (tmp_path / "kecil").write_bytes(b"a\r\nb")
    with pytest.raises(NotRegular):
        read_regular(tmp_path / "pipa", 10)
    with pytest.raises(TooLarge):
        read_regular(tmp_path / "besar", LARGEST)
    assert read_regular(tmp_path / "kecil", 4) == b"a\r\nb"
    with pytest.raises(TooLarge):
        read_regular(tmp_path / "kecil", 3)
    assert digest_of(tmp_path / "besar") != digest_of(tmp_path / "pipa")
    (tmp_path / "lain").write_bytes(b"a\nb")
    assert digest_of(tmp_path / "kecil", text=True) == digest_of(tmp_path / "lain")
    assert digest_of(tmp_path / "kecil") != digest_of(tmp_path / "lain")
