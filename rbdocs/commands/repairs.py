"""Mend the sources of a year: all repairs that can only be meant, tried before they are shown."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field

from rbdocs.check.engine import check
from rbdocs.check.rule import Rule
from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project
from rbdocs.locking import sources_copied
from rbdocs.model.finding import Finding, Repair
from rbdocs.model.regulation import Regulation
from rbdocs.sources.repair import mend
from rbdocs.sources.year import load_year

# A repair may bring to light what another rule mends; this ends what would never end.
_MOST_ROUNDS = 20
_ENACTED = "ditetapkan"


@dataclass(slots=True)
class Mending:
    """What mending a year comes to; nothing of it is written yet.

    *files* gives for each changed source, by its name, its bytes before and after. *repairs* are
    those in them, each with the code of its rule; *unplaced* those that found no sure place.
    *findings* is what is found before it.
    """

    findings: list[Finding]
    files: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    repairs: list[tuple[str, Repair]] = field(default_factory=list)
    unplaced: list[Finding] = field(default_factory=list)


def mend_year(
    project: Project,
    tahun: Edition,
    rules: Mapping[str, Rule] | None = None,
    *,
    enacted: bool = False,
) -> Mending:
    """Return how the sources of *tahun* are mended by what *rules* find, by default the usual.

    Raises FileProblem where they do not all load, and for an enacted regulation unless *enacted*.
    """
    regulation = _loaded(
        project,
        tahun,
        f"Sumber tahun {tahun} tidak terbaca seluruhnya, jadi tidak ada yang diperbaiki. Betulkan "
        "dulu:",
    )
    if regulation.peraturan.status == _ENACTED and not enacted:
        raise FileProblem(_refusal(tahun))
    findings = check(regulation, rules)
    result = Mending(findings)
    if not _wanted(findings, tahun):
        return result
    with sources_copied(project) as copy:
        _rounds(copy, tahun, rules, regulation, result)
    return result


def _refusal(tahun: Edition) -> str:
    return (
        f"Peraturan tahun {tahun} sudah ditetapkan: naskahnya hukum, kesalahannya pun, dan hanya "
        f"diubah dengan peraturan perubahan (revisi {tahun.next_year} --dari {tahun}). Temuannya "
        "dikecualikan dengan alasan dalam pengecualian.yaml. Bila yang dibetulkan salah salin dari "
        "naskah asli, tambahkan --juga-ditetapkan; sesudah itu kunci lagi sumbernya."
    )


def _loaded(project: Project, tahun: Edition, otherwise: str) -> Regulation:
    loaded = load_year(project, tahun)
    if loaded.regulation is None:
        listing = "\n".join(
            f"  {finding.location}  {finding.message}" for finding in loaded.findings
        )
        raise FileProblem(f"{otherwise}\n{listing}")
    return loaded.regulation


def _wanted(findings: list[Finding], tahun: Edition) -> dict[str, list[tuple[Finding, Repair]]]:
    """The repairs to make, by file: not those of waived findings, nor in another year's sources."""
    result: dict[str, list[tuple[Finding, Repair]]] = {}
    for finding in findings:
        for repair in finding.repairs if finding.waiver is None else ():
            if repair.location.file.startswith(f"sources/{tahun}/"):
                result.setdefault(repair.location.file, []).append((finding, repair))
    return result


def _rounds(
    copy: Project,
    tahun: Edition,
    rules: Mapping[str, Rule] | None,
    regulation: Regulation,
    result: Mending,
) -> None:
    """Mend in *copy* until nothing more can be mended there."""
    before: dict[str, bytes] = {}
    findings = result.findings
    for _ in range(_MOST_ROUNDS):
        changed = False
        result.unplaced = []
        for file, listing in _wanted(findings, tahun).items():
            path = copy.root / file
            raw = path.read_bytes()
            starts = regulation.block_lines(file) if file.endswith(".md") else None
            bom = raw.startswith(codecs.BOM_UTF8)
            mended = mend(raw.decode("utf-8-sig"), (repair for _, repair in listing), starts)
            done = set(mended.done)
            result.repairs += [
                (finding.code, repair) for finding, repair in listing if repair in done
            ]
            result.unplaced += [finding for finding, repair in listing if repair not in done]
            if mended.done:
                changed = True
                before.setdefault(file, raw)
                path.write_bytes(codecs.BOM_UTF8 * bom + mended.text.encode())
        if not changed:
            break
        regulation = _loaded(
            copy,
            tahun,
            "Sesudah diperbaiki sumber tidak dapat dibaca lagi, jadi tidak ada yang ditulis. Ini "
            "kesalahan program; laporkan beserta berkas sumbernya:",
        )
        findings = check(regulation, rules)
    result.files = {
        file: (raw, after)
        for file, raw in sorted(before.items())
        if (after := (copy.root / file).read_bytes()) != raw
    }
