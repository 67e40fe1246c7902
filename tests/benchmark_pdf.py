"""``python3 -m tests.benchmark_pdf``: PDF of the regulation against one plain LibreOffice call.

Each figure is the best of several runs, the contenders taking turns. Ours is everything from the
Word documents in memory to the finished PDF on disk: conversion, properties, the same bytes every
time, and the whole regulation with its bookmarks, which the plain call does not make.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import build
from rbdocs.edition import Edition

RUNS = 5
ROOT = Path(build.ROOT)


def main() -> None:
    """Measure and print."""
    if sys.prefix != build.VENV:
        os.execv(build.PYTHON, [build.PYTHON, "-m", "tests.benchmark_pdf", *sys.argv[1:]])
    if sys.argv[1:]:
        print(*_ours(*map(Path, sys.argv[1:])))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _build(ROOT, folder, "--tanpa-pdf")
        documents = sorted((folder / "2023").glob("*.docx"))
        print(f"PDF of {len(documents)} documents, best of {RUNS} runs\n")
        plain, ours = _turns(lambda: _plain(documents), lambda: _worker(documents))
        ratios = [own / other for own, other in zip(ours, plain, strict=True)]
        print("                            seconds   processor")
        print(f"one plain LibreOffice call {plain[0]:8.2f} {plain[1]:11.2f}")
        print(f"ours                       {ours[0]:8.2f} {ours[1]:11.2f}")
        print(f"ours / plain               {ratios[0]:8.2f} {ratios[1]:11.2f}")
        _runs(folder / "proyek")


Cost = tuple[float, float]  # seconds by the clock, and seconds of processor


def _turns(*contenders: Callable[[], Cost]) -> list[Cost]:
    best = [(float("inf"), float("inf"))] * len(contenders)
    for _ in range(RUNS):
        for number, run in enumerate(contenders):
            seconds, processor = run()
            best[number] = (min(best[number][0], seconds), min(best[number][1], processor))
    return best


def _measure(work: Callable[[], object]) -> Cost:
    start, before = perf_counter(), os.times()
    work()
    seconds, after = perf_counter() - start, os.times()
    return seconds, sum(after[:4]) - sum(before[:4])


def _plain(documents: list[Path]) -> Cost:
    from rbdocs.pdf.office import find_office

    with tempfile.TemporaryDirectory() as name:
        profile = (Path(name) / "profil").as_uri()
        command = [find_office().program, f"-env:UserInstallation={profile}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", name, *documents]
        cost = _measure(lambda: subprocess.run(command, capture_output=True, check=True))
        assert len(list(Path(name).glob("*.pdf"))) == len(documents)
        return cost


def _worker(documents: list[Path]) -> Cost:
    """Return what our way took in a Python of its own, so that nothing is imported already."""
    command = [sys.executable, "-m", "tests.benchmark_pdf", *documents]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    seconds, processor = map(float, done.stdout.split())
    return seconds, processor


def _ours(*documents: Path) -> Cost:
    from rbdocs.files import Project, write_atomic
    from rbdocs.pdf.metadata import Book
    from rbdocs.pdf.office import find_office
    from rbdocs.pdf.year import publish
    from rbdocs.sources.year import load_year

    regulation = load_year(Project(ROOT), Edition(2023)).regulation
    assert regulation is not None
    book = Book.of(regulation)
    contents = {document.name: document.read_bytes() for document in documents}

    def work() -> None:
        published = publish(
            find_office(), contents, book, archive=False, there={}, progress=lambda *_: None
        )
        assert not published.problem
        for file, content in published.content.items():
            write_atomic(Path(name) / file, content)

    with tempfile.TemporaryDirectory() as name:
        return _measure(work)


def _runs(project: Path) -> None:
    """Print what a whole run takes: the first, one after a small edit, one with nothing changed."""
    for name in ("sources", "templates"):
        shutil.copytree(ROOT / name, project / name)
    output = project / "output"
    print("\nThe whole run (build.py bangun), from the start of Python to its end")
    print(f"everything new             {_build(project, output):8.2f} s")
    source = project / "sources" / "2023" / "lampiran-4.yaml"
    source.write_text(source.read_text("utf-8") + "# \n", "utf-8")
    print(f"one Lampiran edited        {_build(project, output):8.2f} s")
    unchanged = min(_build(project, output) for _ in range(RUNS))
    print(f"nothing changed            {unchanged:8.2f} s")


def _build(project: Path, output: Path, *options: str) -> float:
    command = [sys.executable, str(ROOT / "build.py"), "bangun", "2023", "--akar", str(project)]
    start = perf_counter()
    subprocess.run(
        [*command, "--keluaran", str(output), *options], stdout=subprocess.DEVNULL, check=True
    )
    return perf_counter() - start


if __name__ == "__main__":
    main()
