"""What a drawing is made of once everything has its place; lengths in millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class StyledRun:
    """A piece of a line, in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Line = tuple[StyledRun, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle: its upper left corner, its width and its height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        """The centre."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Box:
    """A frame that is drawn; *style* names its looks in the template."""

    frame: Frame
    style: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through *points*."""

    points: tuple[Point, ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an arrow, a filled triangle."""

    points: tuple[Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; *x* is its left end, middle or right end, *y* its base line.

    *width* is what it takes in the typeface it is laid out in; 0 where nobody asks.
    """

    line: Line
    x: float
    y: float
    anchor: Literal["start", "middle", "end"]
    style: str
    size: float
    width: float = 0.0


@dataclass(slots=True)
class Drawing:
    """A whole drawing, in the order in which it is painted."""

    width: float
    height: float = 0.0
    boxes: list[Box] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def arrow(self, points: Sequence[Point], *, dashed: bool = False) -> None:
        """Add a line through *points*, whose last piece ends in an arrow's head."""
        (x0, y0), (x1, y1) = points[-2:]
        length = max(abs(x1 - x0), abs(y1 - y0))
        dx, dy = (x1 - x0) / length, (y1 - y0) / length  # lines run across or down, never aslant
        base = (x1 - HEAD_LENGTH * dx, y1 - HEAD_LENGTH * dy)
        half = HEAD_WIDTH / 2
        self.strokes.append(Stroke((*points[:-1], base), dashed))
        self.heads.append(
            Head(
                (
                    (x1, y1),
                    (base[0] - half * dy, base[1] + half * dx),
                    (base[0] + half * dy, base[1] - half * dx),
                )
            )
        )


HEAD_LENGTH = 2.4
HEAD_WIDTH = 2.0
