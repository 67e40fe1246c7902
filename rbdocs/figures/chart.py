"""The chart of an evaluation as a picture: a bar for each quarter, an axis, a line at the goal.

The values printed are those given, rounded to two decimals, in Indonesian form; a screen reader is
told every one. Own code on the project's typeface and template ``templates/grafik.svg``, for the
libraries looked at do not do it: pygal 3.1 writes today's date and a random id into every chart,
leather does not measure its labels, and neither tells a screen reader a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rbdocs.figures.series import Chart, Series, format_value
from rbdocs.figures.shapes import Drawing, Frame, Line, Stroke, StyledRun, Words
from rbdocs.figures.svg import fill, pixels, rasterise
from rbdocs.figures.typeface import FAMILY, Typeface, load_typeface
from rbdocs.figures.wrap import Wrapper
from rbdocs.files import Project
from rbdocs.model.figure import PRINTED_WIDTH
from rbdocs.model.values import Text

TEMPLATE = "grafik.svg"
_SIZE = 3.0  # millimetres, 8.5 points
_LINE = 1.22 * _SIZE
_CAPITAL = 0.72 * _SIZE
_EDGE = 1.0
_GAP = 1.2  # between a bar and its name, the axis and its numbers
_BETWEEN = 2.6  # between the bars of one name and those of the next
_TALL = 45.0  # how high the tallest bar is
_WIDEST = 14.0  # a bar


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its frame, what it says, and which of the template's looks it has."""

    frame: Frame
    said: str
    series: int = 0


def chart_png(project: Project, chart: Chart, goal: int) -> bytes:
    """Return *chart*, of one series of numbers from 0 on, as PNG with a line at *goal*.

    It is PRINTED_WIDTH millimetres wide at 300 pixels an inch. Raises DrawingProblem where the
    template or the typeface cannot be used.
    """
    svg, shown = chart_svg(project, chart, goal), f"templates/{TEMPLATE}"
    return rasterise(svg, load_typeface(project), pixels(PRINTED_WIDTH), shown=shown)


def chart_svg(project: Project, chart: Chart, goal: int) -> str:
    """Return *chart* as ``chart_png`` draws it. Raises DrawingProblem."""
    drawing, bars = lay_out_chart(chart, goal, load_typeface(project))
    return fill(
        project,
        TEMPLATE,
        uraian=chart.description(),
        huruf=FAMILY,
        lebar=drawing.width,
        tinggi=drawing.height,
        batang=bars,
        garis=drawing.strokes,
        teks=drawing.words,
        ukur=False,  # asked for by templates that were taken over before
    )


def lay_out_chart(chart: Chart, goal: int, typeface: Typeface) -> tuple[Drawing, list[Bar]]:
    """Return the drawing of *chart* but for its bars, and its bars."""
    layout = _Layout(chart, goal, typeface)
    top = layout.title()
    if chart.empty:
        layout.word("Tidak ada data.", _EDGE, top + _LINE / 2, "start")
        layout.drawing.height = top + _LINE + _EDGE
    else:
        layout.drawing.height = layout.standing(top) + _EDGE
    return layout.drawing, layout.bars


class _Layout:
    def __init__(self, chart: Chart, goal: int, typeface: Typeface) -> None:
        self._chart, self._goal = chart, goal
        self._series: Series = chart.series[0]
        self._wrapper = Wrapper(typeface, _SIZE)
        self.drawing = Drawing(PRINTED_WIDTH)
        self.bars: list[Bar] = []
        values = [float(value) for value in self._series.values if value is not None]
        self._top = max([float(goal), *values])

    def title(self) -> float:
        """Put the title, and return where the rest begins."""
        y, room = _EDGE, PRINTED_WIDTH - 2 * _EDGE
        title = Text.dari(self._chart.full_title)
        for line in self._wrapper.lines(title, room, bold=True, even=False):
            self.word(line, _EDGE, y + _LINE / 2, "start")
            y += _LINE
        return y + _BETWEEN

    def standing(self, top: float) -> float:
        """Draw the bars, one name beside the other, below *top*, and return where they end."""
        ticks = self._ticks()
        left = _EDGE + max(self._width(format_value(tick)) for tick in ticks) + 3 * _GAP
        slot = (PRINTED_WIDTH - _EDGE - left) / len(self._chart.labels)
        names = [self._wrapper.lines(Text.dari(text), slot - _GAP) for text in self._chart.labels]
        thick = min(slot - _BETWEEN, _WIDEST)
        scale, floor = _TALL / self._top, top + _LINE + _GAP + _TALL
        self._axis(ticks, left, floor, scale)
        for index, value in enumerate(self._series.values):
            middle, told = left + (index + 0.5) * slot, self._series.told(index)
            tall = max(float(value or 0), 0.0) * scale
            if tall:
                label = ", ".join(filter(None, (self._chart.labels[index], self._series.name)))
                frame = Frame(middle - thick / 2, floor - tall, thick, tall)
                self.bars.append(Bar(frame, f"{label}: {told}"))
            self.word(told, middle, floor - tall - _LINE / 2 - 0.4, "middle")
        self._goal_line(left, floor - self._goal * scale)
        for index, lines in enumerate(names):
            for number, line in enumerate(lines):
                y = floor + _GAP + (number + 0.5) * _LINE
                self.word(line, left + (index + 0.5) * slot, y, "middle")
        self._stroke((left, floor), (PRINTED_WIDTH - _EDGE, floor))
        return floor + _GAP + max(map(len, names)) * _LINE

    def _ticks(self) -> list[Decimal]:
        """The numbers beside the axis: quarters of the goal where they have room."""
        parts = 4 if self._goal / self._top * _TALL > 4 * _LINE else 1
        return [Decimal(self._goal) * part / parts for part in range(parts + 1)]

    def _axis(self, ticks: list[Decimal], left: float, floor: float, scale: float) -> None:
        """Draw the axis up to the goal or the tallest bar, with its numbers."""
        below = floor + _LINE  # of the last number, which has this much room
        for tick in ticks:
            y = floor - float(tick) * scale
            self._stroke((left - _GAP, y), (left, y))
            if below - y >= _LINE:
                self.word(format_value(tick), left - 2 * _GAP, y, "end")
                below = y
        self._stroke((left, floor - self._top * scale), (left, floor))

    def _goal_line(self, left: float, y: float) -> None:
        """Draw the line at the goal, not through the value of a bar that nearly reaches it."""
        crossed = [
            word
            for word in self.drawing.words
            if word.anchor == "middle" and word.y - _LINE < y < word.y + 0.3 * _LINE
        ]
        start = left
        for word in sorted(crossed, key=lambda word: word.x):
            self._stroke((start, y), (word.x - word.width / 2 - 0.5, y), dashed=True)
            start = word.x + word.width / 2 + 0.5
        self._stroke((start, y), (PRINTED_WIDTH - _EDGE, y), dashed=True)

    def _stroke(
        self, start: tuple[float, float], end: tuple[float, float], *, dashed: bool = False
    ) -> None:
        self.drawing.strokes.append(Stroke((start, end), dashed=dashed))

    def _width(self, text: str) -> float:
        return self._wrapper.width((StyledRun(text),))

    def word(
        self, text: str | Line, x: float, middle: float, anchor: Literal["start", "middle", "end"]
    ) -> None:
        """Put *text* at *x*, its capitals around *middle*."""
        line = (StyledRun(text),) if isinstance(text, str) else text
        width = self._wrapper.width(line)
        self.drawing.words.append(
            Words(line, x, middle + _CAPITAL / 2, anchor, "teks", _SIZE, width)
        )
