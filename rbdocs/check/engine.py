"""Run the rules over a regulation and apply its waivers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rbdocs.check.rule import Rule, load_rules
from rbdocs.model.finding import Finding, Level, Location
from rbdocs.model.peraturan import Pengecualian, Regulasi


def check(regulasi: Regulasi, rules: Mapping[str, Rule] | None = None) -> list[Finding]:
    """Return every finding of *rules* (all of them by default), waived ones included."""
    rules = load_rules() if rules is None else rules
    found = [finding for rule in rules.values() for finding in _run(rule, regulasi)]
    found = list(_waive(found, regulasi.pengecualian, rules))
    return sorted(found, key=lambda finding: (finding.location, finding.code))


def _run(rule: Rule, regulasi: Regulasi) -> Iterator[Finding]:
    try:
        for violation in rule.check(regulasi):
            yield Finding(
                rule.code,
                rule.level,
                violation.message,
                violation.location,
                violation.kode,
                violation.values,
                violation.hint,
            )
    except Exception as error:
        # One broken rule must not hide what the others find, nor let the build pass unchecked.
        yield Finding(
            rule.code,
            Level.GALAT,
            f"Aturan {rule.code} gagal dijalankan ({type(error).__name__}: {error}).",
            Location("(program)"),
            hint="Ini kesalahan program, bukan sumber. Laporkan beserta berkas sumbernya.",
        )


def _waive(
    found: Iterable[Finding], waivers: list[Pengecualian], rules: Mapping[str, Rule]
) -> Iterator[Finding]:
    reasons = {(waiver.aturan, waiver.kode): waiver for waiver in waivers}
    used: set[int] = set()
    for finding in found:
        waiver = reasons.get((finding.code, finding.kode))
        if waiver is None or not finding.kode:
            yield finding
        else:
            used.add(id(waiver))
            yield replace(finding, waiver=waiver.alasan)
    for waiver in waivers:
        if id(waiver) not in used:
            yield _unused(waiver, rules)


def _unused(waiver: Pengecualian, rules: Mapping[str, Rule]) -> Finding:
    if waiver.aturan not in rules:
        reason = f"aturan {waiver.aturan} tidak ada"
    else:
        reason = f"{waiver.aturan} tidak menemukan apa-apa (lagi) pada {waiver.kode}"
    return Finding(
        "KEC01",
        Level.PERINGATAN,
        f"Pengecualian ini tidak terpakai: {reason}.",
        waiver.location(),
        kode=waiver.kode,
        values={"aturan": waiver.aturan},
        hint="Hapus pengecualian itu, atau betulkan aturan dan kodenya.",
    )
