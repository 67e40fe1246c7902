"""The two years that a revision is about."""

from __future__ import annotations

from dataclasses import dataclass

from rbdocs.edition import Edition


@dataclass(frozen=True, slots=True)
class Years:
    """The year that is revised, and the year that is drafted."""

    old: Edition
    new: Edition
