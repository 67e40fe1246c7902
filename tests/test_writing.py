"""What is in output/ is always whole: the old or the new, whatever happens to a run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rbdocs.cli import main
from rbdocs.documents.make import make_documents
from rbdocs.files import FileProblem, Project, write_atomic
from rbdocs.storing import write_all
from tests.sample import ROOT, aksi, make_project, plan, regulation_of, write_yaml

PLAN = "sources/2023/lampiran-2.yaml"
DOCUMENT = "output/2023/lampiran-2.docx"
BUILD = [sys.executable, str(ROOT / "build.py"), "bangun", "--tanpa-pdf", "--akar"]
# What Windows has no like of; where the checks of a change run, nothing is left out.
posix = pytest.mark.skipif(os.name == "nt", reason="a pipe with a name, permissions")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make_project(tmp_path / "proyek")
    assert build(root) == 0
    return root


def build(root: Path, *options: str) -> int:
    return main(["bangun", "--tanpa-pdf", "--akar", str(root), *options])


def edit(root: Path, uraian: str) -> None:
    write_yaml(root / PLAN, plan([aksi(uraian=uraian)]))


def expected(root: Path) -> bytes:
    project = Project(root)
    regulation = regulation_of(project, 2023)
    documents = {
        document.nama: document.content for document in make_documents(project, regulation)
    }
    return documents["lampiran-2.docx"]


def test_file_is_old_or_new_when_writing_is_killed(tmp_path: Path) -> None:
    target = tmp_path / "besar.docx"
    code = (
        "import sys, itertools, pathlib\n"
        "from rbdocs.files import write_atomic\n"
        "target = pathlib.Path(sys.argv[1])\n"
        "for n in itertools.count():\n"
        "    write_atomic(target, bytes([65 + n % 2]) * 2_000_000)\n"
        "    print(n, flush=True)\n"
    )
    for round_ in range(10):
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE, cwd=ROOT
        )
        assert process.stdout is not None
        process.stdout.readline()  # the first is written
        time.sleep(0.003 * round_)
        process.kill()
        process.communicate()
        data = target.read_bytes()
        assert data in (b"A" * 2_000_000, b"B" * 2_000_000)


def test_documents_are_old_or_new_when_a_build_is_killed(project: Path) -> None:
    old = (project / DOCUMENT).read_bytes()
    edit(project, "Uraian baru")
    new = expected(project)
    start = time.perf_counter()
    subprocess.run([*BUILD, str(project), "--keluaran", str(project / "lain")], check=True)
    whole = time.perf_counter() - start
    for part in (0.3, 0.6, 0.8, 0.9, 1.0):
        process = subprocess.Popen([*BUILD, str(project)], stdout=subprocess.DEVNULL)
        time.sleep(whole * part)
        process.kill()
        process.wait()
        assert (project / DOCUMENT).read_bytes() in (old, new)
    assert build(project) == 0
    assert (project / DOCUMENT).read_bytes() == new
    left = {path.name for path in (project / "output" / "2023").iterdir()}
    assert left == {".jejak.json", "lampiran-2.docx", "perbup.docx"}


WAITING = """
import signal, sys, time
from rbdocs import cli
from rbdocs.sources import year

def wait(*_):
    print("membaca", flush=True)
    time.sleep(600)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
