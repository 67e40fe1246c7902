"""How much of a regulation's matter an amendment changes, in words.

UU 12/2011, Lampiran II, chapter on amending: where more than half of the matter changes, the
regulation is better repealed and written anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rbdocs.law.consolidate import Consolidation
from rbdocs.law.in_force import after, before
from rbdocs.model.batang_tubuh import Butir, addresses
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import walk
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai, Text

Units = Counter[str]


@dataclass(slots=True)
class ExtentPart:
    """A part of the matter: its words of before that went, those that came, and all of both."""

    nama: str
    went: int
    came: int
    total: int

    @property
    def share(self) -> float:
        """What changed, from 0 to 1: 1 where no sentence stays, whatever its length."""
        return (self.went + self.came) / self.total if self.total else 0.0


@dataclass(slots=True)
class Extent:
    """What was measured, the articles first, then each Lampiran that both years have.

    *lengkap*: all articles of the regulation are known.
    """

    bagian: list[ExtentPart] = field(default_factory=list)
    lengkap: bool = False

    @property
    def share(self) -> float:
        """The share of all parts together, from 0 to 1."""
        total = sum(bagian.total for bagian in self.bagian)
        return sum(bagian.went + bagian.came for bagian in self.bagian) / total if total else 0.0


def measure(regulation: Regulation) -> Extent:
    """Return how much of the matter in force *regulation* changes, article texts and Lampiran.

    The Lampiran are compared with those of ``sebelumnya``. Of an article whose earlier text is
    not known nothing is counted; one that is inserted or added is new as a whole.
    """
    old, new = before(regulation), after(regulation)
    unknown = {
        nomor
        for nomor, berlaku in new.berlaku.items()
        if nomor not in old.berlaku and not berlaku.is_new
    }
    name = ", ".join(f"Pasal {nomor}" for nomor in old.berlaku) or "tidak ada pasal"
    articles_name = "batang tubuh" if old.lengkap else f"pasal yang dikenal ({name})"
    result = Extent(lengkap=old.lengkap)
    result.bagian.append(_compare(articles_name, _articles(old), _articles(new, unknown)))
    if regulation.sebelumnya is None:
        return result
    earlier = _lampiran(regulation.sebelumnya)
    for nomor, units in _lampiran(regulation).items():
        if nomor in earlier:
            result.bagian.append(_compare(f"Lampiran {nomor}", earlier[nomor], units))
    return result


def _compare(nama: str, old: Units, new: Units) -> ExtentPart:
    went, came = _words(old - new), _words(new - old)
    return ExtentPart(nama, went, came, _words(old) + _words(new))


def _words(units: Units) -> int:
    return sum(len(text.split()) * count for text, count in units.items())


def _articles(consolidation: Consolidation, unknown: Iterable[str] = ()) -> Units:
    """The provisions; not those of articles whose earlier text is *unknown*."""
    listing = [
        berlaku.pasal for berlaku in consolidation.ordered() if berlaku.pasal.pasal not in unknown
    ]
    return _units(
        f"{alamat} {butir.teks.plain}"
        for alamat, butir in addresses([*listing])
        if isinstance(butir, Butir) and butir.teks
    )


def _lampiran(regulation: Regulation) -> dict[str, Units]:
    result = {
        naskah.susunan.lampiran: _units(
            [
                *(block.plain for block in naskah.blocks),
                *(text for tabel in naskah.tabel.values() for text in _texts(tabel)),
            ]
        )
        for naskah in regulation.naskah
    }
    return result | {
        lampiran.lampiran: _units(_texts(lampiran)) for lampiran in regulation.lampiran
    }


def _texts(node: Node) -> Iterator[str]:
    for item in walk(node):
        for _, value in item:
            if isinstance(value, Text | Nilai) and not value.open:
                yield str(value)


def _units(texts: Iterable[str]) -> Units:
    """Texts that have a letter: figures change every year, and are not what matter is made of."""
    return Counter(text for text in texts if any(map(str.isalpha, text)))
