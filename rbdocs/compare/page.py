"""A comparison as one page for the browser and for paper, with nothing to download."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from rbdocs.compare.budget import Budgets
from rbdocs.compare.budget_rows import BudgetRow, budget_rows
from rbdocs.compare.change import Change, ChangeKind
from rbdocs.compare.matrix import pieces_of
from rbdocs.compare.report import summary
from rbdocs.figures.series import Chart, Series
from rbdocs.files import Project
from rbdocs.report.html import fill_page, plot

TEMPLATE = "banding.html"
_BARS = 12  # offices in a chart: those that changed most
_LONG = 1500  # letters from which a change may be broken over two pages
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Versions:
    """The names of the two versions, and their budgets where they are sources."""

    old: str
    new: str
    budgets: tuple[Budgets, Budgets] | None = None


def page(
    project: Project, versions: Versions, changes: Sequence[Change], notes: Iterable[str]
) -> str:
    """Return the page that shows *changes*; *notes* are sentences that come first.

    Raises FileProblem where the template is missing or has a mistake.
    """
    return fill_page(project, TEMPLATE, _context(project, versions, changes, notes))


def _context(
    project: Project, versions: Versions, changes: Sequence[Change], notes: Iterable[str]
) -> dict[str, Any]:
    counts = Counter(str(change.kind) for change in changes)
    shown = _numbered(changes)
    money = budget_rows(versions.budgets) if versions.budgets else []
    offices = {office for change in changes for office in change.offices}
    return {
        "lama": versions.old,
        "baru": versions.new,
        "ringkasan": summary(list(changes)),
        "catatan": list(notes),
        "jumlah": [(str(kind), counts[str(kind)]) for kind in ChangeKind if counts[str(kind)]],
        "bagian": list(dict.fromkeys(part for change in changes for part in change.parts())),
        "perangkat_daerah": sorted(offices),
        "perubahan": shown,
        "kelompok_perubahan": _by_part([mapping for mapping in shown if mapping["tercetak"]]),
        "tak_tercetak": _by_part([mapping for mapping in shown if not mapping["tercetak"]]),
        "banyak_tak_tercetak": sum(not mapping["tercetak"] for mapping in shown),
        "grafik": _charts(project, money),
        "anggaran": money,
        "anggaran_berubah": [row for row in money if row.changed],
    }


def _by_part(shown: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"nama": name, "isi": list(group)}
        for name, group in groupby(shown, key=lambda item: item["judul"])
    ]


def _numbered(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """What the template shows of each change, each with its link, those of a part together."""
    order = {part: index for index, part in enumerate(dict.fromkeys(item.part for item in changes))}
    taken: Counter[str] = Counter()
    result = []
    for change in sorted(changes, key=lambda item: (not item.printed, order[item.part])):
        name = _slug(f"{change.kode or change.part} {change.column} {change.kind}")
        taken[name] += 1
        number = f"-{taken[name]}" if taken[name] > 1 else ""
        result.append(_shown(change, f"{name}{number}"))
    return result


def _slug(text: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    return "-".join(words)


def _shown(change: Change, name: str) -> dict[str, Any]:
    location = change.location
    several = len(change.places) > 1
    return {
        "id": name,
        "judul": change.part,
        "bagian": change.parts(),
        "jenis": str(change.kind),
        "kelas": _slug(str(change.kind)),
        "letak": f"{change.column}, {len(change.places)} tempat" if several else change.places[0],
        "tempat": change.listed_places() if several else "",
        "pd": list(change.offices),
        "kata": pieces_of(change),
        "akibat": list(change.follows),
        "tercetak": change.printed,
        "panjang": len(change.old) + len(change.new) > _LONG,
        "sumber": f"{location.file}, baris {location.line}" if location else "",
    }


def _charts(project: Project, rows: Sequence[BudgetRow]) -> list[dict[str, Any]]:
    shown = [row for row in rows if row.changed][:_BARS]
    if not shown:
        return []
    names = tuple(row.name for row in shown)
    sides = ("Semula", "Menjadi")
    money = zip(*((_millions(row.old), _millions(row.new)) for row in shown), strict=True)
    to_come = zip(*((row.old_open, row.new_open) for row in shown), strict=True)
    still_open = [frozenset(i for i, count in enumerate(side) if count) for side in to_come]
    targets = zip(*((row.old_targets, row.new_targets) for row in shown), strict=True)
    return [
        {
            "judul": f"{title} menurut perangkat daerah ({unit})",
            "svg": plot(
                project,
                Chart(
                    f"{title} menurut perangkat daerah",
                    names,
                    tuple(map(Series, sides, values, unknown)),
                    unit=unit,
                    heading=False,
                ),
            ),
        }
        for title, unit, values, unknown in (
            ("Anggaran", "juta rupiah", money, still_open),
            ("Banyaknya target keluaran", "target", targets, [frozenset[int]()] * 2),
        )
    ]


def _millions(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount / _MILLION