year.load_year = wait
sys.exit(cli.main(["bangun", "--tanpa-pdf", "--akar", sys.argv[1]]))
"""


@posix
def test_ctrl_c_ends_with_a_sentence_and_130(project: Path) -> None:
    old = (project / DOCUMENT).read_bytes()
    edit(project, "Uraian baru")
    # A run that waits while it reads, so that the signal surely comes in its middle.
    process = subprocess.Popen(
        [sys.executable, "-c", WAITING, str(project)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "membaca\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert said == "Dihentikan. Dokumen yang lama tetap utuh.\n"
    assert process.returncode == 130
    assert (project / DOCUMENT).read_bytes() == old


@pytest.fixture
def locked_folder(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "terkunci"
    folder.mkdir()
    folder.chmod(0o500)
    yield folder
    folder.chmod(0o700)


@posix
def test_folder_that_may_not_be_written_is_told(project: Path, locked_folder: Path) -> None:
    command = [*BUILD, str(project), "--keluaran", str(locked_folder / "hasil")]
    if os.geteuid() == 0:  # without the right to write everywhere that root has
        command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert "tidak dapat ditulis" in done.stderr
    assert "izin folder" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "lock", ["~$mpiran-2.docx", "~$lampiran-2.docx", ".~lock.lampiran-2.docx#"]
)
def test_document_open_elsewhere_is_told_and_nothing_is_changed(
    project: Path, lock: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project / "output" / "2023"
    before = {path.name: path.read_bytes() for path in folder.glob("*.docx")}
    edit(project, "Uraian baru")
    (folder / lock).write_bytes(b"")
    assert build(project) == 2
    said = capsys.readouterr().err
    assert "lampiran-2.docx sedang dibuka di Word atau LibreOffice" in said
    assert {path.name: path.read_bytes() for path in folder.glob("lampiran*.docx")} | {
        "perbup.docx": (folder / "perbup.docx").read_bytes()
    } == before
    (folder / lock).unlink()
    assert build(project) == 0
    assert (project / DOCUMENT).read_bytes() != before["lampiran-2.docx"]


def test_open_document_that_does_not_change_is_no_hindrance(project: Path) -> None:
    (project / "output" / "2023" / "~$mpiran-2.docx").write_bytes(b"")
    assert build(project, "--ulang") == 0


def test_document_edited_by_hand_is_set_aside(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = (project / DOCUMENT).read_bytes() + b"suntingan"
    (project / DOCUMENT).write_bytes(edited)
    capsys.readouterr()
    assert build(project) == 0
    assert "disimpan sebagai output/2023/lampiran-2 (suntingan 1).docx" in capsys.readouterr().out
    assert (project / "output/2023/lampiran-2 (suntingan 1).docx").read_bytes() == edited
    assert (project / DOCUMENT).read_bytes() == expected(project)


def test_document_that_the_regulation_no_longer_has_is_removed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    peraturan = project / "sources/2023/peraturan.yaml"
    text = peraturan.read_text(encoding="utf-8")
    assert "lampiran: [II]\n" in text
    shutil.copy(ROOT / "sources/2023/lampiran-4.yaml", project / "sources/2023")
    peraturan.write_text(text.replace("lampiran: [II]\n", "lampiran: [II, IV]\n"), encoding="utf-8")
    shutil.copy(ROOT / "sources/2023/pengecualian.yaml", project / "sources/2023")
    assert build(project) == 0
    old = project / "output/2023/lampiran-4.docx"
    assert old.exists()
    peraturan.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert build(project) == 0
    assert "Dihapus output/2023/lampiran-4.docx" in capsys.readouterr().out
    assert not old.exists()


def test_writing_the_same_touches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    assert write_atomic(path, b"isi")
    os.utime(path, (1, 1))
    assert not write_atomic(path, b"isi")
    assert path.stat().st_mtime == 1


def test_where_one_file_is_open_elsewhere_none_of_its_set_is_written(tmp_path: Path) -> None:
    opened, other = tmp_path / "bkd.xlsx", tmp_path / "dinkes.xlsx"
    opened.write_bytes(b"lama")
    (tmp_path / ".~lock.bkd.xlsx#").write_text("")
    with pytest.raises(FileProblem, match=r"bkd\.xlsx sedang dibuka"):
        write_all(tmp_path, {other: b"baru", opened: b"baru"})
    assert opened.read_bytes() == b"lama"
    assert not other.exists()
    assert write_all(tmp_path, {other: b"baru", opened: b"lama"}) == [other]


# Whether something changed is decided by content, never by time.


def test_touched_sources_are_not_built_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in project.rglob("*"):
        os.utime(path, (2_000_000_000, 2_000_000_000))
    capsys.readouterr()
    assert build(project) == 0
    assert "Tidak ada yang berubah: output/2023 sudah mutakhir." in capsys.readouterr().out


@pytest.mark.parametrize(
    "path", [PLAN, "sources/satuan.yaml", "templates/lampiran-rencana-aksi-general.docx"]
)
def test_changed_content_with_an_old_time_is_built_again(
    project: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    times = (project / path).stat()
    data = (project / path).read_bytes()
    if path.endswith(".yaml"):
        data += b"# catatan\n"
    else:
        data = (ROOT / "templates/lampiran-rencana-aksi-general.docx").read_bytes() + b"\0"
    (project / path).write_bytes(data)
    os.utime(project / path, ns=(times.st_atime_ns, times.st_mtime_ns))
    capsys.readouterr()
    assert build(project) == 0
    assert "dokumen, " in capsys.readouterr().out


def test_deleted_document_is_made_again(project: Path) -> None:
    before = (project / DOCUMENT).read_bytes()
    (project / DOCUMENT).unlink()
    assert build(project) == 0
    assert (project / DOCUMENT).read_bytes() == before
