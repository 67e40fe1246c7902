"""Findings as plain data, as it goes into JSON."""

from __future__ import annotations

import json
from typing import Any

from rbdocs.model.finding import Finding, Location, Occurrence, Repair
from rbdocs.report.snippet import Source, located


def as_data(finding: Finding, source: Source | None = None) -> dict[str, Any]:
    """Return *finding* as plain data; its place is that of the words meant, as *source* has them.

    ``nilai.tempat`` lists the places that were compared, ``nilai.perbaikan`` what mends it.
    """
    values = dict(finding.values)
    if finding.excerpt:
        values.setdefault("kutipan", finding.excerpt)
    if finding.occurrences:
        values["tempat"] = [_occurrence(occurrence) for occurrence in finding.occurrences]
    if finding.repairs:
        values["perbaikan"] = [repair_as_data(repair) for repair in finding.repairs]
    return {
        "kode_aturan": finding.code,
        "tingkat": str(finding.level),
        "pesan": finding.message,
        **_place(finding.location if source is None else located(finding, source)),
        "kode": finding.kode,
        "nilai": values,
        "saran": finding.hint,
        "dikecualikan": finding.waiver is not None,
        "alasan": finding.waiver,
    }


def gap_as_data(gap: tuple[Location, str, str]) -> dict[str, Any]:
    """Return a loss of the reference text as plain data."""
    location, kode, note = gap
    return {**_place(location), "kode": kode, "catatan": note}


def as_json(data: object) -> str:
    """Return *data* as JSON text for programs."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=str)


def _place(location: Location) -> dict[str, Any]:
    return {"berkas": location.file, "baris": location.line, "kolom": location.column}


def _occurrence(occurrence: Occurrence) -> dict[str, Any]:
    return {**_place(occurrence.location), "di": occurrence.at, "nilai": occurrence.value}


def repair_as_data(repair: Repair) -> dict[str, Any]:
    """Return *repair* as plain data: where, and what becomes of what."""
    return {**_place(repair.location), "lama": repair.old, "baru": repair.new}
