"""``python -m tests.outside [FILE ...]``: measure the rules by edits that others wrote.

A file of faults must be found, one of right edits must not be; without files those that are here.
Who wrote the rules has seen faults.yaml and right.yaml, and not the two called unseen.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rbdocs.model.finding import Finding
from tests.outside.edits import Edit, read_edits
from tests.outside.measure import Outcome, measure

_HERE = Path(__file__).parent
_FILES = ("faults-unseen.yaml", "right-unseen.yaml", "faults.yaml", "right.yaml")
_HEAD = """# How many faults the checks find

Made by `python3 -m tests.outside --report docs/ukuran-pemeriksaan.md`; files named before it
are the only ones measured, as here the two that no author of rules had seen.

Someone who had not seen the rules wrote edits of the enacted sources: faults, and right edits.
A fault counts as found where a new finding stands at the changed words or names them.
Those who wrote the rules have seen faults.yaml and right.yaml, and not the two
called unseen: theirs is the share that says something.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a right edit gives a galat."""
    parser = argparse.ArgumentParser(prog="python -m tests.outside", description=__doc__)
    parser.add_argument("berkas", nargs="*", type=Path, help="data files of edits")
    parser.add_argument("--jenis", default="", help="kinds, with commas; all unless given")
    parser.add_argument("--id", default="", help="edits, with commas; all unless given")
    parser.add_argument("--rinci", action="store_true", help="show what was found, too")
    parser.add_argument("--report", type=Path, help="write what is printed as Markdown, too")
    parser.add_argument("--proses", type=int, default=os.cpu_count() or 1, help="processes")
    arguments = parser.parse_args(argv)
    kinds = [part for part in arguments.jenis.split(",") if part]
    ids = [part for part in arguments.id.split(",") if part]
    wrong, report = False, list[str]()
    for path in arguments.berkas or [_HERE / name for name in _FILES]:
        faults = "\n  salah:" in path.read_text("utf-8")
        edits = [
            edit
            for edit in read_edits(path)
            if (not kinds or edit.kind in kinds) and (not ids or edit.id in ids)
        ]
        outcomes = measure(edits, arguments.proses)
        tell = _faults if faults else _right
        lines = [*tell(outcomes, arguments.rinci)]
        print("\n".join((path.name, *lines, "")))
        report += [f"\n## {path.name}\n", "```text", *lines, "```"]
        wrong |= not faults and any(finding.blocks for item in outcomes for finding in _all(item))
    if arguments.report is not None:
        arguments.report.write_text("\n".join((_HEAD, *report, "")), "utf-8")
    return int(wrong)


def _faults(outcomes: list[Outcome], detailed: bool) -> Iterator[str]:
    yield from _shares([(item.edit, bool(item.found)) for item in outcomes])
    for item in outcomes:
        if not item.found:
            yield f"missed {_name(item.edit)}"
            yield from (f"    other {_line(finding)}" for finding in item.other)
        elif detailed:
            yield f"found  {_name(item.edit)}"
            yield from (f"    {_line(finding)}" for finding in item.found)
            yield from (f"    other {_line(finding)}" for finding in item.other)


def _right(outcomes: list[Outcome], _: bool) -> Iterator[str]:
    yield from _shares([(item.edit, not _all(item)) for item in outcomes])
    for item in outcomes:
        if _all(item):
            yield f"alarm  {_name(item.edit)}"
            yield from (f"    {_line(finding)}" for finding in _all(item))


def _shares(results: list[tuple[Edit, bool]]) -> Iterator[str]:
    seeded = Counter(edit.kind for edit, _ in results)
    good = Counter(edit.kind for edit, well in results if well)
    for kind in (*sorted(seeded), "all"):
        many = seeded[kind] if kind != "all" else len(results)
        well = good[kind] if kind != "all" else good.total()
        yield f"{kind:<12}{well:>5} of {many:>4}{100 * well / (many or 1):>8.1f}%"


def _all(item: Outcome) -> list[Finding]:
    return item.found + item.other


def _name(edit: Edit) -> str:
    return f"{edit.id} {edit.kind} {edit.file}{'' if edit.sure else ' (doubtful)'}: {edit.why}"


def _line(finding: Finding) -> str:
    place = finding.location
    return f"{finding.level.value} {finding.code} {place} {finding.kode}: {finding.message}"


if __name__ == "__main__":
    sys.exit(main())
