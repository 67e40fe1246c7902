"""Findings as a document in Markdown, by rule, for whoever reads them beside the regulation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from rbdocs.model.aturan import SUBJECTS, Aturan
from rbdocs.model.finding import Finding, Level
from rbdocs.model.pengecualian import DaftarPenilaian, Penilaian, Verdict
from rbdocs.model.regulation import Regulation
from rbdocs.report.data import Source, state_of, subject_of
from rbdocs.report.page import Checking
from rbdocs.report.reading import REGISTERS, FindingPlace, FindingSheets

_MARKUP = re.compile(r"([\\`*_\[\]<>|#])")
_SPACES = re.compile(r"\s+")
_INTRODUCTION = """
Setiap temuan adalah pertentangan atau kekeliruan dalam naskah itu sendiri, yang ditemukan dengan
membandingkan bagian-bagiannya. Naskah yang ditetapkan adalah hukum dan tidak diubah: temuan di sini
untuk dibetulkan dengan peraturan perubahan, atau dihindari dalam peraturan tahun berikutnya.

*Galat* menghentikan pembuatan dokumen, *peringatan* tidak. Galat naskah yang sudah ditetapkan
dikecualikan satu per satu dengan alasannya.
"""

Found = tuple[Finding, Sequence[FindingPlace]]


def findings_document(
    checking: Checking, source: Source, command: str, judgements: DaftarPenilaian | None = None
) -> str:
    """Return *checking* with *judgements* as Markdown; *command* is the one that makes it again."""
    reading = FindingSheets(checking.regulation, checking.findings, source)
    by_code: dict[str, list[Found]] = {}
    for finding, places in reading.found:
        by_code.setdefault(finding.code, []).append((finding, places))
    judged = judgements or DaftarPenilaian(penilaian=[])
    order = list(SUBJECTS)
    codes = sorted(by_code, key=lambda code: (order.index(subject_of(code)), code))
    return "\n".join(
        [
            f"# Temuan pemeriksaan {_name(checking)}\n",
            f"<!-- Dibuat dari sumber: {command} -->",
            _INTRODUCTION,
            *_overview(checking.findings),
            *_choices(checking.regulation),
            *_judged(checking.findings, judged),
            *_sections(codes, by_code, checking.rules, judged),
            *_gaps(checking.gaps),
        ]
    )


def _name(checking: Checking) -> str:
    if checking.regulation is None:
        return f"tahun {checking.tahun}"
    return checking.regulation.peraturan.numbered_name


def _overview(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the table of how many findings there are of which subject."""
    states = (*map(str, Level), "dikecualikan")
    counts = Counter((subject_of(finding.code), state_of(finding)) for finding in findings)
    yield f"| perihal | {' | '.join(states)} |"
    yield f"| --- |{' ---: |' * len(states)}"
    for subject, name in SUBJECTS.items():
        row = [counts[subject, state] for state in states]
        if any(row):
            yield f"| {name} ({subject}) | {' | '.join(map(str, row))} |"
    totals = [sum(n for (_, text), n in counts.items() if text == state) for state in states]
    yield f"| **jumlah** | {' | '.join(map(str, totals))} |\n"


def _choices(regulation: Regulation | None) -> Iterator[str]:
    """Yield what the project has chosen of the rules, each with its reason."""
    listing = regulation.pilihan.aturan if regulation else []
    if listing:
        yield "Menurut `sources/aturan.yaml`:\n"
        for choice in listing:
            yield f"- {_plain(choice.told())}: {_plain(choice.alasan)}"
        yield ""


def _judged(findings: Iterable[Finding], judged: DaftarPenilaian) -> Iterator[str]:
    """Yield the table of how many findings are faults, defensible, or noise."""
    if not judged.penilaian:
        return
    found = [judged.of(finding) for finding in findings]
    counts = Counter(item.nilai if item else "belum dinilai" for item in found)
    yield "Penilaian atas tiap temuan, di samping naskah:\n"
    yield "| penilaian | temuan | bagian |"
    yield "| --- | ---: | ---: |"
    for name in (*get_args(Verdict), "belum dinilai"):
        if counts[name] or name != "belum dinilai":
            share = f"{counts[name] * 100 / max(len(found), 1):.1f}".replace(".", ",")
            yield f"| {name} | {counts[name]} | {share}% |"
    yield ""


