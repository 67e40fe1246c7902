"""``python -m tests.seeds --benih 1000``: measure the rules, and print a table."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from rbdocs.check.rule import load_rules
from tests.seeds.measure import Tally, alarms, measure


def main(argv: Sequence[str] | None = None) -> int:
    """Measure the rules that are asked for; 1 where one finds less than 99 in a hundred."""
    parser = argparse.ArgumentParser(prog="python -m tests.seeds", description=__doc__)
    parser.add_argument("--benih", type=int, default=100, help="faults for each rule")
    parser.add_argument("--bersih", type=int, help="clean sources; as many as faults unless given")
    parser.add_argument("--mulai", type=int, default=0, help="the first seed")
    parser.add_argument("--aturan", default="", help="rules, with commas; all unless given")
    parser.add_argument("--proses", type=int, default=os.cpu_count() or 1, help="processes")
    arguments = parser.parse_args(argv)
    rules = list(load_rules())
    codes = [part for part in arguments.aturan.split(",") if part] or rules
    clean = range(arguments.mulai, arguments.mulai + (arguments.bersih or arguments.benih))
    tallies: dict[str, Tally] = {}
    with ProcessPoolExecutor(arguments.proses) as pool:
        one_rule = partial(_one, count=arguments.benih, start=arguments.mulai)
        for code, tally in zip(codes, pool.map(one_rule, codes), strict=True):
            tallies[code] = tally
        for found in pool.map(_alarms, clean, chunksize=8):
            for code, what in found:
                tallies.setdefault(code, Tally()).alarms.append(what)
    print(table(tallies, len(clean)))
    good = all(item.found >= 0.99 * item.seeded and not item.alarms for item in tallies.values())
    return 0 if good else 1


def _one(code: str, count: int, start: int) -> Tally:
    return measure([code], count, start)[code]


def _alarms(number: int) -> list[tuple[str, str]]:
    return list(alarms(number))


def table(tallies: dict[str, Tally], clean: int) -> str:
    """Return the tally of each rule as a table, and below it what was missed."""
    lines = [f"{'rule':<8}{'seeded':>8}{'found':>8}{'missed':>8}{'alarms':>8}"]
    total = Tally()
    for code, tally in tallies.items():
        lines.append(_line(code, tally))
        total.seeded += tally.seeded
        total.found += tally.found
        total.missed += tally.missed
        total.alarms += tally.alarms
    lines += [_line("all", total), f"clean sources: {clean}"]
    lines += [f"missed: {item}" for item in total.missed[:40]]
    lines += [f"false alarm: {alarm}" for alarm in total.alarms[:40]]
    return "\n".join(lines)


def _line(name: str, tally: Tally) -> str:
    return f"{name:<8}{tally.seeded:>8}{tally.found:>8}{len(tally.missed):>8}{len(tally.alarms):>8}"


if __name__ == "__main__":
    sys.exit(main())
