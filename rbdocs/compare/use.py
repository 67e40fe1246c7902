"""What a document makes of a field, and how the fields of a record are listed by that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum


class Use(Enum):
    """What a document makes of a field."""

    PRINTED = "printed as it stands"
    PART = "part of a sentence that the program composes, and that is compared as a whole"
    SILENT = "not printed: it steers the program, is looked up, or is a note"
    APART = "not compared: it is outlined otherwise, or no part of this year's sources"


def default_label(nama: str) -> str:
    """Return what readers call a field that has no name of its own: as the source has it."""
    return nama.replace("_", " ").capitalize()


def named(*plain: str, **labelled: str) -> dict[str, str]:
    """Return fields with what readers call them; those in *plain*, apart by spaces, as by default.

    >>> named("kunci nama", nip="NIP")
    {'kunci': 'Kunci', 'nama': 'Nama', 'nip': 'NIP'}
    """
    words = [nama for listing in plain for nama in listing.split()]
    return {nama: default_label(nama) for nama in words} | labelled


@dataclass(frozen=True, slots=True)
class FieldUses:
    """The fields of a record by use, each with what readers call it."""

    printed: Mapping[str, str] = field(default_factory=dict)
    part: Mapping[str, str] = field(default_factory=dict)
    silent: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)

    def items(self) -> Iterator[tuple[str, Use, str]]:
        """Yield each field with its use and its name."""
        for use, names in (
            (Use.PRINTED, self.printed),
            (Use.PART, self.part),
            (Use.SILENT, self.silent),
            (Use.APART, self.apart),
        ):
            yield from ((nama, use, label) for nama, label in names.items())

    def names(self) -> list[str]:
        """Return the fields that are compared."""
        return [nama for nama, use, _ in self.items() if use is not Use.APART]
