"""Findings as one page for the browser and for paper, for people who use no terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rbdocs.edition import Edition
from rbdocs.figures.series import Chart, Series
from rbdocs.files import Project
from rbdocs.model.aturan import SUBJECTS, Aturan
from rbdocs.model.finding import Finding
from rbdocs.model.regulation import Regulation
from rbdocs.report.budget_tables import budget_tables
from rbdocs.report.data import Source, snippet, state_of, subject_of
from rbdocs.report.html import bar_list, fill_page
from rbdocs.report.reading import FindingPlace, FindingSheets
from rbdocs.report.sheets import Quote
from rbdocs.report.text import summary

TEMPLATE = "temuan.html"
_LINKS = {  # how the filter is set for a state
    "galat": "tingkat=galat&keputusan=belum",
    "peringatan": "tingkat=peringatan&keputusan=belum",
    "dikecualikan": "keputusan=dikecualikan",
}
_OPEN = "ISI"
_OWING = 8  # offices that are named of those that owe values
_KEY = re.compile(r"[a-z0-9-]*")  # a key of the sources, or nothing: no name that readers know


@dataclass(frozen=True, slots=True)
class Checking:
    """What a page tells: what was found in the sources of *tahun*, and what is known of them.

    *regulation* is what could be read, None where nothing could; *complete* whether it is all.
    *rules* is what is known of every code, *gaps* are the losses of the reference text. *known*
    are the numbers, in *findings*, of those that the text which a draft follows has as well, and
    *origin* says of which text; nothing is known that way of an enacted one.
    """

    tahun: Edition
    findings: Sequence[Finding]
    rules: Mapping[str, Aturan]
    regulation: Regulation | None = None
    complete: bool = True
    gaps: Sequence[Mapping[str, Any]] = ()
    known: frozenset[int] = frozenset()
    origin: str = ""


def findings_page(project: Project, checking: Checking, source: Source) -> str:
    """Return the page that shows *checking*; *source* gives the lines of a source file.

    Raises FileProblem where a template is missing or has a mistake.
    """
    reading = FindingSheets(checking.regulation, checking.findings, source)
    shown = [
        _shown(finding, places, checking.rules.get(finding.code), source)
        | {"dikenal": number in checking.known}
        for number, (finding, places) in enumerate(reading.found)
    ]
    context = {
        "judul": _title(checking),
        "tentang": checking.regulation.peraturan.nama.plain if checking.regulation else "",
        "tahun": checking.tahun,
        "lengkap": checking.complete,
        "ringkasan": summary(checking.findings),
        "galat": sum(finding.blocks for finding in checking.findings),
        "jumlah": _counts(checking.findings, checking.known),
        "temuan": shown,
        "kelompok_temuan": [group for group in _by_state(shown, checking.origin) if group["isi"]],
        "ada_dikenal": bool(checking.known),
        "terbuka": any(_is_open(item) for item in shown),
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
        **(budget_tables(checking.regulation) if checking.regulation else {"anggaran": None}),
    }
    return fill_page(project, TEMPLATE, context)


def _title(checking: Checking) -> str:
    name = checking.regulation.peraturan.numbered_name if checking.regulation else checking.tahun
    return f"Hasil pemeriksaan {name}"


def _counts(findings: Sequence[Finding], known: frozenset[int]) -> list[tuple[str, str, int, str]]:
    """How many findings there are by what is to be done: name, class, number and filter."""
    blocking = sum(finding.blocks for finding in findings)
    waived = sum(finding.waiver is not None for finding in findings)
    rest = len(findings) - blocking - waived
    counts = [("galat", "galat", blocking, _LINKS["galat"])]
    if known:
        new, old = (f"tingkat=peringatan&keputusan={name}" for name in ("baru", "lama"))
        counts.append(("peringatan baru", "peringatan", rest - len(known), new))
        counts.append(("peringatan lama", "lama", len(known), old))
    else:
        counts.append(("peringatan", "peringatan", rest, _LINKS["peringatan"]))
    counts.append(("dikecualikan", "dikecualikan", waived, _LINKS["dikecualikan"]))
    return [(name, kind, count, f"#?{link}") for name, kind, count, link in counts]


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
        "kelas": state_of(finding),
        "dikecualikan": finding.waiver is not None,
        "letak": own.name,
        "uraian": own.says,
        "dimintakan": list(finding.values.get("perangkat_daerah", ())),
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


def _by_state(shown: Sequence[dict[str, Any]], origin: str) -> Iterator[dict[str, Any]]:
    """Yield what is to be decided, then what is: the errors first, the rest by part.

    What is read once for all is folded: what is only still open, known already, or decided.
    """
    waiting = [item for item in shown if not item["dikecualikan"]]
    still_open = [item for item in waiting if _is_open(item)]
    errors = [item for item in waiting if item["tingkat"] == "galat" and not _is_open(item)]
    known = [item for item in waiting if item["dikenal"]]
    decided = [item for item in shown if item["dikecualikan"]]
    yield _group("Galat", errors)
    yield _group(f"{len(still_open)} tempat belum diisi{_owed(still_open)}", still_open, True)
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in waiting:
        if item["tingkat"] != "galat" and not item["dikenal"]:
            groups.setdefault(item["judul"], []).append(item)
    yield from (_group(name, part) for name, part in groups.items())
    yield _group(f"{len(known)} peringatan {origin}", known, True)
    reason = "temuan sudah diputuskan: dikecualikan dengan alasan"
    yield _group(f"{len(decided)} {reason}", decided, True)


def _group(name: str, items: Sequence[dict[str, Any]], folded: bool = False) -> dict[str, Any]:
    return {"nama": name, "isi": items, "lipat": folded}


def _is_open(item: Mapping[str, Any]) -> bool:
    """Whether *item* only says that something is still to be filled in."""
    return bool(item["aturan"].startswith(_OPEN)) and not item["dikecualikan"]


def _owed(still_open: Sequence[Mapping[str, Any]]) -> str:
    owed = Counter(name for item in still_open for name in item["dimintakan"])
    named = [f"{name} {count}" for name, count in owed.most_common(_OWING)]
    rest = [f"{len(owed) - _OWING} lagi"] if len(owed) > _OWING else []
    return f": {', '.join(named + rest)}" if owed else ""


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
            (name, list(group)) for name, group in groupby(sorted(counts), subject_of)
        )
    ]


def _chart(findings: Sequence[Finding]) -> dict[str, Any] | None:
    """The bars of findings by kind, the subject of their rule; None where there is none."""
    counts = Counter((subject_of(finding.code), state_of(finding)) for finding in findings)
    kinds = [subject for subject in SUBJECTS if any(key[0] == subject for key in counts)]
    states = [state for state in _LINKS if any(key[1] == state for key in counts)]
    if not kinds:
        return None
    series = tuple(
        Series(state.capitalize(), tuple(counts[subject, state] for subject in kinds))
        for state in states
    )
    chart = Chart("Banyaknya temuan", tuple(SUBJECTS[item] for item in kinds), series)
    return bar_list(
        chart,
        lambda index: f"#?aturan={kinds[index]}",
        lambda index, number: f"#?aturan={kinds[index]}&{_LINKS[states[number]]}",
        [list(_LINKS).index(state) for state in states],
    )
