"""Findings for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rbdocs.model.finding import Finding, Location


def as_text(findings: Iterable[Finding], *, waived: bool = False) -> Iterator[str]:
    """Yield the lines that tell *findings*; waived ones only if *waived* asks for them."""
    for finding in findings:
        if finding.waiver is not None and not waived:
            continue
        kode = f"  {finding.kode}" if finding.kode else ""
        mark = "  (dikecualikan)" if finding.waiver is not None else ""
        yield f"{finding.location}  {finding.level} {finding.code}{kode}{mark}"
        yield f"  {finding.message}"
        if finding.waiver is not None:
            yield f"  Alasan: {finding.waiver}"
        elif finding.hint:
            yield f"  {finding.hint}"


def summary(findings: Sequence[Finding]) -> str:
    """Return one sentence that counts *findings*."""
    blocking = sum(finding.blocks for finding in findings)
    waived = sum(finding.waiver is not None for finding in findings)
    rest = len(findings) - blocking - waived
    return f"{blocking} galat, {rest} peringatan, {waived} dikecualikan."


def as_data(finding: Finding) -> dict[str, Any]:
    """Return *finding* as plain data, as it goes into JSON."""
    return {
        "aturan": finding.code,
        "tingkat": str(finding.level),
        "pesan": finding.message,
        "berkas": finding.location.file,
        "baris": finding.location.line,
        "kolom": finding.location.column,
        "kode": finding.kode,
        "nilai": finding.values,
        "saran": finding.hint,
        "dikecualikan": finding.waiver,
    }


def gap_as_data(gap: tuple[Location, str, str]) -> dict[str, Any]:
    """Return a loss of the reference text as plain data."""
    location, kode, note = gap
    return {
        "berkas": location.file,
        "baris": location.line,
        "kolom": location.column,
        "kode": kode,
        "catatan": note,
    }


def gaps_as_text(gaps: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines that list the losses of the reference text."""
    if gaps:
        yield f"Celah naskah ({len(gaps)}), tidak tercetak; lengkapi dari naskah asli bila ada:"
    for gap in gaps:
        kode = f"{gap['kode']}: " if gap["kode"] else ""
        yield f"  {gap['berkas']}:{gap['baris']}  {kode}{gap['catatan']}"


def as_json(data: object) -> str:
    """Return *data* as JSON text for programs."""
    return json.dumps(data, ensure_ascii=False, indent=2)
