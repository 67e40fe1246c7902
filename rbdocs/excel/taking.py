"""Answers are tried on a copy, recorded in jawaban.yaml, and sent back where they are wrong."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from rbdocs.check.engine import check
from rbdocs.edition import Edition
from rbdocs.excel.asked import Answered, AnswerProblem
from rbdocs.files import Project
from rbdocs.locking import sources_copied
from rbdocs.model.finding import Finding
from rbdocs.model.regulation import Regulation
from rbdocs.report.book import RED
from rbdocs.sources.edit_yaml import quoted
from rbdocs.sources.set_values import YamlEdit, as_item
from rbdocs.sources.year import load_year

_STILL_TO_COME = "ISI"  # what a draft lacks is no fault of an answer


@dataclass(slots=True)
class Tried:
    """What came of a try: the year with the answers in it, None where it cannot be read.

    *findings* are what the rules say of it then; *unreadable* why it cannot be read.
    """

    regulation: Regulation | None
    findings: list[Finding] = field(default_factory=list)
    unreadable: list[Finding] = field(default_factory=list)


def attempt(project: Project, tahun: Edition, contents: Mapping[str, bytes]) -> Tried:
    """Return what the sources of *tahun* say with *contents*, by file name, instead of theirs."""
    with sources_copied(project) as copy:
        for file, content in contents.items():
            path = copy.root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        loaded = load_year(copy, tahun)
        if loaded.regulation is None:
            return Tried(None, unreadable=[f for f in loaded.findings if f.blocks])
        found = [*loaded.findings, *check(loaded.regulation)]
    told = [
        finding
        for finding in found
        if finding.waiver is None and not finding.code.startswith(_STILL_TO_COME)
    ]
    return Tried(loaded.regulation, told)


NAME = "jawaban.yaml"
_HEAD = """\
# Jawaban perangkat daerah yang sudah diambil ke sumber, ditulis oleh: build.py terima --terapkan.
# sidik: SHA-256 berkasnya; isian: yang diambil, menurut baris dan kolom; catatan: tulisan di kolom
# Catatan, untuk dibaca perancang.
jawaban:
"""


def recorded(path: Path, files: Iterable[Answered], day: str) -> tuple[bytes | None, bytes]:
    """Return what the record at *path* holds, None for no record, and with *files* added.

    *day* says when they came.
    """
    before = path.read_bytes() if path.exists() else None
    items = [_item(file, day) for file in files]
    if before is None:
        text = _HEAD + "".join(f"{as_item(item, '  ')}\n" for item in items)
        return None, text.encode()
    edit = YamlEdit(before)
    for item in items:
        edit.append(("jawaban",), item)
    return before, edit.result()


def _item(file: Answered, day: str) -> str:
    lines = [
        f"perangkat_daerah: {quoted(file.office)}",
        f"berkas: {quoted(file.file)}",
        f"sidik: {quoted(file.digest)}",
        f"diterima: {quoted(day)}",
    ]
    if file.person:
        lines.append(f"oleh: {quoted(file.person)}")
    if file.triwulan:
        lines.append(f"triwulan: {file.triwulan}")
    values = {f"{a.slot.row}.{a.slot.key}": a.new for a in file.answers}
    for name, entries in (("isian", values), ("catatan", file.notes)):
        if entries:
            lines.append(f"{name}:")
            lines += [f"  {quoted(key)}: {quoted(text)}" for key, text in entries.items()]
    return "\n".join(lines)


_AUTHOR = "Pemeriksaan"
_WIDTH, _HEIGHT = 320, 120  # of a note, in pixels


def marked(data: bytes, problems: Iterable[AnswerProblem]) -> bytes:
    """Return the workbook *data* with each of *problems* as a note on its red cell.

    What is about no cell stands in notes on the first one.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data))
    notes: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        sheet, _, coordinate = problem.place.rpartition("!")
        known = sheet in book.sheetnames and not coordinate.isdigit()
        place = (sheet, coordinate) if known else (book.sheetnames[0], "B4")
        notes.setdefault(place, []).append(problem.message)
    for (sheet, coordinate), messages in notes.items():
        cell = book[sheet][coordinate]
        if not isinstance(cell, Cell):
            continue
        cell.fill = PatternFill("solid", fgColor=RED)
        comment = Comment("\n".join(messages), _AUTHOR)
        comment.width, comment.height = _WIDTH, _HEIGHT * len(messages)
        cell.comment = comment
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
