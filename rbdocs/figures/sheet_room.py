"""How much room texts need in a sheet: columns so wide that words stay whole, rows so high.

No program finds the height of a row of merged or wrapped cells alone; Excel does not when it opens
a file that another program wrote. So texts are measured, in the typeface of the project, which is
as wide as the font of all workbooks.
"""

from __future__ import annotations

from rbdocs.figures.typeface import DrawingProblem, Typeface, load_typeface
from rbdocs.files import FileProblem, Project

# On every Windows and Mac; elsewhere Liberation Sans or Nimbus Sans stand for it, equally wide.
FONT = "Arial"
# Of a column's width: in digits of the normal font, 7 pixels each at 9 and at 10 points, of which
# 5 pixels in all are the cell's sides (ECMA-376, 18.3.1.13); a pixel is 1/96 inch.
DIGIT, _PIXEL, _SIDES = 7, 0.75, 5
_SLACK = 0.97  # programs round the widths of letters
# Before a number's format: the grouping of Indonesian, whatever the reader's own language.
# LibreOffice follows it; Excel has always that of the computer.
INDONESIAN = "[$-421]"


class SheetRoom:
    """Measures texts for sheets: widths of columns in their units, heights in points."""

    def __init__(self, typeface: Typeface) -> None:
        self._typeface = typeface

    @classmethod
    def of(cls, project: Project) -> SheetRoom:
        """Return what measures in the typeface of *project*. Raises FileProblem without it."""
        try:
            return cls(load_typeface(project))
        except DrawingProblem as problem:
            raise FileProblem(f"{problem.file}: {problem.message}. {problem.hint}") from problem

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide a column must be for no word of *text* to be broken."""
        words = (self._typeface.width(word, size, bold=bold) for word in text.split())
        longest = max(words, default=0.0)
        return (longest / _SLACK / _PIXEL + _SIDES) / DIGIT

    def height(self, text: str, width: float, size: float, *, bold: bool = False) -> float:
        """Return how high the lines are that *text* takes in a column of *width*."""
        room = max((width * DIGIT - _SIDES) * _PIXEL * _SLACK, size)
        lines = text.split("\n")
        return sum(self._lines(line, room, size, bold) for line in lines) * line_height(size)

    def _lines(self, line: str, room: float, size: float, bold: bool) -> int:
        count, filled = 1, 0.0
        space = self._typeface.width(" ", size, bold=bold)
        for word in line.split(" "):
            width = self._typeface.width(word, size, bold=bold)
            if filled and filled + space + width > room:
                count, filled = count + 1, 0.0
            elif filled:
                filled += space
            filled += width
            if filled > room:  # a word longer than the column is broken where it ends
                more = int(filled // room)
                count, filled = count + more, filled - more * room
        return count


def line_height(size: float) -> float:
    """Return how far apart Excel sets lines of *size*: 11.25, 12 and 13 points at 8, 9 and 10."""
    return 1.1 * size + 2.4
