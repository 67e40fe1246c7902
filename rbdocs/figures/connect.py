"""Draw arrows between what stands before a gap and what stands after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rbdocs.figures.shapes import Drawing, Frame, Point, Stroke
from rbdocs.model.figure import BarisGambar, Grup, KolomGambar, Kotak, Panah
from rbdocs.model.node import Node

_ALIGNED = 0.05  # millimetres; closer than any eye can tell
Side = Literal["top", "bottom", "left", "right"]


@dataclass(slots=True)
class PlacedElement:
    """An element in its place, with those inside it."""

    unit: Node
    frame: Frame
    inside: list[PlacedElement] = field(default_factory=list)

    def ends(self, side: Side) -> Iterator[Point]:
        """Yield where arrows can begin or end on *side*: at every box that lies open there."""
        frame, (x, y) = self.frame, self.frame.middle
        if isinstance(self.unit, Kotak | Grup):
            yield {
                "top": (x, frame.y),
                "bottom": (x, frame.y + frame.height),
                "left": (frame.x, y),
                "right": (frame.x + frame.width, y),
            }[side]
        elif isinstance(self.unit, BarisGambar | KolomGambar):
            for element in self._open(side):
                yield from element.ends(side)

    def _open(self, side: Side) -> list[PlacedElement]:
        """The elements inside that nothing hides on *side*."""
        if isinstance(self.unit, BarisGambar) and self.unit.kembali and side == "bottom":
            return []  # an arrow back runs there
        if isinstance(self.unit, BarisGambar) == (
            side in ("left", "right")
        ):  # one hides the others
            return self.inside[:1] if side in ("left", "top") else self.inside[-1:]
        return self.inside


def connect(
    drawing: Drawing, panah: Panah, before: Sequence[Point], after: Sequence[Point], *, down: bool
) -> float | None:
    """Connect *before* with *after*, which face each other across a gap.

    *down* says that the gap is crossed downwards, else it is crossed to the right. As many ends
    on both sides, each facing its own, are joined one to one; otherwise a bar in the middle of
    the gap joins all. Returns how far down, or to the right, that bar stands.
    """
    dashed = panah.garis == "putus"
    backward = panah.panah in ("mundur", "dua-arah")
    forward = panah.panah in ("maju", "dua-arah")
    if len(before) == len(after) and all(
        abs(_across(item, down) - _across(other, down)) < _ALIGNED
        for item, other in zip(before, after, strict=True)
    ):
        for pair, other in zip(before, after, strict=True):
            _line(drawing, pair, other, backward, forward, dashed)
        return None
    first, last = (
        max(_along(item, down) for item in before),
        min(_along(item, down) for item in after),
    )
    bar = (first + last) / 2
    for pair in before:
        _line(drawing, _at(_across(pair, down), bar, down), pair, False, backward, dashed)
    for pair in after:
        _line(drawing, _at(_across(pair, down), bar, down), pair, False, forward, dashed)
    ends = [_across(item, down) for item in (*before, *after)]
    drawing.strokes.append(Stroke((_at(min(ends), bar, down), _at(max(ends), bar, down)), dashed))
    return bar


def _line(
    drawing: Drawing, point: Point, other: Point, backward: bool, forward: bool, dashed: bool
) -> None:
    if forward and backward:
        middle = ((point[0] + other[0]) / 2, (point[1] + other[1]) / 2)
        drawing.arrow((middle, point), dashed=dashed)
        drawing.arrow((middle, other), dashed=dashed)
    elif forward:
        drawing.arrow((point, other), dashed=dashed)
    elif backward:
        drawing.arrow((other, point), dashed=dashed)
    else:
        drawing.strokes.append(Stroke((point, other), dashed))


def _across(point: Point, down: bool) -> float:
    return point[0] if down else point[1]


def _along(point: Point, down: bool) -> float:
    return point[1] if down else point[0]


def _at(across: float, along: float, down: bool) -> Point:
    return (across, along) if down else (along, across)
