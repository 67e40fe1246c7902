"""Run the rules over a regulation and apply its waivers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rbdocs.check.rule import Rule, load_rules, usual_rules
from rbdocs.model.finding import PROGRAM, Finding, Level, Location
from rbdocs.model.kata import listed
from rbdocs.model.pengecualian import Pengecualian
from rbdocs.model.peraturan import Regulasi


def check(regulasi: Regulasi, rules: Mapping[str, Rule] | None = None) -> list[Finding]:
    """Return every finding of *rules*, waived ones included, in the order of the sources.

    Without *rules* all run that need not be asked for. Where a source could not be read, what
    judges its absence does not run, and the findings say so.
    """
    everything = load_rules()
    rules = usual_rules() if rules is None else rules
    skipped: dict[str, Rule] = {}
    if regulasi.tidak_terbaca:
        skipped = {code: one for code, one in rules.items() if one.about.whole}
        rules = {code: one for code, one in rules.items() if code not in skipped}
    found = [finding for rule in rules.values() for finding in _run(rule, regulasi)]
    found = list(_still_waived(found, regulasi.pengecualian_warisan))
    waivers = [one for one in regulasi.pengecualian if _concerns(one, rules, everything)]
    result = list(_waive(found, waivers, everything, regulasi.peraturan.tahun))
    if regulasi.tidak_terbaca:
        result = [one for one in result if one.code != "KEC01"]  # what it is for may be unread
        result += _unchecked(regulasi.tidak_terbaca, skipped)
    return sorted(result, key=lambda finding: (finding.location, finding.code))


def nothing_checked(tahun: int, files: Iterable[str]) -> Finding:
    """Return the finding that says why no rule could run on the sources of *tahun*."""
    return Finding(
        "MUAT20",
        Level.PERINGATAN,
        f"Aturan konsistensi tahun {tahun} belum dijalankan, karena belum terbaca: "
        f"{', '.join(dict.fromkeys(files))}.",
        Location(""),
        hint="Betulkan dulu kesalahan pembacaannya, lalu periksa lagi.",
    )


def _unchecked(files: Iterable[str], skipped: Iterable[str]) -> Iterator[Finding]:
    codes = ", ".join(skipped)
    also = f" Aturan yang memerlukan semua sumber belum dijalankan: {codes}." if codes else ""
    for file in files:
        yield Finding(
            "MUAT20",
            Level.PERINGATAN,
            f"Berkas ini belum (seluruhnya) terbaca, jadi isinya belum diperiksa.{also}",
            Location(file),
            hint="Betulkan dulu kesalahan pembacaannya, lalu periksa lagi.",
        )


def _concerns(waiver: Pengecualian, run: Mapping[str, Rule], known: Mapping[str, Rule]) -> bool:
    """Whether *waiver* can be judged: its rule ran, or there is no such rule at all."""
    return waiver.aturan in run or waiver.aturan not in known


def _run(rule: Rule, regulasi: Regulasi) -> Iterator[Finding]:
    about = rule.about
    try:
        for one in rule.check(regulasi):
            yield Finding(
                about.code,
                about.level,
                one.message,
                one.location,
                one.kode,
                one.values,
                one.hint,
                occurrences=tuple(one.occurrences),
                excerpt=one.excerpt,
                repairs=tuple(one.repairs),
            )
    except Exception as error:
        # One broken rule must not hide what the others find, nor let the build pass unchecked.
        yield Finding(
            about.code,
            Level.GALAT,
            f"Aturan {about.code} gagal dijalankan ({type(error).__name__}: {error}).",
            Location(PROGRAM),
            hint="Ini kesalahan program, bukan sumber. Laporkan beserta berkas sumbernya.",
        )


def _still_waived(
    found: Iterable[Finding], inherited: Mapping[int, list[Pengecualian]]
) -> Iterator[Finding]:
    """Waive what an earlier year has waived in the text of its own that stays in force.

    A new regulation does not change that text, so it need not decide on its faults again.
    """
    reasons = {
        (tahun, one.aturan, one.kode): one
        for tahun, listing in inherited.items()
        for one in listing
    }
    for finding in found:
        waiver = next(
            (
                reasons[(tahun, finding.code, finding.kode)]
                for tahun in inherited
                if finding.location.file.startswith(f"sources/{tahun}/")
                and (tahun, finding.code, finding.kode) in reasons
            ),
            None,
        )
        yield replace(finding, waiver=waiver.alasan) if waiver else finding


def _waive(
    found: Iterable[Finding],
    waivers: list[Pengecualian],
    rules: Mapping[str, Rule],
    tahun: int,
) -> Iterator[Finding]:
    by_place: dict[tuple[str, str], list[Pengecualian]] = {}
    for waiver in waivers:
        by_place.setdefault((waiver.aturan, waiver.kode), []).append(waiver)
    used: set[int] = set()
    for finding in found:
        if finding.waiver is not None:
            yield finding
            continue
        candidates = by_place.get((finding.code, finding.kode), ())
        covering = [one for one in candidates if finding.kode and one.covers(finding)]
        used.update(map(id, covering))
        holds = next((one for one in covering if not one.expired(tahun)), None)
        yield replace(finding, waiver=holds.alasan) if holds else finding
    for waiver in waivers:
        yield from _about(waiver, id(waiver) in used, rules, tahun)


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


def _about_waiver(
    code: str, level: Level, waiver: Pengecualian, message: str, hint: str
) -> Finding:
    values = {"aturan": waiver.aturan}
    return Finding(code, level, message, waiver.location(), waiver.kode, values, hint)
