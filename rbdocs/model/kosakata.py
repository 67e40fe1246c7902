"""The project's own words: spellings to avoid, and terms and names that no dictionary has."""

from __future__ import annotations

from pydantic import Field

from rbdocs.model.node import Node


class Kosakata(Node):
    """*tidak_baku* gives for each spelling or phrase to avoid the right one; *istilah* are words
    that are right although the dictionary does not have them, *terikat* prefixes that are no words
    by themselves. All in small letters.
    """

    tidak_baku: dict[str, str] = Field(default_factory=dict)
    istilah: list[str] = Field(default_factory=list)
    terikat: list[str] = Field(default_factory=list)
    singkatan: list[str] = Field(default_factory=list)
