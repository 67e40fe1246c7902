"""Rules explained: one at the terminal, all of them as the reference in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import indent

from rbdocs.model.aturan import SUBJECTS, Aturan
from rbdocs.report.text import Ink

_INTRODUCTION = """\
# Rujukan aturan

<!-- Dibuat dari aturannya: python3 build.py jelaskan --format markdown --ke docs/aturan.md -->

Setiap temuan menyebut kode aturannya. *Galat* menghentikan pembuatan dokumen sampai dibetulkan
atau dikecualikan dengan alasan; *peringatan* tidak. Satu aturan dijelaskan di terminal dengan
`python3 build.py jelaskan KODE`; sebagian aturan saja diperiksa dengan
`python3 build.py periksa --aturan TW,SAT01`.

Contoh ditulis seperti dalam sumber: isian satu rencana aksi, daftar rencana aksi, atau nama berkas
dengan isinya.
"""


def overview(rules: Iterable[Aturan]) -> Iterator[str]:
    """Yield a line for each rule, grouped by subject."""
    for subject, group in _by_subject(rules):
        yield f"{SUBJECTS[subject]}:"
        for one in group:
            yield f"  {one.code:<7} {one.level:<11} {one.statement}"
        yield ""
    yield "Penjelasan satu aturan: build.py jelaskan KODE."


def explain(one: Aturan, ink: Ink | None = None) -> Iterator[str]:
    """Yield the lines that explain the rule *one*."""
    ink = ink or Ink()
    yield f"{ink.strong(one.code)}  {ink.level(one.level, str(one.level))}"
    yield one.statement
    yield f"Dasar: {one.ground}"
    if one.on_request:
        yield f"Hanya diperiksa bila diminta: build.py periksa {_request(one)}"
    if one.mends:
        yield f"Dapat diperbaiki otomatis (periksa --perbaiki): {one.mends}"
    if one.wrong:
        yield ""
        yield ink.strong("Salah:")
        yield indent(one.wrong.strip("\n"), "  ")
        yield ink.strong("Benar:")
        yield indent(one.right.strip("\n"), "  ")


def reference(rules: Iterable[Aturan]) -> str:
    """Return the reference of all *rules* in Markdown."""
    parts = [_INTRODUCTION]
    for subject, group in _by_subject(rules):
        parts.append(f"## {subject}: {SUBJECTS[subject]}\n")
        parts.extend(section(one) for one in group)
    return "\n".join(parts)


def section(one: Aturan) -> str:
    """Return the section of the reference that explains the rule *one*, in Markdown."""
    note = f" Hanya bila diminta: `periksa {_request(one)}`." if one.on_request else ""
    lines = [
        f"### {one.code} ({one.level})\n",
        f"{one.statement}\n",
        f"Dasar: {one.ground}{note}\n",
    ]
    if one.mends:
        lines.append(f"Dapat diperbaiki otomatis (`periksa --perbaiki`): {one.mends}\n")
    for label, example in (("Salah", one.wrong), ("Benar", one.right)):
        if example:
            lines.append(f"{label}:\n\n```yaml\n{example.strip(chr(10))}\n```\n")
    return "\n".join(lines)


def _request(one: Aturan) -> str:
    return f"--aturan {one.code}"


def _by_subject(rules: Iterable[Aturan]) -> Iterator[tuple[str, list[Aturan]]]:
    order = list(SUBJECTS)
    ordered = sorted(rules, key=lambda one: (order.index(one.subject), one.code))
    for subject, group in groupby(ordered, key=lambda one: one.subject):
        yield subject, list(group)
