"""Findings as one page for the browser and for paper, for people who use no terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from rbdocs.edition import Edition
from rbdocs.figures.series import Chart, Series
from rbdocs.files import Project
from rbdocs.model.aturan import SUBJECTS, Aturan
from rbdocs.model.budget import Cost, Namer, SumOfCosts, costs, recapitulate, rupiah, told_sum
from rbdocs.model.finding import Finding
from rbdocs.model.regulation import Regulation
from rbdocs.report.html import bar_list, fill_page
from rbdocs.report.reading import FindingPlace, FindingSheets
from rbdocs.report.sheets import Quote
from rbdocs.report.snippet import Source, snippet
from rbdocs.report.text import summary

TEMPLATE = "temuan.html"
_LINKS = {  # how the filter is set for a state
    "galat": "tingkat=galat&keputusan=belum",
    "peringatan": "tingkat=peringatan&keputusan=belum",
    "dikecualikan": "keputusan=dikecualikan",
}
_KEY = re.compile(r"[a-z0-9-]*")  # a key of the sources, or nothing: no name that readers know


@dataclass(frozen=True, slots=True)
class Checking:
    """What a page tells: what was found in the sources of *tahun*, and what is known of them.

    *regulation* is what could be read, None where nothing could; *complete* whether it is all.
    *rules* is what is known of every code, *gaps* are the losses of the reference text.
    """

    tahun: Edition
    findings: Sequence[Finding]
    rules: Mapping[str, Aturan]
    regulation: Regulation | None = None
    complete: bool = True
    gaps: Sequence[Mapping[str, Any]] = ()


def findings_page(project: Project, checking: Checking, source: Source) -> str:
    """Return the page that shows *checking*; *source* gives the lines of a source file.

    Raises FileProblem where a template is missing or has a mistake.
    """
    reading = FindingSheets(checking.regulation, checking.findings, source)
    shown = [
        _shown(finding, places, checking.rules.get(finding.code), source)
        for finding, places in reading.found
    ]
    context = {
        "judul": _title(checking),
        "tentang": checking.regulation.peraturan.nama.plain if checking.regulation else "",
        "tahun": checking.tahun,
        "lengkap": checking.complete,
        "ringkasan": summary(checking.findings),
        "galat": sum(finding.blocks for finding in checking.findings),
        "jumlah": _counts(checking.findings),
        "temuan": shown,
        "kelompok_temuan": _by_state(shown),
        "diputuskan": [item for item in shown if item["dikecualikan"]],
        "jenis": _kinds_found(shown),
        "bagian": list(dict.fromkeys(part for mapping in shown for part in mapping["bagian"])),
        "perangkat_daerah": sorted({name for mapping in shown for name in mapping["pd"]}),
        "grafik": _chart(checking.findings),
        "lembar": reading.sheets,
        "kode_temuan": {mapping["id"]: mapping["aturan"] for mapping in shown},
        "celah": checking.gaps,
        "pilihan": [
            (choice.told(), choice.alasan)
            for choice in (checking.regulation.pilihan.aturan if checking.regulation else ())
        ],
        **(_budgets(checking.regulation) if checking.regulation else {"anggaran": None}),
    }
    return fill_page(project, TEMPLATE, context)


def _title(checking: Checking) -> str:
    name = checking.regulation.peraturan.numbered_name if checking.regulation else checking.tahun
    return f"Hasil pemeriksaan {name}"


def _counts(findings: Sequence[Finding]) -> list[tuple[str, str, int, str]]:
    """How many findings there are by what is to be done: name, class, number and filter."""
    blocking = sum(finding.blocks for finding in findings)
    waived = sum(finding.waiver is not None for finding in findings)
    rest = len(findings) - blocking - waived
    counts = {"galat": blocking, "peringatan": rest, "dikecualikan": waived}
    return [(name, name, count, f"#?{_LINKS[name]}") for name, count in counts.items()]


def _shown(
    finding: Finding, places: Sequence[FindingPlace], rule: Aturan | None, source: Source
) -> dict[str, Any]:
    """What the template shows of *finding*; the first of *places* is its own."""
    own, *others = places
    sections = dict.fromkeys(item.section for item in places)
    offices = dict.fromkeys(name for item in places for name in item.offices)
    return {
        "id": own.back,
        "judul": own.section,
        "aturan": finding.code,
        "tingkat": str(finding.level),
        "kelas": "dikecualikan" if finding.waiver is not None else str(finding.level),
        "dikecualikan": finding.waiver is not None,
        "letak": own.name,
        "tautan": own.anchor,
        "pesan": finding.message,
        "saran": finding.hint,
        "alasan": finding.waiver or "",
        "tertulis": own.quote or _line(finding, source),
        "sumber": _file(finding),
        "tempat": [
            {
                "di": place.name if _KEY.fullmatch(occurrence.at) else occurrence.at,
                "nilai": occurrence.value,
                "tautan": place.anchor,
            }
            for occurrence, place in zip(finding.occurrences, others, strict=True)
        ],
        "bagian": list(sections),
        "pd": list(offices),
        "pernyataan": rule.statement if rule else "",
        "dasar": rule.ground if rule else "",
        "salah": rule.wrong.strip("\n") if rule else "",
        "benar": rule.right.strip("\n") if rule else "",
    }


def _line(finding: Finding, source: Source) -> Quote | None:
    """The line of the source that *finding* is about, in three; None where there is none."""
    cut = snippet(finding, source, 240)
    if cut is None:
        return None
    end = cut.start + cut.length
    return cut.text[: cut.start], cut.text[cut.start : end], cut.text[end:]


def _file(finding: Finding) -> str:
    place = finding.location
    return f"{place.file}, baris {place.line}" if place.line else place.file


def _by_state(shown: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is still to be decided: the errors first, then the rest by part of the regulation."""
    waiting = [item for item in shown if not item["dikecualikan"]]
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in sorted(waiting, key=lambda item: item["tingkat"] != "galat"):
        name = "Galat" if item["tingkat"] == "galat" else item["judul"]
        groups.setdefault(name, []).append(item)
    return [{"nama": name, "isi": part} for name, part in groups.items()]


