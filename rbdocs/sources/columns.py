"""What holds of declared columns wherever they stand: in a table, or in the layout of plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from rbdocs.model.finding import Finding, Location
from rbdocs.sources.table_rows import finding


class Keyed(Protocol):
    """A record with a key of its own."""

    kunci: str

    def location(self, *path: str | int) -> Location:
        """Return where it stands."""


def repeated_keys(what: str, listing: Iterable[Keyed]) -> Iterator[Finding]:
    """Yield the records of *listing* whose key another one has; *what* they are called."""
    first: dict[str, Location] = {}
    for item in listing:
        location = item.location("kunci")
        if item.kunci in first:
            yield finding(
                "MUAT17",
                location,
                f"Kunci {what} «{item.kunci}» sudah dipakai di baris {first[item.kunci].line}.",
                f"Beri {what} ini kunci lain.",
            )
        first.setdefault(item.kunci, location)
