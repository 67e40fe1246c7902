"""The addresses of a plan's rows: bookmarks in the Word document, named after the action's kode.

With them a comparison knows which row is which, and edits made in Word find the value that was
printed. Word and LibreOffice keep a bookmark that surrounds the text of one cell, and lose or
double those that reach over cells. Where someone types over a whole cell its bookmark is gone, so
a row has up to three.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from rbdocs.model.plan_tree import LampiranRencana, aksi

# The columns with a bookmark, and what its name ends with; those of the action itself are never
# merged with another row, that of the sub kegiatan says which of the action's rows this is.
MARKED = {"satuan": "a", "total": "b", "sub_kegiatan": "s"}
# A name that begins with a low line is not listed in Word, and so not taken for the user's own.
_NAME_LENGTH = 40  # of a bookmark, at most
_NAME = re.compile(r"_rb_(?P<letters>[A-Z]{1,4})_(?P<digits>\d{2,4})_(?P<end>[ab]|s(?P<row>\d+))")


class Address(NamedTuple):
    """A printed row of a plan: the action's kode, and which of its rows, counted from 1."""

    kode: str
    row: int


def row_addresses(lampiran: LampiranRencana) -> Iterator[Address]:
    """Yield the address of every printed row of *lampiran*, in order."""
    for one in filter(lambda one: one.printed, aksi(lampiran)):
        for row in range(len(one.sub_kegiatan or ()) or 1):
            yield Address(one.kode, row + 1)


def bookmark_name(address: Address, column: str) -> str:
    """Return the name of the bookmark in *column*, one of MARKED, of the row at *address*."""
    end = MARKED[column]
    number = address.row if end == "s" else ""
    return f"_rb_{address.kode.replace('-', '_')}_{end}{number}"


def parse_bookmark(name: str) -> tuple[Address, bool] | None:
    """Return the address that *name* holds, and whether it says which row; None where none."""
    hit = _NAME.fullmatch(name)
    if hit is None:
        return None
    row = hit["row"]
    return Address(f"{hit['letters']}-{hit['digits']}", int(row or 1)), row is not None


def key_bookmark(key: str) -> str:
    """Return the name of *key*'s bookmark, which Word does not list among the user's own.

    Word allows 40 letters, digits and low lines; what is longer ends in a digest.

    >>> key_bookmark("1-3-1-b2-p1")
    '_rb_n_1_3_1_b2_p1'
    """
    name = f"_rb_n_{key.replace('-', '_')}"
    if len(name) <= _NAME_LENGTH:
        return name
    return f"{name[: _NAME_LENGTH - 9]}_{hashlib.sha256(key.encode()).hexdigest()[:8]}"
