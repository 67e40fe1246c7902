"""A chapter's figure as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from rbdocs.files import Project
from rbdocs.model.gambar import Gambar


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its file's bytes (PNG or JPEG), and its width and height in pixels."""

    data: bytes
    width: int
    height: int


def figure_png(project: Project, gambar: Gambar) -> Picture:
    """Return the picture of *gambar*, at 300 pixels an inch of the size that it should have.

    The image file beside the figure's description wins over the drawing. Whoever places the
    picture shrinks it where it is wider or higher than the page allows, and never enlarges it.
    Caption and source line are not part of it.
    """
    import resvg_py

    width, step = 1800, 220
    height = step * len(gambar.kotak)
    boxes = "".join(
        f'<rect x="200" y="{index * step + 20}" width="1400" height="150" fill="none" '
        f'stroke="black" stroke-width="4"/><text x="900" y="{index * step + 115}" '
        f'font-size="50" text-anchor="middle">{escape(text)}</text>'
        for index, text in enumerate(gambar.kotak)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'font-family="URW Bookman">{boxes}</svg>'
    )
    data = resvg_py.svg_to_bytes(svg_string=svg, background="#ffffff")
    return Picture(data, width, height)
