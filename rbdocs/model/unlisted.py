"""A name that a plan has and that no register has yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Unlisted:
    """An office, a unit or an indicator: its key to be, its name, its kind as it seems.

    *target* is the year's, of an indicator where the plan gives one.
    """

    kunci: str
    nama: str
    jenis: str = ""
    target: Any = None
