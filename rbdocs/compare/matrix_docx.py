"""The matriks persandingan as a Word document, from its template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbdocs.compare.matrix import MatrixRow
from rbdocs.files import FileProblem, Project
from rbdocs.model.finding import Finding
from rbdocs.model.kosakata import Presence
from rbdocs.model.plan_columns import Cell, Merge
from rbdocs.word.changed_words import apply_styles, marked_words
from rbdocs.word.door import fill_template, load_template, read_template, warnings
from rbdocs.word.package import write_package
from rbdocs.word.problems import Notes, TemplateProblem, parse_xml
from rbdocs.word.style_names import StyleNames
from rbdocs.word.template import fill
from rbdocs.word.values import Table
from rbdocs.word.xml import DOCUMENT, serialise

TEMPLATE = "matriks.docx"
_COLUMNS = ("no", "letak", "semula", "menjadi", "keterangan")
_MISSING = (
    "perulangan baris matriks tidak ditemukan",
    "Tulis {%tr for b in baris %}, satu baris contoh dengan {{ b.semula }} dan {{ b.menjadi }}, "
    "lalu {%tr endfor %}, masing-masing dalam satu baris tabel.",
)
_STYLE = {Presence.REMOVED: "Kata Dihapus", Presence.ADDED: "Kata Ditambah"}


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
