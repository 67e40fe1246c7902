"""What readers find of each field of the model: an allowlist of what documents print.

Every field of every record stands here in exactly one way, with what readers call it. A field
that stands nowhere is an error of the program, which a test finds: so nothing new is taken for
printed, or left out of a comparison, because nobody thought of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rbdocs.compare.fields_annexes import ANNEXES
from rbdocs.compare.fields_regulation import REGULATION
from rbdocs.compare.use import FieldUses, Use, default_label
from rbdocs.model.plan_columns import SUB
from rbdocs.model.plan_tree import PlanNode

TABLE: Mapping[type, FieldUses] = {**REGULATION, **ANNEXES}


@cache
def fields_of(record: type) -> Mapping[str, tuple[Use, str]]:
    """Return use and name of each field of *record*, those included that it inherits."""
    result: dict[str, tuple[Use, str]] = {}
    for item in reversed(record.__mro__):
        for nama, use, label in TABLE[item].items() if item in TABLE else ():
            result[nama] = use, label
    if issubclass(record, PlanNode) and hasattr(record, "layout"):
        labels = plan_labels(record)
        result |= {nama: (Use.PRINTED, label) for nama, label in labels.items()}
    return result


def plan_labels(record: type[PlanNode]) -> dict[str, str]:
    """Return what the layout calls the fields of *record*, which it has made: all are printed."""
    layout = record.layout
    level = record.level
    if level is None:
        return {"rencana": layout.source.tingkat[0].label}
    result = {field: kolom.label for kolom, own, field in layout.declared if own == level}
    if level == layout.depth + 1:  # what may be given beside the row is called as in the row
        shared = layout.declared
        result = {
            field: kolom.label
            for kolom, own, field in shared
            if own == layout.depth and kolom.rinci
        } | result
    if level < len(layout.source.tingkat) - 1:
        below = layout.source.tingkat[level + 1]
        result[SUB if level == layout.depth else below.field] = below.label
    return result


def use_of(record: type, nama: str) -> Use:
    """Return what a document makes of the field *nama* of *record*.

    A table's row has its cells under the keys of the columns, and every cell is printed. So is
    what stands nowhere: told too prominently is better than not told.
    """
    return fields_of(record).get(nama, (Use.PRINTED, ""))[0]


def label_of(record: type, nama: str) -> str:
    """Return what readers call the field *nama* of *record*."""
    return fields_of(record).get(nama, (Use.PRINTED, ""))[1] or default_label(nama)
