"""Where the words of a drawing stand, and whether two places touch."""

from __future__ import annotations

from pathlib import Path

from rbdocs.figures.shapes import Frame, Words
from rbdocs.figures.typeface import load_typeface
from rbdocs.figures.wrap import Wrapper
from rbdocs.files import Project

ROOT = Path(__file__).parents[1]
TYPEFACE = load_typeface(Project(ROOT))
CLOSE = 0.01  # millimetres


def extent(one: Words) -> Frame:
    width = Wrapper(TYPEFACE, one.size).width(one.line)
    x = {"start": one.x, "middle": one.x - width / 2, "end": one.x - width}[one.anchor]
    return Frame(x, one.y - 0.73 * one.size, width, 0.95 * one.size)


def apart(one: Frame, other: Frame) -> bool:
    return (
        one.x + one.width <= other.x + CLOSE
        or other.x + other.width <= one.x + CLOSE
        or one.y + one.height <= other.y + CLOSE
        or other.y + other.height <= one.y + CLOSE
    )


def within(one: Frame, other: Frame) -> bool:
    return (
        one.x >= other.x - CLOSE
        and one.y >= other.y - CLOSE
        and one.x + one.width <= other.x + other.width + CLOSE
        and one.y + one.height <= other.y + other.height + CLOSE
    )
