"""Where each finding is in the readable form of the sources, and the way back to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rbdocs.edition import PATTERN
from rbdocs.model.finding import Finding, Location
from rbdocs.model.lampiran_number import lampiran_of_file
from rbdocs.model.numbering import LAMPIRAN_FILE
from rbdocs.model.regulation import Regulation
from rbdocs.report.data import Source, extent, locate
from rbdocs.report.sheet_text import body_sheet, line_sheet, text_sheets
from rbdocs.report.sheets import Index, Quote, Sheet, SheetPart, SheetRow, plan_sheet, quote

_YEAR = re.compile(rf"sources/{PATTERN}/(?:(?P<lampiran>{LAMPIRAN_FILE})|(?P<nama>\w+))")
_SECTIONS = {
    "peraturan": "Batang tubuh",
    "pengecualian": "Pengecualian",
    "kunci": "Penguncian",
    "realisasi": "Realisasi",
}
REGISTERS, ELSEWHERE = "Daftar (indikator, satuan, perangkat daerah)", "Semua sumber"


def section_of(file: str) -> str:
    """Return what part of the regulation the source *file* is about, as readers call it."""
    hit = _YEAR.match(file)
    if hit is None:
        return REGISTERS if file.startswith("sources/") else ELSEWHERE
    if hit["lampiran"]:
        return f"Lampiran {lampiran_of_file(hit['lampiran']) or hit['lampiran']}"
    return _SECTIONS.get(hit["nama"], "Berkas lain")


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """A place of a finding: its part of the regulation, its name, who is concerned there.

    *anchor* is where it stands in the readable form, "" where it has no place; *back* is the
    finding's own anchor, *quote* what is meant with what stands around it, None for no text;
    *says* is what its action is about, "" where it is in none.
    """

    back: str
    section: str
    name: str
    offices: tuple[str, ...] = ()
    anchor: str = ""
    quote: Quote | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a place is: its location, and the line, column and length of the words meant."""

    location: Location
    words: str
    extent: tuple[int, int, int] | None


class FindingSheets:
    """The sheets in which something was found, marked; *found* has each finding's places.

    The first place of a finding is its own, the others are those that it compares.
    """

    def __init__(
        self, regulation: Regulation | None, findings: Sequence[Finding], source: Source
    ) -> None:
        spots = [list(_spots(finding, source)) for finding in findings]
        sheets = list(_readable(regulation)) if regulation else []
        self._index = Index(sheets)
        self._by_line = list(self._line_sheets(spots, source))
        self._lines = Index(self._by_line)
        self._sheet_of = {
            id(row): sheet for sheet in (*sheets, *self._by_line) for row in sheet.rows
        }
        self._anchored = 0
        names = _anchors(findings)
        self.found = [
            (finding, [self._place(name, spot) for spot in group])
            for finding, name, group in zip(findings, names, spots, strict=True)
        ]
        everything = (*sheets, *self._by_line)
        self.sheets = [item for item in everything if any(row.findings for row in item.rows)]

    def _line_sheets(self, spots: Iterable[Sequence[_Spot]], source: Source) -> Iterator[Sheet]:
        """The files of places that no readable sheet has, line by line."""
        wanted: dict[str, list[int]] = {}
        for spot in (spot for group in spots for spot in group):
            file = spot.location.file
            if spot.location.line and self._index.find(spot.location) is None and source(file):
                lines = wanted.setdefault(file, [])
                lines.append(spot.extent[0] if spot.extent else spot.location.line)
        for file, lines in wanted.items():
            yield line_sheet(file, section_of(file), source(file), lines)

    def _place(self, back: str, spot: _Spot) -> FindingPlace:
        section = section_of(spot.location.file)
        hit = self._index.find(spot.location) or self._line(spot)
        if hit is None:
            return FindingPlace(back, section, spot.location.file or section)
        row, parts = hit
        if not row.anchor:
            self._anchored += 1
            row.anchor = f"naskah-{self._anchored}"
        if back not in row.findings:
            row.findings.append(back)
        sheet = self._sheet_of[id(row)]
        name = sheet.name
        if row.name:
            name += f", baris {row.name}" if sheet.kind == "berkas" else f", {row.name}"
        told = None
        if sheet.kind != "berkas":
            for part in parts:
                part.mark(spot.words)
            told = quote(sheet, row, parts[0], spot.words) if parts else None
        return FindingPlace(back, section, name, row.offices, row.anchor, told, row.says)

    def _line(self, spot: _Spot) -> tuple[SheetRow, list[SheetPart]] | None:
        """The line of *spot* in a file shown line by line, its words marked there."""
        line, column, length = spot.extent or (spot.location.line, 1, 0)
        hit = self._lines.find(Location(spot.location.file, line))
        if hit is not None and length:
            hit[1][0].marks.append((column - 1, column - 1 + length))
        return hit


def _readable(regulation: Regulation) -> Iterator[Sheet]:
    yield body_sheet(regulation.peraturan)
    for naskah in regulation.naskah:
        yield from text_sheets(naskah, regulation.perangkat_daerah)
    for lampiran in regulation.lampiran:
        yield plan_sheet(lampiran, regulation.perangkat_daerah)


def _spots(finding: Finding, source: Source) -> Iterator[_Spot]:
    yield _Spot(finding.location, finding.excerpt, locate(finding, source))
    for occurrence in finding.occurrences:
        yield _Spot(occurrence.location, occurrence.value, extent(occurrence.location, source))


def _anchors(findings: Iterable[Finding]) -> Iterator[str]:
    """A name for each finding that lasts from run to run: its rule and kode, counted if needed."""
    taken: Counter[str] = Counter()
    for finding in findings:
        words = re.findall(r"\w+", f"{finding.code} {finding.kode}".casefold())
        name = "-".join(("temuan", *words))
        taken[name] += 1
        yield f"{name}-{taken[name]}" if taken[name] > 1 else name
