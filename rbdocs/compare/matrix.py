"""The matriks persandingan: one row for each provision or action that a reader finds changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rbdocs.compare.change import Change, ChangeKind
from rbdocs.compare.units import Gathered, gather, listed
from rbdocs.files import FileProblem, Project
from rbdocs.model.finding import Finding
from rbdocs.model.kosakata import ComparedPiece, Presence, compare_words
from rbdocs.model.plan_columns import Cell, Merge
from rbdocs.word.door import fill_template, load_template, read_template, warnings
from rbdocs.word.marks import apply_styles, marked_words
from rbdocs.word.package import write_package
from rbdocs.word.problems import Notes, TemplateProblem, parse_xml
from rbdocs.word.running_text import StyleNames
from rbdocs.word.template import fill
from rbdocs.word.values import Table
from rbdocs.word.xml import DOCUMENT, serialise

_SHORT = 24  # letters: cells as short as that stand side by side on a line
_EMPTY = ComparedPiece(Presence.SAME, "(kosong)")
_UNSAID = ("Kalimat", "Teks")
_BESIDE, _BELOW = " · ", "\n"
TEMPLATE = "matriks.docx"
_COLUMNS = ("no", "letak", "semula", "menjadi", "keterangan")
_MISSING = (
    "perulangan baris matriks tidak ditemukan",
    "Tulis {%tr for b in baris %}, satu baris contoh dengan {{ b.semula }} dan {{ b.menjadi }}, "
    "lalu {%tr endfor %}, masing-masing dalam satu baris tabel.",
)
_STYLE = {Presence.REMOVED: "Kata Dihapus", Presence.ADDED: "Kata Ditambah"}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row: where, the old text and the new one in pieces, and what is to be said of it."""

    place: str
    old: tuple[ComparedPiece, ...]
    new: tuple[ComparedPiece, ...]
    remark: str
    changes: tuple[Change, ...]


def matrix_rows(changes: Sequence[Change]) -> list[MatrixRow]:
    """Return the rows of *changes*, each of which is in one of them; what no document shows is not.

    Sentences on what follows are told once, with the first row that they follow from.
    """
    return [_row(item) for item in gather(change for change in changes if change.printed)]


def other_rows(changes: Sequence[Change]) -> list[MatrixRow]:
    """Return the rows of what no document shows: registers, notes, settings."""
    return [_row(item) for item in gather(change for change in changes if not change.printed)]


def _row(gathered: Gathered) -> MatrixRow:
    unit, changes = gathered.unit, gathered.changes
    return MatrixRow(
        "\n".join(filter(None, (unit.place, unit.says))),
        *sides_of(changes),
        "\n".join((*gathered.remarks(), *gathered.follows)),
        changes,
    )


def sides_of(
    changes: Sequence[Change],
) -> tuple[tuple[ComparedPiece, ...], tuple[ComparedPiece, ...]]:
    """Return the old and the new texts of *changes*, which belong together, as two cells."""
    return tuple(_side(changes, Presence.REMOVED)), tuple(_side(changes, Presence.ADDED))


def pieces_of(change: Change) -> list[ComparedPiece]:
    """Return the words of *change*: those that stayed, were removed, or were added."""
    if (
        change.kind in (ChangeKind.CHANGED, ChangeKind.REWRITTEN, ChangeKind.RENAMED)
        and not change.renumbers
    ):
        return compare_words(change.old, change.new)
    both = ((Presence.REMOVED, change.old), (Presence.ADDED, change.new))
    return [ComparedPiece(part, _printed(text)) for part, text in both if text]


def _printed(text: str) -> str:
    """What was added or removed, without the name of its one field where it says nothing."""
    name, _, rest = text.partition(": ")
    return rest if name in _UNSAID and "\n" not in text else text


