"""Where the words of a drawing stand, and whether two places touch."""

from __future__ import annotations

from rbdocs.figures.shapes import Frame, Words
from rbdocs.figures.typeface import load_typeface
from rbdocs.figures.wrap import Wrapper
from rbdocs.files import Project
from tests.sample import ROOT

TYPEFACE = load_typeface(Project(ROOT))
CLOSE = 0.01  # millimetres


def extent(words: Words) -> Frame:
    width = Wrapper(TYPEFACE, words.size).width(words.line)
    x = {"start": words.x, "middle": words.x - width / 2, "end": words.x - width}[words.anchor]
    return Frame(x, words.y - 0.73 * words.size, width, 0.95 * words.size)


def apart(frame: Frame, other: Frame) -> bool:
    return (
        frame.x + frame.width <= other.x + CLOSE
        or other.x + other.width <= frame.x + CLOSE
        or frame.y + frame.height <= other.y + CLOSE
        or other.y + other.height <= frame.y + CLOSE
    )


def within(frame: Frame, other: Frame) -> bool:
    return (
        frame.x >= other.x - CLOSE
        and frame.y >= other.y - CLOSE
        and frame.x + frame.width <= other.x + other.width + CLOSE
        and frame.y + frame.height <= other.y + other.height + CLOSE
    )
