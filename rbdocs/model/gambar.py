"""A figure of a chapter: its caption, and what is drawn where there is no image file."""

from __future__ import annotations

from pydantic import Field

from rbdocs.model.node import Node


class Gambar(Node):
    """A figure; *nomor* and *judul* make its caption, *sumber* the line below it.

    A chapter's document prints caption and source line, the picture holds only the drawing.
    """

    nomor: str
    judul: str
    sumber: str | None = None
    kotak: list[str] = Field(min_length=1)
