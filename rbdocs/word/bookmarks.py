"""The addresses of a plan's rows: bookmarks in the Word document, named after the action's kode.

With them a comparison knows which row is which, and edits made in Word find the value that was
printed. Word and LibreOffice keep a bookmark that surrounds the text of one cell, and lose or
double those that reach over cells. Where someone types over a whole cell its bookmark is gone, so
a row has up to three.
"""

from __future__ import annotations

import hashlib
import re

from lxml import etree

from rbdocs.model.plan import Address
from rbdocs.word.xml import W

# What the names of a row's bookmarks end with: two of the action itself, whose columns are never
# merged with another row, and that of the level below it, which says which of its rows this is.
ENDINGS = ("a", "b", "s")
# A name that begins with a low line is not listed in Word, and so not taken for the user's own.
_NAME_LENGTH = 40  # of a bookmark, at most
_NAME = re.compile(r"_rb_(?P<letters>[A-Z]{1,4})_(?P<digits>\d{2,4})_(?P<end>[ab]|s(?P<row>\d+))")


def bookmark_name(address: Address, end: str) -> str:
    """Return the name of the bookmark of the row at *address* that ends in *end*, of ENDINGS."""
    number = address.row if end == "s" else ""
    return f"_rb_{address.kode.replace('-', '_')}_{end}{number}"


def parse_bookmark(name: str) -> tuple[Address, bool] | None:
    """Return the address that *name* holds, and whether it says which row; None where none."""
    hit = _NAME.fullmatch(name)
    if hit is None:
        return None
    row = hit["row"]
    return Address(f"{hit['letters']}-{hit['digits']}", int(row or 1)), row is not None


def kode_of(row: etree._Element) -> str:
    """Return the kode of the action that *row* prints, from its bookmarks, or ""."""
    for element in row.iter(f"{W}bookmarkStart"):
        if found := parse_bookmark(element.get(f"{W}name", "")):
            return found[0].kode
    return ""


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
