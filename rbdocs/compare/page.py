"""A comparison as one page for the browser and for paper, with nothing to download."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from rbdocs.compare.budget import Budgets, difference
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
        "grafik": _charts(project, versions.budgets) if versions.budgets else [],
        "anggaran": money,
        "anggaran_berubah": [mapping for mapping in money if mapping["berubah"]],
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


def budget_rows(budgets: tuple[Budgets, Budgets]) -> list[dict[str, str]]:
    """Return budget and targets of every office before and after, what changed most first."""
    old, new = budgets
    result = []
    for name in _by_change(budgets):
        result.append(
            {
                "nama": name,
                "lama": old.told(name),
                "baru": new.told(name),
                "selisih": difference(budgets, name) or "belum dapat dihitung",
                "target_lama": str(old.targets.get(name, 0)),
                "target_baru": str(new.targets.get(name, 0)),
                "berubah": "ya" if _changed(budgets, name) else "",
            }
        )
    return result


def _by_change(budgets: tuple[Budgets, Budgets]) -> list[str]:
    """The offices, those whose budget or targets changed most first."""
    old, new = budgets
    names = dict.fromkeys((*old.names(), *new.names()))

    def weight(name: str) -> tuple[Decimal, int, Decimal, str]:
        before, after = (budget.money.get(name, Decimal(0)) for budget in budgets)
        targets = abs(new.targets.get(name, 0) - old.targets.get(name, 0))
        return -abs(after - before), -targets, -after, name

    return sorted(names, key=weight)


def _changed(budgets: tuple[Budgets, Budgets], name: str) -> bool:
    old, new = budgets
    money = old.money.get(name) != new.money.get(name)
    money = money or old.open.get(name) != new.open.get(name)
    return money or old.targets.get(name, 0) != new.targets.get(name, 0)


def _charts(project: Project, budgets: tuple[Budgets, Budgets]) -> list[dict[str, Any]]:
    names = [text for text in _by_change(budgets) if _changed(budgets, text)][:_BARS]
    if not names:
        return []
    money = [
        tuple(budget.money[name] / _MILLION if name in budget.money else None for name in names)
        for budget in budgets
    ]
    still_open = [
        frozenset(index for index, name in enumerate(names) if budget.open.get(name))
        for budget in budgets
    ]
    targets = [tuple(Decimal(budget.targets.get(name, 0)) for name in names) for budget in budgets]
    return [
        {
            "judul": f"{title} menurut perangkat daerah ({unit})",
            "svg": plot(
                project,
                Chart(
                    f"{title} menurut perangkat daerah",
                    tuple(names),
                    tuple(map(Series, ("Semula", "Menjadi"), values, to_come)),
                    unit=unit,
                    heading=False,
                ),
            ),
        }
        for title, unit, values, to_come in (
            ("Anggaran", "juta rupiah", money, still_open),
            ("Banyaknya target keluaran", "target", targets, [frozenset[int]()] * 2),
        )
    ]
