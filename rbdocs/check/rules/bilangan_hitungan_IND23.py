"""IND: the numbers that a calculation starts from are printed in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rbdocs.check.indicator_values import indicator_values
from rbdocs.check.rule import Violation, rule
from rbdocs.model.annotation import Calculation, notes
from rbdocs.model.chapter import Block, Naskah
from rbdocs.model.finding import Level
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import parse_number
from rbdocs.model.words import listed

_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
# What a calculation may bring in by itself: the whole, as 1 or 100 per cent.
_WHOLE = frozenset({Decimal(1), Decimal(100)})


@rule(
    code="IND23",
    level=Level.PERINGATAN,
    statement="Angka yang dihitung berasal dari angka yang tercetak di alinea itu, atau dari nilai "
    "indikator.",
    ground="Pembaca menghitungnya kembali dari angka yang dibacanya.",
)
def dari_yang_tercetak(regulation: Regulation) -> Iterator[Violation]:
    """Yield the calculations with a number that neither their paragraph nor a table prints."""
    values = {value.measure.number for value in indicator_values(regulation)}
    for naskah in regulation.own_naskah:
        for note in notes(naskah):
            if not isinstance(note, Calculation):
                continue
            printed = _printed(naskah, note.block)
            absent = [
                text
                for text in _NUMBER.findall(note.expression)
                if (number := parse_number(text)) not in _WHOLE
                and number not in printed
                and number not in values
            ]
            if absent:
                yield Violation(
                    note.block.location,
                    note.block.key,
                    f"«{note.text}» dihitung dari {listed(absent)}, yang tidak tercetak di alinea "
                    "ini.",
                    "Samakan hitungannya dengan angka dalam alinea, atau betulkan angkanya.",
                    {"tercetak": note.text, "tidak_ada": absent},
                    excerpt=note.text,
                )


def _printed(naskah: Naskah, block: Block) -> set[Decimal | None]:
    """The numbers of *block* and of the blocks beside it."""
    index = naskah.blocks.index(block)
    near = naskah.blocks[max(0, index - 1) : index + 2]
    return {parse_number(text) for item in near for text in _NUMBER.findall(item.plain)}
