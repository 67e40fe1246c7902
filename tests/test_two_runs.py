"""Two runs at once, and runs that are killed or fail: old or new, never a mix, nothing lost."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rbdocs import files, locking, storing
from rbdocs.cli import main
from rbdocs.files import FileProblem
from rbdocs.locking import alone
from rbdocs.storing import settle, write_all
from tests.profiles import examples, sampled
from tests.sample import ROOT, aksi, make_project, plan, write_yaml

PLAN = "sources/2023/lampiran-2.yaml"
BUILD = [sys.executable, str(ROOT / "build.py"), "bangun", "--tanpa-pdf", "--akar"]
MADE = {".jejak.json", "lampiran-2.docx", "perbup.docx"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(tmp_path_factory.mktemp("dua") / "proyek")
    assert build(root) == 0
    return root


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """A small regulation that has been built."""
    return shutil.copytree(made, tmp_path / "proyek")


def build(root: Path, *options: str) -> int:
    return main(["bangun", "--tanpa-pdf", "--akar", str(root), *options])


def edit(root: Path, uraian: str) -> None:
    write_yaml(root / PLAN, plan([aksi(uraian=uraian)]))


def in_output(root: Path) -> set[str]:
    return {path.name for path in (root / "output" / "2023").iterdir()}


# Two runs at once.


def test_runs_at_once_all_end_well_and_take_no_document_for_edited(project: Path) -> None:
    for round_ in sampled(range(4), 2):
        edit(project, f"Uraian {round_}")
        runs = [
            subprocess.Popen([*BUILD, str(project)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(3)
        ]
        time.sleep(0.2 * round_)
        edit(project, f"Uraian lain {round_}")
        for run in runs:
            _, said = run.communicate(timeout=120)
            assert run.returncode == 0, said
        assert build(project) == 0
        assert in_output(project) == MADE


def holder(path: Path) -> subprocess.Popen[bytes]:
    """A process that holds the lock *path* until it is killed."""
    code = (
        "import sys, time, pathlib\n"
        "from rbdocs.locking import alone\n"
        "with alone(pathlib.Path(sys.argv[1]), 'x'):\n"
        "    print('ada', flush=True)\n"
        "    time.sleep(600)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def test_a_run_that_waits_too_long_says_for_whom_and_changes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(locking, "WAIT_SECONDS", 1.5)
    before = (project / "output/2023/lampiran-2.docx").read_bytes()
    edit(project, "Uraian baru")
    other = holder(project / "output" / ".2023.sibuk")
    try:
        assert build(project) == 2
    finally:
        other.kill()
        other.communicate()
    said = capsys.readouterr().err
    assert f"output/2023 sedang dikerjakan proses {other.pid} sejak " in said
    assert "menunggu ..." in said
    assert "Tidak ada yang diubah." in said
    assert (project / "output/2023/lampiran-2.docx").read_bytes() == before
    assert build(project) == 0  # what the killed process held is free


def test_a_disk_without_locks_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(locking, "_lock", no_locks)
    with alone(tmp_path / "x", "x"):
        within = True
    assert within


# Runs that are killed.


def test_killed_builds_leave_no_trace_after_the_next_one(project: Path) -> None:
    rnd = random.Random(7)
    start = time.perf_counter()
    subprocess.run([*BUILD, str(project), "--ulang"], check=True, stdout=subprocess.DEVNULL)
    whole = time.perf_counter() - start
    for round_ in range(examples(4)):
        edit(project, f"Uraian {round_}")
        process = subprocess.Popen(
            [*BUILD, str(project)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(whole * rnd.uniform(0.5, 1.1))
        process.send_signal(rnd.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
        process.wait(60)
        if rnd.random() < 0.5:
            edit(project, f"Uraian lagi {round_}")
            assert build(project) == 0
            assert in_output(project) == MADE
            assert not list((project / "output").rglob("*.tmp"))
    assert build(project) == 0
    assert in_output(project) == MADE


# A set of files in the sources: all or none.


OLD = {"a.yaml": b"lama a", "2024/b.yaml": b"lama b", "2024/c.yaml": b"lama c"}
NEW = {"a.yaml": b"baru a", "2024/b.yaml": b"baru b", "2024/lampiran-1/d.md": b"baru d"}


class Killed(BaseException):
    """Stands for a process that ends at once: what follows in it does not happen."""


class Ends:
    """Lets every change of the disk from the *last* on fail, once or for good."""

    def __init__(self, last: int, error: BaseException, *, once: bool) -> None:
        self.left, self.error, self.once = last, error, once

    def __call__(self) -> None:
        self.left -= 1
        if self.left == 0 or (self.left < 0 and not self.once):
            raise self.error


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    for name, data in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def content(base: Path) -> dict[str, bytes]:
    found = (path for path in base.rglob("*") if path.is_file() and path.name != ".sibuk")
    return {path.relative_to(base).as_posix(): path.read_bytes() for path in found}


def interrupt(monkeypatch: pytest.MonkeyPatch, ends: Ends) -> None:
    """Let *ends* decide before each change of the disk."""
    kept = {"replace": os.replace, "unlink": Path.unlink, "mkdir": Path.mkdir, "fsync": os.fsync,
            "rmdir": Path.rmdir}  # fmt: skip

    def before(name: str):  # type: ignore[no-untyped-def]
        def call(*arguments, **named):  # type: ignore[no-untyped-def]
            ends()
            return kept[name](*arguments, **named)

        return call

    monkeypatch.setattr(os, "replace", before("replace"))
    monkeypatch.setattr(os, "fsync", before("fsync"))
    for name in ("unlink", "mkdir", "rmdir"):
        monkeypatch.setattr(Path, name, before(name))


STEPS = range(1, 26)  # more than there are


@pytest.mark.parametrize("last", STEPS)
def test_killed_at_any_step_the_next_run_finds_old_or_new(
    base: Path, last: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        interrupt(patched, Ends(last, Killed(), once=False))
        try:
            write_all(base, {base / name: data for name, data in NEW.items()})
            done = True
        except Killed:
            done = False
    with storing.writing(base):  # the next run
        pass
    assert content(base) in (OLD, OLD | NEW)
    if done:
        assert content(base) == OLD | NEW
    assert not list(base.rglob(".*.tmp"))


@pytest.mark.parametrize("last", STEPS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_what_fails_at_any_step_is_told_and_leaves_the_old(
    base: Path, last: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    failed = False
    with monkeypatch.context() as patched:
        interrupt(patched, Ends(last, OSError(number, os.strerror(number)), once=True))
        try:
            write_all(base, {base / name: data for name, data in NEW.items()})
        except FileProblem:
            failed = True
    settle(base)
    assert content(base) == (OLD if failed else OLD | NEW)
    assert not list(base.rglob(".*.tmp"))


def test_a_file_held_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, tries = os.replace, []

    def held(new: Path, path: Path) -> None:
        tries.append(path)
        if len(tries) < 4:
            raise PermissionError(errno.EACCES, "antivirus")
        kept(new, path)

    monkeypatch.setattr(os, "replace", held)
    assert files.write_atomic(tmp_path / "a.docx", b"isi")
    assert (tmp_path / "a.docx").read_bytes() == b"isi"


@pytest.mark.parametrize(
    "journal",
    [
        [["../luar.yaml", ".x-1.tmp", ""]],
        [["/etc/passwd", "", ""]],
        [["a.yaml", "../.x-1.tmp", ""]],
        [["a.yaml", "b.yaml", ""]],
        [["..\\luar.yaml", "", ""]],
        [["c:luar.yaml", "", ""]],
        {"a": 1},
        [[1]],
    ],
)
def test_a_forged_journal_is_told_and_nothing_is_touched(base: Path, journal: object) -> None:
    (base.parent / "luar.yaml").write_bytes(b"luar")
    (base / ".tulis.json").write_text(json.dumps(journal))
    with pytest.raises(FileProblem, match="catatan penulisan yang terputus"):
        settle(base)
    (base / ".tulis.json").unlink()
    assert content(base) == OLD
    assert (base.parent / "luar.yaml").read_bytes() == b"luar"


# A build whose disk is full.


@pytest.mark.parametrize("last", range(1, 12))
def test_a_build_without_room_leaves_the_old_or_says_what_is_new(
    project: Path,
    last: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = {name: (project / "output/2023" / name).read_bytes() for name in MADE}
    edit(project, "Uraian baru")
    capsys.readouterr()
    with monkeypatch.context() as patched:
        full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        ends = Ends(last, full, once=False)
        kept = os.fsync
        patched.setattr(os, "fsync", lambda number: (ends(), kept(number))[1])
        status = build(project)
    said = capsys.readouterr().err
    document = (project / "output/2023/lampiran-2.docx").read_bytes()
    if status:
        assert status == 2
        assert "ruang penyimpanan habis" in said
        assert "Traceback" not in said
        assert (document == before["lampiran-2.docx"]) != ("sudah yang baru" in said)
    assert build(project) == 0
    assert in_output(project) == MADE


# The trace of the last build is not believed blindly.


@pytest.mark.parametrize(
    "name",
    [
        "../../sources/2023/lampiran-2.yaml",
        "..\\..\\sources\\2023\\lampiran-2.yaml",
        "/tmp/x.docx",
        "C:x.docx",
        "con.docx",
        ".jejak.json",
        "a/b.docx",
        "",
    ],
)
@pytest.mark.parametrize("place", ["documents", "printed"])
def test_a_forged_trace_is_told_and_touches_nothing(
    project: Path, name: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = project / "output/2023/.jejak.json"
    data = json.loads(trace.read_bytes())
    named = data["documents"] if place == "documents" else data["printed"]["made"]
    named[name] = ["0" * 64]
    trace.write_text(json.dumps(data))
    edit(project, "Uraian baru")
    sources = content(project / "sources")
    capsys.readouterr()
    assert build(project) == 0
    assert ".jejak.json rusak atau bukan buatan program ini" in capsys.readouterr().out
    assert content(project / "sources") == sources
    assert in_output(project) == MADE  # nothing is taken for edited that was not


@pytest.mark.parametrize("broken", [b"", b"{", b"[" * 100_000, b'{"documents": 1}', b"\xff\xfe"])
def test_a_broken_trace_loses_no_document_that_a_person_edited(
    project: Path, broken: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    document = project / "output/2023/lampiran-2.docx"
    edited = document.read_bytes() + b"suntingan"
    document.write_bytes(edited)
    (project / "output/2023/.jejak.json").write_bytes(broken)
    edit(project, "Uraian baru")
    assert build(project) == 0
    assert (project / "output/2023/lampiran-2 (suntingan 1).docx").read_bytes() == edited
    assert in_output(project) == MADE | {"lampiran-2 (suntingan 1).docx"}
