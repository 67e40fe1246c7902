"""A comparison as one page for the browser and for paper, with nothing to download."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any
from urllib.parse import quote

from rbdocs.compare.budget import BudgetRow, Budgets, budget_rows
from rbdocs.compare.change import Change, ChangeKind
from rbdocs.compare.entries import Entry
from rbdocs.compare.matrix import pieces_of, sides_of
from rbdocs.compare.report import folded, summary
from rbdocs.compare.row_facts import RowFacts
from rbdocs.compare.units import Gathered, gather, is_whole, listed
from rbdocs.figures.series import Chart, Series
from rbdocs.files import Project
from rbdocs.model.values import BELUM_DIISI
from rbdocs.report.html import bar_list, fill_page

TEMPLATE = "banding.html"
_BARS = 12  # offices in a chart: those that changed most
_LONG = 1500  # letters from which a card may be broken over two pages
_MILLION = 1_000_000
_ACTION = "rencana_aksi"


@dataclass(frozen=True, slots=True)
class Versions:
    """The names of the two versions; where they are sources their budgets and actions by kode."""

    old: str
    new: str
    budgets: tuple[Budgets, Budgets] | None = None
    facts: Mapping[str, RowFacts] = field(default_factory=dict)


def page(
    project: Project, versions: Versions, changes: Sequence[Change], notes: Iterable[str]
) -> str:
    """Return the page that shows *changes*; *notes* are sentences that come first.

    Raises FileProblem where the template is missing or has a mistake.
    """
    return fill_page(project, TEMPLATE, _context(versions, changes, notes))


def _context(versions: Versions, changes: Sequence[Change], notes: Iterable[str]) -> dict[str, Any]:
    shown = _cards(changes, versions.facts)
    counts = Counter(kind for card in shown for kind in card["semua_jenis"])
    money = budget_rows(versions.budgets) if versions.budgets else []
    offices = {office for change in changes for office in change.offices}
    hidden = [card for card in shown if not card["tercetak"]]
    return {
        "lama": versions.old,
        "baru": versions.new,
        "ringkasan": _summary(changes, len(shown)),
        "catatan": list(notes),
        "jumlah": [(str(kind), counts[str(kind)]) for kind in ChangeKind if counts[str(kind)]],
        "banyak_buka": sum(card["buka"] for card in shown),
        "banyak_ragu": sum(bool(card["ragu"]) for card in shown),
        "total": _totals(versions.facts, shown) if versions.facts else None,
        "daftar_bagian": list(dict.fromkeys(part for item in changes for part in item.parts())),
        "perangkat_daerah": sorted(offices),
        "perubahan": shown,
        "kelompok_perubahan": _by_part(card for card in shown if card["tercetak"]),
        "tak_tercetak": _by_part(hidden),
        "banyak_tak_tercetak": sum(not change.printed for change in changes),
        "grafik": _charts(money),
        "anggaran": money,
        "anggaran_berubah": [row for row in money if row.changed],
    }


def _totals(
    facts: Mapping[str, RowFacts], cards: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str]]:
    """The actions whose totals do not hold: their kode, and the card that shows each, if any."""
    links = {card["kode"]: card["id"] for card in reversed(cards) if card["kode"]}
    return [(kode, links.get(kode, "")) for kode, fact in facts.items() if fact.doubts]


def _summary(changes: Sequence[Change], cards: int) -> str:
    if not changes:
        return summary([])
    hidden = sum(not change.printed for change in changes)
    note = f"; {hidden} di antaranya tidak tercetak dalam dokumen" if hidden else ""
    return f"{len(changes)} perubahan pada {cards} ketentuan, rencana aksi, atau bagian lain{note}."


def _by_part(shown: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "nama": name,
            "id": f"bagian-{_slug(name)}{'' if printed else '-lain'}",
            "isi": list(group),
        }
        for (name, printed), group in groupby(
            shown, key=lambda item: (item["judul"], item["tercetak"])
        )
    ]


def _cards(changes: Sequence[Change], facts: Mapping[str, RowFacts]) -> list[dict[str, Any]]:
    """What the template shows of each unit, each with its link, those of a part together.

    What no document shows comes last.
    """
    listing = folded(changes)
    order = {part: index for index, part in enumerate(dict.fromkeys(c.part for c in listing))}
    printed = gather(change for change in listing if change.printed)
    hidden = gather(change for change in listing if not change.printed)
    taken: Counter[str] = Counter()
    result = []
    for group in (printed, hidden):
        names = [_name(gathered, taken) for gathered in group]
        cards = [
            _card(gathered, name, [(names[i], _short(group[i])) for i in gathered.elsewhere])
            | _of_action(gathered, facts)
            for gathered, name in zip(group, names, strict=True)
        ]
        result += sorted(cards, key=lambda card: order[card["judul"]])
    return result


def _name(gathered: Gathered, taken: Counter[str]) -> str:
    name = _slug(gathered.unit.place) or "perubahan"
    taken[name] += 1
    return f"{name}-{taken[name]}" if taken[name] > 1 else name


def _slug(text: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    return "-".join(words)


def _short(gathered: Gathered) -> str:
    """The unit without the part that it stands under."""
    return gathered.unit.place.removeprefix(f"{gathered.changes[0].part}, ")


def _card(gathered: Gathered, name: str, elsewhere: list[tuple[str, str]]) -> dict[str, Any]:
    changes = gathered.changes
    first = changes[0]
    old, new = sides_of(changes)
    location = first.location
    return {
        "id": name,
        "judul": first.part,
        "bagian": list(dict.fromkeys(part for change in changes for part in change.parts())),
        "jenis": str(gathered.kind),
        "semua_jenis": list(dict.fromkeys(str(change.kind) for change in changes)),
        "kelas": _slug(str(gathered.kind)),
        "letak": gathered.unit.place,
        "pendek": _short(gathered),
        "uraian": gathered.unit.says,
        "tempat": "; ".join(item.listed_places() for item in changes if len(item.places) > 1),
        "pd": list(dict.fromkeys(office for change in changes for office in change.offices)),
        "semula": old,
        "menjadi": new,
        "sebaris": [(change.label, pieces_of(change)) for change in changes],
        "akibat": list(gathered.follows),
        "tempat_lain": elsewhere,
        "buka": any(BELUM_DIISI in change.new.split("\n")[-1] for change in changes),
        "tercetak": first.printed,
        "panjang": sum(len(change.old) + len(change.new) for change in changes) > _LONG,
        "sumber": f"{location.file}, baris {location.line}" if location else "",
    }


def _of_action(gathered: Gathered, facts: Mapping[str, RowFacts]) -> dict[str, Any]:
    """What a card of an action says beside its changes: the row as it reads now, and its doubts."""
    entry = gathered.unit.key
    kode = entry.key if isinstance(entry, Entry) and entry.slot == _ACTION else None
    fact = facts.get(kode or "")
    if fact is None or not gathered.changes[0].printed:
        return {"kode": "", "kini": "", "ragu": []}
    whole = any(is_whole(change) for change in gathered.changes)
    return {
        "kode": fact.kode,
        "kini": "" if whole and gathered.kind is not ChangeKind.MOVED else _row_told(fact),
        "ragu": list(fact.doubts),
        "akibat": [line for line in gathered.follows if line not in fact.doubts],
    }


def _row_told(fact: RowFacts) -> str:
    """The cells of a row on a line, those that follow each other and say the same together."""
    runs = groupby(fact.cells, key=lambda cell: cell[1])
    return " · ".join(f"{listed([name for name, _ in run])}: {text}" for text, run in runs)


def _charts(rows: Sequence[BudgetRow]) -> list[dict[str, Any]]:
    """Budgets and targets of the offices in which they changed, those that changed most."""
    money = [row for row in rows if (row.old, row.old_open) != (row.new, row.new_open)][:_BARS]
    targets = [row for row in rows if row.old_targets != row.new_targets][:_BARS]
    old_open, new_open = (
        frozenset(index for index, row in enumerate(money) if getattr(row, side))
        for side in ("old_open", "new_open")
    )
    series = (
        Series("Semula", tuple(_millions(row.old) for row in money), old_open),
        Series("Menjadi", tuple(_millions(row.new) for row in money), new_open),
    )
    counts = (
        Series("Semula", tuple(row.old_targets for row in targets)),
        Series("Menjadi", tuple(row.new_targets for row in targets)),
    )
    of_targets = "Banyaknya target keluaran"
    return [
        *_chart("Anggaran", "juta rupiah", money, series),
        *_chart(of_targets, "target", targets, counts),
    ]


def _chart(
    what: str, unit: str, rows: Sequence[BudgetRow], series: tuple[Series, ...]
) -> Iterator[dict[str, Any]]:
    names = tuple(row.name for row in rows)
    if names:
        chart = Chart(f"{what} menurut perangkat daerah", names, series, unit=unit)
        yield bar_list(chart, lambda index: f"#?pd={quote(names[index])}")


def _millions(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount / _MILLION
