"""The lock of an enacted year."""

from __future__ import annotations

from datetime import date

from rbdocs.model.node import Node


class Kunci(Node):
    """The sources of a regulation as they were when it was enacted: SHA-256 by file name."""

    ditetapkan: date
    berkas: dict[str, str]
