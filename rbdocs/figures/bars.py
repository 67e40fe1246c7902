"""Lay out a bar chart: title, legend, names, bars and values, none over another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rbdocs.figures.series import Chart, format_value
from rbdocs.figures.shapes import Drawing, Frame, Line, Stroke, StyledRun, Words
from rbdocs.figures.typeface import Typeface
from rbdocs.figures.wrap import TooNarrow, Wrapper
from rbdocs.model.figure import PRINTED_WIDTH
from rbdocs.model.values import Text

_SIZE = 3.0  # millimetres, 8.5 points
_LINE = 1.22 * _SIZE
_CAPITAL = 0.72 * _SIZE
_EDGE = 1.0
_GAP = 1.2  # between a bar and its value, a name and its bar
_BAR = 4.2  # how thick a lying bar is
_BETWEEN = 2.6  # between the bars of one name and those of the next
_TALL = 45.0  # how high the tallest standing bar is
_WIDEST = 14.0  # a standing bar
_NAMES = 0.4  # of the width, at most: the names beside lying bars
_KEY = 3.0  # a legend's square


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar or a legend's square: its frame, which series' looks it has, and what it says."""

    frame: Frame
    series: int
    said: str


def lay_out_bars(chart: Chart, typeface: Typeface) -> tuple[Drawing, list[Bar]]:
    """Return the drawing of *chart* but for its bars, and its bars."""
    layout = _Bars(chart, typeface)
    layout.head()
    if chart.empty:
        layout.nothing()
    elif not (chart.upright and layout.standing()):
        layout.lying()
    layout.drawing.height = layout.y + _EDGE
    return layout.drawing, layout.bars