def _sections(
    codes: Sequence[str],
    by_code: Mapping[str, Sequence[Found]],
    rules: Mapping[str, Aturan],
    judged: DaftarPenilaian,
) -> Iterator[str]:
    subject = ""
    for code in codes:
        if subject_of(code) != subject:
            subject = subject_of(code)
            yield f"## {SUBJECTS[subject]}\n"
        rule = rules.get(code)
        level = by_code[code][0][0].level
        yield f"### {code} ({level})\n"
        if rule:
            yield f"{_plain(rule.statement)}\n"
            yield f"Dasar: {_plain(rule.ground)}\n"
        for number, (finding, places) in enumerate(by_code[code], start=1):
            yield from _item(number, finding, places, judged.of(finding))
        yield ""


def _item(
    number: int, finding: Finding, places: Sequence[FindingPlace], judged: Penilaian | None
) -> Iterator[str]:
    own, *others = places
    at = {occurrence.location: occurrence.at for occurrence in finding.occurrences}.get(
        finding.location, ""
    )
    indent = " " * (len(str(number)) + 2)
    yield f"{number}. **{_plain(_where(own, at))}.** {_plain(finding.message)}"
    lines = [*_written(own), *_compared(finding, others)]
    if finding.waiver is not None:
        lines.append(f"Dikecualikan: {_plain(finding.waiver)}")
    elif finding.hint:
        lines.append(f"Saran: {_plain(finding.hint)}")
    if judged is not None:
        lines.append(f"Penilaian: *{judged.nilai}*. {_plain(judged.sebab)}")
    yield from (f"{indent}- {line}" for line in lines)


def _where(place: FindingPlace, at: str) -> str:
    """The name of *place* as a reader of the regulation finds it; *at* is the finding's for it."""
    if place.section == REGISTERS or place.name.startswith("sources/"):
        return at or place.section
    same = place.name.startswith(place.section)
    return place.name if same else f"{place.section}, {place.name}"


def _written(place: FindingPlace) -> Iterator[str]:
    """Yield the printed words around those concerned, where there are such."""
    quote = place.quote
    if quote and quote[1].strip() and (quote[0].strip() or quote[2].strip()):
        before, meant, after = quote
        inside = meant.strip()  # marks of emphasis stand close to their words
        start, end = meant.partition(inside)[::2]
        yield f"Tertulis: {_run(before + start)}**{_run(inside)}**{_run(end + after)}"


def _compared(finding: Finding, places: Sequence[FindingPlace]) -> Iterator[str]:
    """Yield what was compared: each value with its places."""
    if len(finding.occurrences) < 2 and all(
        occurrence.location == finding.location for occurrence in finding.occurrences
    ):
        return
    by_value: dict[str, Counter[str]] = {}
    for item, place in zip(finding.occurrences, places, strict=True):
        where = _where(place, item.at)
        by_value.setdefault(item.value, Counter())[where] += 1
    for value, counts in by_value.items():
        shown = "; ".join(f"{at} ({n} kali)" if n > 1 else at for at, n in counts.items())
        yield f"«{_plain(value)}»: {_plain(shown)}"


def _gaps(gaps: Iterable[Mapping[str, object]]) -> Iterator[str]:
    listing = list(gaps)
    if listing:
        yield "## Celah naskah acuan\n"
        yield "Yang hilang dari naskah acuan tidak dapat diperiksa.\n"
        for mapping in listing:
            note = (
                f"{mapping['kode']}: {mapping['catatan']}"
                if mapping["kode"]
                else str(mapping["catatan"])
            )
            yield f"- `{mapping['berkas']}`: {_plain(note)}"


def _run(text: str) -> str:
    """*text* as a piece of a line, its edges kept."""
    return _MARKUP.sub(r"\\\1", _SPACES.sub(" ", text))


def _plain(text: str) -> str:
    """*text* on one line, with nothing in it that Markdown would read as markup."""
    return _run(text.strip())
