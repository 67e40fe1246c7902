"""What is told in the end: once each, unless waived; and what is wrong with the waivers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rbdocs.check.rule import Rule
from rbdocs.model.finding import Finding, Level
from rbdocs.model.judged import changed_values, judged_values
from rbdocs.model.kosakata import listed
from rbdocs.model.pengecualian import Pengecualian
from rbdocs.model.regulation import Regulation

# Who knows that a name is meant, and which, knows more of a word than who finds it misspelt.
_NAMES, _SPELLING = "PD", "EJA"
_ONE_WORD = re.compile(r"\(?[\w-]+\)?")
_WORD = re.compile(r"[\w-]+")


def told_once(found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield *found* without those whose words, at all their places, another finding explains."""
    by_place: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        by_place.setdefault((finding.location.file, finding.kode), []).append(finding)
    for finding in found:
        others = by_place[finding.location.file, finding.kode]
        if not any(_explains(other, finding) for other in others):
            yield finding


def _explains(other: Finding, finding: Finding) -> bool:
    subjects = [item.code.rstrip("0123456789") for item in (other, finding)]
    if subjects != [_NAMES, _SPELLING]:
        return False
    alike = finding.excerpt == other.excerpt or (
        _ONE_WORD.fullmatch(finding.excerpt) is not None
        and finding.excerpt.strip("()") in _WORD.findall(other.excerpt)
    )
    return alike and _places([finding]) <= _places([other])


def _places(found: Iterable[Finding]) -> set[tuple[str, int, int]]:
    return {
        (place.file, place.line, place.column)
        for item in found
        for place in (item.location, *(occurrence.location for occurrence in item.occurrences))
    }


_PLACES = "tempat"  # in the values of a waiver: what each of the compared places says


def still_waived(found: Iterable[Finding], regulation: Regulation) -> Iterator[Finding]:
    """Waive what an earlier year has waived in the text of its own that stays in force.

    A new regulation does not change that text, so it need not decide on its faults again, as long
    as it does not add another value to those that were let pass.
    """
    reasons = {
        (tahun, waiver.aturan, waiver.kode): waiver
        for tahun, listing in regulation.pengecualian_warisan.items()
        for waiver in listing
    }
    for finding in found:
        waiver = next(
            (
                reasons[(tahun, finding.code, finding.kode)]
                for tahun in regulation.pengecualian_warisan
                if finding.location.file.startswith(f"sources/{tahun}/")
                and (tahun, finding.code, finding.kode) in reasons
            ),
            None,
        )
        holds = waiver is not None and _adds_nothing(finding, waiver, regulation)
        yield replace(finding, waiver=waiver.alasan) if waiver and holds else finding


def _adds_nothing(finding: Finding, waiver: Pengecualian, regulation: Regulation) -> bool:
    """Whether *finding* has only values that the *waiver* of an earlier year was given for.

    Of a comparison those of the new regulation may be any of the old ones.
    """
    if waiver.nilai is None or not finding.occurrences:
        return waiver.holds_for(judged_values(finding, regulation))
    known = waiver.nilai.get(_PLACES, ())
    return all(
        any(text == item.value or text.endswith(f": {item.value}") for text in known)
        for item in finding.occurrences
    )


def waive(
    found: Iterable[Finding],
    waivers: Sequence[Pengecualian],
    rules: Mapping[str, Rule],
    regulation: Regulation,
) -> Iterator[Finding]:
    """Yield the findings, waived where a waiver holds, and then what is to be said of *waivers*.

    *rules* are all there are. A waiver given for other values lets nothing pass; the finding says
    which they were.
    """
    tahun = regulation.peraturan.tahun
    by_place: dict[tuple[str, str], list[Pengecualian]] = {}
    for waiver in waivers:
        by_place.setdefault((waiver.aturan, waiver.kode), []).append(waiver)
    used: set[int] = set()
    missed: list[tuple[Finding, list[Pengecualian]]] = []
    for finding in found:
        candidates = by_place.get((finding.code, finding.kode), []) if finding.kode else []
        candidates = [waiver for waiver in candidates if waiver.covers(finding)]
        if finding.waiver is not None or not candidates:
            yield finding
            continue
        judged = judged_values(finding, regulation)
        covering = [waiver for waiver in candidates if waiver.holds_for(judged)]
        used.update(map(id, covering))
        holds = next((waiver for waiver in covering if not waiver.expired(tahun)), None)
        if holds or covering:
            yield replace(finding, waiver=holds.alasan) if holds else finding
        else:
            missed.append((finding, candidates))
    for finding, candidates in missed:
        given = next((waiver for waiver in candidates if id(waiver) not in used), None)
        used.update([id(given)] if given else [])
        yield _given_for_others(finding, given, regulation) if given else finding
    for waiver in waivers:
        yield from _about(waiver, id(waiver) in used, rules, tahun)


def _given_for_others(finding: Finding, waiver: Pengecualian, regulation: Regulation) -> Finding:
    """*finding* with the values that its *waiver* was given for beside those of now."""
    changes = changed_values(waiver.nilai or {}, judged_values(finding, regulation))
    told = "; ".join(f"{name} «{then}», kini «{now}»" for name, then, now in changes)
    hint = (
        f"Pengecualiannya (baris {waiver.location().line} pengecualian.yaml) diberikan untuk nilai "
        f"lain: {told}. Kembalikan nilainya, atau putuskan lagi: periksa --kecualikan "
        f'{finding.code} {finding.kode} --alasan "..." --terapkan.'
    )
    return replace(finding, hint=f"{hint} {finding.hint}".strip())


def _about(
    waiver: Pengecualian, used: bool, rules: Mapping[str, Rule], tahun: int
) -> Iterator[Finding]:
    """Yield what is to be said of *waiver* itself."""
    if missing := waiver.missing():
        yield _about_waiver(
            "KEC03",
            Level.GALAT,
            waiver,
            f"Pengecualian ini belum menyebut {listed(missing)}.",
            "Tulis siapa yang memutuskan (oleh), kapan (tanggal), dan sampai tahun berapa.",
        )
    if not used:
        reason = (
            f"aturan {waiver.aturan} tidak ada"
            if waiver.aturan not in rules
            else f"{waiver.aturan} tidak menemukan apa-apa (lagi) pada {waiver.kode}"
        )
        yield _about_waiver(
            "KEC01",
            Level.PERINGATAN,
            waiver,
            f"Pengecualian ini tidak terpakai: {reason}.",
            "Hapus pengecualian itu, atau betulkan aturan dan kodenya.",
        )
    elif waiver.expired(tahun):
        yield _about_waiver(
            "KEC02",
            Level.PERINGATAN,
            waiver,
            f"Pengecualian ini berakhir pada tahun {waiver.sampai}, jadi tidak berlaku lagi.",
            "Betulkan temuannya, atau putuskan lagi dan perbarui tanggal dan sampai.",
        )
    elif waiver.nilai is None:
        yield _about_waiver(
            "KEC04",
            Level.PERINGATAN,
            waiver,
            "Pengecualian ini belum menyebut nilai yang dikecualikan, jadi berlaku untuk nilai apa "
            "pun di tempat itu.",
            f"Catat nilainya: periksa --kecualikan {waiver.aturan} {waiver.kode} --terapkan.",
        )


def _about_waiver(
    code: str, level: Level, waiver: Pengecualian, message: str, hint: str
) -> Finding:
    values = {"aturan": waiver.aturan}
    return Finding(code, level, message, waiver.location(), waiver.kode, values, hint)
