"""Loops over the rows of a long table, cut out of a template and put back as text.

What is cut is a loop whose body is one row: ``{%tr for b in baris %}``, the model row,
``{%tr endfor %}``. Every other loop is docxtpl's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from rbdocs.word.environment import TAG
from rbdocs.word.prose import mark_alignments
from rbdocs.word.prototype import prepare
from rbdocs.word.row_height import Paper
from rbdocs.word.rows import Prototype
from rbdocs.word.values import Table
from rbdocs.word.xml import W, parent

_FOR = re.compile(r"\s*\{%tr\s+for\s+(\w+)\s+in\s+(\w+)\s*%\}\s*")
_END = re.compile(r"\s*\{%tr\s+endfor\s*%\}\s*")
_LEVELLED = re.compile(r"\{[{%#](?:p|tr|tc|r)\s")


@dataclass(slots=True)
class PlacedRows:
    """A loop that was cut out: its name, its model row, and the table that fills it."""

    name: str
    prototype: Prototype
    table: Table

    def content(self, fields: Mapping[str, Any]) -> str:
        """Return the XML of the loop's rows; *fields* are what else its tags may name."""
        return self.prototype.content(self.table.listing(), fields)


def take_loops(
    root: etree._Element, parts: Mapping[str, bytes], tables: Mapping[str, Table], mark: str
) -> list[PlacedRows]:
    """Cut the loops over *tables* out of *root*; a comment with *mark* and a number stays for each.

    A loop that is not of the form above stays where it is.
    """
    result: list[PlacedRows] = []
    for row in list(root.iter(f"{W}tr")):
        hit = _FOR.fullmatch(row_text(row))
        model = row.getnext()
        end = model.getnext() if model is not None else None
        if hit is None or hit[2] not in tables or model is None or end is None:
            continue
        if _END.fullmatch(row_text(end)) is None or not _is_plain(model):
            continue
        table = tables[hit[2]]
        paper = Paper.of(parts, model)
        mark_alignments(model, parts)
        prototype = prepare(model, table.columns, hit[1], paper, table.bookmarks)
        row.addprevious(etree.Comment(f"{mark}{len(result)}"))
        for cut in (row, model, end):
            parent(cut).remove(cut)
        result.append(PlacedRows(hit[2], prototype, table))
    return result


def row_text(row: etree._Element) -> str:
    """Return all the text in *row*, as a template's author types it."""
    return "".join(text.text or "" for text in row.iter(f"{W}t"))


def _is_plain(model: etree._Element) -> bool:
    """Whether *model* is a row whose tags are all within a paragraph."""
    tags = TAG.findall(row_text(model))
    return model.tag == f"{W}tr" and not any(_LEVELLED.match(tag) for tag in tags)
