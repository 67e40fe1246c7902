"""``--pantau`` checks or builds again at each save, whatever editors do, until interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rbdocs.cli import main
from tests import sample
from tests.clean import YEAR, copy_clean, copy_printable
from tests.sample import replace_text

PATIENCE = 60  # seconds; a machine may be busy


class Watched:
    """A running *command* with ``--pantau``, and what it has printed."""

    def __init__(self, root: Path, command: str = "periksa") -> None:
        self.folder = root / "sources" / str(YEAR)
        self._log = root / "keluaran.txt"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    *(
                        sys.executable,
                        "-c",
                        "from rbdocs.cli import main; raise SystemExit(main())",
                    ),
                    *(command, str(YEAR), "--pantau", "--akar", str(root)),
                ],
                cwd=sample.ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONPATH": str(sample.ROOT)},
            )
        self._seen = 0
        self.next("menunggu perubahan")

    def told(self) -> str:
        return self._log.read_text("utf-8")

    def next(self, words: str) -> str:
        """Wait until it has said *words* since the last time, and return what it has said."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            text = self.told()[self._seen :]
            if words in text and text.rstrip().endswith("selesai)."):
                self._seen = len(self.told())
                return text
            assert self.process.poll() is None, text
            time.sleep(0.02)
        raise AssertionError(f"{words!r} tidak muncul: {self.told()[self._seen :]}")


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    copy_clean(tmp_path)
    running = Watched(tmp_path)
    yield running
    running.process.kill()
    running.process.wait()


def test_each_save_is_checked_however_it_is_saved(watched: Watched) -> None:
    plan = watched.folder / "lampiran-2.yaml"
    right = plan.read_text("utf-8")
    plan.write_text(right.replace("total: 1", "total: 7", 1), "utf-8")
    assert "galat TW01" in watched.next("TW01")
    plan.write_text(right[: len(right) // 2] + "\n  - kode: [", "utf-8")  # half written
    watched.next("galat MUAT")
    plan.unlink()
    watched.next("MUAT01")
    other = plan.with_suffix(".baru")
    other.write_text(right, "utf-8")
    other.replace(plan)  # as editors save: another file, renamed
    watched.next("0 galat, 0 peringatan")
    plan.rename(plan.with_name("lampiran-9.yaml"))
    watched.next("MUAT01")
    plan.with_name("lampiran-9.yaml").rename(plan)
    watched.next("0 galat, 0 peringatan")
    folder = watched.folder
    folder.rename(folder.with_name("1999"))
    watched.next("Tidak ada sumber untuk tahun")
    folder.with_name("1999").rename(folder)
    watched.next("0 galat, 0 peringatan")
    watched.process.send_signal(signal.SIGINT)
    assert watched.process.wait(PATIENCE) == 0
    assert watched.told().rstrip().endswith("Pemantauan selesai.")
    assert "Traceback" not in watched.told()


def test_what_editors_leave_beside_a_source_is_no_change(watched: Watched) -> None:
    for name in (".lampiran-2.yaml.swp", "lampiran-2.yaml~", "~$lampiran-2.docx", ".x/y.yaml"):
        path = watched.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", "utf-8")
    (watched.folder / "catatan.yaml").write_text("x: 1", "utf-8")
    told = watched.next("Berubah")
    assert "catatan.yaml" in told
    assert told.count("Diperiksa dalam") == 1


@pytest.mark.parametrize("option", [["--perbaiki"], ["--format", "json"], ["--ke", "x.txt"]])
def test_it_tells_at_the_terminal_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    copy_clean(tmp_path)
    assert main(["periksa", "--pantau", "--akar", str(tmp_path), *option]) == 2
    assert capsys.readouterr().err


@pytest.fixture
def building(tmp_path: Path) -> Iterator[Watched]:
    copy_printable(tmp_path)
    running = Watched(tmp_path, "bangun")
    yield running
    running.process.kill()
    running.process.wait()


def test_each_save_is_built_and_only_what_it_concerns(building: Watched, tmp_path: Path) -> None:
    made = tmp_path / "output" / str(YEAR)
    first = {path.name: path.read_bytes() for path in made.glob("*")}
    assert {path.rpartition(".")[2] for path in first} == {"docx", "json"}  # no PDF unless asked
    plan, template = building.folder / "lampiran-2.yaml", tmp_path / "templates/perbup.docx"
    replace_text(plan, "uraian: a. Menyusun", "uraian: a. Membuat")
    told = building.next("dokumen, 1 berubah")
    assert "Dibuat  output/2024/lampiran-2.docx" in told
    whole = template.read_bytes()
    template.write_bytes(whole[:3000])  # half written
    assert "TPL01" in building.next("Dokumen tidak dibuat")
    template.with_name("~$perbup.docx").write_bytes(b"x")  # as Word saves
    template.with_name("~WRD0001.tmp").write_bytes(whole)
    template.with_name("~WRD0001.tmp").replace(template)
    told = building.next("Tidak ada yang berubah")
    assert "Berubah: templates/perbup.docx. Selesai dalam" in told
    replace_text(plan, "uraian: a. Membuat", "uraian: a. Menyusun")
    building.next("dokumen, 1 berubah")
    after = {path.name: path.read_bytes() for path in made.glob("*.docx")}
    assert after == {name: data for name, data in first.items() if name in after}


def test_a_build_that_is_interrupted_leaves_the_old(building: Watched, tmp_path: Path) -> None:
    made = tmp_path / "output" / str(YEAR)
    before = {path.name: path.read_bytes() for path in made.glob("*")}
    replace_text(building.folder / "lampiran-2.yaml", "uraian: a. Menyusun", "uraian: a. Membuat")
    time.sleep(0.15)  # it has noticed, and is at it
    building.process.send_signal(signal.SIGINT)
    assert building.process.wait(PATIENCE) == 0
    assert "Traceback" not in building.told()
    after = {path.name: path.read_bytes() for path in made.glob("*")}
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} <= {
        "lampiran-2.docx",
        ".jejak.json",
    }


@pytest.mark.parametrize("option", [["--ulang"], ["--format", "json"]])
def test_a_watched_build_tells_at_the_terminal_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    copy_clean(tmp_path)
    assert main(["bangun", "--pantau", "--akar", str(tmp_path), *option]) == 2
    assert capsys.readouterr().err
