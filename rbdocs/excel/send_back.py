"""An answered form with what is wrong in it: red cells with notes, to be sent back."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from rbdocs.excel.answers import AnswerProblem
from rbdocs.excel.book import RED

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
