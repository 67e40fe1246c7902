"""``periksa --pantau`` checks again at each save, whatever editors do, until it is interrupted."""

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
from tests.clean import YEAR, copy_clean

PATIENCE = 60  # seconds; a machine may be busy


class Watched:
    """A running ``periksa --pantau`` and what it has printed."""

    def __init__(self, root: Path, *options: str) -> None:
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
                    *("periksa", str(YEAR), "--pantau", "--akar", str(root), *options),
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
    time.sleep(0.5)  # until the system has begun to tell of changes
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
    time.sleep(0.5)
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