def _side(changes: Iterable[Change], side: Presence) -> Iterator[ComparedPiece]:
    """The texts of *changes* on one side, each after its label; short ones on one line."""
    before = False
    runs = groupby(
        (item for item in changes if _has(item, side)),
        key=lambda item: _on_side(item, side) if _short(item) else item,
    )
    for number, run in enumerate(list(item) for _, item in runs):
        pieces = _on_side(run[0], side)
        pieces = [ComparedPiece(part, beside(text)) for part, text in pieces] or [_EMPTY]
        if run[0].label:  # cells that say the same say it once
            label = f"{listed([item.label for item in run])}: "
            pieces.insert(0, ComparedPiece(Presence.SAME, label))
        if number:
            yield ComparedPiece(Presence.SAME, _BESIDE if before and _short(run[0]) else _BELOW)
        before = _short(run[0])
        yield from pieces


def _on_side(change: Change, side: Presence) -> list[ComparedPiece]:
    return [piece for piece in pieces_of(change) if piece.part in (side, Presence.SAME)]


def _short(change: Change) -> bool:
    """Whether *change* is about a cell with few letters, such as a quarter."""
    texts = change.old, change.new
    return bool(change.label) and all(
        len(change.label) + len(text) <= _SHORT and "\n" not in text for text in texts
    )


def _has(change: Change, side: Presence) -> bool:
    """Whether *change* has a text on *side*: what was added had none, what was emptied has none."""
    missing = ChangeKind.ADDED if side is Presence.REMOVED else ChangeKind.REMOVED
    return change.kind is not missing


def beside(text: str) -> str:
    """Return *text* with short lines that follow each other put on one, as cells of a row are.

    >>> beside("Satuan: Perbup\\nTW 1: -\\nTW 2: 4")
    'Satuan: Perbup · TW 1: - · TW 2: 4'
    """
    text = text.replace("\t", "|")  # between the cells of a row in a Word file
    lines = text.split("\n")
    if len(lines) < 3:
        return text
    groups = groupby(lines, key=lambda line: 0 < len(line) <= _SHORT and ": " in line)
    return "\n".join((_BESIDE if short else _BELOW).join(group) for short, group in groups)


def matrix_document(project: Project, heading: dict[str, str], rows: Sequence[MatrixRow]) -> bytes:
    """Return the Word document of *rows*; *heading* fills the template's single fields.

    Raises FileProblem that lists every mistake in the template.
    """
    path = project.templates / TEMPLATE
    try:
        template = load_template(project, path)
        return fill_template(template, lambda item: _compose(item, heading, rows))
    except TemplateProblem as problem:
        lines = [
            ": ".join(
                filter(
                    None, (project.show(path), mistake.tempat, f"{mistake.sentence} {mistake.hint}")
                )
            )
            for mistake in problem.mistakes
        ]
        raise FileProblem("\n".join(lines)) from problem


def matrix_warnings(project: Project) -> list[Finding]:
    """Return what was taken out of the template of a matrix that was made."""
    path = project.templates / TEMPLATE
    return warnings(project.show(path), load_template(project, path))


def _compose(template: bytes, heading: dict[str, str], rows: Sequence[MatrixRow]) -> bytes:
    parts, notes = read_template(template), Notes()
    styles = StyleNames(parts, notes)
    looks = {part: styles.character(name) for part, name in _STYLE.items()}
    table = Table(_COLUMNS, lambda: _cells(rows))
    filled = fill(parts, {**heading, "baris": table}, notes, {"baris": _MISSING})
    root = parse_xml(filled[DOCUMENT], DOCUMENT)
    apply_styles(root, looks)
    filled[DOCUMENT] = serialise(root)
    return write_package(filled)


def _cells(rows: Sequence[MatrixRow]) -> Iterator[tuple[list[Cell], None]]:
    for number, row in enumerate(rows, start=1):
        texts = (str(number), row.place, marked_words(row.old), marked_words(row.new), row.remark)
        yield [Cell(text, Merge.NONE) for text in texts], None
