"""Arrows of a drawing: between what stands before a gap and after it, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from rbdocs.figures.shapes import Drawing, Frame, Point, Stroke
from rbdocs.figures.wrap import TextBlock, Texts, height
from rbdocs.model.figure import BarisGambar, Grup, KolomGambar, Kotak, Panah
from rbdocs.model.node import Node

_ALIGNED = 0.05  # millimetres; closer than any eye can tell
Side = Literal["top", "bottom", "left", "right"]
_SPACE = 1.2  # between an arrow and its label above or below it
_ASIDE = 2.2  # and beside it, clear of the arrow's head
_LABEL = 28.0  # how wide the label of an arrow in a row may be
_BACK = 4.5  # how far below its row an arrow back runs


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


class Arrows:
    """Measures and draws the arrows of one drawing; lengths in millimetres."""

    def __init__(self, drawing: Drawing, texts: Texts) -> None:
        self._drawing = drawing
        self._texts = texts

    def length(self, elements: Sequence[Node], index: int, width: float, *, down: bool) -> float:
        """Return how long the arrow at *index* must be, in a column or row of *width*.

        One that can branch has its label beside half of it.
        """
        panah = elements[index]
        assert isinstance(panah, Panah)
        label = self._label(panah, width, down)
        need = height([label]) if down else self._texts.width(label)
        if not need:
            return panah.panjang
        beside = (*elements[max(index - 1, 0) : index], *elements[index + 1 : index + 2])
        straight = all(isinstance(item, Kotak | Grup) for item in beside)
        return max(panah.panjang, (need + 2 * _SPACE) * (1 if straight else 2))

    def row_height(self, panah: Panah) -> float:
        """Return how high a row must be for the label of *panah* to stand above the arrow."""
        label = height([self._label(panah, _LABEL, down=False)])
        return 2 * (label + _SPACE) if label else 0.0

    def draw(self, placed: Sequence[PlacedElement], index: int, *, down: bool) -> None:
        """Draw the arrow at *index* between its neighbours, with its label."""
        panah = placed[index].unit
        assert isinstance(panah, Panah)
        before, after = [], []
        if 0 < index < len(placed) - 1:
            before = list(placed[index - 1].ends("bottom" if down else "right"))
            after = list(placed[index + 1].ends("top" if down else "left"))
        if not before or not after:
            self._texts.problem(
                panah.location("panah"),
                "Panah ini tidak punya kotak di kedua ujungnya.",
                "Letakkan panah di antara dua kotak, grup, baris atau kolom; baris yang punya "
                "«kembali» dimasukkan dulu ke dalam grup.",
            )
            return
        bar = connect(self._drawing, panah, before, after, down=down)
        if panah.label is None:
            return
        if min(len(before), len(after)) > 1:
            self._texts.problem(
                panah.location("label"),
                "Label panah ini tidak punya tempat yang jelas: kedua ujungnya bercabang.",
                "Hapus labelnya, atau mulai panah dari satu kotak saja.",
            )
            return
        gap, shaft = placed[index].frame, before[0] if len(before) == 1 else after[0]
        first, last = (gap.y, gap.y + gap.height) if down else (gap.x, gap.x + gap.width)
        if bar is not None:  # the half that does not branch
            first, last = (first, bar) if len(before) == 1 else (bar, last)
        if down:
            place = Frame(shaft[0] + _ASIDE, first, gap.width / 2 - _ASIDE, last - first)
        else:
            tall = self.row_height(panah) / 2
            place = Frame(first, shaft[1] - tall, last - first, tall)
        self._put_label(panah, place, gap, down)

    def _put_label(self, panah: Panah, place: Frame, gap: Frame, down: bool) -> None:
        label = self._label(panah, gap.width, down)
        if down:
            label = replace(label, anchor="start")
            if place.x + self._texts.width(label) > gap.x + gap.width:
                self._texts.problem(
                    panah.location("label"),
                    "Label panah ini tidak muat di samping panahnya.",
                    "Persingkat labelnya.",
                )
        self._texts.put(self._drawing, [label], place)

    def _label(self, panah: Panah, width: float, down: bool) -> TextBlock:
        room = width / 2 - _ASIDE if down else _LABEL
        return self._texts.block(panah, ("label",), panah.label, room)

    def back_height(self, row: BarisGambar, middles: Sequence[float]) -> float:
        """Return what an arrow back needs below *row*, whose boxes have their *middles* there."""
        if row.kembali is None:
            return 0.0
        return _BACK + height([self._back_label(row, middles)]) + _SPACE

    def draw_back(self, row: BarisGambar, boxes: Sequence[PlacedElement]) -> None:
        """Draw the arrow back below *row*, whose elements other than arrows are *boxes*."""
        back = row.kembali
        if back is None:
            return
        numbers = (back.dari, back.ke)
        if (
            back.dari == back.ke
            or max(numbers) > len(boxes)
            or not all(isinstance(boxes[number - 1].unit, Kotak | Grup) for number in numbers)
        ):
            self._texts.problem(
                back.location(),
                f"Panah kembali dari {back.dari} ke {back.ke} tidak menghubungkan dua kotak "
                f"dalam baris ini; baris ini punya {len(boxes)} unsur.",
                "Tulis nomor urut kedua kotak dalam baris, dihitung dari 1 tanpa panahnya.",
            )
            return
        (x0, y), (x1, _) = (next(boxes[number - 1].ends("bottom")) for number in numbers)
        low = y + _BACK
        self._drawing.arrow(((x0, y), (x0, low), (x1, low), (x1, y)))
        label = self._back_label(row, [box.frame.middle[0] for box in boxes])
        place = Frame(min(x0, x1), low, abs(x1 - x0), height([label]) + _SPACE)
        self._texts.put(self._drawing, [label], place)

    def _back_label(self, row: BarisGambar, middles: Sequence[float]) -> TextBlock:
        """The label, no wider than the arrow that it stands under."""
        back = row.kembali
        assert back is not None
        if back.dari == back.ke or max(back.dari, back.ke) > len(middles):
            return TextBlock(())
        room = abs(middles[back.dari - 1] - middles[back.ke - 1])
        return self._texts.block(back, ("label",), back.label, room)
