"""Articles with the headings above them, in order: the body of a regulation as a sequence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rbdocs.model.batang_tubuh import Bab, BagianBab, BodyPart, Paragraf, Pasal
from rbdocs.model.numbering import ProvisionUnit, label
from rbdocs.model.values import Text


class DivisionHeading(NamedTuple):
    """A bab, bagian or paragraf: its kind, number and title."""

    unit: ProvisionUnit
    nomor: str
    judul: Text


# The way to a division by kinds and numbers, from the bab down: (("bab", "II"), ("bagian", ...)).
Division = tuple[tuple[ProvisionUnit, str], ...]


class PlacedArticle(NamedTuple):
    """An article and the headings that it stands under, the bab first."""

    headings: tuple[DivisionHeading, ...]
    pasal: Pasal

    @property
    def division(self) -> Division:
        """The division that the article is directly in; () where it stands in none."""
        return numbers_of(self.headings)


def numbers_of(headings: Iterable[DivisionHeading]) -> Division:
    """Return the way that *headings* lead, without their titles."""
    return tuple((heading.unit, heading.nomor) for heading in headings)


def placed(
    listing: Iterable[BodyPart], above: tuple[DivisionHeading, ...] = ()
) -> Iterator[PlacedArticle]:
    """Yield the articles of *listing* in printed order; *above* are the headings above it."""
    for part in listing:
        if isinstance(part, Pasal):
            yield PlacedArticle(above, part)
            continue
        here = (*above, heading_of(part))
        yield from placed(part.pasal, here)
        if isinstance(part, Bab):
            yield from placed(part.bagian, here)
        elif isinstance(part, BagianBab):
            yield from placed(part.paragraf, here)


def heading_of(part: Bab | BagianBab | Paragraf) -> DivisionHeading:
    """Return the heading of a division."""
    if isinstance(part, Bab):
        return DivisionHeading("bab", part.bab, part.judul)
    if isinstance(part, BagianBab):
        return DivisionHeading("bagian", part.bagian, part.judul)
    return DivisionHeading("paragraf", part.paragraf, part.judul)


def as_listing(sequence: Sequence[PlacedArticle], depth: int = 0) -> list[BodyPart]:
    """Return *sequence* as a tree, the headings from *depth* on; the reverse of ``placed``."""
    result: list[BodyPart] = []
    groups = groupby(sequence, lambda item: item.headings[depth : depth + 1])
    for above, group in groups:
        inside = list(group)
        if above:
            result.append(_division(above[0], as_listing(inside, depth + 1)))
        else:
            result += [item.pasal for item in inside]
    return result


def _division(heading: DivisionHeading, inside: Sequence[BodyPart]) -> BodyPart:
    pasal = [part for part in inside if isinstance(part, Pasal)]
    if heading.unit == "bab":
        bagian = [part for part in inside if isinstance(part, BagianBab)]
        return Bab(bab=heading.nomor, judul=heading.judul, pasal=pasal, bagian=bagian)
    if heading.unit == "bagian":
        paragraf = [part for part in inside if isinstance(part, Paragraf)]
        return BagianBab(bagian=heading.nomor, judul=heading.judul, pasal=pasal, paragraf=paragraf)
    return Paragraf(paragraf=heading.nomor, judul=heading.judul, pasal=pasal)


def name_of(division: Division) -> str:
    """Return how a sentence names a division: ``Paragraf 1 Bagian Kedua BAB II``."""
    return " ".join(label(unit, nomor) for unit, nomor in reversed(division))
