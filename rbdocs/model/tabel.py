"""A table of a chapter: its caption, its columns as a tree of headers, and its rows."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from rbdocs.model.nilai import Text
from rbdocs.model.node import Node


class Kolom(Node):
    """A header: of a column (*kunci*), or above other headers (*kolom*)."""

    judul: str
    kunci: str | None = None
    lebar: int = 10
    kolom: list[Kolom] = Field(default_factory=list)

    def leaves(self) -> Iterator[Kolom]:
        """Yield the columns below this header, from left to right."""
        if not self.kolom:
            yield self
        for one in self.kolom:
            yield from one.leaves()


class Tabel(Node):
    """A table; *nomor* and *judul* make its caption, *sumber* the line below it.

    A chapter's document prints caption and source line, the table prints only itself.
    """

    nomor: str | None = None
    judul: str | None = None
    sumber: str | None = None
    kolom: list[Kolom] = Field(min_length=1)
    baris: list[dict[str, Text]] = Field(min_length=1)
