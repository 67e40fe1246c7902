"""``python3 -m tests.benchmark``: run every contender in a process of its own, and print a table.

Each figure is the best of several runs, the contenders taking turns, so that what else the machine
does meanwhile favours none.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import build

ROWS = (60, 600, 6000)
RUNS = 3
COMPARED = ("docxtpl", "lantai", "kita")


def main() -> None:
    """Measure and print."""
    if sys.prefix != build.VENV:
        os.execv(build.PYTHON, [build.PYTHON, "-m", "tests.benchmark", *sys.argv[1:]])
    rows = [int(item) for item in sys.argv[1:]] or list(ROWS)
    print(f"Python {sys.version.split()[0]}, best of {RUNS} runs\n")
    print(
        "Rendering a plan through the Word template; docxtpl: the same template, looped by Jinja;"
    )
    print("floor: the same XML from lxml's tree, serialised and zipped.\n")
    print(
        "  rows   docxtpl     floor      ours   ours/docxtpl  ours/floor   peak MB: docxtpl  ours"
    )
    for count in rows:
        _compare(count)
    print("\nThe whole run (build.py bangun --tanpa-pdf), from the start of Python to its end\n")
    print("  rows      full  unchanged  unchanged/full   peak MB: full")
    for count in rows:
        _whole(count)
    print("\nThe redline of a plan, every seventh row changed\n")
    print("  rows   seconds   peak MB")
    for count in rows:
        done = _worker("perubahan", str(count))
        print(f"{count:6} {done['seconds']:8.3f}s {done['peak']:9.1f}")
    _commands()
    print(f"\nStart-up (build.py --version): {_startup():.3f} s")
    print("\nPDF beside one plain LibreOffice call: python3 -m tests.benchmark_pdf")


def _commands() -> None:
    """Print what the commands on the enacted regulation take, all of it warm."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("sources", "templates"):
            shutil.copytree(Path(build.ROOT) / name, Path(folder) / name)
        source = Path(folder) / "sources" / "2023" / "lampiran-4.yaml"
        check = ["periksa", "2023", "--akar", folder]
        make = ["bangun", "2023", "--tanpa-pdf", "--akar", folder]

        def edited(command: list[str]) -> float:
            source.write_text(source.read_text("utf-8") + "# \n", "utf-8")
            return _timed(command)

        print("\nCommands on the enacted regulation, from the start of Python to its end\n")
        print(f"periksa                    {_best(lambda: _timed(check)):8.3f} s")
        print(f"periksa, one file edited   {_best(lambda: edited(check)):8.3f} s")
        print(f"bangun, all Word new       {_best(lambda: _timed([*make, '--ulang'])):8.3f} s")
        print(f"bangun, one file edited    {_best(lambda: edited(make)):8.3f} s")
        print(f"bangun, nothing changed    {_best(lambda: _timed(make)):8.3f} s")


def _best(work: Callable[[], float]) -> float:
    return min(work() for _ in range(RUNS))


def _compare(count: int) -> None:
    best: dict[str, list[float]] = {}
    for _ in range(RUNS):
        for name in COMPARED:
            done = _worker(name, str(count))
            seconds, peak = best.get(name, [float("inf"), float("inf")])
            best[name] = [min(seconds, done["seconds"]), min(peak, done["peak"])]
    (other, other_peak), (floor, _), (ours, peak) = (best[name] for name in COMPARED)
    print(
        f"{count:6} {other:8.3f}s {floor:8.3f}s {ours:8.3f}s {ours / other:13.2f} "
        f"{ours / floor:11.2f} {other_peak:18.1f} {peak:5.1f}"
    )


def _worker(*arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmark.worker", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=build.ROOT)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _whole(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = str(Path(folder) / "proyek")
        _worker("proyek", str(count), project)
        command = ["bangun", "--akar", project, "--tanpa-pdf"]
        full, unchanged = [], []
        for _ in range(RUNS):
            full.append(_timed([*command, "--ulang"]))
            unchanged.append(_timed(command))
        peak = _worker("puncak", project)["peak"]
    best, again = min(full), min(unchanged)
    print(f"{count:6} {best:8.3f}s {again:9.3f}s {again / best:15.2f} {peak:15.1f}")


def _timed(arguments: Sequence[str]) -> float:
    command = [sys.executable, build.__file__, *arguments]
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _startup() -> float:
    return min(_timed(["--version"]) for _ in range(RUNS + 2))


if __name__ == "__main__":
    main()
