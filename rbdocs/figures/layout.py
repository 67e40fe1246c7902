"""Lay out a figure: widths from the outside in, heights from the inside out.

A row shares its width among its elements, a column stacks them; text is wrapped in the width
that its box then has. Whatever does not fit is a problem with its place in the sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rbdocs.figures.arrows import Arrows, PlacedElement
from rbdocs.figures.shapes import Box, Drawing, Frame
from rbdocs.figures.typeface import Typeface
from rbdocs.figures.wrap import Problem, TextBlock, Texts, height
from rbdocs.model.figure import (
    PRINTED_HEIGHT,
    PRINTED_WIDTH,
    BarisGambar,
    Gambar,
    Grup,
    Judul,
    KolomGambar,
    Kotak,
    Panah,
    Teks,
)
from rbdocs.model.node import Node

_EDGE = 0.3  # around the drawing; keeps its outermost lines whole
_PAD_X, _PAD_Y = 2.0, 1.8  # within a box
_GROUP = 3.0  # within a group
_GAP = 3.0  # between neighbours
_NARROWEST = 6.0  # an element in a row


def lay_out(gambar: Gambar, typeface: Typeface) -> tuple[Drawing, list[Problem]]:
    """Return the drawing of *gambar*, and what is wrong with it; good only if that is nothing."""
    layout = _Layout(Drawing(PRINTED_WIDTH), typeface)
    width = PRINTED_WIDTH - 2 * _EDGE
    needed = layout.stack_height(gambar.isi, width)
    layout.drawing.height = needed + 2 * _EDGE
    layout.stack(gambar.isi, Frame(_EDGE, _EDGE, width, needed))
    if layout.drawing.height > PRINTED_HEIGHT:
        layout.texts.problem(
            gambar.location("isi"),
            f"Gambar ini setinggi {layout.drawing.height:.0f} mm; tempatnya di halaman "
            f"{PRINTED_HEIGHT} mm.",
            "Letakkan lebih banyak unsur berdampingan (baris), atau persingkat teksnya.",
        )
    return layout.drawing, list(dict.fromkeys(layout.texts.problems))


class _Layout:
    """Heights first, for a given width; then places. Both wrap the same texts, once."""

    def __init__(self, drawing: Drawing, typeface: Typeface) -> None:
        self.drawing = drawing
        self.texts = Texts(typeface)
        self.arrows = Arrows(drawing, self.texts)

    def height(self, unit: Node, width: float) -> float:
        match unit:
            case Kotak():
                return height(self.texts.box(unit, width - 2 * _PAD_X)) + 2 * _PAD_Y
            case Judul() | Teks():
                return height(self._words(unit, width))
            case BarisGambar():
                shares = self._shares(unit, width)
                needs = [
                    self.arrows.row_height(baris)
                    if isinstance(baris, Panah)
                    else self.height(baris, share)
                    for baris, share in zip(unit.baris, shares, strict=True)
                ]
                return max(needs) + self._back_height(unit, width)
            case KolomGambar():
                return self.stack_height(unit.kolom, width)
            case Grup():
                inner = width - 2 * _GROUP
                title = self._title_height(unit, inner)
                return title + self.stack_height(unit.isi, inner) + 2 * _GROUP
        raise TypeError(unit)

    def stack_height(self, elements: Sequence[Node], width: float) -> float:
        return sum(self._lengths(elements, width)) + _gaps(elements)

    def _lengths(self, elements: Sequence[Node], width: float) -> list[float]:
        """The heights of a column's elements; an arrow's is the gap that it crosses."""
        return [
            self.arrows.length(elements, index, width, down=True)
            if isinstance(element, Panah)
            else self.height(element, width)
            for index, element in enumerate(elements)
        ]

    def _shares(self, row: BarisGambar, width: float) -> list[float]:
        """The widths of a row's elements; an arrow's is the gap that it crosses."""
        fixed = {
            index: self.arrows.length(row.baris, index, width, down=False)
            for index, baris in enumerate(row.baris)
            if isinstance(baris, Panah)
        }
        parts = [0 if isinstance(baris, Panah) else baris.lebar for baris in row.baris]
        unit = (width - sum(fixed.values()) - _gaps(row.baris)) / max(sum(parts), 1)
        if any(0 < part * unit < _NARROWEST or part * unit < 0 for part in parts):
            self.texts.problem(
                row.location("baris"),
                "Baris ini terlalu sempit untuk semua unsurnya.",
                "Bagi menjadi dua baris, atau persingkat label panahnya.",
            )
        return [
            fixed[index] if index in fixed else max(part * unit, _NARROWEST)
            for index, part in enumerate(parts)
        ]

    def _back_height(self, row: BarisGambar, width: float) -> float:
        if row.kembali is None:
            return 0.0
        x, middles = 0.0, []
        for index, share in enumerate(self._shares(row, width)):
            if not isinstance(row.baris[index], Panah):
                middles.append(x + share / 2)
            x += share + _gaps(row.baris[index : index + 2])
        return self.arrows.back_height(row, middles)

    def _title_height(self, grup: Grup, width: float) -> float:
        title = height([self._title(grup, width)])
        return title + _GAP * 0.7 if title else 0.0

    def _title(self, grup: Grup, width: float) -> TextBlock:
        return self.texts.block(grup, ("grup",), grup.grup, width, bold=True)

    def _words(self, unit: Judul | Teks, width: float) -> list[TextBlock]:
        if isinstance(unit, Judul):
            return [self.texts.block(unit, ("judul",), unit.judul, width, bold=True)]
        return [self.texts.block(unit, ("teks",), unit.teks, width)]

    def place(self, unit: Node, frame: Frame) -> PlacedElement:
        placed = PlacedElement(unit, frame)
        match unit:
            case Kotak():
                self.drawing.boxes.append(Box(frame, unit.gaya))
                room = frame.width - 2 * _PAD_X
                inner = Frame(frame.x + _PAD_X, frame.y + _PAD_Y, room, frame.height - 2 * _PAD_Y)
                self.texts.put(self.drawing, self.texts.box(unit, room), inner, unit.gaya)
            case Judul() | Teks():
                self.texts.put(self.drawing, self._words(unit, frame.width), frame)
            case BarisGambar():
                placed.inside = self._row(unit, frame)
            case KolomGambar():
                placed.inside = self.stack(unit.kolom, frame)
            case Grup():
                self._group(unit, frame)
        return placed

    def stack(self, elements: Sequence[Node], frame: Frame) -> list[PlacedElement]:
        """Place a column; what it has more than it needs, its boxes share."""
        lengths = self._lengths(elements, frame.width)
        spare = frame.height - sum(lengths) - _gaps(elements)
        growing = [
            index
            for index, element in enumerate(elements)
            if not isinstance(element, Judul | Teks | Panah)
        ]
        for index in growing:
            lengths[index] += spare / len(growing)
        y, frames = frame.y + (0 if growing else spare / 2), []
        for index, length in enumerate(lengths):
            frames.append(Frame(frame.x, y, frame.width, length))
            y += length + _gaps(elements[index : index + 2])
        return self._place_all(elements, frames, down=True)

    def _row(self, row: BarisGambar, frame: Frame) -> list[PlacedElement]:
        tall = frame.height - self._back_height(row, frame.width)
        x, frames = frame.x, []
        for index, share in enumerate(self._shares(row, frame.width)):
            frames.append(Frame(x, frame.y, share, tall))
            x += share + _gaps(row.baris[index : index + 2])
        inside = self._place_all(row.baris, frames, down=False)
        self.arrows.draw_back(
            row, [element for element in inside if not isinstance(element.unit, Panah)]
        )
        return inside

    def _group(self, grup: Grup, frame: Frame) -> None:
        inner = frame.width - 2 * _GROUP
        self.drawing.boxes.append(Box(frame, "grup"))
        x, y, title = frame.x + _GROUP, frame.y + _GROUP, self._title(grup, inner)
        self.texts.put(self.drawing, [title], Frame(x, y, inner, height([title])))
        above = self._title_height(grup, inner)
        self.stack(grup.isi, Frame(x, y + above, inner, frame.height - above - 2 * _GROUP))

    def _place_all(
        self, elements: Sequence[Node], frames: Sequence[Frame], *, down: bool
    ) -> list[PlacedElement]:
        placed = [
            PlacedElement(element, frame)
            if isinstance(element, Panah)
            else self.place(element, frame)
            for element, frame in zip(elements, frames, strict=True)
        ]
        for index, item in enumerate(elements):
            if isinstance(item, Panah):
                self.arrows.draw(placed, index, down=down)
        return placed


def _gaps(elements: Sequence[Node]) -> float:
    """The sum of the gaps between neighbours that no arrow crosses."""
    return _GAP * sum(
        not isinstance(item, Panah) and not isinstance(other, Panah)
        for item, other in pairwise(elements)
    )
