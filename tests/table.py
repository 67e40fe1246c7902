"""Cells and rows as the fidelity tests see them, from whichever side they were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Arah = Literal["", "atas", "kiri"]


@dataclass(frozen=True)
class Cell:
    """One cell: its own text, and whether it carries on a cell above or to the left."""

    text: str = ""
    lanjut: Arah = ""
    italics: str = ""  # the part of the text that is in italics

    @property
    def restart(self) -> bool:
        """True for a cell of its own, False for a part of a merged cell."""
        return not self.lanjut


@dataclass(frozen=True)
class Row:
    """A table row with the place where a person finds it."""

    nomor: int  # line of the enacted text, or row of the document counted from 1
    cells: tuple[Cell, ...]


def padat(text: str) -> str:
    """The text without any white space, so that narrow columns make no difference."""
    return "".join(text.split())


def bentang(table: Sequence[Row]) -> list[list[str]]:
    """The table with every merged cell repeated over all the cells that it covers."""
    result: list[list[str]] = []
    for row in table:
        content: list[str] = []
        for columns, cells in enumerate(row.cells):
            if cells.lanjut == "kiri" and columns:
                content.append(content[-1])
            elif cells.lanjut == "atas" and result and columns < len(result[-1]):
                content.append(result[-1][columns])
            else:
                content.append(cells.text)
        result.append(content)
    return result
