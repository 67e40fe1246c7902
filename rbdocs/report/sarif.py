"""Findings as SARIF 2.1.0, which code hosts and editors show beside the line concerned.

Sections named here are those of the standard, OASIS SARIF 2.1.0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from rbdocs import __version__
from rbdocs.edition import Edition
from rbdocs.files import digest
from rbdocs.model.aturan import SUBJECTS, Aturan
from rbdocs.model.finding import PROGRAM, Finding, Level, Location, Occurrence
from rbdocs.report.data import Source, extent, locate
from rbdocs.report.rules import explain, section

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"  # what code hosts call the folder that the files' names start from
FINGERPRINT = "aturanKode/v1"  # a new number when it is made of something else
_LEVELS = {Level.GALAT: "error", Level.PERINGATAN: "warning"}
_READING, _UNCHECKED = "MUAT", "MUAT20"


@dataclass(frozen=True, slots=True)
class SarifRun:
    """One run of the checks: of which year, with which exit status, and what was found.

    *complete* says whether all sources could be read, *rules* is what is known of every code,
    *chosen* which of them the user's choice ran and which not, where there was a choice. *gaps*
    are the losses of the reference text, as report.data tells them.
    """

    tahun: Edition
    status: int
    complete: bool
    findings: Sequence[Finding]
    rules: Mapping[str, Aturan]
    chosen: Mapping[str, bool] = field(default_factory=dict)
    gaps: Sequence[Mapping[str, Any]] = ()


def as_sarif(run: SarifRun, source: Source) -> dict[str, Any]:
    """Return *run* as a SARIF log; *source* gives the lines that columns are counted in."""
    index = {code: number for number, code in enumerate(run.rules)}
    results = [finding for finding in run.findings if not _is_notification(finding)]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(run.rules.values())},
                "language": "id",
                "columnKind": "unicodeCodePoints",
                "automationDetails": {"id": f"periksa/{run.tahun}"},
                "originalUriBaseIds": {ROOT: {"description": {"text": "Folder proyek."}}},
                "invocations": [_invocation(run, index)],
                "results": list(_results(results, index, source)),
            }
        ],
    }


def _is_notification(finding: Finding) -> bool:
    """Whether *finding* is about the checking itself: a source unread, a rule that failed."""
    return finding.code == _UNCHECKED or finding.location.file == PROGRAM


def _driver(rules: Collection[Aturan]) -> dict[str, Any]:
    return {
        "name": "rbdocs",
        "version": __version__,
        "language": "id",
        "rules": [_descriptor(rule) for rule in rules],
    }


def _descriptor(aturan: Aturan) -> dict[str, Any]:
    return {
        "id": aturan.code,
        "shortDescription": {"text": aturan.statement},
        "fullDescription": {"text": f"{aturan.statement} Dasar: {aturan.ground}"},
        "help": {"text": "\n".join(explain(aturan)), "markdown": section(aturan)},
        "defaultConfiguration": {"level": _LEVELS[aturan.level], "enabled": not aturan.on_request},
        "properties": {"tags": [SUBJECTS[aturan.subject]]},
    }


# --- the run itself


def _invocation(run: SarifRun, index: Mapping[str, int]) -> dict[str, Any]:
    notes = [] if run.complete else [_incomplete(run)]
    notes += [
        _notification(finding, index) for finding in run.findings if _is_notification(finding)
    ]
    notes += [_gap(gap) for gap in run.gaps]
    failed = any(finding.location.file == PROGRAM for finding in run.findings)
    return {
        "executionSuccessful": run.complete and not failed,
        "exitCode": run.status,
        "toolExecutionNotifications": notes,
        "ruleConfigurationOverrides": [
            {"descriptor": _rule(code, index), "configuration": {"enabled": ran}}
            for code, ran in run.chosen.items()
            if ran is run.rules[code].on_request
        ],
    }


def _incomplete(run: SarifRun) -> dict[str, Any]:
    """Say as an error that not all could be read, for whoever looks at the run alone (3.20.21)."""
    blocking = [
        finding for finding in run.findings if finding.blocks and finding.code.startswith(_READING)
    ]
    what = f"Sumber tahun {run.tahun} belum dapat dibaca seluruhnya: {len(blocking)} kesalahan"
    codes = ", ".join(dict.fromkeys(finding.code for finding in blocking))
    return {
        "message": {"text": f"{what} ({codes})." if codes else f"{what}."},
        "level": "error",
    }


def _notification(finding: Finding, index: Mapping[str, int]) -> dict[str, Any]:
    return {
        "message": _message(finding),
        "level": _LEVELS[finding.level],
        "associatedRule": _rule(finding.code, index),
        **_locations(_physical(finding.location)),
    }


def _gap(gap: Mapping[str, Any]) -> dict[str, Any]:
    what = f"{gap['kode']}: {gap['catatan']}" if gap["kode"] else gap["catatan"]
    location = Location(gap["berkas"], gap["baris"], gap["kolom"])
    return {
        "message": {"text": _escape(f"Celah naskah, tidak diperiksa. {what}")},
        "level": "note",
        **_locations(_physical(location)),
    }


def _rule(code: str, index: Mapping[str, int]) -> dict[str, Any]:
    return {"id": code, "index": index[code]} if code in index else {"id": code}


# --- results


def _results(
    findings: Sequence[Finding], index: Mapping[str, int], source: Source
) -> Iterator[dict[str, Any]]:
    taken: Counter[str] = Counter()
    for finding in findings:
        key = _lasting_key(finding)
        taken[key] += 1
        yield _result(finding, index, source, f"{key}\0{taken[key]}" if taken[key] > 1 else key)


def _lasting_key(finding: Finding) -> str:
    """What stays the same where lines move: rule, kode (else the file), the words concerned."""
    return "\0".join((finding.code, finding.kode or finding.location.file, finding.excerpt))


def _result(finding: Finding, index: Mapping[str, int], source: Source, key: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        **({"ruleIndex": index[finding.code]} if finding.code in index else {}),
        "level": _LEVELS[finding.level],
        "message": _message(finding),
        **_locations(_physical(finding.location, locate(finding, source), source), finding.kode),
        "partialFingerprints": {FINGERPRINT: digest(key.encode())},
        # 3.27.23: where one result says whether it is suppressed, all do
        "suppressions": [
            {"kind": "external", "status": "accepted", "justification": finding.waiver}
        ]
        if finding.waiver is not None
        else [],
        "properties": {"kode": finding.kode, "nilai": _plain(finding.values)},
    }
    if related := list(_related(finding.occurrences, source)):
        result["relatedLocations"] = related
    return result


def _related(occurrences: Sequence[Occurrence], source: Source) -> Iterator[dict[str, Any]]:
    for number, occurrence in enumerate(occurrences, start=1):
        place = _physical(occurrence.location, extent(occurrence.location, source), source)
        if place:
            what = f"{occurrence.at}: {occurrence.value}" if occurrence.at else occurrence.value
            yield {
                "id": number,
                "physicalLocation": place,
                "message": {"text": _escape(what) or "-"},
            }


def _message(finding: Finding) -> dict[str, str]:
    told = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    return {"text": _escape(told) or finding.code}


def _escape(text: str) -> str:
    """Return *text* for a message, where braces are placeholders (3.11.5) and ``[a](b)`` a link.

    Outside a link the standard has no way to write ``](`` as it is (3.11.6); a space parts it.
    """
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _locations(physical: dict[str, Any], kode: str = "") -> dict[str, Any]:
    """The property ``locations``, left out where there is nothing to point to."""
    mapping: dict[str, Any] = {"physicalLocation": physical} if physical else {}
    if kode:
        mapping["logicalLocations"] = [{"name": kode, "kind": "object"}]
    return {"locations": [mapping]} if mapping else {}


def _physical(
    location: Location,
    place: tuple[int, int, int] | None = None,
    source: Source | None = None,
) -> dict[str, Any]:
    """The file, and the region at *place*: line and column (from 1) and length; {} for no file."""
    if not location.file or location.file.startswith("("):
        return {}
    result: dict[str, Any] = {"artifactLocation": {"uri": quote(location.file), "uriBaseId": ROOT}}
    if place and source is not None:
        line, column, length = place
        text = source(location.file)[line - 1]
        result["region"] = {
            "startLine": line,
            "startColumn": column,
            "endColumn": column + length,
            "snippet": {"text": text[column - 1 : column - 1 + length]},
        }
    elif location.line:
        result["region"] = {"startLine": location.line, "startColumn": max(location.column, 1)}
    return result


def _plain(value: Any) -> Any:
    """*value* as JSON knows it; what it does not know is written as text."""
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)
