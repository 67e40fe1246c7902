"""The matriks persandingan as a Word document, from its template."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from lxml import etree

from rbdocs.compare.matrix import MatrixRow
from rbdocs.compare.words import Part, Piece
from rbdocs.files import FileProblem, Project
from rbdocs.model.cell import Cell, Merge
from rbdocs.model.finding import Finding
from rbdocs.word.door import fill_template, load_template, read_template, warnings
from rbdocs.word.package import write_package
from rbdocs.word.problems import Notes, TemplateProblem, parse_xml
from rbdocs.word.style_names import Styles
from rbdocs.word.template import fill
from rbdocs.word.values import Table
from rbdocs.word.xml import DOCUMENT, W, serialise

TEMPLATE = "matriks.docx"
_COLUMNS = ("no", "letak", "semula", "menjadi", "keterangan")
_MISSING = (
    "perulangan baris matriks tidak ditemukan",
    "Tulis {%tr for b in baris %}, satu baris contoh dengan {{ b.semula }} dan {{ b.menjadi }}, "
    "lalu {%tr endfor %}, masing-masing dalam satu baris tabel.",
)
# Private-use characters, which no source may hold: where a changed word begins and ends.
_BEGIN = {Part.REMOVED: "\ue021", Part.ADDED: "\ue022"}
_END = "\ue023"
_PART = {sign: part for part, sign in _BEGIN.items()}
_STYLE = {Part.REMOVED: "Kata Dihapus", Part.ADDED: "Kata Ditambah"}


def matrix_document(project: Project, heading: dict[str, str], rows: Sequence[MatrixRow]) -> bytes:
    """Return the Word document of *rows*; *heading* fills the template's single fields.

    Raises FileProblem that lists every mistake in the template.
    """
    path = project.templates / TEMPLATE
    try:
        template = load_template(project, path)
        return fill_template(template, lambda one: _compose(one, heading, rows))
    except TemplateProblem as problem:
        lines = [
            ": ".join(filter(None, (project.show(path), one.tempat, f"{one.sentence} {one.hint}")))
            for one in problem.mistakes
        ]
        raise FileProblem("\n".join(lines)) from problem


def matrix_warnings(project: Project) -> list[Finding]:
    """Return what was taken out of the template of a matrix that was made."""
    path = project.templates / TEMPLATE
    return warnings(project.show(path), load_template(project, path))


def _compose(template: bytes, heading: dict[str, str], rows: Sequence[MatrixRow]) -> bytes:
    parts, notes = read_template(template), Notes()
    styles = Styles(parts, notes)
    looks = {part: styles.character(name) for part, name in _STYLE.items()}
    table = Table(_COLUMNS, lambda: _cells(rows))
    filled = fill(parts, {**heading, "baris": table}, notes, {"baris": _MISSING})
    root = parse_xml(filled[DOCUMENT], DOCUMENT)
    for paragraph in root.iter(f"{W}p"):
        _style(paragraph, looks)
    filled[DOCUMENT] = serialise(root)
    return write_package(filled)


def _cells(rows: Sequence[MatrixRow]) -> Iterator[tuple[list[Cell], None]]:
    for number, row in enumerate(rows, start=1):
        texts = (str(number), row.place, _marked(row.old), _marked(row.new), row.remark)
        yield [Cell(text, Merge.NONE) for text in texts], None


def _marked(pieces: Sequence[Piece]) -> str:
    return "".join(
        f"{_BEGIN[part]}{text}{_END}" if part in _BEGIN else text for part, text in pieces
    )


def _style(paragraph: etree._Element, looks: dict[Part, str]) -> None:
    """Give the marked words of *paragraph* their style, and take the marks away."""
    if not any(sign in (t.text or "") for t in paragraph.iter(f"{W}t") for sign in _PART):
        return
    part: Part | None = None
    for run in paragraph.findall(f"{W}r"):
        pieces: list[tuple[Part | None, etree._Element]] = []
        for child in run:
            if child.tag != f"{W}t":
                if child.tag != f"{W}rPr":
                    pieces.append((part, child))
                continue
            for own, text in _split(child.text or "", part):
                part = own
                if text:
                    pieces.append((part, _text(text)))
        for own, element in pieces:
            run.addprevious(_run(run, element, "" if own is None else looks[own]))
        paragraph.remove(run)


def _split(text: str, part: Part | None) -> Iterator[tuple[Part | None, str]]:
    """The stretches of *text*, each with what is under way in it; the last may be empty."""
    start = 0
    for index, letter in enumerate(text):
        if letter in _PART or letter == _END:
            yield part, text[start:index]
            part, start = _PART.get(letter), index + 1
    yield part, text[start:]


def _text(text: str) -> etree._Element:
    element = etree.Element(f"{W}t")
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _run(model: etree._Element, content: etree._Element, style: str) -> etree._Element:
    """A run that looks as *model*, in the character style *style* if any, with *content*."""
    run = etree.Element(f"{W}r")
    properties = copy.deepcopy(model.find(f"{W}rPr"))
    if style:
        properties = etree.Element(f"{W}rPr") if properties is None else properties
        named = etree.Element(f"{W}rStyle")
        named.set(f"{W}val", style)
        properties.insert(0, named)
    if properties is not None:
        run.append(properties)
    run.append(copy.deepcopy(content))
    return run
