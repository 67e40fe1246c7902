"""Sentences that the program composes out of values: each stretch with the record that says it.

What prints them joins the stretches; what leads from print back to the sources asks each for its
place. So a sentence is put together in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from rbdocs.model.node import Node
from rbdocs.model.sentence import concat, format_date
from rbdocs.model.values import Text

_FIELD = re.compile(r"\{(\w+)\}")


class Stretch(NamedTuple):
    """A stretch of a sentence; *field* of *node* says it, or, where it is "", the program does."""

    text: Text | str
    node: Node
    field: str = ""


def said(node: Node, field: str) -> Stretch:
    """Return what the *field* of *node* says, as it is printed."""
    content = getattr(node, field)
    if isinstance(content, date):
        return Stretch(format_date(content), node, field)
    return Stretch(content if isinstance(content, Text) else str(content), node, field)


def phrase(node: Node, form: str) -> Iterator[Stretch]:
    """Yield *form*, which names fields of *node* in braces, with what these say."""
    for index, piece in enumerate(_FIELD.split(form)):
        if piece:
            yield said(node, piece) if index % 2 else Stretch(piece, node)


def joined(stretches: Iterable[Stretch]) -> Text:
    """Return *stretches* as the sentence that they make."""
    return concat(*(stretch.text for stretch in stretches))
