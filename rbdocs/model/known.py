"""Findings that were known when a regulation was enacted: kept with its lock, counted after it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Annotated

from pydantic import StringConstraints

from rbdocs.model.finding import Finding
from rbdocs.model.node import Node

_DIGITS = 12  # of a digest: enough for some hundred findings of one year


class KnownFinding(Node):
    """A finding as the lock keeps it: its rule, its place, its words, and a digest of its values.

    Never a line, which every edit above it would move.
    """

    aturan: str
    kode: str
    kutipan: str | None = None
    sidik: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]

    @classmethod
    def of(cls, finding: Finding) -> KnownFinding:
        """Return *finding* as a lock keeps it."""
        return cls(
            aturan=finding.code,
            kode=finding.kode,
            kutipan=finding.excerpt or None,
            sidik=digest_of_values(finding),
        )


class KnownGap(Node):
    """A loss of the reference text as the lock keeps it."""

    kode: str
    sidik: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]

    @classmethod
    def of(cls, kode: str, note: str) -> KnownGap:
        """Return the loss that *note* tells of the row *kode* as a lock keeps it."""
        return cls(kode=kode, sidik=_digest(note))


def digest_of_values(finding: Finding) -> str:
    """Return a digest of what *finding* compared; how it is worded does not count."""
    places = [(item.at, item.value) for item in finding.occurrences]
    return _digest([finding.values, finding.excerpt, places])


def are_known(found: Iterable[Finding], known: Iterable[KnownFinding]) -> set[int]:
    """Return which of *found*, by their number in it, are among *known*; a *galat* never is."""
    keys = {(item.aturan, item.kode, item.sidik) for item in known}
    return {
        number
        for number, finding in enumerate(found)
        if not finding.blocks
        and finding.waiver is None
        and (finding.code, finding.kode, digest_of_values(finding)) in keys
    }


def _digest(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
