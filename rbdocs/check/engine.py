"""Run the rules over a regulation, and say which could not run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from rbdocs.check.rule import Rule, Violation, load_rules, load_source_rules, usual_rules
from rbdocs.check.waiving import still_waived, told_once, waive
from rbdocs.edition import Edition
from rbdocs.model.aturan import Aturan, DaftarPilihan
from rbdocs.model.finding import PROGRAM, Finding, Level, Location
from rbdocs.model.pengecualian import BrokenWaiver
from rbdocs.model.regulation import Regulation, SourcesRead

T = TypeVar("T")


def check(regulation: Regulation, rules: Mapping[str, Rule] | None = None) -> list[Finding]:
    """Return every finding of *rules*, waived ones included, in the order of the sources.

    Without *rules* all run that need not be asked for. Where a source could not be read, only those
    run that judge each row or sentence alone, and the findings say which did not; what a broken
    waiver may let pass is not told.
    """
    everything = load_rules()
    wanted = usual_rules() if rules is None else rules
    pilihan = regulation.pilihan
    wanted = {code: item for code, item in wanted.items() if pilihan.level(code) != "mati"}
    rules = {code: item for code, item in wanted.items() if _can_run(item, regulation)}
    unread = set(map(_set_aside, regulation.tidak_terbaca))
    found = [
        finding
        for rule in rules.values()
        for finding in _run(_levelled(rule.about, pilihan), rule.check, regulation)
        if not {finding.location.file, f"{_folder(finding.location.file)}/"} & unread
    ]
    found = list(still_waived(told_once(found), regulation))
    waivers = [  # that can be judged: their rule ran, or there is no such rule at all
        waiver
        for waiver in regulation.pengecualian
        if waiver.aturan in rules or waiver.aturan not in everything
    ]
    result = list(waive(found, waivers, everything, regulation))
    broken = regulation.broken_waivers
    if regulation.tidak_terbaca:
        result = [item for item in result if item.code != "KEC01"]  # what it is for may be unread
    if broken:  # nor what all have in common may be
        result = [item for item in result if not _may_be_waived(item, broken)]
    result += _not_run(regulation, [code for code in wanted if code not in rules])
    return sorted(result, key=lambda finding: (finding.location, finding.code))


def _levelled(about: Aturan, pilihan: DaftarPilihan) -> Aturan:
    """*about* with the level that the project has chosen for it."""
    level = pilihan.level(about.code)
    return replace(about, level=level) if isinstance(level, Level) else about


def check_sources(read: SourcesRead) -> list[Finding]:
    """Return what *read* says that does not fit together; no waiver covers it.

    These rules run first, and on all that is read: what they find keeps the sources from being
    used, but says nothing against what other rules find in them.
    """
    return [
        finding
        for rule in load_source_rules().values()
        for finding in _run(rule.about, rule.check, read)
    ]


def _can_run(rule: Rule, regulation: Regulation) -> bool:
    """Whether what is read is enough for *rule* to find nothing that is not there.

    Warnings wait until all is read, so that what keeps it from being read is seen.
    """
    if any(waiver.anything for waiver in regulation.broken_waivers):
        return False
    about = rule.about
    return not regulation.tidak_terbaca or (about.alone and about.level is Level.GALAT)


def _set_aside(file: str) -> str:
    """What is not judged while *file* is not read: it alone, or its folder where it is a chapter.

    The keys of a chapter's blocks, by which waivers name them, depend on the chapters before it.
    """
    chapter = file.endswith((".md", "/naskah.yaml"))
    return f"{_folder(file)}/" if chapter else file


def _folder(file: str) -> str:
    return file.rpartition("/")[0]


def _may_be_waived(finding: Finding, broken: Iterable[BrokenWaiver]) -> bool:
    if finding.code.startswith("KEC"):
        return True
    return finding.waiver is None and any(waiver.may_cover(finding) for waiver in broken)


def nothing_checked(tahun: Edition, files: Iterable[str]) -> Finding:
    """Return the finding that says why no rule could run on the sources of *tahun*."""
    return _told(
        f"Aturan konsistensi tahun {tahun} belum dijalankan, karena belum terbaca: ", files
    )


def _not_run(regulation: Regulation, skipped: list[str]) -> Iterator[Finding]:
    """Yield in a line each what was not checked, and for want of which files."""
    if skipped and regulation.tidak_terbaca:
        yield _told(
            f"Aturan {_ranges(skipped)} belum dijalankan, dan isi berkas ini belum diperiksa, "
            "karena belum terbaca: ",
            regulation.tidak_terbaca,
            regulation.tidak_terbaca[0],
        )
    elif regulation.tidak_terbaca:
        yield _told("Belum diperiksa, karena belum terbaca: ", regulation.tidak_terbaca)
    broken = regulation.broken_waivers
    if any(waiver.anything for waiver in broken):
        yield _told(
            f"Aturan {_ranges(skipped)} belum dijalankan, karena belum terbaca apa yang "
            "dikecualikan dalam: ",
            ["pengecualian.yaml"],
        )
    elif broken:
        yield _told(
            "Temuan yang mungkin dikecualikan oleh butir yang rusak tidak disebut, dan aturan KEC "
            "belum dijalankan, karena belum terbaca seluruhnya: ",
            ["pengecualian.yaml"],
        )
    if regulation.tahun_lalu_tidak_terbaca:
        yield _told(
            "Aturan yang membandingkan dengan tahun lalu (REV, UBH04) belum dijalankan, "
            "karena belum terbaca: ",
            regulation.tahun_lalu_tidak_terbaca,
        )


def _told(message: str, files: Iterable[str], place: str = "") -> Finding:
    return Finding(
        "MUAT20",
        Level.PERINGATAN,
        f"{message}{', '.join(dict.fromkeys(files))}.",
        Location(place),
        hint="Betulkan dulu kesalahan pembacaannya, lalu periksa lagi.",
    )


def _ranges(codes: Iterable[str]) -> str:
    """*codes* with neighbours of one subject joined: ``ANG01-ANG03, EJA05``."""
    runs: list[list[str]] = []
    for code in codes:
        last = runs[-1][-1] if runs else ""
        if last[:-2] == code[:-2] and int(last[-2:]) + 1 == int(code[-2:]):
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _run(about: Aturan, check: Callable[[T], Iterator[Violation]], judged: T) -> Iterator[Finding]:
    try:
        for violation in check(judged):
            yield Finding(
                about.code,
                about.level,
                violation.message,
                violation.site.location,
                violation.site.kode,
                violation.values,
                violation.hint,
                occurrences=tuple(violation.occurrences),
                excerpt=violation.excerpt,
                repairs=tuple(violation.repairs),
            )
    except Exception as error:
        if os.environ.get("RBDOCS_LACAK"):
            raise
        # One broken rule must not hide what the others find, nor let the build pass unchecked.
        yield Finding(
            about.code,
            Level.GALAT,
            f"Aturan {about.code} gagal dijalankan ({type(error).__name__}: {error}).",
            Location(PROGRAM),
            hint="Ini kesalahan program, bukan sumber. Laporkan beserta berkas sumbernya; "
            "rinciannya tampak bila dijalankan dengan RBDOCS_LACAK=1.",
        )
