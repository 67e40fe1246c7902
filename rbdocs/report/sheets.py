"""The sources as a reader knows them, rows of tables and paragraphs, in which findings are marked.

A sheet is one table or one text. Each piece of it knows where in the sources it stands, so that a
finding, which names a place in a file, is found again as a cell or a paragraph.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rbdocs.model.finding import Location
from rbdocs.model.kosakata import find_words
from rbdocs.model.node import Node
from rbdocs.model.plan import ActionRow, PlanRow, groups, plan_rows, rows
from rbdocs.model.plan_columns import Cell, Column, Merge
from rbdocs.model.plan_tree import LampiranRencana, PlanNode, RencanaAksi
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.model.table import OFFICES

Names = Iterable[str]
_QUOTED = 120  # letters quoted before and after what is meant
_LONG = 200  # letters from which a piece is a paragraph, in which marking all shows nothing
Mark = tuple[int, int] | None  # from where to where in a piece; None is the whole of it
_NOWHERE = Location("")


@dataclass(slots=True)
class SheetPart:
    """A piece of text with its place; *marks* are what findings are about in it.

    A *hidden* piece shows nothing: another one, whose list of marks it shares, is marked for it.
    """

    text: str
    location: Location | None = None
    marks: list[Mark] = field(default_factory=list)
    hidden: bool = False

    def mark(self, words: str) -> None:
        """Mark *words*; where they are not in it the whole piece, unless it is long."""
        start = find_words(self.text, words) if words else -1
        if start >= 0:
            self.marks.append((start, start + len(words)))
        elif len(self.text) < _LONG:
            self.marks.append(None)

    def also(self, location: Location) -> SheetPart:
        """Return the hidden piece at *location* for which this one is marked."""
        return SheetPart("", location, self.marks, hidden=True)

    def pieces(self) -> list[tuple[str, bool]]:
        """Return the text cut into pieces, each with whether it is marked."""
        if self.hidden:
            return []
        if None in self.marks:
            return [(self.text or "(kosong)", True)]
        inside = [False] * len(self.text)
        for start, end in (mark for mark in self.marks if mark is not None):
            for index in range(start, min(end, len(inside))):
                inside[index] = True
        return [("".join(group), marked) for marked, group in _runs(self.text, inside)]


def _runs(text: str, inside: list[bool]) -> Iterator[tuple[bool, list[str]]]:
    group: list[str] = []
    for index, letter in enumerate(text):
        if group and inside[index] is not inside[index - 1]:
            yield inside[index - 1], group
            group = []
        group.append(letter)
    if group:
        yield inside[-1], group


@dataclass(slots=True)
class SheetRow:
    """A row or paragraph: its cells, each of several parts; *kind* says how it looks.

    *name* is what it is called beside it (a kode, a line's number), *says* what an action is about,
    *start* and *end* the lines
    that it takes in its file, *offices* who is concerned. *findings* are the anchors of those who
    point here. *spans* says over how many rows each cell goes, 0 for one that carries on from
    above; without it each goes over one.
    """

    cells: list[list[SheetPart]]
    start: Location
    end: int
    kind: str = "baris"
    name: str = ""
    offices: tuple[str, ...] = ()
    anchor: str = ""
    findings: list[str] = field(default_factory=list)
    spans: list[int] = field(default_factory=list)
    says: str = ""

    def spanned(self) -> list[tuple[list[SheetPart], int]]:
        """Return the cells that begin in this row, each with the rows that it goes over."""
        spans = self.spans or [1] * len(self.cells)
        return [(cell, span) for cell, span in zip(self.cells, spans, strict=True) if span]


@dataclass(slots=True)
class Sheet:
    """One table or text: its *title*, the Lampiran it belongs to, its column titles and rows.

    *name* is what a sentence calls it.
    """

    title: str
    name: str
    section: str
    head: tuple[str, ...]
    rows: list[SheetRow]
    kind: str = "tabel"


Quote = tuple[str, str, str]  # a piece of text in three: before what is meant, that, and after it


def quote(sheet: Sheet, row: SheetRow, part: SheetPart, words: str) -> Quote:
    """Return *words* as they stand in *part* of *row*, with the title of their column before."""
    shown, label = part, ""
    for index, cell in enumerate(row.cells):
        for before, item in zip((None, *cell), cell, strict=False):
            if item.marks is part.marks and not item.hidden:
                shown = item
                if len(row.cells) > 1 and sheet.head:
                    label = sheet.head[index]
                elif before is not None and before.location is None:
                    label = before.text.strip(" ·:")
    start = max(find_words(shown.text, words), 0)
    end = start + len(words) if words and words in shown.text else len(shown.text)
    begin = max(start - _QUOTED, 0)
    until = min(end + _QUOTED, len(shown.text))
    before_it = f"{'…' if begin else ''}{shown.text[begin:start]}"
    after_it = f"{shown.text[end:until]}{'…' if until < len(shown.text) else ''}"
    return f"{label}: {before_it}" if label else before_it, shown.text[start:end], after_it


def row_of(
    node: Node,
    cells: list[list[SheetPart]],
    kind: str = "baris",
    name: str = "",
    offices: Names = (),
) -> SheetRow:
    """Return the row that the record *node* makes, from its first line to its last."""
    start = node.location()
    lines = [
        part.location.line
        for cell in cells
        for part in cell
        if part.location is not None and part.location.file == start.file
    ]
    first, last = min([start.line, *lines]), max([start.line, *lines])
    return SheetRow(cells, Location(start.file, first), last, kind, name, tuple(offices))


class Index:
    """Finds the row, and the piece in it, that stand at a place in the sources."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._parts: dict[Location, list[tuple[SheetRow, SheetPart]]] = {}
        by_file: dict[str, list[SheetRow]] = {}
        for sheet in sheets:
            for row in sheet.rows:
                by_file.setdefault(row.start.file, []).append(row)
                for part in (part for cell in row.cells for part in cell):
                    if part.location is not None:
                        self._parts.setdefault(part.location, []).append((row, part))
        self._rows = {
            file: sorted(rows, key=lambda row: row.start.line) for file, rows in by_file.items()
        }
        self._starts = {file: [row.start.line for row in rows] for file, rows in self._rows.items()}

    def find(self, location: Location) -> tuple[SheetRow, list[SheetPart]] | None:
        """Return the row at *location* with the pieces that are meant; None where none is."""
        exact = self._parts.get(location)
        if exact:
            return exact[0][0], [part for row, part in exact if row is exact[0][0]]
        rows = self._rows.get(location.file, [])
        if not rows:
            return None
        number = bisect_right(self._starts[location.file], location.line)
        row = rows[number - 1] if number else None
        if row is None or not row.start.line <= location.line <= row.end:
            return None
        return row, []


def plan_sheet(lampiran: LampiranRencana, offices: DaftarPerangkatDaerah) -> Sheet:
    """Return the table of *lampiran* as it is printed; the kode, which is not, stands first."""
    name = f"Lampiran {lampiran.lampiran}"
    head = ("Kode", *(column.title_within for column in lampiran.layout.columns))
    title = f"{name}: {' '.join(lampiran.judul.split())}"
    actions = {
        id(baris.aksi): (" ".join(baris.uraian.plain.split()), _concerned(baris, offices))
        for group in groups([lampiran])
        for baris in rows(group)
    }
    listing = [_row(row, actions) for row in plan_rows(lampiran)]
    _span(listing)
    return Sheet(title, name, name, head, [_heading(lampiran), *listing])


def _heading(lampiran: LampiranRencana) -> SheetRow:
    title = SheetPart(" ".join(lampiran.judul.split()), lampiran.location("judul"))
    parts = [title, title.also(lampiran.location("tahun"))]
    if lampiran.tentang is not None:
        parts.append(SheetPart(lampiran.tentang, lampiran.location("tentang")))
    return row_of(lampiran, [parts], "kepala")


def _row(row: PlanRow, actions: dict[int, tuple[str, tuple[str, ...]]]) -> SheetRow:
    """A printed row; the first of an action takes in the lines of the action in its file.

    The records around the action are found by their own cells, and are in no row's lines.
    """
    aksi, first = row.aksi, row.address is None or row.address.row == 1
    kode = SheetPart(row.kode, aksi.location("kode")) if first and aksi else SheetPart("")
    cells = [[kode], *_cells(row.columns, row.cells)]
    spans = [int(first), *(int(cell.merge is not Merge.CONTINUED) for cell in row.cells)]
    if aksi is None:  # sums rows above it, and stands in no source
        return SheetRow(cells, _NOWHERE, 0, spans=spans)
    place = aksi.location()
    lines = [place.line, *_lines(row.cells, aksi)]
    start = Location(place.file, place.line if first else max(lines))
    says, offices = actions.get(id(aksi), ("", ()))
    return SheetRow(cells, start, max(lines), "baris", aksi.kode, offices, spans=spans, says=says)


def _lines(cells: Sequence[Cell], aksi: RencanaAksi) -> Iterator[int]:
    own = {id(node) for node in (aksi, *(aksi.sub_kegiatan or ()))}
    for cell in cells:
        if cell.node is not None and id(cell.node) in own:
            yield cell.node.location(*cell.path).line


def _cells(columns: Sequence[Column], cells: Sequence[Cell]) -> Iterator[list[SheetPart]]:
    told: set[int] = set()
    for column, cell in zip(columns, cells, strict=True):
        node = cell.node
        text = getattr(cell.content, "plain", str(cell.content))
        if cell.merge is Merge.CONTINUED or node is None:
            yield [SheetPart(text)]
            continue
        part = SheetPart(text, node.location(*cell.path))
        others = [] if id(node) in told else list(_of_record(column, node))
        told.add(id(node))
        if len(cell.path) > 1 and cell.path[1] == 0:  # all periods: the first is marked
            others.append(node.location(cell.path[0]))
        yield [part, *map(part.also, others)]


def _of_record(column: Column, node: Node) -> Iterator[Location]:
    """The places of a record around the action that no cell prints: its first cell is marked."""
    if isinstance(column.level, int) and isinstance(node, PlanNode):
        yield node.location()
        if "acuan" in type(node).model_fields:
            yield node.location("acuan")


def _span(listing: Sequence[SheetRow]) -> None:
    """Give every cell the number of rows that it goes over."""
    for column in range(len(listing[0].spans) if listing else 0):
        top = listing[0]
        for row in listing[1:]:
            if row.spans[column]:
                top = row
            else:
                top.spans[column] += 1


def _concerned(baris: ActionRow, offices: DaftarPerangkatDaerah) -> tuple[str, ...]:
    named = [
        getattr(node, field)
        for node in (baris, *(baris.aksi.sub_kegiatan or ()))
        for field in OFFICES
    ]
    return tuple(office.singkat for office in offices.offices(filter(None, named)).values())
