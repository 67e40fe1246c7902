"""Every code that a finding can carry, and what is told of each: at the terminal, in Markdown.

What a rule says of itself stands beside it in the program; its examples head its case file,
``check/cases/CODE.yaml``: a document with ``salah`` and ``benar``, sources (YAML) as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from textwrap import indent
from typing import Any

import yaml

from rbdocs import check
from rbdocs.check.rule import load_rules, load_source_rules
from rbdocs.model.aturan import OTHER_CODES, SUBJECTS, Aturan
from rbdocs.model.values import format_number
from rbdocs.report.text import Ink

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CASES = Path(check.__path__[0]) / "cases"
_END = "\n---\n"  # of the first document of a case file
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


def catalogue() -> dict[str, Aturan]:
    """Return what is told of every code, without examples, in the order of the reference."""
    known = dict(OTHER_CODES)
    known |= {code: rule.about for code, rule in load_source_rules().items()}
    known |= {code: rule.about for code, rule in load_rules().items()}
    return known


def explained() -> dict[str, Aturan]:
    """Return what is told of every code, with its examples."""
    return {code: with_examples(about) for code, about in catalogue().items()}


def with_examples(about: Aturan) -> Aturan:
    """Return *about* with the examples of its case file, where it has some."""
    path = CASES / f"{about.code}.yaml"
    if not path.is_file():
        return about
    head, end, _ = path.read_text("utf-8").partition(_END)
    if not end:
        return about
    examples = yaml.load(head, _Loader)
    return replace(about, wrong=examples["salah"], right=examples["benar"])


def overview(rules: Iterable[Aturan]) -> Iterator[str]:
    """Yield a line for each rule, grouped by subject."""
    for subject, group in _by_subject(rules):
        yield f"{SUBJECTS[subject]}:"
        for aturan in group:
            yield f"  {aturan.code:<7} {aturan.level:<11} {aturan.statement}"
        yield ""
    yield "Penjelasan satu aturan: build.py jelaskan KODE."


def explain(aturan: Aturan, ink: Ink | None = None) -> Iterator[str]:
    """Yield the lines that explain the rule *aturan*."""
    ink = ink or Ink()
    yield f"{ink.strong(aturan.code)}  {ink.level(aturan.level, str(aturan.level))}"
    yield aturan.statement
    yield f"Dasar: {aturan.ground}"
    if aturan.on_request:
        yield f"Hanya diperiksa bila diminta: build.py periksa {_request(aturan)}"
    yield from _settable(aturan)
    if aturan.mends:
        yield f"Dapat diperbaiki otomatis (periksa --perbaiki): {aturan.mends}"
    if aturan.wrong:
        yield ""
        yield ink.strong("Salah:")
        yield indent(aturan.wrong.strip("\n"), "  ")
        yield ink.strong("Benar:")
        yield indent(aturan.right.strip("\n"), "  ")


def _settable(aturan: Aturan) -> Iterator[str]:
    """Yield what of *aturan* a project may set."""
    for name, bound in aturan.bounds.items():
        value, least, most = (format_number(n) for n in (bound.value, bound.least, bound.most))
        yield f"Ambang {name}: {value} (dari {least} sampai {most}), {bound.meaning}."
    for name, words in aturan.words.items():
        yield f"Kata {name}: {', '.join(sorted(words))}."


def reference(rules: Iterable[Aturan]) -> str:
    """Return the reference of all *rules* in Markdown."""
    parts = [_INTRODUCTION]
    for subject, group in _by_subject(rules):
        parts.append(f"## {subject}: {SUBJECTS[subject]}\n")
        parts.extend(section(aturan) for aturan in group)
    return "\n".join(parts)


def section(aturan: Aturan) -> str:
    """Return the section of the reference that explains the rule *aturan*, in Markdown."""
    note = f" Hanya bila diminta: `periksa {_request(aturan)}`." if aturan.on_request else ""
    lines = [
        f"### {aturan.code} ({aturan.level})\n",
        f"{aturan.statement}\n",
        f"Dasar: {aturan.ground}{note}\n",
    ]
    lines += [f"{text}\n" for text in _settable(aturan)]
    if aturan.mends:
        lines.append(f"Dapat diperbaiki otomatis (`periksa --perbaiki`): {aturan.mends}\n")
    for label, example in (("Salah", aturan.wrong), ("Benar", aturan.right)):
        if example:
            lines.append(f"{label}:\n\n```yaml\n{example.strip(chr(10))}\n```\n")
    return "\n".join(lines)


def _request(aturan: Aturan) -> str:
    return f"--aturan {aturan.code}"


def _by_subject(rules: Iterable[Aturan]) -> Iterator[tuple[str, list[Aturan]]]:
    order = list(SUBJECTS)
    ordered = sorted(rules, key=lambda rule: (order.index(rule.subject), rule.code))
    for subject, group in groupby(ordered, key=lambda item: item.subject):
        yield subject, list(group)
