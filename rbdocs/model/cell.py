"""A cell of a printed table: what it says, how it is merged, and which value it prints."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from rbdocs.model.node import KeyPath, Node
from rbdocs.model.values import Nilai, Text

Content = Text | Nilai | str


class Merge(IntEnum):
    """Whether a cell is merged vertically."""

    NONE = 0  # it stands alone
    START = 1  # it starts a merged cell
    CONTINUED = 2  # it carries on from the row above


class Cell(NamedTuple):
    """A cell of a table; *node* and *path* say which value of the sources it prints, if one."""

    content: Content
    merge: Merge
    node: Node | None = None
    path: KeyPath = ()