class _Bars:
    def __init__(self, chart: Chart, typeface: Typeface) -> None:
        self.chart = chart
        self.wrapper = Wrapper(typeface, _SIZE)
        self.drawing = Drawing(PRINTED_WIDTH)
        self.bars: list[Bar] = []
        self.y = _EDGE
        values = [float(value) for _, _, value in self._values() if value is not None]
        self.least, self.most = min([0.0, *values]), max([0.0, *values])

    def head(self) -> None:
        """Put title and legend."""
        if self.chart.heading:
            room = PRINTED_WIDTH - 2 * _EDGE
            for line in self._wrap(self.chart.full_title, room, bold=True, even=False):
                self._word(line, _EDGE, self.y + _LINE / 2, "start")
                self.y += _LINE
            self.y += _BETWEEN
        if len(self.chart.series) > 1:
            self._legend()
            self.y += _BETWEEN

    def _legend(self) -> None:
        x = _EDGE
        for index, series in enumerate(self.chart.series):
            line, *more = self._wrap(series.name, PRINTED_WIDTH / 2) or [()]
            line = (*line, StyledRun("…")) if more else line
            width = _KEY + _GAP + self.wrapper.width(line)
            if x > _EDGE and x + width > PRINTED_WIDTH - _EDGE:
                x, self.y = _EDGE, self.y + _LINE + _GAP
            top = self.y + (_LINE - _KEY) / 2
            self.bars.append(Bar(Frame(x, top, _KEY, _KEY), index, series.name))
            self._word(line, x + _KEY + _GAP, self.y + _LINE / 2, "start")
            x += width + 3 * _GAP
        self.y += _LINE

    def nothing(self) -> None:
        """Say that there is nothing to show."""
        self._word((StyledRun("Tidak ada data."),), _EDGE, self.y + _LINE / 2, "start")
        self.y += _LINE

    def lying(self) -> None:
        """Draw bars that lie, one name below the other."""
        names = [self._wrap(label, PRINTED_WIDTH * _NAMES) for label in self.chart.labels]
        left = _EDGE + max(self._width(lines) for lines in names) + _GAP
        value = max(self.wrapper.width(line) for line in self._told()) + _GAP
        start = left + (value if self.least < 0 else 0.0)
        scale = (PRINTED_WIDTH - _EDGE - value - start) / (self.most - self.least or 1.0)
        zero, top = start - self.least * scale, self.y
        for index, lines in enumerate(names):
            tall = max(len(self.chart.series) * _BAR, len(lines) * _LINE)
            self._lines(lines, left - _GAP, self.y + (tall - len(lines) * _LINE) / 2, "end")
            first = self.y + (tall - len(self.chart.series) * _BAR) / 2
            for number, series in enumerate(self.chart.series):
                item = series.values[index]
                length = float(item or 0) * scale
                y = first + number * _BAR
                if length:
                    frame = Frame(zero + min(length, 0.0), y, abs(length), _BAR)
                    self._bar(frame, number, index)
                x, anchor = (
                    (zero + length - _GAP, "end") if length < 0 else (zero + length + _GAP, "start")
                )
                self._word((StyledRun(series.told(index)),), x, y + _BAR / 2, anchor)
            self.y += tall + _BETWEEN
        self.y -= _BETWEEN
        self.drawing.strokes.append(Stroke(((zero, top - 1.0), (zero, self.y + 1.0))))
        self.y += 1.0

    def standing(self) -> bool:
        """Draw bars that stand, one name beside the other; False where something has no room."""
        left = _EDGE + self._axis_width()
        slot = (PRINTED_WIDTH - _EDGE - left) / len(self.chart.labels)
        thick = min((slot - _BETWEEN) / len(self.chart.series), _WIDEST)
        values = max(self.wrapper.width(line) for line in self._told())
        try:
            names = [
                self.wrapper.lines(Text.dari(label), slot - _GAP) for label in self.chart.labels
            ]
        except TooNarrow:
            return False
        if values + _GAP > thick or max(map(len, names)) > 3 or self.least < 0:
            return False
        scale, floor = _TALL / (self._top() or 1.0), self.y + _LINE + _GAP + _TALL
        self._axis(left, floor, scale)
        for index in range(len(names)):
            middle = left + (index + 0.5) * slot
            for number, series in enumerate(self.chart.series):
                value = series.values[index]
                tall = float(value or 0) * scale
                x = middle + (number - len(self.chart.series) / 2) * thick
                if tall:
                    self._bar(Frame(x, floor - tall, thick, tall), number, index)
                told = (StyledRun(series.told(index)),)
                self._word(told, x + thick / 2, floor - tall - _LINE / 2 - 0.4, "middle")
        if self.chart.goal:
            self._goal_line(left, floor - self.chart.goal * scale)
        for index, lines in enumerate(names):
            self._lines(lines, left + (index + 0.5) * slot, floor + _GAP, "middle")
        self.drawing.strokes.append(Stroke(((left, floor), (PRINTED_WIDTH - _EDGE, floor))))
        self.y = floor + _GAP + max(map(len, names)) * _LINE
        return True

    def _top(self) -> float:
        return max(self.most, float(self.chart.goal or 0))

    def _ticks(self) -> list[Decimal]:
        """The numbers beside the axis: quarters of the goal where they have room."""
        if not self.chart.goal:
            return []
        parts = 4 if self.chart.goal / self._top() * _TALL > 4 * _LINE else 1
        return [Decimal(self.chart.goal) * part / parts for part in range(parts + 1)]

    def _axis_width(self) -> float:
        told = [self.wrapper.width((StyledRun(format_value(tick)),)) for tick in self._ticks()]
        return max(told) + 3 * _GAP if told else 0.0

    def _axis(self, left: float, floor: float, scale: float) -> None:
        """Draw the axis up to the goal or the tallest bar, with its numbers."""
        if not self.chart.goal:
            return
        below = floor + _LINE  # of the last number, which has this much room
        for tick in self._ticks():
            y = floor - float(tick) * scale
            self.drawing.strokes.append(Stroke(((left - _GAP, y), (left, y))))
            if below - y >= _LINE:
                self._word((StyledRun(format_value(tick)),), left - 2 * _GAP, y, "end")
                below = y
        self.drawing.strokes.append(Stroke(((left, floor - self._top() * scale), (left, floor))))

    def _goal_line(self, left: float, y: float) -> None:
        """Draw the line at the goal, not through the value of a bar that nearly reaches it."""
        crossed = [
            word
            for word in self.drawing.words
            if word.anchor == "middle" and word.y - _LINE < y < word.y + 0.3 * _LINE
        ]
        start = left
        for word in sorted(crossed, key=lambda word: word.x):
            end = word.x - word.width / 2 - 0.5
            self.drawing.strokes.append(Stroke(((start, y), (end, y)), dashed=True))
            start = word.x + word.width / 2 + 0.5
        end = PRINTED_WIDTH - _EDGE
        self.drawing.strokes.append(Stroke(((start, y), (end, y)), dashed=True))

    def _values(self) -> Iterator[tuple[int, int, Decimal | int | None]]:
        for number, series in enumerate(self.chart.series):
            for index, value in enumerate(series.values):
                yield number, index, value

    def _bar(self, frame: Frame, number: int, index: int) -> None:
        series = self.chart.series[number]
        value = series.told(index)
        said = ", ".join(filter(None, (self.chart.labels[index], series.name)))
        self.bars.append(Bar(frame, number, f"{said}: {value}"))

    def _told(self) -> Iterator[Line]:
        for number, index, _ in self._values():
            yield (StyledRun(self.chart.series[number].told(index)),)

    def _word(self, line: Line, x: float, middle: float, anchor: str) -> None:
        width = self.wrapper.width(line)
        words = Words(line, x, middle + _CAPITAL / 2, anchor, "teks", _SIZE, width)  # type: ignore[arg-type]
        self.drawing.words.append(words)

    def _lines(self, lines: list[Line], x: float, top: float, anchor: str) -> None:
        for index, line in enumerate(lines):
            self._word(line, x, top + (index + 0.5) * _LINE, anchor)

    def _width(self, lines: list[Line]) -> float:
        return max(map(self.wrapper.width, lines), default=0.0)

    def _wrap(self, text: str, room: float, *, bold: bool = False, even: bool = True) -> list[Line]:
        """Wrap *text*; a word that is too long for *room* ends in an ellipsis."""
        while True:
            try:
                return self.wrapper.lines(Text.dari(text), room, bold=bold, even=even)
            except TooNarrow as error:
                keep = max(int(len(error.word) * room / error.width) - 2, 1)
                text = text.replace(error.word, f"{error.word[:keep]}…")