def _kinds_found(shown: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The kinds of rules that found something, each with its rules and how often they did."""
    counts = Counter(mapping["aturan"] for mapping in shown)
    said = {mapping["aturan"]: mapping["pernyataan"] for mapping in shown}
    return [
        {
            "kode": subject,
            "nama": SUBJECTS.get(subject, subject),
            "aturan": [(code, said[code], counts[code]) for code in codes],
        }
        for subject, codes in (
            (name, list(group))
            for name, group in groupby(sorted(counts), lambda code: code.rstrip("0123456789"))
        )
    ]


def _chart(findings: Sequence[Finding]) -> dict[str, Any] | None:
    """The bars of findings by kind, the subject of their rule; None where there is none."""
    counts = Counter((_subject(finding), _state(finding)) for finding in findings)
    kinds = [subject for subject in SUBJECTS if any(key[0] == subject for key in counts)]
    states = [state for state in _LINKS if any(key[1] == state for key in counts)]
    if not kinds:
        return None
    series = tuple(
        Series(state.capitalize(), tuple(counts[subject, state] for subject in kinds))
        for state in states
    )
    chart = Chart("Temuan menurut jenis", tuple(SUBJECTS[item] for item in kinds), series)
    return bar_list(
        chart,
        lambda index: f"#?aturan={kinds[index]}",
        lambda index, number: f"#?aturan={kinds[index]}&{_LINKS[states[number]]}",
    )


def _subject(finding: Finding) -> str:
    return finding.code.rstrip("0123456789")


def _state(finding: Finding) -> str:
    return "dikecualikan" if finding.waiver is not None else str(finding.level)


# --- the recapitulation of the budget


def _budgets(regulation: Regulation) -> dict[str, Any]:
    listing = list(costs(regulation.baris))
    namer = Namer(regulation.perangkat_daerah)
    unread = [cost for cost in listing if cost.jumlah is None and not _nothing(cost)]
    offices = sorted(recapitulate(listing, namer.owner), key=lambda item: (-item.once, item.nama))
    return {
        "anggaran": [
            {"judul": "Menurut perangkat daerah", "kepala": "Pelaksana", "isi": _sums(offices)},
            {
                "judul": "Menurut tema",
                "kepala": "Rencana aksi",
                "isi": _sums(recapitulate(listing, _theme)),
            },
        ]
        if offices
        else None,
        "seluruhnya": _sums(recapitulate(listing, lambda _: "Seluruhnya"))[:1],
        "tak_terbaca": [f"{cost.baris.kode}: {cost.sub.anggaran}" for cost in unread],
    }


def _nothing(cost: Cost) -> bool:
    given = cost.sub.anggaran
    return given is None or given.empty or given.open


def _theme(cost: Cost) -> str:
    lampiran = cost.baris.kelompok.lampiran
    return f"Lampiran {lampiran.lampiran}: {' '.join(lampiran.judul.split())}"


def _sums(listing: Iterable[SumOfCosts]) -> list[dict[str, str]]:
    return [
        {
            "nama": costs.nama,
            "banyak": str(costs.count),
            "sekali": told_sum(_known(costs, costs.once), costs.open_cells),
            "tertulis": told_sum(_known(costs, costs.written), costs.open_cells),
            "selisih": rupiah(costs.written - costs.once) if costs.written != costs.once else "",
        }
        for costs in listing
    ]


def _known(costs: SumOfCosts, amount: Decimal) -> Decimal | None:
    """*amount*; None where none of its parts is filled in yet."""
    return amount if costs.written or not costs.open_cells else None
