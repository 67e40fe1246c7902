"""``python3 -m tests.benchmark_rules``: what the rules take, beside loading, and how it grows.

Seconds are those of the processor, the best of several runs, each on a freshly loaded regulation,
so that nothing that one run has derived serves the next. Plans of growing length show whether a
rule compares everything with everything: ten times the rows may take ten times as long, not more.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import build
from tests.sample import regulation_of

RUNS = 5
ROWS = (60, 600, 6000)
SLOWEST = 8
# A rule that takes less than this on the longest plan is too quick for its growth to be measured.
MEASURABLE = 0.02


def main() -> None:
    """Measure and print."""
    if sys.prefix != build.VENV:
        os.execv(build.PYTHON, [build.PYTHON, "-m", "tests.benchmark_rules", *sys.argv[1:]])
    from tests.benchmark.worker import plan_of
    from tests.sample import ROOT, make_project

    print(f"Python {sys.version.split()[0]}, processor time, best of {RUNS} runs\n")
    loading, everything, by_rule = _measure(ROOT)
    print("The enacted regulation of 2023 (milliseconds)")
    print(f"  loading {loading * 1000:8.1f}")
    ratio = everything / loading
    print(f"  rules   {everything * 1000:8.1f}    {ratio:.2f} of loading; slowest:")
    for code, seconds in sorted(by_rule.items(), key=lambda item: -item[1])[:SLOWEST]:
        print(f"    {code} {seconds * 1000:8.1f}")
    print("\nA plan without faults (milliseconds)\n")
    print("  rows   loading     rules   rules/loading   for each row, against the row above")
    grown: list[dict[str, float]] = []
    before: tuple[int, float] | None = None
    for count in ROWS:
        with tempfile.TemporaryDirectory() as folder:
            project = make_project(Path(folder) / "proyek", plan_of(count))
            loading, everything, by_rule = _measure(project)
        growth = f"{everything / count / (before[1] / before[0]):.2f}" if before else ""
        print(
            f"{count:6} {loading * 1000:9.1f} {everything * 1000:9.1f} "
            f"{everything / loading:15.2f} {growth:>12}"
        )
        grown.append(by_rule)
        before = count, everything
    _steepest(grown[-2], grown[-1], ROWS[-1] / ROWS[-2])


def _measure(root: Path) -> tuple[float, float, dict[str, float]]:
    """Return the seconds of loading, of all rules together, and of each rule by itself."""
    from rbdocs.check.engine import check
    from rbdocs.check.rule import usual_rules

    rules = usual_rules()
    loading = everything = float("inf")
    by_rule = dict.fromkeys(rules, float("inf"))
    for _ in range(RUNS):
        seconds, regulation = _load(root)
        loading = min(loading, seconds)
        start = time.process_time()
        check(regulation)
        everything = min(everything, time.process_time() - start)
    for _ in range(RUNS - 2):
        _, regulation = _load(root)
        check(regulation)  # what rules share is derived by now: each is charged with its own work
        for code, rule in rules.items():
            start = time.process_time()
            list(rule.check(regulation))
            by_rule[code] = min(by_rule[code], time.process_time() - start)
    return loading, everything, by_rule


def _load(root: Path) -> tuple[float, Any]:

    gc.collect()
    start = time.process_time()
    regulation = regulation_of(root, 2023)
    return time.process_time() - start, regulation


def _steepest(short: dict[str, float], long: dict[str, float], rows: float) -> None:
    print(f"\nRules that grow the most, for {rows:.0f} times the rows (1.0: in proportion)")
    growth = {
        code: seconds / short[code] / rows
        for code, seconds in long.items()
        if seconds >= MEASURABLE and short[code]
    }
    for code, ratio in sorted(growth.items(), key=lambda item: -item[1])[:SLOWEST]:
        print(f"  {code} {ratio:5.2f}   ({long[code] * 1000:.0f} ms)")


if __name__ == "__main__":
    main()
